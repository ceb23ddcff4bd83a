import {
  createCipheriv,
  createDecipheriv,
  createHash,
  hkdfSync,
  randomBytes,
  scrypt,
} from 'node:crypto';
import { closeSync, fsyncSync, openSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { startOf } from '../embedded/process-identity.ts';
import { backupFailure } from './backup-failure.ts';

// One encrypted file, written and read as a stream:
//
//   "MACHIMORI BACKUP 1\n"  {"key":"passphrase"|"file","salt":…,"scrypt":{…}}\n  chunk…
//
// Each chunk is up to 64 KiB under AES-256-GCM with its tag; its nonce is its number and whether it is the
// last, its associated data the head of the file. A chunk changed, moved, repeated or missing, or an end
// that is not the end, does not open. The key is made for this file alone (HKDF with a fresh salt), so no
// nonce is ever used twice under one key.

export type BackupKey = { readonly passphrase: string } | { readonly key: Uint8Array };

const magicStart = 'MACHIMORI BACKUP ';
const magic = `${magicStart}1\n`;
const chunkBytes = 64 * 1024;
const tagBytes = 16;
const cost = { N: 2 ** 16, r: 8, p: 1 };

interface Head {
  readonly key: 'passphrase' | 'file';
  readonly salt: string;
  readonly scrypt?: { readonly N: number; readonly r: number; readonly p: number };
}

async function fileKey(key: BackupKey, head: Head): Promise<Buffer> {
  const salt = Buffer.from(head.salt, 'hex');
  let secret: Uint8Array;
  if ('passphrase' in key) {
    const { N, r, p } = head.scrypt ?? cost;
    // A hostile file could ask for all the memory there is.
    if (head.key !== 'passphrase' || N > 2 ** 18 || r > 8 || p > 4) throw backupFailure.broken();
    secret = await new Promise<Buffer>((resolve, reject) => {
      const options = { N, r, p, maxmem: 512 * 1024 * 1024 };
      scrypt(key.passphrase.normalize('NFKC'), salt, 32, options, (error, made) =>
        error ? reject(backupFailure.broken(error)) : resolve(made),
      );
    });
  } else {
    if (head.key !== 'file') throw backupFailure.broken();
    secret = key.key;
  }
  return Buffer.from(hkdfSync('sha256', secret, salt, 'machimori backup', 32));
}

function refuseWeak(key: BackupKey): void {
  const weak = 'passphrase' in key ? [...key.passphrase].length < 12 : key.key.length !== 32;
  if (weak) throw backupFailure.badKey();
}

/** The key that a key file holds: 64 hexadecimal digits. */
export function readKeyFile(content: string): BackupKey {
  const digits = content.trim();
  if (!/^[0-9a-f]{64}$/i.test(digits)) throw backupFailure.badKey();
  return { key: Buffer.from(digits, 'hex') };
}

function nonceOf(number: number, last: boolean): Buffer {
  const nonce = Buffer.alloc(12);
  nonce.writeUIntBE(number, 5, 6);
  nonce[11] = last ? 1 : 0;
  return nonce;
}

/** Writes beside the file and renames at the end: the file is there whole or not at all. */
export class SealedWriter {
  readonly #file: string;
  readonly #partial: string;
  readonly #handle: FileHandle;
  readonly #key: Buffer;
  readonly #head: Buffer;
  #pending: Buffer[] = [];
  #pendingBytes = 0;
  #number = 0;
  #turn: Promise<void> = Promise.resolve();

  private constructor(
    file: string,
    partial: string,
    handle: FileHandle,
    key: Buffer,
    head: Buffer,
  ) {
    this.#file = file;
    this.#partial = partial;
    this.#handle = handle;
    this.#key = key;
    this.#head = head;
  }

  static async create(file: string, key: BackupKey): Promise<SealedWriter> {
    refuseWeak(key);
    const withPassphrase = 'passphrase' in key;
    const head: Head = {
      key: withPassphrase ? 'passphrase' : 'file',
      salt: randomBytes(16).toString('hex'),
      ...(withPassphrase ? { scrypt: cost } : {}),
    };
    const bytes = Buffer.from(`${magic}${JSON.stringify(head)}\n`);
    const partial = `${file}.${process.pid}-${randomBytes(4).toString('hex')}.partial`;
    let handle: FileHandle;
    try {
      removeAbandoned(dirname(file));
      handle = await open(partial, 'wx', 0o600);
    } catch (error) {
      throw backupFailure.unwritable(file, error);
    }
    const associated = createHash('sha256').update(bytes).digest();
    const writer = new SealedWriter(file, partial, handle, await fileKey(key, head), associated);
    try {
      await writer.#toDisk(bytes);
    } catch (error) {
      await writer.abandon();
      throw error;
    }
    return writer;
  }

  /** One after another, also where the caller does not wait. */
  write(bytes: Buffer): Promise<void> {
    this.#turn = this.#turn.then(() => this.#take(bytes));
    this.#turn.catch(() => {});
    return this.#turn;
  }

  async #take(bytes: Buffer): Promise<void> {
    this.#pending.push(bytes);
    this.#pendingBytes += bytes.length;
    // One byte is always kept back: only at the end it is known which chunk is the last.
    if (this.#pendingBytes <= chunkBytes) return;
    let all = Buffer.concat(this.#pending);
    while (all.length > chunkBytes) {
      await this.#seal(all.subarray(0, chunkBytes), false);
      all = all.subarray(chunkBytes);
    }
    this.#pending = [all];
    this.#pendingBytes = all.length;
  }

  async finish(): Promise<void> {
    await this.#turn;
    await this.#seal(Buffer.concat(this.#pending), true);
    try {
      await this.#handle.sync();
      await this.#handle.close();
      renameSync(this.#partial, this.#file);
      const folder = openSync(dirname(this.#file), 'r');
      fsyncSync(folder);
      closeSync(folder);
    } catch (error) {
      throw backupFailure.unwritable(this.#file, error);
    }
  }

  async abandon(): Promise<void> {
    await this.#turn.catch(() => {});
    await this.#handle.close().catch(() => {});
    rmSync(this.#partial, { force: true });
  }

  async #seal(chunk: Buffer, last: boolean): Promise<void> {
    const cipher = createCipheriv('aes-256-gcm', this.#key, nonceOf(this.#number++, last));
    cipher.setAAD(this.#head);
    const sealed = [cipher.update(chunk), cipher.final()];
    await this.#toDisk(Buffer.concat([...sealed, cipher.getAuthTag()]));
  }

  async #toDisk(bytes: Buffer): Promise<void> {
    try {
      await this.#handle.writeFile(bytes);
    } catch (error) {
      throw backupFailure.unwritable(this.#file, error);
    }
  }
}

const partialPattern = /\.([1-9]\d{0,9})-[0-9a-f]{8}\.partial$/;
/** Processes of other machines may write into the same folder: theirs are not long untouched. */
const abandonedMs = 10 * 60_000;

/** Removes what processes that were killed while they wrote a backup left in a folder. */
function removeAbandoned(folder: string): void {
  for (const name of readdirSync(folder)) {
    const pid = partialPattern.exec(name)?.[1];
    if (pid === undefined || startOf(Number(pid)) !== undefined) continue;
    const path = join(folder, name);
    if (Date.now() - statSync(path).mtimeMs > abandonedMs) rmSync(path, { force: true });
  }
}

/** Whether a file was sealed by a passphrase or by a key; throws where it is no backup. */
export async function sealedBy(file: string): Promise<'passphrase' | 'file'> {
  const { handle, head } = await openHead(file);
  await handle.close();
  return head.key;
}

/** The content of a sealed file, chunk by chunk; throws at the first that does not open. */
export async function* openSealed(file: string, key: BackupKey): AsyncGenerator<Buffer> {
  const { handle, head, bytes } = await openHead(file);
  try {
    const end = bytes.length;
    const opened = await fileKey(key, head);
    const associated = createHash('sha256').update(bytes).digest();
    const { size } = await handle.stat();
    const whole = chunkBytes + tagBytes;
    const sealed = Buffer.alloc(whole);
    let at = end;
    for (let number = 0; at < size; number++) {
      const length = Math.min(whole, size - at);
      const read = await handle.read(sealed, 0, length, at);
      if (read.bytesRead !== length || length < tagBytes) throw backupFailure.broken();
      at += length;
      yield unseal(opened, associated, sealed.subarray(0, length), nonceOf(number, at >= size));
    }
    if (at === end) throw backupFailure.broken();
  } finally {
    await handle.close();
  }
}

async function openHead(
  file: string,
): Promise<{ readonly handle: FileHandle; readonly head: Head; readonly bytes: Buffer }> {
  const handle = await open(file, 'r').catch((error) => {
    throw backupFailure.unreadable(file, error);
  });
  try {
    const start = Buffer.alloc(1024);
    const { bytesRead } = await handle.read(start, 0, start.length, 0).catch((error) => {
      throw backupFailure.unreadable(file, error);
    });
    const beginning = start.subarray(0, bytesRead);
    if (!beginning.subarray(0, magicStart.length).equals(Buffer.from(magicStart))) {
      throw backupFailure.notABackup();
    }
    if (!beginning.subarray(0, magic.length).equals(Buffer.from(magic))) {
      throw backupFailure.newerFormat();
    }
    const end = beginning.indexOf(0x0a, magic.length) + 1;
    if (end === 0) throw backupFailure.broken();
    const bytes = beginning.subarray(0, end);
    return { handle, head: readHead(bytes.subarray(magic.length)), bytes };
  } catch (error) {
    await handle.close();
    throw error;
  }
}

function readHead(bytes: Buffer): Head {
  try {
    const head = JSON.parse(bytes.toString()) as Head;
    if (typeof head.salt === 'string' && /^[0-9a-f]{32}$/.test(head.salt)) return head;
  } catch {}
  throw backupFailure.broken();
}

function unseal(key: Buffer, associated: Buffer, sealed: Buffer, nonce: Buffer): Buffer {
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, nonce);
    decipher.setAAD(associated);
    decipher.setAuthTag(sealed.subarray(-tagBytes));
    return Buffer.concat([decipher.update(sealed.subarray(0, -tagBytes)), decipher.final()]);
  } catch (error) {
    throw backupFailure.broken(error);
  }
}
