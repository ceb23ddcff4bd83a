import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { memoryMb, serverProcesses } from './server-processes.ts';
import { startProgram } from './started-program.ts';

// The whole program as a person starts it: to the first page on a new data folder, and on the same folder
// again; the memory of program and database when nothing is asked of them. Prints one JSON object.

/** Starts it, and leaves it alone for a while once it is there. */
async function startOnce(data: string): Promise<{ firstPageS: number; restMb: number }> {
  const program = await startProgram(data);
  try {
    await pause(5_000);
    const restMb = memoryMb([String(program.pid), ...serverProcesses(data)]);
    return { firstPageS: program.firstPageS, restMb };
  } finally {
    await program.stop();
  }
}

const data = mkdtempSync(join(tmpdir(), 'machimori-bench-'));
try {
  const first = await startOnce(data);
  const second = await startOnce(data);
  console.log(JSON.stringify({ first, second }));
} finally {
  rmSync(data, { recursive: true, force: true });
}
