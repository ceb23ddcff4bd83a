import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  canonicalJson,
  checkDraft,
  commit,
  type Leaf,
  leafVersion,
  opensCommitment,
  pseudonymOf,
  readCanonicalJson,
  readLeaf,
  toBase64,
  writeLeaf,
} from '../src/index.ts';
import { ExampleLog, secret } from './example-log.ts';

const leaf: Leaf = {
  ...new ExampleLog().draft(),
  counter: 3,
  epoch: 1,
  previous: toBase64(secret(5)),
};

const name = fc
  .stringMatching(/^[A-Za-z0-9][A-Za-z0-9:_.-]{0,20}$/)
  .filter((n) => !/^(per_|person:)/.test(n));
const leaves: fc.Arbitrary<Leaf> = fc.record({
  action: fc.constantFrom('answer:record', 'session:begin', 'a:b:c'),
  actor: fc.constantFrom(leaf.actor, 'system:worker'),
  at: fc
    .date({ min: new Date('2000-01-01'), max: new Date('2100-01-01'), noInvalidDate: true })
    .map((d) => d.toISOString()),
  commitment: fc.option(fc.uint8Array({ minLength: 32, maxLength: 32 }).map(toBase64), {
    nil: null,
  }),
  counter: fc.integer({ min: 1, max: 999_999_999_999_999 }),
  epoch: fc.integer({ min: 1, max: 1_000 }),
  log: name,
  organisation: fc.option(name, { nil: null }),
  outcome: fc.constantFrom('done', 'refused', 'failed'),
  previous: fc.option(fc.uint8Array({ minLength: 32, maxLength: 32 }).map(toBase64), { nil: null }),
  stream: name,
  subjects: fc.array(name, { maxLength: 32 }),
});

describe('the leaf', () => {
  it('is canonical JSON of exactly its members, and comes back', () => {
    fc.assert(
      fc.property(leaves, (given) => {
        const written = writeLeaf(given);
        expect(written).toBe(canonicalJson({ ...given, v: leafVersion }));
        expect(readLeaf(written)).toEqual(given);
      }),
    );
  });

  it('reads nothing that is not canonical, whatever sign is put into it', () => {
    const written = writeLeaf(leaf);
    fc.assert(
      fc.property(fc.nat(written.length), fc.string({ minLength: 1, maxLength: 3 }), (at, sign) => {
        const changed = written.slice(0, at) + sign + written.slice(at);
        if (readLeaf(changed) !== undefined) expect(readCanonicalJson(changed)).toBeDefined();
      }),
      { numRuns: 2_000 },
    );
  });

  it.each<[string, Partial<Leaf>]>([
    ['action', { action: 'record' }],
    ['action', { action: 'answer:record","actor":"system:x' }],
    ['actor', { actor: 'per_0123456789abcdef7123456789abcdef' }],
    ['at', { at: '2026-11-21T03:04:05Z' }],
    ['at', { at: '2026-02-30T03:04:05.000Z' }],
    ['commitment', { commitment: 'AAAA' }],
    ['counter', { counter: 0 }],
    ['counter', { counter: 1.5 }],
    ['epoch', { epoch: Number.NaN }],
    ['log', { log: '星ヶ渡' }],
    ['organisation', { organisation: '' }],
    ['outcome', { outcome: 'perhaps' as 'done' }],
    ['previous', { previous: `${'A'.repeat(42)}B=` }],
    ['stream', { stream: 'a b' }],
    ['subjects', { subjects: ['a","b'] }],
    ['subjects', { subjects: ['per_0123456789abcdef7123456789abcdef'] }],
    ['subjects', { subjects: ['person:taro'] }],
    ['subjects', { subjects: Array.from({ length: 33 }, () => 'a') }],
  ])('refuses a wrong %s and names it', (member, change) => {
    expect(() => writeLeaf({ ...leaf, ...change })).toThrow(
      expect.objectContaining({ code: 'input-invalid', message: expect.stringContaining(member) }),
    );
  });

  it('is refused with the act, before it has its place', () => {
    const { counter: _, epoch: __, previous: ___, ...draft } = leaf;
    expect(() => checkDraft(draft)).not.toThrow();
    expect(() => checkDraft({ ...draft, stream: '' })).toThrow(/stream/);
  });
});

describe('a content', () => {
  it('is opened by itself and its salt alone', () => {
    const { commitment, content } = commit({ text: '答え', n: 1 }, secret(4));
    expect(content).toBe('{"n":1,"text":"答え"}');
    expect(opensCommitment(commitment, { n: 1, text: '答え' }, secret(4))).toBe(true);
    expect(opensCommitment(commitment, { n: 2, text: '答え' }, secret(4))).toBe(false);
    expect(opensCommitment(commitment, { n: 1, text: '答え' }, secret(5))).toBe(false);
    expect(opensCommitment(null, {}, secret(4))).toBe(false);
    expect(() => commit({}, new Uint8Array(8))).toThrow();
  });
});

describe('a pseudonym', () => {
  it('is the same for a person in a log, and another in every other log', () => {
    const person = 'per_0123456789abcdef7123456789abcdef';
    expect(pseudonymOf(secret(1), person)).toBe(pseudonymOf(secret(1), person));
    expect(pseudonymOf(secret(1), person)).not.toBe(pseudonymOf(secret(2), person));
    expect(pseudonymOf(secret(1), person)).toMatch(/^person:[0-9a-f]{32}$/);
    expect(pseudonymOf(secret(1), person)).not.toContain(person.slice(4));
  });
});
