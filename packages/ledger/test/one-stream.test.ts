import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  auditStream,
  type ExportItem,
  proveConsistency,
  proveInclusion,
  signStreamHead,
  type Tile,
  tilePath,
  tileReader,
  verifyEntry,
  verifyExport,
  verifyGrowth,
  writeExport,
} from '../src/index.ts';
import { ExampleLog, log, pieces, secret } from './example-log.ts';

function readerOf(made: ExampleLog) {
  const tiles = new Map<string, Tile>();
  for (const tile of made.tiles) {
    const before = tiles.get(tilePath(tile))?.row ?? new Uint8Array();
    tiles.set(tilePath(tile), { ...tile, row: Buffer.concat([before, tile.row]) });
  }
  return tileReader(async (places) => places.flatMap((place) => tiles.get(tilePath(place)) ?? []));
}

/** The entries of one organisation, each with its proof. */
async function selection(): Promise<{ made: ExampleLog; lines: string[] }> {
  const made = await ExampleLog.opened();
  for (let i = 0; i < 4; i++) {
    await made.add(
      [made.draft(), made.draft({ organisation: 'org_other' }), made.draft({ stream: 'other' })],
      [{ i }],
    );
  }
  await made.rotate(9);
  const reader = readerOf(made);
  const items = made.items.filter((item) => item.item === 'checkpoint').slice(-1) as ExportItem[];
  const opened = made.items.filter((item) => item.item === 'entry');
  for (const [i, { leaf, index }] of made.placed.entries()) {
    if (Buffer.from(leaf).includes('org_other') || index === 0 || index === 13) continue;
    const hashes = await proveInclusion(index, made.range.size, reader);
    items.push({ ...(opened[i] ?? { item: 'entry', leaf }), inclusion: { index, hashes } });
  }
  const each = async function* (): AsyncGenerator<ExportItem> {
    yield* items;
  };
  const at = '2026-11-21T04:00:00.000Z';
  const { name, key } = made;
  const header = { at, kind: 'selection' as const, stream: null, log, name, key };
  const handOvers = made.handOvers.map(({ note }) => note);
  let text = '';
  for await (const piece of writeExport({ header, handOvers, items: each() })) text += piece;
  return { made, lines: text.trimEnd().split('\n') };
}

async function example(): Promise<{ made: ExampleLog; lines: string[] }> {
  const made = await ExampleLog.opened();
  for (let i = 0; i < 5; i++) {
    await made.add([made.draft(), made.draft({ stream: 'resident:1' }), made.draft()]);
  }
  const reader = readerOf(made);
  const items: ExportItem[] = [{ item: 'checkpoint', note: made.checkpoints.at(-1) ?? '' }];
  for (const { stream, leaf, index } of made.placed) {
    if (stream !== auditStream) continue;
    const hashes = await proveInclusion(index, made.range.size, reader);
    items.push({ item: 'entry', leaf, inclusion: { index, hashes } });
  }
  const end = made.streams.get(auditStream);
  const { size } = made.range;
  const head = { epoch: 1, size, stream: auditStream, counter: 0, hash: secret(0), ...end };
  items.push({ item: 'stream-head', note: await signStreamHead(head, made.signer) });
  const each = async function* (): AsyncGenerator<ExportItem> {
    yield* items;
  };
  const header = {
    at: '2026-11-21T04:00:00.000Z',
    kind: 'stream' as const,
    stream: auditStream,
    log,
    name: made.name,
    key: made.key,
  };
  let text = '';
  for await (const piece of writeExport({ header, handOvers: [], items: each() })) text += piece;
  return { made, lines: text.trimEnd().split('\n') };
}

describe('an export of one stream', () => {
  it('is shown to be complete without the other entries', async () => {
    const { made, lines } = await example();
    expect(lines.join('')).not.toContain('resident:1');
    expect(await verifyExport(pieces(lines), made.key)).toMatchObject({
      ok: true,
      kind: 'stream',
      entries: 10,
      findings: [],
      epochs: [{ entries: 10, last: { size: 16 } }],
    });
  });

  const entry = (lines: readonly string[], counter: number): number =>
    lines.findIndex((l) => l.includes(`"counter":${counter},`));

  it('finds what is missing, in the middle and at the end', async () => {
    const { made, lines } = await example();
    const middle = lines.toSpliced(entry(lines, 4), 2);
    expect((await verifyExport(pieces(middle), made.key)).findings).toContainEqual(
      expect.objectContaining({ code: 'removed', counter: 4 }),
    );
    const end = lines.toSpliced(entry(lines, 10), 2);
    expect((await verifyExport(pieces(end), made.key)).findings).toContainEqual(
      expect.objectContaining({ code: 'removed' }),
    );
  });

  it('finds what was changed, even where the rest is made to fit', async () => {
    const { made, lines } = await example();
    const at = entry(lines, 10);
    lines[at] = lines[at]?.replace('"done"', '"failed"') ?? '';
    const { findings } = await verifyExport(pieces(lines), made.key);
    expect(findings.map(({ code }) => code).sort()).toEqual(['changed', 'proof']);
  });

  it('says where nothing shows that the stream ends', async () => {
    const { made, lines } = await example();
    const without = lines.filter((l) => !l.includes('stream-head'));
    expect(await verifyExport(pieces(without), made.key)).toMatchObject({
      ok: true,
      findings: [{ code: 'open-end', severity: 'notice' }],
    });
  });

  it('finds an entry without proof, and one of another stream', async () => {
    const { made, lines } = await example();
    const at = entry(lines, 5);
    expect(
      (await verifyExport(pieces(lines.toSpliced(at + 1, 1)), made.key)).findings,
    ).toMatchObject([{ code: 'proof', counter: 5 }]);
    lines[at] = lines[at]?.replace('"stream":"audit"', '"stream":"other"') ?? '';
    expect((await verifyExport(pieces(lines), made.key)).findings).toContainEqual(
      expect.objectContaining({ code: 'foreign' }),
    );
  });
});

