import { describe, expect, it } from 'vitest';
import {
  readCheckpoint,
  signCheckpoint,
  signerOf,
  verifyExport,
  writeVerifierKey,
} from '../src/index.ts';
import { ExampleLog, example, named, pieces, secret, verify } from './example-log.ts';

/** The line of an entry, by stream and number. */
function lineOf(lines: readonly string[], stream: string, counter: number): number {
  return lines.findIndex(
    (l) => l.includes(`"counter":${counter},`) && l.includes(`"stream":"${stream}"`),
  );
}

describe('an export as it was written', () => {
  it('is right, and its report says what there is', async () => {
    const made = await example();
    const report = await verify(made, await made.lines());
    expect(report).toMatchObject({
      ok: true,
      entries: 10,
      opened: 2,
      withheld: 0,
      streamCount: 3,
      findings: [],
    });
    expect(report.epochs).toMatchObject([
      { epoch: 1, entries: 10, covered: 10, checkpointsMatched: 4 },
    ]);
    expect(report.streams).toContainEqual({ stream: 'audit', entries: 7, last: 7 });
  });

  it('however it is cut into pieces', async () => {
    const made = await example();
    const bytes = Buffer.from(`${(await made.lines()).join('\n')}\n`);
    for (const size of [1, 7, 100, 100_000]) {
      const cut = async function* () {
        for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
      };
      expect(await verifyExport(cut(), made.key)).toMatchObject({ ok: true, entries: 10 });
    }
  });
});

