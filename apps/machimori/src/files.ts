import { randomBytes } from 'node:crypto';
import {
  access,
  constants,
  type FileHandle,
  lstat,
  mkdir,
  open,
  readdir,
  rename,
  rm,
  stat,
} from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { Failure, fillText, text } from '@machimori/kernel';

const messages = {
  missing: text('「{path}」が見つかりません。', '“{path}” was not found.'),
  missingNext: text(
    'ファイルの場所と名前を確かめて、もう一度実行してください。',
    'Check the path and run again.',
  ),
  unreadable: text('「{path}」を読めません（{reason}）。', '“{path}” cannot be read ({reason}).'),
  unreadableNext: text('読む権限があるか、確かめてください。', 'Check that you may read it.'),
  folder: text(
    '「{path}」はフォルダーです。ファイルを指定してください。',
    '“{path}” is a folder; name a file.',
  ),
  large: text(
    '「{path}」は{size}MBあります。読めるのは{limit}MBまでです。',
    '“{path}” has {size} MB; at most {limit} MB can be read.',
  ),
  largeNext: text(
    '要らない部分を除くか、ファイルを分けてください。',
    'Remove what is not needed, or split the file.',
  ),
  unwritable: text(
    '「{path}」に書けません（{reason}）。',
    '“{path}” cannot be written ({reason}).',
  ),
  noFile: text(
    '「{path}」はファイルではないので、書き換えません。',
    '“{path}” is there and is no file; it is left as it is.',
  ),
  overInput: text(
    '「{path}」は読み込んだファイルです。上書きしません。',
    '“{path}” is what was read; it is not written over.',
  ),
  secret: text(
    '「{path}」は、もうあります。鍵は上書きしません。',
    '“{path}” is there already; keys are not written over.',
  ),
  secretNext: text('別の名前を指定してください。', 'Name another place.'),
  link: text(
    '「{path}」は、ほかの場所へのリンクです。その先には書きません。',
    '“{path}” is a link to another place; nothing is written there.',
  ),
  linkNext: text(
    'リンクを消すか、--out で別の場所を指定してください。',
    'Remove the link, or name another place with --out.',
  ),
  overInputNext: text('--out で別の名前を指定してください。', 'Name another place with --out.'),
  together: text(
    '「{path}」に、ほかの実行が同時に書きました。二つの結果が混ざっているおそれがあります。',
    'Another run wrote into “{path}” at the same time; what stands there may be of both.',
  ),
  togetherNext: text(
    'ほかの実行が終わってから、もう一度実行してください。すべて新しく書き直します。',
    'Run again when the other has ended; everything is written anew.',
  ),
  unwritableNext: text(
    '書く権限と空き容量を確かめるか、--out で別の場所を指定してください。',
    'Check permissions and free space, or name another place with --out.',
  ),
};

const reasonOf = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : 'unknown';

/** Files that this run has read, by device and number: none of them is ever written over. */
const inputs = new Set<string>();
const identity = ({ dev, ino }: { readonly dev: number; readonly ino: number }): string =>
  `${dev}:${ino}`;

/** Reads a file whole, never more than `limit` bytes: a device or a pipe may have no end. */
export async function readBytes(path: string, limit: number): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  for await (const piece of readPieces(path, limit)) pieces.push(piece);
  return Buffer.concat(pieces);
}

const pieceBytes = 256 * 1024;

/** Reads a file piece by piece, so that its reader can refuse it before all of it is there. */
export async function* readPieces(path: string, limit: number): AsyncGenerator<Uint8Array, void> {
  let handle: FileHandle | undefined;
  try {
    handle = await open(path);
    const info = await handle.stat();
    if (info.isDirectory())
      throw new Failure('input-unreadable', fillText(messages.folder, { path }), {
        next: messages.missingNext,
      });
    if (info.size > limit) throw tooLarge(path, info.size, limit);
    inputs.add(identity(info));
    for (let total = 0; ; ) {
      const piece = new Uint8Array(pieceBytes);
      const { bytesRead } = await handle.read(piece, 0, pieceBytes, null);
      if (bytesRead === 0) return;
      total += bytesRead;
      if (total > limit) throw tooLarge(path, total, limit);
      yield piece.subarray(0, bytesRead);
    }
  } catch (error) {
    if (error instanceof Failure) throw error;
    if (reasonOf(error) === 'ENOENT' || reasonOf(error) === 'ENOTDIR')
      throw new Failure('input-unreadable', fillText(messages.missing, { path }), {
        next: messages.missingNext,
        cause: error,
      });
    throw new Failure(
      'input-unreadable',
      fillText(messages.unreadable, { path, reason: reasonOf(error) }),
      { next: messages.unreadableNext, cause: error },
    );
  } finally {
    await handle?.close();
  }
}

