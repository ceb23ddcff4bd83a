import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { Readable } from 'node:stream';
import { createVault } from '@machimori/application';
import { Database, EmbeddedServer, exportLog, handedOut, transact } from '@machimori/database';
import { verifyExport } from '@machimori/ledger';
import { beforeAll, describe, expect, it } from 'vitest';
import { exitCodes } from '../../src/exit-codes.ts';
import {
  at,
  copyOf,
  email,
  freePort,
  newInstallation,
  passphraseFile,
  run,
  serve,
} from './installation.ts';

/** A file of evidence, as it lies. */
const paper = `fil_${'1'.repeat(32)}`;

interface Listed {
  readonly cities: readonly {
    readonly city: string;
    readonly epoch: number;
    readonly entries: number;
  }[];
}

let data: string;
let city: string;
let key: readonly string[];
let whole: string;
beforeAll(() => {
  ({ data, city } = newInstallation('first'));
  key = ['--passphrase-file', passphraseFile()];
  mkdirSync(at('first', 'files', city), { recursive: true });
  writeFileSync(at('first', 'files', city, paper), 'signed');
  mkdirSync(at('backups'));
  whole = at('backups', 'whole.backup');
  const made = run(['backup', '--out', whole, '--data', data, ...key, '--format', 'json']);
  expect(made.err).toBe('');
  expect(JSON.parse(made.out)).toMatchObject({ file: whole, city: null });
}, 480_000);

const list = (folder: string): Listed =>
  JSON.parse(run(['admin', 'list-cities', '--data', folder, '--format', 'json']).out) as Listed;

/** Exports a log from the stopped installation and verifies it with what was handed out. */
async function exported(
  folder: string,
  log: string,
): Promise<{ readonly lines: readonly string[]; readonly key: string }> {
  const server = await EmbeddedServer.start({ folder });
  try {
    const database = await Database.open({ embedded: server, migrations: 'leave' });
    const wall = { reach: 'system' } as const;
    const lines: string[] = [];
    const master = Buffer.from(readFileSync(`${folder}/master.key`, 'utf8').trim(), 'hex');
    const options = { log, at: new Date(), contents: true, wall, vault: createVault(master) };
    for await (const line of exportLog(database, options)) lines.push(line);
    const out = await transact(database, wall, (t) => handedOut(t, log));
    await database.close();
    return { lines, key: out?.key ?? '' };
  } finally {
    await server.stop();
  }
}

async function verified(folder: string, log: string) {
  const { lines, key } = await exported(folder, log);
  return verifyExport(Readable.from(lines), key);
}

