import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

const root = join(import.meta.dirname, '..', '..');

/** The program as a person starts it, in a process of its own. */
export interface StartedProgram {
  readonly origin: string;
  readonly pid: number;
  /** From the start of the process to the whole first page, in seconds. */
  readonly firstPageS: number;
  stop(): Promise<void>;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  server.close();
  return port;
}

/** Starts it on a data folder and asks for the first page until it comes. */
export async function startProgram(data: string): Promise<StartedProgram> {
  const port = await freePort();
  const origin = `http://localhost:${port}`;
  const start = performance.now();
  const main = join(root, 'apps', 'machimori', 'src', 'main.ts');
  const child = spawn(process.execPath, [main, 'start', '--data', data, '--port', String(port)], {
    cwd: root,
    stdio: 'ignore',
  });
  const ended = once(child, 'exit');
  const stop = async (): Promise<void> => {
    child.kill('SIGTERM');
    await ended;
  };
  for (;;) {
    if (child.exitCode !== null) throw new Error(`start ended with ${child.exitCode}`);
    const page = await fetch(`${origin}/`).catch(() => undefined);
    if (page?.ok && (await page.text()).includes('<div id="app"'))
      return { origin, pid: child.pid ?? 0, firstPageS: (performance.now() - start) / 1000, stop };
    await pause(10);
  }
}
