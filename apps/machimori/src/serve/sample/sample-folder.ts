import { lstatSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { startOf } from '@machimori/database';

const prefix = 'machimori-sample-';
const pollMs = 50;
/** How long a database whose program was killed may take to end; the kernel told it to. */
const patienceMs = 5_000;

/** A data folder for this process alone, gone when it ends; others that were left behind go now. */
export async function makeSampleFolder(): Promise<{
  readonly folder: string;
  readonly remove: () => void;
}> {
  await removeStaleFolders();
  const started = startOf(process.pid)?.replace(/\W+/g, '') ?? '';
  const folder = mkdtempSync(join(tmpdir(), `${prefix}${process.pid}-${started}-`));
  const remove = (): void => rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  // Also where a second Ctrl-C ends the process at once.
  process.once('exit', remove);
  return {
    folder,
    remove: () => {
      process.off('exit', remove);
      remove();
    },
  };
}

/** A process that was killed by force could not tidy up: whoever comes next does. */
async function removeStaleFolders(): Promise<void> {
  for (const name of readdirSync(tmpdir())) {
    const [, pid, started] = new RegExp(`^${prefix}(\\d+)-(\\w*)-\\w+$`).exec(name) ?? [];
    if (pid === undefined || startOf(Number(pid))?.replace(/\W+/g, '') === started) continue;
    const folder = join(tmpdir(), name);
    // What somebody else has put there is not ours to remove.
    const found = lstatSync(folder, { throwIfNoEntry: false });
    if (found?.isDirectory() !== true || found.uid !== process.getuid?.()) continue;
    await databaseEnded(folder);
    removeSocketFolder(folder);
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

async function databaseEnded(folder: string): Promise<void> {
  const file = join(folder, 'database', 'cluster', 'postmaster.pid');
  for (let waitedMs = 0; waitedMs < patienceMs; waitedMs += pollMs) {
    const pid = Number(textOf(file).split('\n')[0]);
    if (!Number.isInteger(pid) || pid <= 0 || startOf(pid) === undefined) return;
    await pause(pollMs);
  }
}

function removeSocketFolder(folder: string): void {
  const owner = textOf(join(folder, 'database', 'owner.json'));
  const socketFolder = /"socketFolder":\s*"([^"\\]+\/machimori-db-[0-9a-f]+)"/.exec(owner)?.[1];
  if (socketFolder !== undefined) rmSync(socketFolder, { recursive: true, force: true });
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
