import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { memoryMb, serverProcesses } from './server-processes.ts';

// The whole program as a person starts it: to the first page on a new data folder, and on the same folder
// again; the memory of program and database when nothing is asked of them. Prints one JSON object.

const root = join(import.meta.dirname, '..', '..');

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  server.close();
  return port;
}

/** Starts it, asks for the first page until it comes, and leaves it alone for a while. */
async function startOnce(data: string): Promise<{ firstPageS: number; restMb: number }> {
  const port = await freePort();
  const start = performance.now();
  const main = join(root, 'apps', 'machimori', 'src', 'main.ts');
  const child = spawn(process.execPath, [main, 'start', '--data', data, '--port', String(port)], {
    cwd: root,
    stdio: 'ignore',
  });
  const ended = once(child, 'exit');
  try {
    let firstPageS = Number.NaN;
    while (Number.isNaN(firstPageS)) {
      if (child.exitCode !== null) throw new Error(`start ended with ${child.exitCode}`);
      const page = await fetch(`http://localhost:${port}/`).catch(() => undefined);
      if (page?.ok && (await page.text()).includes('<div id="app"'))
        firstPageS = (performance.now() - start) / 1000;
      else await pause(10);
    }
    await pause(5_000);
    const restMb = memoryMb([String(child.pid), ...serverProcesses(data)]);
    return { firstPageS, restMb };
  } finally {
    child.kill('SIGTERM');
    await ended;
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
