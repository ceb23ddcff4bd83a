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

const rounds = 52;
const folder = mkdtempSync(join(tmpdir(), 'machimori-kill-'));
const program = join(import.meta.dirname, 'writing-program.ts');
let child: ChildProcess | undefined;

const serverPid = (): number | undefined => {
  try {
    const file = join(folder, 'database', 'cluster', 'postmaster.pid');
    return Number(readFileSync(file, 'utf8').split('\n')[0]);
  } catch {
    return undefined;
  }
};

function kill(pid: number | undefined): void {
  if (pid === undefined || !commandOf(pid)?.includes(folder)) return;
  try {
    process.kill(pid, 'SIGKILL');
  } catch {}
}

/** Processes of this folder that still run: the server's children carry its command line, or none. */
const left = (): readonly number[] =>
  readdirSync('/proc')
    .map(Number)
    .filter((pid) => pid > 0 && commandOf(pid)?.includes(folder));

async function goneWithin(ms: number): Promise<readonly number[]> {
  for (let waited = 0; waited < ms && left().length > 0; waited += 10) await moment(10);
  return left();
}

afterAll(async () => {
  child?.kill('SIGKILL');
  await goneWithin(10_000);
  for (const pid of left()) kill(pid);
  // The last one killed has no heir to clear its socket away.
  const last = readOwner(join(folder, 'database'))?.socketFolder;
  if (last !== undefined) rmSync(last, { recursive: true, force: true });
  rmSync(folder, { recursive: true, force: true });
});

describe.runIf(process.platform === 'linux')('kill -9', () => {
  it(`of program, database or both, ${rounds} times: nothing acknowledged is lost, nobody is left`, {
    timeout: 600_000,
  }, async () => {
    let acknowledged = 0;
    let checked = 0;
    const problems: string[] = [];
    for (let round = 0; round < rounds; round++) {
      const victims = (['program', 'database', 'both'] as const)[round % 3];
      // Some die while they start, some after some writes.
      const early = randomInt(4) === 0;
      const enough = randomInt(1, 40);
      const spawned = spawn(process.execPath, [program, folder, String(acknowledged + 1)], {
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      child = spawned;
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
          if (word === 'saved') kill(spawned.pid);
          continue;
        }
        if (struck || !(early ? word === 'begun' : writes >= enough)) continue;
        struck = true;
        await moment(randomInt(early ? 150 : 5));
        if (victims !== 'program') kill(serverPid());
        if (victims !== 'database' || early) kill(spawned.pid);
      }
      if (said !== '') problems.push(said);
      const orphans = await goneWithin(10_000);
      if (orphans.length > 0) problems.push(`left: ${orphans.map(commandOf).join(' ')}`);
      if (problems.length > 0) break;
    }
    expect(problems).toEqual([]);
    expect(checked).toBeGreaterThan(rounds / 2);
  });
});
