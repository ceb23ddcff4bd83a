import { randomBytes } from 'node:crypto';
import { createVault } from '@machimori/application';
import { type Contents, verifyBackup } from '@machimori/database';
import {
  dayInJapan,
  dayText,
  Failure,
  fill,
  fillText,
  type Locale,
  type Text,
  text,
  timeInJapan,
} from '@machimori/kernel';
import { type Call, type Command, formatOption } from '../command.ts';
import { writeFiles } from '../files.ts';
import { backupKeyOptions, keyToOpen, keyToSeal } from '../operate/backup-key.ts';
import { dataOption, settingsOf } from '../operate/data-option.ts';
import { evidencePlaceOf } from '../operate/evidence-place.ts';
import { expectMasterKey } from '../operate/expect-master-key.ts';
import { expectInstallation, makeBackup } from '../operate/make-backup.ts';
import { reachDatabase } from '../operate/reach-database.ts';
import { masterKey } from '../serve/master-key.ts';

const messages = {
  out: text(
    '--out で、バックアップを書くファイルを指定してください。',
    'Name the file to write with --out.',
  ),
  keyOut: text(
    '--out で、鍵を書くファイルを指定してください。',
    'Name the file for the key with --out.',
  ),
  written: text(
    'バックアップを書き、読み返して確かめました: {file}',
    'The backup was written, and read back to check it: {file}',
  ),
  fine: text(
    'このバックアップは、終わりまで読めます: {file}',
    'This backup reads to its end: {file}',
  ),
  keyMade: text('鍵をつくりました: {file}', 'The key was made: {file}'),
  keyKeep: text(
    'この鍵がないと、バックアップは開けません。データとは別の場所にも控えを置いてください。',
    'Without this key no backup opens. Keep a copy elsewhere than the data.',
  ),
  madeAt: text('  いつのもの: {at}（街守り {program}）', '  Of: {at} (Machimori {program})'),
  scope: text('  何を: {what}', '  What: {what}'),
  everything: text('すべて', 'everything'),
  city: text('都市 {city}', 'the city {city}'),
  rows: text(
    '  表 {tables}、行 {rows}、ファイル {files}',
    '  {tables} {tables|table|tables}, {rows} {rows|row|rows}, {files} {files|file|files}',
  ),
  logs: text(
    '  記録 {logs}、あわせて {entries}件',
    '  {logs} {logs|log|logs} with {entries} {entries|entry|entries}',
  ),
};

/** The moment as people in Japan read it; machines get it as it stands in the backup. */
function madeAtText(madeAt: string): Text {
  const at = new Date(madeAt);
  const { ja, en } = dayText(dayInJapan(at));
  const time = timeInJapan(at);
  return text(`${ja} ${time}`, `${en} ${time} (Japan)`);
}

/** What a backup holds, for people. */
export function contentLines({ manifest, parts }: Contents, locale: Locale): readonly string[] {
  const tables = parts.filter(({ kind }) => kind === 'table');
  const files = parts.filter(({ kind, name }) => kind === 'file' && !name.startsWith('keys/'));
  const what =
    manifest.city === undefined
      ? messages.everything
      : fill(messages.city, { city: manifest.city });
  return [
    fillText(messages.madeAt, { at: madeAtText(manifest.madeAt), program: manifest.program })[
      locale
    ],
    fillText(messages.scope, { what: what[locale] })[locale],
    fillText(messages.rows, {
      tables: tables.length,
      rows: tables.reduce((sum, { count }) => sum + count, 0),
      files: files.length,
    })[locale],
    fillText(messages.logs, {
      logs: manifest.logs.length,
      entries: manifest.logs.reduce((sum, { size }) => sum + size, 0),
    })[locale],
  ];
}