describe('backup and restore as commands', { timeout: 300_000 }, () => {
  it('makes one private file that says nothing readable, and never writes over one', () => {
    expect(statSync(whole).mode & 0o777).toBe(0o600);
    const bytes = readFileSync(whole);
    for (const word of [email, '星ヶ渡市', 'signed']) expect(bytes.includes(word)).toBe(false);
    const again = run(['backup', '--out', whole, '--data', data, ...key]);
    expect(again.code).toBe(exitCodes.conflict);
    expect(readFileSync(whole).equals(bytes)).toBe(true);
    expect(readdirSync(at('backups'))).toEqual(['whole.backup']);
  });

  it('asks for a key that is no argument, and for a folder that holds something', () => {
    const bare = run(['backup', '--out', at('x.backup'), '--data', data]);
    expect(bare.code).toBe(exitCodes.configuration);
    expect(bare.err).toContain('--passphrase-file');
    const byEnvironment = run(['backup', 'check', whole, '--data', data], {
      MACHIMORI_BACKUP_PASSPHRASE: readFileSync(at('passphrase'), 'utf8').trim(),
    });
    expect([byEnvironment.code, byEnvironment.err]).toEqual([0, '']);
    const empty = run(['backup', '--out', at('x.backup'), '--data', at('nobody'), ...key]);
    expect(empty.code).toBe(exitCodes['not-found']);
    expect(() => statSync(at('nobody'))).toThrow();
  });

  it('refuses to replace without being told to, then puts everything back and opens a new epoch', async () => {
    const folder = copyOf(data, 'second');
    run(['admin', 'close-sessions', email, '--data', folder]);
    const before = list(folder).cities[0];
    const asked = run(['restore', whole, '--data', folder, ...key]);
    expect(asked.code).toBe(exitCodes.conflict);
    expect(asked.err).toContain('--replace');
    const done = run(['restore', whole, '--data', folder, ...key, '--replace', '--format', 'json']);
    expect(done.err).toBe('');
    const { epochs } = JSON.parse(done.out) as { epochs: { log: string; epoch: number }[] };
    expect(epochs).toEqual([
      { log: city, epoch: 2 },
      { log: 'installation', epoch: 2 },
    ]);
    expect(list(folder).cities[0]).toMatchObject({ city, epoch: 2 });
    expect(before?.epoch).toBe(1);
    expect(readFileSync(`${folder}/files/${city}/${paper}`, 'utf8')).toBe('signed');
    expect(readdirSync(folder).filter((name) => name.startsWith('restoring'))).toEqual([]);
    // Counted over all epochs, as whoever reads the log counts them.
    expect(list(folder).cities[0]?.entries).toBe((await verified(folder, city)).entries);
    // The log itself says that the restore lost what had happened since.
    const report = await verified(folder, 'installation');
    expect(report.findings.map(({ code, severity }) => [code, severity])).toEqual([
      ['lost', 'notice'],
    ]);
    expect(report.ok).toBe(true);
  });

  it('begins another epoch each time, whatever key signed since, and continues what somebody kept', async () => {
    const folder = copyOf(data, 'again');
    const replace = ['restore', whole, '--data', folder, ...key, '--replace', '--format', 'json'];
    expect(run(replace).err).toBe('');
    expect(run(['admin', 'rotate-keys', '--data', folder]).err).toBe('');
    const kept = await exported(folder, city);
    writeFileSync(at('kept.jsonl'), kept.lines.join(''));
    const done = run(replace);
    expect([done.code, done.err]).toEqual([0, '']);
    expect(JSON.parse(done.out)).toMatchObject({
      epochs: [
        { log: city, epoch: 3 },
        { log: 'installation', epoch: 3 },
      ],
    });
    const report = await verified(folder, city);
    expect(report).toMatchObject({ ok: true, findings: [{ code: 'lost', severity: 'notice' }] });
    // The key that was given up since the backup does not sign on.
    expect(report.keys).toHaveLength(2);

    // A new machine knows nothing of that, but for what somebody kept.
    const to = (name: string, checkpoint: string) =>
      run([
        ...['restore', whole, '--data', at(name), ...key, '--checkpoint', checkpoint],
        ...['--format', 'json'],
      ]);
    const told = to('told', at('kept.jsonl'));
    expect([told.code, told.err]).toEqual([0, '']);
    expect(JSON.parse(told.out)).toMatchObject({
      epochs: [
        { log: city, epoch: 3 },
        { log: 'installation', epoch: 2 },
      ],
    });
    const lines = kept.lines.join('').trimEnd().split('\n');
    const notes = lines.flatMap((line) => {
      const { record, note } = JSON.parse(line) as { record?: string; note?: string };
      return record === 'checkpoint' && note !== undefined ? [note] : [];
    });
    writeFileSync(at('bare'), `\r\n${(notes.at(-1) ?? '').replaceAll('\n', '\r\n')}`);
    const bare = to('bare-machine', at('bare'));
    expect([bare.code, bare.err]).toEqual([
      exitCodes['input-invalid'],
      expect.stringContaining('鍵の引きつぎ'),
    ]);
    const none = to('bare-machine', at('passphrase'));
    expect([none.code, none.err]).toEqual([
      exitCodes['input-invalid'],
      expect.stringContaining('チェックポイントがありません'),
    ]);
  });

  it('brings everything to a new machine, under another master key', async () => {
    const folder = at('elsewhere');
    const done = run(['restore', whole, '--data', folder, ...key, '--lang', 'en']);
    expect([done.code, done.err]).toEqual([0, '']);
    expect(done.out).toContain('every table compared');
    expect(readFileSync(at('elsewhere', 'master.key'), 'utf8')).not.toBe(
      readFileSync(at('first', 'master.key'), 'utf8'),
    );
    const rotated = run(['admin', 'rotate-keys', '--data', folder]);
    expect([rotated.code, rotated.err]).toEqual([0, '']);
    expect((await verified(folder, city)).ok).toBe(true);
  });

  it('refuses a checkpoint of another restore of the same backup, and a folder that cannot be, and says so', async () => {
    // One backup put back on two machines that do not know of each other.
    const other = at('other-machine');
    expect(run(['restore', whole, '--data', other, ...key]).err).toBe('');
    const short = at('short.backup');
    expect(run(['backup', '--out', short, '--data', other, ...key]).err).toBe('');
    // It went further than the first.
    for (const _ of [1, 2]) expect(run(['admin', 'rotate-keys', '--data', other]).err).toBe('');
    const file = at('other.backup');
    expect(run(['backup', '--out', file, '--data', other, ...key]).err).toBe('');
    writeFileSync(at('elsewhere.jsonl'), (await exported(at('elsewhere'), city)).lines.join(''));
    // Whether the other history is shorter than the backup, or longer and without a checkpoint up to its end.
    for (const backup of [file, short]) {
      const to = ['restore', backup, '--data', at('third-machine'), ...key];
      const refused = run([...to, '--checkpoint', at('elsewhere.jsonl')]);
      expect([refused.code, refused.err]).toEqual([
        exitCodes.conflict,
        expect.stringContaining('別の歴史'),
      ]);
    }
    for (const folder of ['/proc/machimori', at('passphrase', 'below-a-file')]) {
      const done = run(['restore', whole, '--data', folder, ...key]);
      expect([done.code, done.err]).toEqual([
        exitCodes['output-unwritable'],
        expect.stringContaining('に書けません'),
      ]);
    }
    // Put over the other history after all, knowing of it: the log says what it replaced.
    const done = run([
      ...['restore', file, '--data', at('elsewhere'), ...key, '--replace', '--lang', 'en'],
    ]);
    expect([done.code, done.err]).toEqual([0, '']);
    expect(done.out).toContain('another history');
    const report = await verified(at('elsewhere'), city);
    expect(report).toMatchObject({ ok: true, findings: [{ code: 'other-history' }] });
  });

  it('carries one city alone to another installation', () => {
    const file = at('city.backup');
    run(['backup', '--city', city, '--out', file, '--data', data, ...key]);
    const other = newInstallation('neighbour', 'tonari@example.lg.jp');
    const wrong = run(['restore', file, '--city', 'cty_x', '--data', other.data, ...key]);
    expect(wrong.code).toBe(exitCodes.usage);
    const done = run(['restore', file, '--data', other.data, ...key, '--replace']);
    expect([done.code, done.err]).toEqual([0, '']);
    const cities = list(other.data).cities.map((each) => [each.city, each.epoch]);
    expect(cities.toSorted()).toEqual(
      [
        [city, 2],
        [other.city, 1],
      ].toSorted(),
    );
    // The same address, but not the same person: said, and nothing changed.
    const same = newInstallation('same-mail');
    const refused = run(['restore', file, '--data', same.data, ...key, '--replace']);
    expect([refused.code, refused.err]).toEqual([
      exitCodes.conflict,
      expect.stringContaining(email),
    ]);
    expect(list(same.data).cities.map((each) => each.city)).toEqual([same.city]);
  });

  it('tells plainly what is wrong with a backup, and changes nothing', () => {
    const folder = copyOf(data, 'third');
    const bytes = readFileSync(whole);
    const before = list(folder);
    writeFileSync(at('other-passphrase'), 'まったく違う合言葉をここに\n');
    const flipped = Buffer.from(bytes);
    flipped[bytes.length >> 1] = (bytes[bytes.length >> 1] ?? 0) ^ 1;
    const newer = Buffer.concat([Buffer.from('MACHIMORI BACKUP 2\n'), bytes.subarray(19)]);
    const cases = [
      [bytes.subarray(0, bytes.length - 1), key, 'not-verified', '途中で切れている'],
      [flipped, key, 'not-verified', '書きかえられ'],
      [bytes, ['--passphrase-file', at('other-passphrase')], 'not-verified', '合言葉'],
      [newer, key, 'configuration', 'より新しい'],
      [Buffer.from('PK…'), key, 'input-unreadable', 'バックアップではありません'],
    ] as const;
    for (const [content, by, code, words] of cases) {
      writeFileSync(at('spoilt'), content);
      const done = run(['restore', at('spoilt'), '--data', folder, ...by, '--replace']);
      expect([done.code, done.err]).toEqual([exitCodes[code], expect.stringContaining(words)]);
      expect(done.err).toContain('→');
    }
    const missing = run(['restore', at('no-such'), '--data', folder, ...key]);
    expect(missing.code).toBe(exitCodes['input-unreadable']);
    expect(list(folder)).toEqual(before);
  });

  it('works beside a running program, which a restore leaves alone; a full disk leaves nothing', async () => {
    const folder = copyOf(data, 'fourth');
    const port = await freePort();
    const { child, ended } = await serve(['--data', folder, '--port', String(port)]);
    const file = at('beside.backup');
    const done = run(['backup', '--out', file, '--data', folder, ...key]);
    expect([done.code, done.err]).toEqual([0, '']);
    const refused = run(['restore', file, '--data', folder, ...key, '--replace']);
    expect(refused.code).toBe(exitCodes.conflict);
    expect(refused.err).toContain(`プロセス番号 ${child.pid}`);
    mkdirSync(at('full'));
    const limit = "trap '' XFSZ; ulimit -f 8";
    const full = run(['backup', '--out', at('full', 'x'), '--data', folder, ...key], {}, limit);
    expect(full.code).toBe(exitCodes['output-unwritable']);
    expect(full.err).toContain('ディスクの空き');
    expect(readdirSync(at('full'))).toEqual([]);
    child.kill('SIGTERM');
    expect(await ended).toMatchObject({ code: 0 });
  });
});