describe('what is wrong is found and named', () => {
  it('a changed entry', async () => {
    const made = await example();
    for (const counter of [1, 2, 3, 4, 5, 6]) {
      const lines = await made.lines();
      const at = lineOf(lines, 'audit', counter);
      lines[at] = lines[at]?.replace('"done"', '"failed"') ?? '';
      const report = await verify(made, lines);
      expect(report.ok).toBe(false);
      expect(named(report)).toContain(`changed audit ${counter}`);
      expect(named(report).filter((each) => each.startsWith('changed'))).toHaveLength(1);
      expect(named(report)).toContain('checkpoint');
    }
  });

  it('a changed entry that no other follows', async () => {
    const made = await example();
    const lines = await made.lines();
    const at = lineOf(lines, 'audit', 7);
    lines[at] = lines[at]?.replace('"refused"', '"done"') ?? '';
    const { findings } = await verify(made, lines);
    expect(findings).toMatchObject([
      { code: 'checkpoint', message: { ja: expect.stringContaining('9〜10件目') } },
    ]);
  });

  it('a removed entry', async () => {
    const made = await example();
    for (const [stream, counter] of [
      ['audit', 1],
      ['audit', 4],
      ['resident:1', 1],
    ] as const) {
      const lines = await made.lines();
      lines.splice(lineOf(lines, stream, counter), stream === 'audit' && counter === 1 ? 2 : 1);
      expect(named(await verify(made, lines))).toContain(`removed ${stream} ${counter}`);
    }
    const lines = await made.lines();
    lines.splice(lineOf(lines, 'audit', 7), 1);
    expect(named(await verify(made, lines))).toEqual(['removed', 'truncated']);
  });

  it('a removed entry whose content was left behind, without a word against the entry above it', async () => {
    const made = await ExampleLog.opened();
    const contents = [1, 2, 3, 4, 5].map((n) => ({ n }));
    await made.add(
      contents.map(() => made.draft()),
      contents,
    );
    for (const counter of [2, 4]) {
      const lines = await made.lines();
      // Above the fourth stands one whose own content is not shown.
      lines.splice(lineOf(lines, 'audit', 3) + 1, 1);
      lines.splice(lineOf(lines, 'audit', counter), 1);
      const found = named(await verify(made, lines));
      expect(found).toEqual(expect.arrayContaining([`removed audit ${counter}`, 'content']));
      expect(found.filter((each) => /^(content|changed) /.test(each))).toEqual([]);
    }
  });

  it('several removed entries, as one', async () => {
    const made = await example();
    const lines = (await made.lines()).filter((l) => !/"counter":[345],.*"stream":"audit"/.test(l));
    const { findings } = await verify(made, lines);
    expect(findings).toContainEqual(
      expect.objectContaining({ code: 'removed', counter: 3, to: 5 }),
    );
  });

  it('entries in another order', async () => {
    const made = await example();
    const lines = await made.lines();
    const [a, b] = [lineOf(lines, 'audit', 4), lineOf(lines, 'audit', 5)];
    [lines[a], lines[b]] = [lines[b] ?? '', lines[a] ?? ''];
    const report = await verify(made, lines);
    expect(named(report)).toContain('reordered audit 4');
    expect(named(report)).toContain('checkpoint');
    expect(named(report)).not.toContain('removed audit 4');
  });

  it('entries of two streams in another order', async () => {
    const made = await example();
    const lines = await made.lines();
    const [a, b] = [lineOf(lines, 'audit', 3), lineOf(lines, 'resident:1', 2)];
    [lines[a], lines[b]] = [lines[b] ?? '', lines[a] ?? ''];
    expect(named(await verify(made, lines))).toEqual(['checkpoint']);
  });

  it('an entry that stands there twice', async () => {
    const made = await example();
    const lines = await made.lines();
    const at = lineOf(lines, 'audit', 3);
    lines.splice(at, 0, lines[at] ?? '');
    expect(named(await verify(made, lines))).toContain('repeated audit 3');
  });

  it('an entry of another log', async () => {
    const made = await example();
    const lines = await made.lines();
    const at = lineOf(lines, 'audit', 3);
    lines[at] = lines[at]?.replace('cty_0', 'cty_1') ?? '';
    expect(named(await verify(made, lines))).toContain('foreign audit 3');
  });

  it('an entry that is none', async () => {
    const made = await example();
    const lines = await made.lines();
    const at = lineOf(lines, 'audit', 3);
    lines[at] = lines[at]?.replace('"done"', '"done" ') ?? '';
    expect(named(await verify(made, lines))).toEqual(
      expect.arrayContaining(['unreadable', 'removed audit 3', 'checkpoint']),
    );
  });

  it('a checkpoint that is not of these entries', async () => {
    const made = await example();
    const lines = await made.lines();
    const last = lines.findLastIndex((l) => l.includes('"record":"checkpoint"'));
    const { origin = '', size = 0 } = readCheckpoint(made.checkpoints.at(-1) ?? '') ?? {};
    const note = await signCheckpoint({ origin, size, root: secret(9) }, [made.signer]);
    lines[last] = JSON.stringify({ note, record: 'checkpoint' });
    expect(named(await verify(made, lines))).toEqual(['checkpoint']);
  });

  it('a signature that does not hold, one of another key, and one without', async () => {
    const made = await example();
    const other = signerOf(made.name, secret(2));
    const {
      origin = '',
      size = 0,
      root = secret(0),
    } = readCheckpoint(made.checkpoints.at(-1) ?? '') ?? {};
    const right = made.checkpoints.at(-1) ?? '';
    for (const note of [
      right.replace(
        /(.)(.{10})=\n$/,
        (_, a: string, rest: string) => `${a === 'A' ? 'B' : 'A'}${rest}=\n`,
      ),
      await signCheckpoint({ origin, size, root }, [other]),
    ]) {
      const lines = await made.lines();
      const last = lines.findLastIndex((l) => l.includes('"record":"checkpoint"'));
      lines[last] = JSON.stringify({ note, record: 'checkpoint' });
      expect(named(await verify(made, lines))).toEqual(['signature', 'uncovered']);
    }
  });

  it('another key than the one given, and a key of another log', async () => {
    const made = await example();
    const key = writeVerifierKey(signerOf(made.name, secret(2)).key);
    expect(named(await verifyExport(pieces(await made.lines()), key))).toContain('foreign');
    const elsewhere = writeVerifierKey(signerOf('machimori/other', secret(1)).key);
    expect(named(await verifyExport(pieces(await made.lines()), elsewhere))).toContain('foreign');
    await expect(verifyExport(pieces([]), 'machimori/x+00000000+AAAA')).rejects.toMatchObject({
      code: 'input-invalid',
    });
  });

  it('an export that is cut off, wherever', async () => {
    const made = await example();
    const lines = await made.lines();
    for (let count = 0; count < lines.length; count++) {
      const report = await verify(made, lines.slice(0, count));
      expect(report.ok, `${count} lines`).toBe(false);
      if (count > 0) expect(named(report)).toContain('truncated');
    }
    const bytes = lines.join('\n').slice(0, -5);
    const one = async function* () {
      yield bytes;
    };
    expect(named(await verifyExport(one(), made.key))).toContain('truncated');
  });

  it('entries after the last checkpoint', async () => {
    const made = await example();
    const lines = await made.lines();
    const last = lines.findLastIndex((l) => l.includes('"record":"checkpoint"'));
    lines.splice(last, 1);
    const report = await verify(made, lines);
    expect(named(report)).toEqual(['uncovered']);
    expect(report.findings[0]?.message.ja).toContain('最後の2件');
  });

  it('a content that is not the one committed to, and one of the log itself that is withheld', async () => {
    const made = await example();
    const lines = await made.lines();
    const at = lines.findIndex((l) => l.includes('見た'));
    lines[at] = lines[at]?.replace('見た', '見ない') ?? '';
    expect(named(await verify(made, lines))).toEqual(['content audit 1']);
    lines.splice(at, 1);
    // A content may be erased when its time is over; that it is not there is said.
    expect(await verify(made, lines)).toMatchObject({ ok: true, opened: 1, withheld: 1 });
    lines.splice(
      lines.findIndex((l) => l.startsWith('{"content":')),
      1,
    );
    expect(named(await verify(made, lines))).toEqual(['content log 1']);
  });

  it('any byte of any line', async () => {
    const made = await example();
    const lines = await made.lines();
    for (let i = 0; i < lines.length; i++) {
      const line = lines[i] ?? '';
      // The time of writing is the one thing that nothing signs.
      for (let at = i === 0 ? 60 : 0; at < line.length; at += 23) {
        const changed = [...lines];
        changed[i] = `${line.slice(0, at)}${line[at] === 'b' ? 'c' : 'b'}${line.slice(at + 1)}`;
        if (changed[i] === line) continue;
        const report = await verify(made, changed);
        expect(report.ok, `line ${i + 1}, ${at}: ${changed[i]}`).toBe(false);
      }
    }
  }, 480_000);

  it('rubbish, without crashing', async () => {
    const made = await example();
    for (const text of [
      '',
      '\n',
      '{}\n',
      'x'.repeat(3_000_000),
      '{"record":"header"}\n{"action":\n',
      '\u0000\n',
      '[]\nnull\n',
    ]) {
      const one = async function* () {
        yield text;
      };
      expect(await verifyExport(one(), made.key)).toMatchObject({ ok: false });
    }
  });
});

