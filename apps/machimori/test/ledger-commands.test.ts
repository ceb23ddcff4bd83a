import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { handedOut, transact } from '@machimori/database';
import { Failure } from '@machimori/kernel';
import { signerOf, writeVerifierKey } from '@machimori/ledger';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readArguments } from '../src/command.ts';
import { ledgerVerify } from '../src/commands/ledger-verify.ts';
import { exitCodes } from '../src/exit-codes.ts';
import { type OpenedWorld, openWorld } from '../src/serve/open-world.ts';
import { readSettings } from '../src/serve/settings.ts';
import { Terminal } from '../src/terminal.ts';
import { machimori, type Ran, temporaryFolder } from './run-program.ts';

const city = 'cty_0123456789ab7cde80123456789abcde';
const other = 'cty_0123456789ab7cde80123456789abcdf';
const organisation = 'org_0123456789abcdef7123456789abcdef';
const person = 'per_0123456789abcdef7123456789abcdef';
const notVerified = 79;

/** `ledger verify` in this process: many files are verified here. */
async function run(...given: string[]): Promise<Ran> {
  const { positionals, values } = readArguments(ledgerVerify, given);
  const said = { out: '', err: '' };
  const to = (name: 'out' | 'err') =>
    ({
      write: (words: string) => {
        said[name] += words;
        return true;
      },
    }) as unknown as NodeJS.WriteStream;
  const locale = values['lang'] === 'en' ? 'en' : 'ja';
  const terminal = new Terminal(locale, to('out'), to('err'));
  try {
    const code = await ledgerVerify.run({
      positionals,
      terminal,
      locale,
      option: (name) => (typeof values[name] === 'string' ? values[name] : undefined),
      flag: (name) => values[name] === true,
    });
    return { code, ...said };
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    terminal.fail(error);
    return { code: exitCodes[error.code], ...said };
  }
}

