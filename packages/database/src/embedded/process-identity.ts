import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** One process for all time: a process id alone comes round again, after a restart of the machine at once. */
export interface ProcessIdentity {
  readonly pid: number;
  readonly started: string;
  readonly boot: string;
}

function firstLine(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8').split('\n')[0]?.trim();
  } catch {
    return undefined;
  }
}

function ps(pid: number, column: 'lstart' | 'command'): string | undefined {
  const { stdout, status } = spawnSync('ps', ['-o', `${column}=`, '-p', String(pid)], {
    encoding: 'utf8',
  });
  return status === 0 ? stdout.trim() : undefined;
}

/** Which start of the machine this is; empty where the machine does not tell. */
export function bootIdentity(): string {
  return firstLine('/proc/sys/kernel/random/boot_id') ?? '';
}

/** When a process started, in words of this machine; undefined where there is no such process. */
export function startOf(pid: number): string | undefined {
  if (process.platform !== 'linux') return ps(pid, 'lstart');
  const stat = firstLine(`/proc/${pid}/stat`);
  // The second field is the command in brackets and may hold anything: fields are counted after it.
  const fields = stat?.slice(stat.lastIndexOf(')') + 2).split(' ');
  // A zombie has ended; only its parent has not looked yet.
  if (fields === undefined || fields[0] === 'Z' || fields[0] === 'X') return undefined;
  return fields[19];
}

/** The command line of a process, its words parted by spaces. */
export function commandOf(pid: number): string | undefined {
  if (process.platform !== 'linux') return ps(pid, 'command');
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim();
  } catch {
    return undefined;
  }
}

export function ownIdentity(): ProcessIdentity {
  return {
    pid: process.pid,
    started: startOf(process.pid) ?? '',
    boot: bootIdentity(),
  };
}

export function isAlive({ pid, started, boot }: ProcessIdentity): boolean {
  return boot === bootIdentity() && startOf(pid) === started;
}
