import { randomBytes } from 'node:crypto';
import { mkdir, open, readFile, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
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
    '「{path}」はフォルダです。ファイルを指定してください。',
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
  unwritableNext: text(
    '書く権限と空き容量を確かめるか、--out で別の場所を指定してください。',
    'Check permissions and free space, or name another place with --out.',
  ),
};

const reasonOf = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : 'unknown';

/** Reads a file whole, never more than `limit` bytes. */
export async function readBytes(path: string, limit: number): Promise<Uint8Array> {
  try {
    const info = await stat(path);
    if (info.isDirectory())
      throw new Failure('input-unreadable', fillText(messages.folder, { path }));
    if (info.size > limit)
      throw new Failure(
        'limit-exceeded',
        fillText(messages.large, {
          path,
          size: Math.ceil(info.size / 1_048_576),
          limit: Math.floor(limit / 1_048_576),
        }),
        { next: messages.largeNext },
      );
    const bytes = await readFile(path);
    if (bytes.length > limit)
      throw new Failure(
        'limit-exceeded',
        fillText(messages.large, {
          path,
          size: Math.ceil(bytes.length / 1_048_576),
          limit: Math.floor(limit / 1_048_576),
        }),
        { next: messages.largeNext },
      );
    return bytes;
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
  }
}

export interface OutputFile {
  readonly path: string;
  readonly content: Uint8Array | string;
}

/** Writes files so that each is there whole or not at all: all beside their places first, then renamed. */
export async function writeFiles(files: readonly OutputFile[]): Promise<void> {
  const staged = files.map(({ path, content }) => ({
    path,
    content,
    temporary: join(dirname(path), `.${basename(path)}.${randomBytes(6).toString('hex')}`),
  }));
  let at = staged[0]?.path ?? '';
  try {
    for (const folder of new Set(staged.map(({ path }) => dirname(path)))) {
      at = folder;
      await makeFolder(folder);
    }
    const results = await Promise.allSettled(staged.map(stage));
    for (const [i, result] of results.entries())
      if (result.status === 'rejected') {
        at = staged[i]?.path ?? at;
        throw result.reason;
      }
    for (const { temporary, path } of staged) {
      at = path;
      await rename(temporary, path);
    }
  } catch (error) {
    await Promise.all(staged.map(({ temporary }) => rm(temporary, { force: true })));
    throw new Failure(
      'output-unwritable',
      fillText(messages.unwritable, { path: at, reason: reasonOf(error) }),
      { next: messages.unwritableNext, cause: error },
    );
  }
}

/**
 * Makes a folder and those above it. Node's own recursive mkdir never ends below /proc,
 * where a folder cannot be made and the one above it exists all the same.
 */
async function makeFolder(path: string): Promise<void> {
  try {
    await mkdir(path);
  } catch (error) {
    const reason = reasonOf(error);
    if (reason === 'EEXIST' && (await stat(path)).isDirectory()) return;
    if (reason !== 'ENOENT' || dirname(path) === path) throw error;
    await makeFolder(dirname(path));
    await mkdir(path);
  }
}

/** Writes beside the place and waits until it is on the disk. */
async function stage({
  temporary,
  content,
}: {
  readonly temporary: string;
  readonly content: Uint8Array | string;
}): Promise<void> {
  const handle = await open(temporary, 'wx');
  try {
    await handle.writeFile(content);
    await handle.sync();
  } finally {
    await handle.close();
  }
}