const tooLarge = (path: string, size: number, limit: number): Failure =>
  new Failure(
    'limit-exceeded',
    fillText(messages.large, {
      path,
      size: Math.ceil(size / 1_048_576),
      limit: Math.floor(limit / 1_048_576),
    }),
    { next: messages.largeNext },
  );

export interface OutputFile {
  readonly path: string;
  readonly content: Uint8Array | string;
  /** For its owner's eyes alone, and never written over: keys. */
  readonly secret?: true;
}

/** Files written at once: a city of many organisations has more than a process may open. */
const atOnce = 16;

/**
 * Writes files so that each is there whole or not at all: all beside their places first, then renamed,
 * the first file last, so that where it is new the others are. Below `within` no link is followed elsewhere.
 */
export async function writeFiles(files: readonly OutputFile[], within?: string): Promise<void> {
  const staged = files.map(({ path, content, secret }) => ({
    path,
    content,
    secret,
    temporary: join(dirname(path), temporaryName(basename(path))),
  }));
  let at = staged[0]?.path ?? '';
  const written = new Map<string, string>();
  try {
    for (const { path, secret } of staged) await refuseTarget(path, secret);
    for (const folder of new Set(staged.map(({ path }) => dirname(path)))) {
      at = folder;
      if (within !== undefined && resolve(folder) !== resolve(within)) await refuseLink(folder);
      await makeFolder(folder);
      await removeAbandoned(folder);
    }
    for (let first = 0; first < staged.length; first += atOnce) {
      const group = staged.slice(first, first + atOnce);
      const results = await Promise.allSettled(group.map(stage));
      for (const [i, result] of results.entries())
        if (result.status === 'rejected') {
          at = group[i]?.path ?? at;
          throw result.reason;
        } else written.set(group[i]?.path ?? '', result.value);
    }
    for (const { temporary, path } of staged.toReversed()) {
      at = path;
      await rename(temporary, path);
    }
    at = within ?? at;
    await expectUndisturbed(written, at);
  } catch (error) {
    await Promise.allSettled(staged.map(({ temporary }) => rm(temporary, { force: true })));
    if (error instanceof Failure) throw error;
    throw unwritable(at, reasonOf(error), error);
  }
}

/** Writes a file of pieces as they come, whole or not at all; never holds more than one of them. */
export async function writePieces(
  path: string,
  pieces: AsyncIterable<Uint8Array | string>,
): Promise<void> {
  const folder = dirname(path);
  const temporary = join(folder, temporaryName(basename(path)));
  try {
    await refuseTarget(path);
    await makeFolder(folder);
    await removeAbandoned(folder);
    const handle = await open(temporary, 'wx', 0o600);
    try {
      for await (const piece of pieces) await handle.appendFile(piece);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => undefined);
    if (error instanceof Failure || !(error instanceof Error) || !('syscall' in error)) throw error;
    throw unwritable(path, reasonOf(error), error);
  }
}

/**
 * Two runs that rename into one folder at once can leave files of both. Each looks afterwards whether its own are there:
 * of two that crossed, one at least finds the other's.
 */
async function expectUndisturbed(
  written: ReadonlyMap<string, string>,
  folder: string,
): Promise<void> {
  if (written.size < 2) return;
  for (const [path, expected] of written) {
    const there = await stat(path).catch(() => undefined);
    if (there === undefined || identity(there) !== expected)
      throw new Failure('conflict', fillText(messages.together, { path: folder }), {
        next: messages.togetherNext,
      });
  }
}