describe('what was seen before', () => {
  it('is continued by a log that grew', async () => {
    const made = await example();
    const kept = made.checkpoints[1] ?? '';
    await made.add([made.draft()]);
    expect(await verifyExport(pieces(await made.lines()), made.key, { since: kept })).toMatchObject(
      {
        ok: true,
        since: 'holds',
      },
    );
  });

  it('a checkpoint in the middle of a batch', async () => {
    const made = await ExampleLog.opened();
    await made.add([made.draft()]);
    const kept = made.checkpoints.at(-1) ?? '';
    await made.add(Array.from({ length: 2_000 }, () => made.draft()));
    made.items = made.items.filter(
      ({ item }, i) => item === 'entry' || i === made.items.length - 1,
    );
    expect(await verifyExport(pieces(await made.lines()), made.key, { since: kept })).toMatchObject(
      {
        ok: true,
        since: 'holds',
      },
    );
  });

  it('is not continued by a log that was written anew by whoever holds the key, or cut short', async () => {
    const made = await example();
    const kept = made.checkpoints.at(-1) ?? '';
    const anew = await ExampleLog.opened();
    for (let i = 0; i < 4; i++) await anew.add([anew.draft(), anew.draft(), anew.draft()]);
    const rewritten = await verifyExport(pieces(await anew.lines()), made.key, { since: kept });
    expect(named(rewritten)).toEqual(['history']);
    // Two that differ within one epoch are two histories: nobody can see which was there first.
    expect(rewritten.findings[0]?.message.en).toContain('two histories');
    const short = await ExampleLog.opened();
    await short.add([short.draft()]);
    expect(
      await verifyExport(pieces(await short.lines()), made.key, { since: kept }),
    ).toMatchObject({
      ok: false,
      since: 'broken',
      findings: [{ code: 'history', message: { en: expect.stringContaining('cut short') } }],
    });
  });

  it('must be a checkpoint, and of this log', async () => {
    const made = await example();
    await expect(verifyExport(pieces([]), made.key, { since: 'nothing' })).rejects.toMatchObject({
      code: 'input-invalid',
    });
    const foreign = await signCheckpoint({ origin: 'elsewhere/1', size: 1, root: secret(1) }, [
      made.signer,
    ]);
    expect(
      named(await verifyExport(pieces(await made.lines()), made.key, { since: foreign })),
    ).toEqual(['history']);
  });
});

describe('keys', () => {
  it('a verifier with the first key follows each hand-over; one with the last looks back', async () => {
    const made = await example();
    await made.rotate(2);
    await made.add([made.draft()]);
    await made.rotate(3);
    await made.add([made.draft()]);
    const lines = await made.lines();
    expect(named(await verify(made, lines))).toEqual([]);
    expect((await verify(made, lines)).keys).toHaveLength(3);
    const last = writeVerifierKey(made.signer.key);
    expect(named(await verifyExport(pieces(lines), last))).toEqual([]);
  });

  it('a hand-over that the old key did not sign, is missing, or is not in the log', async () => {
    const made = await example();
    await made.rotate(2);
    await made.add([made.draft()]);
    const lines = await made.lines();
    const at = lines.findIndex((l) => l.includes('"record":"hand-over"'));
    const without = lines.filter((_, i) => i !== at);
    expect(named(await verify(made, without))).toEqual(expect.arrayContaining(['signature']));
    const spoilt = [...lines];
    spoilt[at] =
      lines[at]?.replace(/(.)=\\n"/, (_, a: string) => `${a === 'A' ? 'Q' : 'A'}=\\n"`) ?? '';
    expect(named(await verify(made, spoilt))).toContain('hand-over');
    made.items.splice(-4, 2);
    expect(named(await verify(made, await made.lines()))).toContain('hand-over');
  });

  it('the old key no longer signs after it handed over', async () => {
    const made = await example();
    await made.rotate(2);
    made.signer = made.first;
    await made.add([made.draft()]);
    expect(named(await verify(made, await made.lines()))).toContain('signature');
  });
});
