import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmod, open, readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
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
  const path = settings.masterKeyFile ?? join(settings.data, 'master.key');
  const written = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT' && settings.masterKeyFile === undefined) return undefined;
    throw unreadable(path, error);
  });
  return written === undefined ? makeKey(path) : keyOf(written, path);
}

/** Makes it whole or not at all: half a key would lock everything for ever. */
async function makeKey(path: string): Promise<Uint8Array> {
  const key = randomBytes(32);
  const temporary = `${path}.${process.pid}.tmp`;
  const file = await open(temporary, 'wx', 0o600);
  try {
    await file.writeFile(`${key.toString('hex')}\n`);
    await file.sync();
  } finally {
    await file.close();
  }
  await chmod(temporary, 0o600);
  await rename(temporary, path);
  return key;
}

function keyOf(written: string, from: string): Uint8Array {
  const hex = written.trim();
  if (!/^[0-9a-f]{64}$/i.test(hex)) throw unreadable(from);
  return Buffer.from(hex, 'hex');
}

const unreadable = (from: string, cause?: unknown): Failure =>
  new Failure('configuration', fill(messages.unreadable, { from }), {
    next: messages.unreadableNext,
    cause,
  });
