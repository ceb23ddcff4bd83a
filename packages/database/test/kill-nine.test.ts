import { type ChildProcess, spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as moment } from 'node:timers/promises';
import { afterAll, describe, expect, it } from 'vitest';
import { readOwner } from '../src/embedded/owner-lock.ts';
import { commandOf } from '../src/embedded/process-identity.ts';

// Most of a round is waiting for processes to begin and to end: several installations wait at once.
const lanes = 4;
const roundsOfLane = 13;
const program = join(import.meta.dirname, 'writing-program.ts');
const folders = Array.from({ length: lanes }, () => mkdtempSync(join(tmpdir(), 'machimori-kill-')));
const children = new Set<ChildProcess>();

const serverPid = (folder: string): number | undefined => {
  try {
    const file = join(folder, 'database', 'cluster', 'postmaster.pid');
    return Number(readFileSync(file, 'utf8').split('\n')[0]);
  } catch {
    return undefined;
  }
};

function kill(folder: string, pid: number | undefined): void {
  if (pid === undefined || !commandOf(pid)?.includes(folder)) return;
  try {
    process.kill(pid, 'SIGKILL');
  } catch {}
}

/** Processes of this folder that still run: the server's children carry its command line, or none. */
const left = (folder: string): readonly number[] =>
  readdirSync('/proc')
    .map(Number)
    .filter((pid) => pid > 0 && commandOf(pid)?.includes(folder));

async function goneWithin(folder: string, ms: number): Promise<readonly number[]> {
  // To look is to read all processes of the machine: not more often than tells apart.
  for (let waited = 0; waited < ms && left(folder).length > 0; waited += 20) await moment(20);
  return left(folder);
}

afterAll(async () => {
  for (const child of children) child.kill('SIGKILL');
  for (const folder of folders) {
    await goneWithin(folder, 10_000);
    for (const pid of left(folder)) kill(folder, pid);
    // The last one killed has no heir to clear its socket away.
    const last = readOwner(join(folder, 'database'))?.socketFolder;
    if (last !== undefined) rmSync(last, { recursive: true, force: true });
    rmSync(folder, { recursive: true, force: true });
  }
});

/** Kills one installation again and again, and holds what it has acknowledged against what is there. */
async function killAgainAndAgain(
  folder: string,
  lane: number,
): Promise<{ readonly problems: readonly string[]; readonly checked: number }> {
  let acknowledged = 0;
  let checked = 0;
  const problems: string[] = [];
  for (let round = 0; round < roundsOfLane && problems.length === 0; round++) {
    const victims = (['program', 'database', 'both'] as const)[(round + lane) % 3];
    // Some die while they start, some after some writes.
    const early = randomInt(4) === 0;
    const enough = randomInt(1, 40);
    const spawned = spawn(process.execPath, [program, folder, String(acknowledged + 1)], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    children.add(spawned);
    let said = '';
    spawned.stderr.on('data', (chunk: Buffer) => {
      said += chunk.toString();
    });
    let writes = 0;
    let struck = false;
    for await (const line of createInterface({ input: spawned.stdout })) {
      const [word, rest = ''] = line.split(' ');
      if (word === 'written') {
        const written = new Set(JSON.parse(rest) as number[]);
        for (let n = 1; n <= acknowledged; n++) if (!written.has(n)) problems.push(`lost ${n}`);
        checked++;
      }
      if (word === 'saved') {
        acknowledged = Number(rest);
        writes++;
      }
      if (struck && victims === 'database') {
        // Brought back by the program, it has taken a write again: the round is over.
        if (word === 'saved') kill(folder, spawned.pid);
        continue;
      }
      if (struck || !(early ? word === 'begun' : writes >= enough)) continue;
      struck = true;
      await moment(randomInt(early ? 150 : 5));
      if (victims !== 'program') kill(folder, serverPid(folder));
      if (victims !== 'database' || early) kill(folder, spawned.pid);
    }
    children.delete(spawned);
    if (said !== '') problems.push(said);
    const orphans = await goneWithin(folder, 10_000);
    if (orphans.length > 0) problems.push(`left: ${orphans.map(commandOf).join(' ')}`);
  }
  return { problems, checked };
}

describe.runIf(process.platform === 'linux')('kill -9', () => {
  it(`of program, database or both, ${lanes * roundsOfLane} times: nothing acknowledged is lost, nobody is left`, {
    timeout: 600_000,
  }, async () => {
    const told = await Promise.all(folders.map(killAgainAndAgain));
    expect(told.flatMap(({ problems }) => problems)).toEqual([]);
    const checked = told.reduce((sum, each) => sum + each.checked, 0);
    expect(checked).toBeGreaterThan((lanes * roundsOfLane) / 2);
  });
});
