import { describe, expect, it } from 'vitest';
import { originOf, signCheckpoint, signerOf, signHandOver, verifyExport } from '../src/index.ts';
import {
  type ExampleLog,
  entriesOf,
  example,
  named,
  pieces,
  secret,
  verify,
} from './example-log.ts';

describe('a log that was restored', () => {
  it('a restore opens an epoch that continues the last checkpoint; streams go on', async () => {
    const made = await example();
    await made.reopen();
    await made.add([made.draft()]);
    const report = await verify(made, await made.lines());
    expect(report).toMatchObject({
      ok: true,
      findings: [],
      epochs: [{ covered: 10 }, { covered: 2 }],
    });
    expect(report.streams).toContainEqual({ stream: 'audit', entries: 8, last: 8 });
  });

  it('what a restore lost is told by the log itself', async () => {
    const made = await example();
    const [items, streams, range] = [[...made.items], made.streams, made.range];
    await made.add([made.draft(), made.draft()]);
    const known = made.checkpoints.at(-1) ?? '';
    Object.assign(made, { items, streams, range });
    await made.reopen(known);
    const report = await verify(made, await made.lines());
    expect(report).toMatchObject({ ok: true, findings: [{ code: 'lost', severity: 'notice' }] });
    expect(report.findings[0]?.message.ja).toContain('2件');
    // Whoever kept that checkpoint is told that the log does not continue it.
    expect(
      named(await verifyExport(pieces(await made.lines()), made.key, { since: known })),
    ).toContain('history');
  });

  it('an epoch that continues something else', async () => {
    const made = await example();
    await made.reopen(made.checkpoints[1]);
    expect(named(await verify(made, await made.lines()))).toContain('epoch log 2');
    const other = await example();
    other.epoch++;
    other.range = { size: 0, hashes: [] };
    await other.add([other.draft()]);
    expect(named(await verify(other, await other.lines()))).toContain('epoch audit 8');
    const removed = await example();
    await removed.reopen();
    const lines = await removed.lines();
    const first = entriesOf(lines).find((i) => lines[i]?.includes('"epoch":2')) ?? 0;
    lines.splice(first, 2);
    expect(named(await verify(removed, lines))).toEqual(expect.arrayContaining(['checkpoint']));
  });

  const elsewhere = (made: ExampleLog, epoch: number, size: number, signer = made.signer) =>
    signCheckpoint({ origin: originOf(made.name, epoch), size, root: secret(9) }, [signer]);

  it('whole epochs that a restore lost are told by the entry that comes after them, and by nothing else', async () => {
    const made = await example();
    const lost = await elsewhere(made, 3, 4);
    await made.restored({ epoch: 4, checkpoint: lost });
    const report = await verify(made, await made.lines());
    expect(report).toMatchObject({ ok: true, findings: [{ code: 'lost', severity: 'notice' }] });
    expect(report.findings[0]?.message.ja).toContain('区切り2〜3');
    expect(report.epochs[1]?.restore).toEqual({
      id: 'ab'.repeat(16),
      at: '2026-11-21T03:04:05.678Z',
    });
    const since = await verifyExport(pieces(await made.lines()), made.key, { since: lost });
    expect(named(since)).toContain('history');
    expect(since.findings.at(-1)?.message.en).toContain('the log itself says');
    // Without saying where it left off, or with a checkpoint that no key of the log signed, they are missing.
    const silent = await example();
    silent.epoch = 3;
    await silent.reopen(await elsewhere(silent, 3, 4));
    expect(named(await verify(silent, await silent.lines()))).toContain('removed log 2');
    const stranger = await example();
    const unsigned = await elsewhere(stranger, 3, 4, signerOf(stranger.name, secret(77)));
    await stranger.restored({ epoch: 4, checkpoint: unsigned });
    expect(named(await verify(stranger, await stranger.lines()))).toContain('epoch log 2');
  });

  it('where the backup ended is held against the tree', async () => {
    const made = await example();
    const right = made.checkpoints.at(-1) ?? '';
    made.checkpoints.push(made.checkpoints[0] ?? '');
    await made.restored({ epoch: 2, checkpoint: right });
    expect(named(await verify(made, await made.lines()))).toContain('epoch log 2');
  });

  it('a checkpoint signed by a key that came after the backup is followed to that key', async () => {
    const made = await example();
    const next = signerOf(made.name, secret(5));
    const { size } = made.range;
    const { note } = await signHandOver(made.signer, next.key, { epoch: 1, index: size + 1 });
    const lost = await elsewhere(made, 1, size + 5, next);
    const without = await example();
    await made.restored({ epoch: 2, checkpoint: lost, handOvers: [note] });
    const report = await verify(made, await made.lines());
    expect(report).toMatchObject({ ok: true, findings: [{ code: 'lost' }] });
    await without.restored({ epoch: 2, checkpoint: lost });
    expect(named(await verify(without, await without.lines()))).toContain('epoch log 2');
  });

  it('two restores of one backup differ, and whoever holds a checkpoint of the other is told', async () => {
    const [one, other] = [await example(), await example()];
    await one.restored({ epoch: 2, restore: '11'.repeat(16) });
    await other.restored({ epoch: 2, restore: '22'.repeat(16) });
    const held = other.checkpoints.at(-1) ?? '';
    const report = await verifyExport(pieces(await one.lines()), one.key, { since: held });
    expect(named(report)).toEqual(['history']);
    expect(report.findings[0]?.message.en).toContain('11'.repeat(16));
    expect(report.findings[0]?.message.en).toContain('another restore');
  });

  it('another history that a restore replaced is told by the log itself, and nothing is called lost or damaged', async () => {
    // A copy went on by itself: shorter than the backup, longer in the same epoch, or epochs further.
    for (const [epoch, beyond] of [
      [1, -2],
      [1, 5],
      [3, 0],
    ] as const) {
      const made = await example();
      const other = await elsewhere(made, epoch, made.range.size + beyond);
      const further = epoch > 1 || beyond > 0;
      const next = { epoch: epoch + 1, other, ...(further ? { checkpoint: other } : {}) };
      await made.restored(next);
      const report = await verify(made, await made.lines());
      expect(report.findings).toMatchObject([{ code: 'other-history', severity: 'notice' }]);
      expect(report.findings[0]?.message.ja).toContain(`区切り${epoch}、${10 + beyond}件まで`);
      expect(report.ok).toBe(true);
      // Whoever holds a checkpoint of the other is told so; one of this log holds.
      const since = await verifyExport(pieces(await made.lines()), made.key, { since: other });
      expect(named(since)).toEqual(['other-history', 'history']);
      expect(since.findings[1]?.message.en).toContain('is of another history');
      const own = made.checkpoints.at(-2) ?? '';
      expect(
        await verifyExport(pieces(await made.lines()), made.key, { since: own }),
      ).toMatchObject({
        ok: true,
        since: 'holds',
      });
    }
  });

  it('a history that no key of the log signed is none that a restore replaced', async () => {
    for (const other of [
      7,
      'nothing',
      await elsewhere(await example(), 1, 3, signerOf('x', secret(8))),
    ]) {
      const made = await example();
      await made.restored({ epoch: 2, other });
      expect(named(await verify(made, await made.lines()))).toEqual(['epoch log 2']);
    }
  });
});
