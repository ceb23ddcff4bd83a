import { mkdtempSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type RunningProgram, type RunOptions, runProgram } from '../../src/serve/run-program.ts';
import { readSettings } from '../../src/serve/settings.ts';

/** The program as `start` runs it: its own database in a folder of its own, pages, workers, a free port. */
export interface StartedProgram extends RunningProgram {
  /** `http://localhost:…`, as people open it. */
  readonly origin: string;
  /** Stops it, and starts it anew on the same folder and port; `meanwhile` runs while nothing answers. */
  again(meanwhile: () => Promise<void>): Promise<void>;
}

/** Starts it; `environment` as somebody would set it; `sample` as `--sample` does. Stopping takes the folder along. */
export async function startProgram(
  environment: Readonly<Record<string, string>> = {},
  more: Pick<RunOptions, 'sample'> = {},
): Promise<StartedProgram> {
  const folder = mkdtempSync(join(tmpdir(), 'machimori-journey-'));
  const settings = readSettings({
    MACHIMORI_DATA: join(folder, 'data'),
    MACHIMORI_PORT: String(await freePort()),
    ...environment,
  });
  const run = (of: Pick<RunOptions, 'sample'>): Promise<RunningProgram> =>
    runProgram({
      settings,
      roles: ['api', 'worker'],
      ...of,
      onLost: (error) => {
        throw error;
      },
    });
  const program = await run(more);
  let running = program;
  return {
    ...program,
    origin: program.opened.world.origin,
    again: async (meanwhile) => {
      await running.stop();
      await meanwhile();
      running = await run({});
    },
    stop: async () => {
      await running.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** A port that nobody listened on a moment ago. */
function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}
