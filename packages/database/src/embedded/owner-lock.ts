import { randomBytes } from 'node:crypto';
import { linkSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Failure, text } from '@machimori/kernel';
import { isAlive, ownIdentity, type ProcessIdentity, startOf } from './process-identity.ts';

/**
 * Who runs the database of a data folder. The file appears whole (by link), names one process for all
 * time, and so outlives a kill without holding the folder: whoever finds its process gone takes over.
 *
 *   free ──take──▶ held ──publish──▶ held, others may join ──release──▶ free
 *                   └──── process gone ────▶ stale ──take──▶ held
 *
 * Two that find it stale at one moment are told apart by the mark; PostgreSQL's own lock on its data
 * stands behind this one.
 */
export interface Owner extends ProcessIdentity {
  readonly mark: string;
  /** Where the server listens, once it is serving; known from the start, so that a heir can clear it. */
  readonly socketFolder: string;
  readonly serving: boolean;
}

export class OwnerLock {
  readonly #file: string;
  #owner: Owner;

  private constructor(file: string, owner: Owner) {
    this.#file = file;
    this.#owner = owner;
  }

  /** Takes the folder, or refuses because a living process has it. `stale` hears of a dead owner. */
  static take(
    folder: string,
    socketFolder: string,
    stale: (owner: Owner) => void = () => {},
  ): OwnerLock {
    const file = join(folder, 'owner.json');
    const mark = randomBytes(8).toString('hex');
    const owner: Owner = { ...ownIdentity(), mark, socketFolder, serving: false };
    const own = `${file}.${owner.pid}.${mark}`;
    try {
      for (let attempt = 0; attempt < 20; attempt++) {
        writeFileSync(own, JSON.stringify(owner), { mode: 0o600 });
        try {
          linkSync(own, file);
          clearDead(folder);
          return new OwnerLock(file, owner);
        } catch (error) {
          if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
        }
        const found = readOwner(folder);
        if (found !== undefined && isAlive(found)) throw ownedBy(found);
        const aside = `${own}.stale`;
        try {
          renameSync(file, aside);
        } catch {
          continue;
        }
        // Between reading and renaming another may have taken over: what was moved is then theirs.
        const moved = parse(aside);
        if (moved !== undefined && isAlive(moved)) {
          try {
            linkSync(aside, file);
          } catch {}
          rmSync(aside, { force: true });
          throw ownedBy(moved);
        }
        rmSync(aside, { force: true });
        if (moved !== undefined) stale(moved);
      }
    } finally {
      rmSync(own, { force: true });
    }
    throw new Failure(
      'unavailable',
      text(
        'データベースのフォルダーを確保できませんでした。',
        'The database folder could not be taken.',
      ),
      {
        next: text('少し待ってから、もう一度実行してください。', 'Wait a moment and try again.'),
      },
    );
  }

  get socketFolder(): string {
    return this.#owner.socketFolder;
  }

  /** Tells those who would join that the server serves. */
  publish(): void {
    this.#owner = { ...this.#owner, serving: true };
    const own = `${this.#file}.${this.#owner.pid}.${this.#owner.mark}`;
    writeFileSync(own, JSON.stringify(this.#owner), { mode: 0o600 });
    renameSync(own, this.#file);
  }

  release(): void {
    if (parse(this.#file)?.mark === this.#owner.mark) rmSync(this.#file, { force: true });
  }
}

/** What processes left behind that were killed while they asked for the folder. */
function clearDead(folder: string): void {
  for (const name of readdirSync(folder)) {
    const pid = /^owner\.json\.(\d+)\./.exec(name)?.[1];
    if (pid !== undefined && Number(pid) !== process.pid && startOf(Number(pid)) === undefined) {
      rmSync(join(folder, name), { force: true });
    }
  }
}

function parse(file: string): Owner | undefined {
  try {
    const found = JSON.parse(readFileSync(file, 'utf8')) as Partial<Owner>;
    return typeof found.pid === 'number' &&
      typeof found.mark === 'string' &&
      typeof found.socketFolder === 'string'
      ? (found as Owner)
      : undefined;
  } catch {
    return undefined;
  }
}

/** The owner that the folder names, alive or not. */
export const readOwner = (folder: string): Owner | undefined => parse(join(folder, 'owner.json'));

/** The living owner of the folder, if there is one. */
export function livingOwner(folder: string): Owner | undefined {
  const found = readOwner(folder);
  return found !== undefined && isAlive(found) ? found : undefined;
}

function ownedBy({ pid }: Owner): Failure {
  return new Failure(
    'conflict',
    text(
      `このデータのフォルダーは、動いている別の街守り（プロセス番号 ${pid}）が使っています。`,
      `This data folder is in use by another running Machimori (process ${pid}).`,
    ),
    {
      next: text(
        'そちらを終了してから、もう一度実行してください。二つを同時に動かすときは、別のデータのフォルダーを指定してください。',
        'Stop that one and try again, or name another data folder to run both.',
      ),
    },
  );
}