/** Refuses what a rename would do harm to, before anything is written: an input, a folder, a device. */
async function refuseTarget(path: string, secret?: true): Promise<void> {
  const there = await stat(path).catch(() => undefined);
  if (there === undefined) return;
  if (secret)
    throw new Failure('conflict', fillText(messages.secret, { path }), {
      next: messages.secretNext,
    });
  if (inputs.has(identity(there)))
    throw new Failure('output-unwritable', fillText(messages.overInput, { path }), {
      next: messages.overInputNext,
    });
  if (!there.isFile())
    throw new Failure('output-unwritable', fillText(messages.noFile, { path }), {
      next: messages.unwritableNext,
    });
}

/** A folder of ours that is a link leads out of the one that was named. */
async function refuseLink(folder: string): Promise<void> {
  const there = await lstat(folder).catch(() => undefined);
  if (there?.isSymbolicLink())
    throw new Failure('output-unwritable', fillText(messages.link, { path: folder }), {
      next: messages.linkNext,
    });
}

/** Says that a folder cannot be written to or made before anything is worked out for it; makes nothing. */
export async function expectFolder(path: string): Promise<void> {
  for (let at = resolve(path); ; at = dirname(at)) {
    try {
      if (!(await stat(at)).isDirectory()) throw unwritable(at, 'ENOTDIR');
      await access(at, constants.W_OK | constants.X_OK);
      return;
    } catch (error) {
      if (error instanceof Failure) throw error;
      if (reasonOf(error) !== 'ENOENT' || dirname(at) === at)
        throw unwritable(at, reasonOf(error), error);
    }
  }
}

const unwritable = (path: string, reason: string, cause?: unknown): Failure =>
  new Failure('output-unwritable', fillText(messages.unwritable, { path, reason }), {
    next: messages.unwritableNext,
    cause,
  });

/** A name that says which process writes it, so that what a killed one left can be told from what is being written. */
const temporaryName = (name: string): string =>
  `.${name}.${process.pid}-${randomBytes(6).toString('hex')}.tmp`;
const temporaryPattern = /^\..+\.([1-9]\d{0,9})-[0-9a-f]{12}\.tmp$/;
/** A file just written may belong to a process of another machine that shares the folder. */
const abandonedMs = 60_000;

/** Removes what processes that were killed in the middle of writing left in a folder: it names weaknesses. */
async function removeAbandoned(folder: string): Promise<void> {
  for (const name of await readdir(folder).catch(() => [])) {
    const pid = temporaryPattern.exec(name)?.[1];
    if (pid === undefined || runs(Number(pid))) continue;
    const path = join(folder, name);
    const info = await lstat(path).catch(() => undefined);
    if (info?.isFile() && Date.now() - info.mtimeMs > abandonedMs) await rm(path, { force: true });
  }
}

function runs(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return reasonOf(error) !== 'ESRCH';
  }
}

/**
 * Makes a folder and those above it. Node's own recursive mkdir never ends below /proc,
 * where a folder cannot be made and the one above it exists all the same.
 */
async function makeFolder(path: string, mode?: number): Promise<void> {
  try {
    await mkdir(path, { mode });
  } catch (error) {
    const reason = reasonOf(error);
    if (reason === 'EEXIST' && (await stat(path)).isDirectory()) return;
    if (reason !== 'ENOENT' || dirname(path) === path) throw error;
    await makeFolder(dirname(path), mode);
    await mkdir(path, { mode });
  }
}

/** Makes the folder that the program keeps its data in, for its own user alone; says why where it cannot. */
export async function makeDataFolder(path: string): Promise<void> {
  await expectFolder(path);
  try {
    await makeFolder(resolve(path), 0o700);
  } catch (error) {
    throw unwritable(path, reasonOf(error), error);
  }
}

/** Writes beside the place, waits until it is on the disk, and says which file it is. */
async function stage({
  temporary,
  content,
  secret,
}: Omit<OutputFile, 'path' | 'secret'> & {
  readonly temporary: string;
  readonly secret: true | undefined;
}): Promise<string> {
  const handle = await open(temporary, 'wx', secret ? 0o600 : 0o666);
  try {
    await handle.writeFile(content);
    await handle.sync();
    return identity(await handle.stat());
  } finally {
    await handle.close();
  }
}
