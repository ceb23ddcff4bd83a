import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { verifyConsistency, verifyInclusion } from '../src/index.ts';

const folder = join(import.meta.dirname, '../../../conformance/merkle');

interface Vector {
  readonly desc: string;
  readonly wantErr: boolean;
  readonly proof: readonly string[] | null;
  readonly leafIdx: number;
  readonly treeSize: number;
  readonly leafHash: string;
  readonly root: string;
  readonly size1: number;
  readonly size2: number;
  readonly root1: string;
  readonly root2: string;
}

const vectors = (kind: string): readonly (readonly [string, Vector])[] =>
  readdirSync(join(folder, kind), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.json'))
    .map((name) => [name, JSON.parse(readFileSync(join(folder, kind, name), 'utf8')) as Vector]);

const bytes = (base64: string): Uint8Array => Uint8Array.from(Buffer.from(base64 ?? '', 'base64'));

describe.each(['inclusion', 'consistency'])('%s proofs of others', (kind) => {
  const all = vectors(kind);
  it('are all there', () => expect(all).toHaveLength(98));
  it.each(all)('%s', (_, v) => {
    const proof = (v.proof ?? []).map(bytes);
    const holds =
      kind === 'inclusion'
        ? verifyInclusion(bytes(v.leafHash), v.leafIdx, v.treeSize, proof, bytes(v.root))
        : verifyConsistency(v.size1, v.size2, proof, bytes(v.root1), bytes(v.root2));
    expect(holds).toBe(!v.wantErr);
  });
});
