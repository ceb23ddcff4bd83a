import { createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { type BackupKey, readKeyFile, sealedBy } from '@machimori/database';
import { Failure, fill, type Locale, text } from '@machimori/kernel';
import { readBytes } from '../files.ts';
import type { Settings } from '../serve/settings.ts';
import { ask, someoneThere } from './ask.ts';

const messages = {
  passphrase: text('バックアップの合言葉: ', 'Passphrase of the backup: '),
  again: text('もう一度: ', 'Once more: '),
  different: text('二度の合言葉が違います。', 'The two passphrases differ.'),
  differentNext: text('もう一度実行してください。', 'Run again.'),
  both: text(
    '--passphrase-file と --key-file は、どちらか一つにしてください。',
    'Give --passphrase-file or --key-file, not both.',
  ),
  none: text(
    'バックアップを暗号にする合言葉か鍵が要ります。',
    'A backup needs a passphrase or a key to be encrypted with.',
  ),
  noneNext: text(
    '--passphrase-file か --key-file でファイルを指定するか、設定 MACHIMORI_BACKUP_KEY_FILE か MACHIMORI_BACKUP_PASSPHRASE を入れるか、端末で実行してください。',
    'Name a file with --passphrase-file or --key-file, set MACHIMORI_BACKUP_KEY_FILE or MACHIMORI_BACKUP_PASSPHRASE, or run in a terminal.',
  ),
  unreadable: text('鍵のファイル {path} を読めません。', 'The key file {path} cannot be read.'),
  unreadableNext: text(
    'ファイルの場所と、読む権限を確かめてください。',
    'Check the path and that it may be read.',
  ),
};

/** Where the key of a backup comes from on the command line. Never an argument: those are seen by everybody. */
export const backupKeyOptions = {
  'passphrase-file': {
    type: 'string',
    value: 'FILE',
    help: text(
      '合言葉を一行で書いたファイル（なければ、設定か端末で）',
      'File with the passphrase on one line (else settings or the terminal)',
    ),
  },
  'key-file': {
    type: 'string',
    value: 'FILE',
    help: text(
      '鍵（16進数64文字）のファイル。「backup key」がつくる',
      'File with a key (64 hexadecimal digits); “backup key” makes one',
    ),
  },
} as const;

interface Asked {
  readonly settings: Settings;
  readonly locale: Locale;
  option(name: string): string | undefined;
}

/** The key that the command line names, or the settings. */
async function namedKey({ settings, option }: Asked): Promise<BackupKey | undefined> {
  const [phraseFile, keyFile] = [option('passphrase-file'), option('key-file')];
  if (phraseFile !== undefined && keyFile !== undefined) throw new Failure('usage', messages.both);
  if (phraseFile !== undefined) {
    const written = Buffer.from(await readBytes(phraseFile, 4096)).toString();
    return { passphrase: written.replace(/\r?\n$/, '') };
  }
  if (keyFile !== undefined)
    return readKeyFile(Buffer.from(await readBytes(keyFile, 4096)).toString());
  return settingsKey(settings);
}

/** The key that the settings name, for whoever works unattended. */
export function settingsKey(settings: Settings): BackupKey | undefined {
  const { backupKeyFile: path, backupPassphrase: passphrase } = settings;
  if (path === undefined) return passphrase === undefined ? undefined : { passphrase };
  let written: string;
  try {
    written = readFileSync(path, 'utf8');
  } catch (cause) {
    throw new Failure('configuration', fill(messages.unreadable, { path }), {
      next: messages.unreadableNext,
      cause,
    });
  }
  return readKeyFile(written);
}

/** The key to encrypt a new backup with; a passphrase typed in is typed twice. */
export async function keyToSeal(asked: Asked): Promise<BackupKey> {
  const named = await namedKey(asked);
  if (named !== undefined) return named;
  const { locale } = asked;
  const passphrase = await typed(messages.passphrase[locale]);
  if ((await ask(messages.again[locale], true)) !== passphrase)
    throw new Failure('usage', messages.different, { next: messages.differentNext });
  return { passphrase };
}

/** The key to open this backup with; one made before an upgrade opens with what the master key gives. */
export async function keyToOpen(
  asked: Asked & { readonly file: string; readonly masterKey: () => Promise<Uint8Array> },
): Promise<BackupKey> {
  const by = await sealedBy(asked.file);
  const named = await namedKey(asked);
  if (named !== undefined && 'key' in named === (by === 'file')) return named;
  const option = asked.option('passphrase-file') ?? asked.option('key-file');
  if (named !== undefined && option !== undefined) return named;
  if (by === 'file') return keyOfUpgrades(await asked.masterKey());
  return { passphrase: await typed(messages.passphrase[asked.locale]) };
}

/** Backups before upgrades stay in the data folder; what opens that folder opens them. */
export const keyOfUpgrades = (masterKey: Uint8Array): BackupKey => ({
  key: createHmac('sha256', masterKey).update('machimori/upgrade-backup').digest(),
});

async function typed(question: string): Promise<string> {
  const answer = someoneThere() ? await ask(question, true) : undefined;
  if (answer === undefined)
    throw new Failure('configuration', messages.none, { next: messages.noneNext });
  return answer;
}