/** What a backup holds, for machines. */
export const contentJson = ({ manifest, parts }: Contents): Readonly<Record<string, unknown>> => ({
  program: manifest.program,
  madeAt: manifest.madeAt,
  city: manifest.city ?? null,
  logs: manifest.logs,
  parts: parts
    .filter(({ name }) => !name.startsWith('keys/'))
    .map(({ kind, name, count, digest }) => ({ kind, name, count, digest })),
});

function show(
  call: Call,
  file: string,
  contents: Contents,
  said: { ja: string; en: string },
): void {
  const { terminal, locale } = call;
  if (call.option('format') === 'json') {
    terminal.print(JSON.stringify({ file, ...contentJson(contents) }));
    return;
  }
  terminal.print(said[locale]);
  for (const line of contentLines(contents, locale)) terminal.print(line);
}

export const backupCommand: Command = {
  name: 'backup',
  summary: text(
    'すべて、または一つの都市を、暗号にした一つのファイルに書く。動いているままでよい',
    'Writes everything, or one city, into one encrypted file; the program may go on running',
  ),
  takes: [],
  options: {
    out: {
      type: 'string',
      value: 'FILE',
      help: text('書くファイル（まだないもの）', 'File to write; not there yet'),
    },
    city: {
      type: 'string',
      value: 'ID',
      help: text(
        '一つの都市だけ（idは admin list-cities）',
        'One city alone (id: admin list-cities)',
      ),
    },
    ...backupKeyOptions,
    ...dataOption,
    ...formatOption,
  },
  async run(call) {
    const { locale } = call;
    const settings = settingsOf(call);
    const file = call.option('out');
    if (file === undefined) throw new Failure('usage', messages.out);
    expectInstallation(settings);
    const option = (name: string): string | undefined => call.option(name);
    const key = await keyToSeal({ settings, locale, option });
    const reached = await reachDatabase({ settings, as: 'guest' });
    try {
      const { address } = reached;
      const master = await expectMasterKey(settings, await masterKey(settings), address);
      const contents = await makeBackup({
        address,
        files: evidencePlaceOf(settings),
        vault: createVault(master),
        file,
        key,
        now: new Date(),
        city: call.option('city'),
      });
      show(call, file, contents, fill(messages.written, { file }));
    } finally {
      await reached.close();
    }
    return 0;
  },
};

export const backupCheck: Command = {
  name: 'backup check',
  summary: text(
    'バックアップを終わりまで読み、欠けも変わりもないことを確かめる。何も変えない',
    'Reads a backup to its end: nothing missing, nothing altered. Changes nothing',
  ),
  takes: ['BACKUP'],
  options: { ...backupKeyOptions, ...dataOption, ...formatOption },
  async run(call) {
    const { locale } = call;
    const settings = settingsOf(call);
    const [file = ''] = call.positionals;
    const option = (name: string): string | undefined => call.option(name);
    const master = (): Promise<Uint8Array> => masterKey(settings);
    const key = await keyToOpen({ settings, locale, option, file, masterKey: master });
    show(call, file, await verifyBackup(file, key), fill(messages.fine, { file }));
    return 0;
  },
};

export const backupKeyCommand: Command = {
  name: 'backup key',
  summary: text(
    'バックアップを暗号にする鍵のファイルをつくる（設定 MACHIMORI_BACKUP_KEY_FILE に書く）',
    'Makes a file with a key to encrypt backups with (named in MACHIMORI_BACKUP_KEY_FILE)',
  ),
  takes: [],
  options: {
    out: {
      type: 'string',
      value: 'FILE',
      help: text('書くファイル（まだないもの）', 'File to write; not there yet'),
    },
  },
  async run(call) {
    const { terminal, locale } = call;
    const file = call.option('out');
    if (file === undefined) throw new Failure('usage', messages.keyOut);
    await writeFiles([
      { path: file, content: `${randomBytes(32).toString('hex')}\n`, secret: true },
    ]);
    terminal.print(fill(messages.keyMade, { file })[locale]);
    terminal.print(messages.keyKeep[locale]);
    return 0;
  },
};