describe('a log as a file', { timeout: 300_000 }, () => {
  let data: string;
  let opened: OpenedWorld;
  let key: string;
  let early: string;
  let lines: string[];

  const open = (): Promise<OpenedWorld> =>
    openWorld({
      settings: readSettings({ MACHIMORI_DATA: data }),
      as: 'owner',
      durable: false,
      webFolder: undefined,
      onLost: () => undefined,
    });
  const act = (log: string, content: unknown) =>
    transact(opened.database, { reach: 'city', city: log }, (transaction) =>
      opened.logs.keeper.append(transaction, {
        city: log,
        organisation,
        at: new Date(),
        action: 'answer:record',
        actor: person,
        subjects: [person],
        outcome: 'done',
        content,
      }),
    );
  const sequence = (log = city) => opened.logs.keeper.sequenceAll(opened.database, log, new Date());
  const out = () =>
    transact(opened.database, { reach: 'city', city }, (transaction) =>
      handedOut(transaction, city),
    );
  /** What the command says of these lines. */
  const verify = (given: string | readonly string[], ...more: string[]) => {
    const path = join(temporaryFolder(), 'log.jsonl');
    writeFileSync(path, typeof given === 'string' ? given : `${given.join('\n')}\n`);
    return run(path, '--key', key, ...more);
  };
  const entry = (n: number): number =>
    lines.flatMap((line, i) => (line.startsWith('{"action":"answer:record"') ? [i] : []))[n] ?? -1;

  beforeAll(async () => {
    data = mkdtempSync(join(tmpdir(), 'machimori-ledger-'));
    opened = await open();
    await act(city, { answer: '実施中' });
    await act(city, { answer: '完了' });
    await sequence();
    const first = await out();
    key = first?.key ?? '';
    early = first?.checkpoint ?? '';
    await opened.logs.keeper.rotateKey(opened.database, city, new Date());
    await act(city, { answer: '見直し' });
    await opened.logs.keeper.openEpoch(opened.database, city, new Date());
    await act(city, { answer: '復元のあと' });
    const path = join(data, 'whole.jsonl');
    const ran = machimori(['ledger', 'export', '--data', data, '--out', path]);
    expect([ran.code, ran.err]).toEqual([0, '']);
    expect(ran.out).toContain(key);
    expect(statSync(path).mode & 0o077).toBe(0);
    lines = readFileSync(path, 'utf8').trimEnd().split('\n');
  }, 480_000);
  afterAll(async () => {
    await opened?.close();
    rmSync(data, { recursive: true, force: true });
  });

  it('is written beside the running program, with its own entry, and verifies in words', async () => {
    const good = await verify(lines);
    expect([good.code, good.err]).toEqual([0, '']);
    expect(good.out).toContain('書きかえ、抜け、入れかえは見つかりませんでした');
    expect(good.out).toMatch(/区切り1 .*\n区切り2 /);
    expect(good.out).toContain('2本（引きつぎ 1回）');
    expect(good.out).toContain('--since');
    expect(lines.join('\n')).toContain('"action":"log:export","actor":"system:command-line"');
    const english = await verify(lines, '--lang', 'en');
    expect(english.out).toContain('nothing changed, missing or moved was found');
    expect(english.out).not.toMatch(/[ぁ-んァ-ヶ一-龠]/);
    const json = await verify(lines, '--format', 'json');
    expect(JSON.parse(json.out)).toMatchObject({ ok: true, kind: 'whole', findings: [] });
  });

  it('continues a checkpoint that was kept, also after keys and epochs', async () => {
    const kept = join(temporaryFolder(), 'kept.txt');
    writeFileSync(kept, early.replaceAll('\n', '\r\n'));
    const good = await verify(lines, '--since', kept);
    expect([good.code, good.out.includes('書き足されただけで、続いています')]).toEqual([0, true]);
    writeFileSync(kept, early.replace(/\n\d+\n/, '\n9\n'));
    const forged = await verify(lines, '--since', kept);
    expect([forged.code, forged.out.includes('過去との食い違い')]).toEqual([notVerified, true]);
    writeFileSync(kept, 'nonsense');
    expect((await verify(lines, '--since', kept)).code).toBe(65);
  });

  it.each<[what: string, word: string, tampered: () => readonly string[]]>([
    [
      'changed',
      '書きかえ',
      () => lines.with(entry(1), lines[entry(1)]?.replace('"done"', '"failed"') ?? ''),
    ],
    ['its content changed', '内容', () => lines.map((line) => line.replace('完了', '未着手'))],
    ['removed', '抜け', () => lines.toSpliced(entry(1), 2)],
    [
      'reordered',
      '入れかえ',
      () => [
        ...lines.slice(0, entry(0)),
        ...lines.slice(entry(1), entry(1) + 2),
        ...lines.slice(entry(0), entry(1)),
        ...lines.slice(entry(1) + 2),
      ],
    ],
    [
      'repeated',
      '重なり',
      () => lines.toSpliced(entry(1), 0, ...lines.slice(entry(1), entry(1) + 2)),
    ],
    ['cut off', '途中で切れている', () => lines.slice(0, -1)],
    [
      'without the hand-over',
      '署名',
      () => lines.filter((line) => !line.includes('"record":"hand-over"')),
    ],
    [
      'signed by another key',
      '署名',
      () =>
        lines.map((line) =>
          line.includes('"record":"checkpoint"')
            ? line.replace(/ [A-Za-z0-9+/]{6}/, ' AAAAAA')
            : line,
        ),
    ],
  ])('names what was %s', async (_, word, tampered) => {
    const ran = await verify(tampered());
    expect([ran.code, ran.out]).toEqual([notVerified, expect.stringContaining(word)]);
    expect(ran.out).toMatch(/\d+行目|ありません|切れて/);
    expect(ran.err).toContain('渡された鍵では確かめられません');
  });

  it('names a last line without its end, an empty file, another key, and what is no key', async () => {
    expect((await verify(lines.join('\n').slice(0, -9))).out).toContain('途中で切れている');
    expect((await verify('')).code).toBe(notVerified);
    const stranger = writeVerifierKey(
      signerOf(`machimori/${city}`, new Uint8Array(32).fill(9)).key,
    );
    const path = join(data, 'whole.jsonl');
    const wrong = await run(path, '--key', stranger);
    expect([wrong.code, wrong.out.includes('別の記録')]).toEqual([notVerified, true]);
    expect((await run(path, '--key', 'machimori/x')).code).toBe(65);
    expect((await run(path)).code).toBe(64);
    const held = join(temporaryFolder(), 'key.txt');
    writeFileSync(held, `${key}\n`);
    expect((await run(path, '--key', held)).code).toBe(0);
    const json = await verify(lines.slice(0, -1), '--format', 'json');
    expect([json.code, JSON.parse(json.out)]).toMatchObject([notVerified, { ok: false }]);
  });

  it('asks which city where there are several, and invents no data', async () => {
    await act(other, {});
    const path = join(temporaryFolder(), 'out.jsonl');
    const several = machimori(['ledger', 'export', '--data', data, '--out', path]);
    expect([several.code, several.err.includes(other)]).toEqual([64, true]);
    const none = machimori(['ledger', 'export', '--data', data, '--out', path, '--city', 'cty_x']);
    expect(none.code).toBe(67);
    const bare = ['--city', city, '--without-contents'];
    expect(machimori(['ledger', 'export', '--data', data, '--out', path, ...bare]).code).toBe(0);
    expect(readFileSync(path, 'utf8')).not.toContain('実施中');
    const nowhere = join(temporaryFolder(), 'nowhere');
    expect(machimori(['ledger', 'export', '--data', nowhere, '--out', path]).code).toBe(67);
  });

  it('an empty log verifies, and the stub of a removed one', async () => {
    await transact(opened.database, { reach: 'system' }, (transaction) =>
      opened.logs.keeper.open(transaction, 'installation', new Date()),
    );
    const path = join(temporaryFolder(), 'out.jsonl');
    const own = ['ledger', 'export', '--data', data, '--out', path, '--city', 'installation'];
    const empty = machimori(own);
    const ownKey = /machimori\/installation\S+/.exec(empty.out)?.[0] ?? '';
    expect((await run(path, '--key', ownKey)).code).toBe(0);

    const before = await transact(opened.database, { reach: 'city', city: other }, (transaction) =>
      handedOut(transaction, other),
    );
    await opened.logs.keeper.remove(opened.database, other, 'sample-removed', new Date());
    const stub = machimori(['ledger', 'export', '--data', data, '--out', path, '--city', other]);
    expect([stub.code, stub.out.includes('取りのぞかれています')]).toEqual([0, true]);
    const verifyStub = () => run(path, '--key', before?.key ?? '');
    const told = await verifyStub();
    expect([told.code, told.out.includes('見本の都市')]).toEqual([0, true]);
    const written = readFileSync(path, 'utf8');
    writeFileSync(path, written.replace('sample-removed', 'city-removed'));
    expect((await verifyStub()).code).toBe(notVerified);
    expect(machimori(['ledger', 'verify', path, '--key', key]).code).toBe(notVerified);
  });
});