describe('a selection', () => {
  it('proves each entry that it shows, and says that it does not show all', async () => {
    const { made, lines } = await selection();
    expect(lines.join('')).not.toContain('org_other');
    expect(await verifyExport(pieces(lines), made.key)).toMatchObject({
      ok: true,
      kind: 'selection',
      entries: 8,
      opened: 4,
      findings: [{ code: 'open-end', severity: 'notice' }],
    });
  });

  it('finds any changed byte, an entry from elsewhere, and one that stands there twice', async () => {
    const { made, lines } = await selection();
    const whole = Buffer.from(`${lines.join('\n')}\n`);
    const header = (lines[0] ?? '').length;
    // Where keys change, the one before signs the checkpoint too. No verifier needs that signature, and one that
    // it does not know may be a witness's (C2SP signed-note): what stands there is no part of what is proved.
    const spare: { readonly from: number; readonly to: number }[] = [];
    for (const { 0: line, index } of whole
      .toString('latin1')
      .matchAll(/\u00e2\u0080\u0094 \S+ [\w+/=]+\\n/g)) {
      const [from, to] = [index, index + line.length];
      const without = Buffer.concat([whole.subarray(0, from), whole.subarray(to)]);
      if ((await verifyExport(pieces([without.toString().trimEnd()]), made.key)).ok)
        spare.push({ from, to });
    }
    expect(spare.length).toBe(1);
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: header, max: whole.length - 1 }),
        fc.integer({ min: 1, max: 255 }),
        async (at, by) => {
          fc.pre(spare.every(({ from, to }) => at < from || at >= to));
          const forged = Buffer.from(whole);
          forged[at] = (forged[at] ?? 0) ^ by;
          const one = async function* (): AsyncGenerator<Uint8Array> {
            yield forged;
          };
          expect((await verifyExport(one(), made.key)).ok).toBe(false);
        },
      ),
      { numRuns: 150 },
    );
    const at = lines.findIndex((line) => line.startsWith('{"action"'));
    const twice = lines.toSpliced(at, 0, ...lines.slice(at, at + 3));
    expect((await verifyExport(pieces(twice), made.key)).ok).toBe(false);
  });
});

describe('one entry by its proof alone', () => {
  it('stands in the log as it is shown, also after its key handed over', async () => {
    const { made } = await example();
    const older = made.checkpoints.at(-1) ?? '';
    await made.rotate(7);
    await made.add([made.draft()]);
    const reader = readerOf(made);
    const checkpoint = made.checkpoints.at(-1) ?? '';
    const { leaf = new Uint8Array(), index = 0 } = made.placed[3] ?? {};
    const line = Buffer.from(leaf).toString();
    const hashes = await proveInclusion(index, made.range.size, reader);
    const proved = { leaf: line, index, hashes, checkpoint };
    const handOvers = made.handOvers.map(({ note }) => note);
    expect(await verifyEntry(proved, made.key, { handOvers })).toBe('holds');
    expect(await verifyEntry(proved, made.key)).toBe('not-signed');
    const forged = { ...proved, leaf: line.replace('"done"', '"failed"') };
    expect(await verifyEntry(forged, made.key, { handOvers })).toBe('broken');
    expect(await verifyEntry({ ...proved, index: 4 }, made.key, { handOvers })).toBe('broken');
    expect(await verifyEntry({ ...proved, leaf: '{}' }, made.key, { handOvers })).toBe(
      'unreadable',
    );
    const grown = await proveConsistency(16, made.range.size, reader);
    expect(await verifyGrowth(older, checkpoint, grown, made.key, { handOvers })).toBe('grew');
    expect(await verifyGrowth(older, checkpoint, grown, made.key)).toBe('not-signed');
  });
});

describe('growth by a proof alone', () => {
  it('holds between any two checkpoints of a log, and for no other proof', async () => {
    const { made } = await example();
    const reader = readerOf(made);
    const [older, newer] = [made.checkpoints[1] ?? '', made.checkpoints[4] ?? ''];
    const proof = await proveConsistency(4, 13, reader);
    expect(await verifyGrowth(older, newer, proof, made.key)).toBe('grew');
    expect(await verifyGrowth(older, older, [], made.key)).toBe('same');
    expect(await verifyGrowth(newer, older, proof, made.key)).toBe('broken');
    expect(await verifyGrowth(older, newer, proof.slice(1), made.key)).toBe('broken');
    expect(await verifyGrowth('', newer, proof, made.key)).toBe('unreadable');
    expect(await verifyGrowth(older.replace('\n4\n', '\n5\n'), newer, proof, made.key)).toBe(
      'not-signed',
    );
  });
});
