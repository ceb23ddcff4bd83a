import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { link, open, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { Failure, fill, text } from '@machimori/kernel';
import { type Settings, settingList } from './settings.ts';

const messages = {
  unreadable: text('鍵を守る鍵（{from}）を読めません。', 'The master key ({from}) cannot be read.'),
  unreadableNext: text(
    '16進数64文字（32バイト）であることと、読む権限を確かめてください。この鍵をなくすと、封をしたもの（署名の鍵、二つ目の確認手段）は開けません。',
    'Check that it has 64 hexadecimal digits (32 bytes) and may be read. Without this key nothing sealed can be opened: signing keys, second factors.',
  ),
};

/** The key that guards the keys: given, asked of a command, or made once in the data folder. */
export async function masterKey(settings: Settings): Promise<Uint8Array> {
  if (settings.masterKey !== undefined)
    return keyOf(settings.masterKey, settingList.masterKey.name);
  if (settings.masterKeyCommand !== undefined) {
    const [program = '', ...given] = settings.masterKeyCommand.split(/\s+/);
    const from = settingList.masterKeyCommand.name;
    const { stdout } = await promisify(execFile)(program, given, { timeout: 30_000 }).catch(
      (error) => {
        throw unreadable(from, error);
      },
    );
    return keyOf(stdout, from);
  }
  const path = masterKeyPath(settings);
  const written = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT' && settings.masterKeyFile === undefined) return undefined;
    throw unreadable(path, error);
  });
  return written === undefined ? makeKey(path) : keyOf(written, path);
}

const masterKeyPath = ({ masterKeyFile, data }: Settings): string =>
  masterKeyFile ?? join(data, 'master.key');

/** Whether the key lies in a file of ours to write, not in the environment or a key store. */
export const keepsMasterKey = ({ masterKey: given, masterKeyCommand }: Settings): boolean =>
  given === undefined && masterKeyCommand === undefined;

const nextPath = (settings: Settings): string => `${masterKeyPath(settings)}.next`;

/** A new key beside the present one, on the disk before anything is sealed under it. */
export async function prepareMasterKey(settings: Settings): Promise<Uint8Array> {
  await rm(nextPath(settings), { force: true });
  return makeKey(nextPath(settings));
}

/** The new key takes the old one's place: once everything is sealed under it. */
export const replaceMasterKey = (settings: Settings): Promise<void> =>
  rename(nextPath(settings), masterKeyPath(settings));

/** After an interrupted rotation: the new key that lies beside, where it is the one that opens the data. */
export async function settleMasterKey(
  settings: Settings,
  opens: (key: Uint8Array) => Promise<boolean>,
): Promise<Uint8Array | undefined> {
  if (!keepsMasterKey(settings)) return undefined;
  const path = nextPath(settings);
  const written = await readFile(path, 'utf8').catch(() => undefined);
  if (written === undefined) return undefined;
  const key = keyOf(written, path);
  if (!(await opens(key))) return undefined;
  await replaceMasterKey(settings);
  return key;
}

/** Makes it whole or not at all: half a key would lock everything for ever. */
async function makeKey(path: string): Promise<Uint8Array> {
  const key = randomBytes(32);
  const temporary = `${path}.${process.pid}.tmp`;
  await rm(temporary, { force: true });
  const file = await open(temporary, 'wx', 0o600);
  try {
    await file.writeFile(`${key.toString('hex')}\n`);
    await file.chmod(0o600);
    await file.sync();
  } finally {
    await file.close();
  }
  try {
    // Two that start at once on a new folder: one key is made, and both use it.
    await link(temporary, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    return keyOf(await readFile(path, 'utf8'), path);
  } finally {
    await rm(temporary, { force: true });
  }
  const folder = await open(dirname(path), 'r');
  await folder.sync();
  await folder.close();
  return key;
}

export function keyOf(written: string, from: string): Uint8Array {
  const hex = written.trim();
  if (!/^[0-9a-f]{64}$/i.test(hex)) throw unreadable(from);
  return Buffer.from(hex, 'hex');
}

const unreadable = (from: string, cause?: unknown): Failure =>
  new Failure('configuration', fill(messages.unreadable, { from }), {
    next: messages.unreadableNext,
    cause,
  });
