import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The server's processes: those whose command names our data, and their children. */
export function serverProcesses(folder: string): readonly string[] {
  const postmaster = readFileSync(join(folder, 'database', 'cluster', 'postmaster.pid'), 'utf8')
    .split('\n')[0]
    ?.trim();
  const parentOf = (pid: string): string | undefined => {
    try {
      const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
      return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1];
    } catch {
      return undefined;
    }
  };
  return readdirSync('/proc').filter(
    (pid) => /^\d+$/.test(pid) && (pid === postmaster || parentOf(pid) === postmaster),
  );
}

/** Memory that would be free without it: pages shared by several count in parts. */
export function memoryMb(pids: readonly string[]): number {
  const kb = pids.map((pid) => {
    try {
      return Number(/^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1]);
    } catch {
      return 0;
    }
  });
  return kb.reduce((sum, one) => sum + one, 0) / 1024;
}

/** CPU time of the server's processes so far, in milliseconds: to the nanosecond, as the scheduler counts it. */
export function serverCpuMs(folder: string): number {
  const nanoseconds = serverProcesses(folder).map((pid) => {
    try {
      return Number(readFileSync(`/proc/${pid}/schedstat`, 'utf8').split(' ')[0]);
    } catch {
      return 0;
    }
  });
  return nanoseconds.reduce((sum, one) => sum + one, 0) / 1e6;
}
