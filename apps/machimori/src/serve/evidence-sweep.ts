import { setTimeout as pause } from 'node:timers/promises';
import { transact } from '@machimori/database';
import { isKeptFile } from '@machimori/governance';
import type { Ports, ServerWorld } from './server-world.ts';

/** What a sweep needs of the program. */
interface Sweeping extends Pick<ServerWorld, 'database' | 'clock'> {
  readonly ports: Pick<Ports, 'files'>;
}

/** No act takes as long as this: a file without its row by then is of an act that did not end. */
const leftBehindMs = 3_600_000;
const everyMs = 6 * 3_600_000;

/** Takes away what a killed or failed act has left of the files that people hand in. */
export const sweepOnce = ({ database, clock, ports }: Sweeping): Promise<number> =>
  ports.files.sweep(new Date(clock.now().getTime() - leftBehindMs), (place) =>
    transact(database, { reach: 'system' }, (transaction) => isKeptFile({ transaction }, place), {
      readOnly: true,
    }),
  );

/** The same at every start, and then from time to time. */
export function sweepFiles(
  world: ServerWorld,
  onFailure: (error: unknown) => void,
): { stop(): Promise<void> } {
  const stopping = new AbortController();
  const run = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      await sweepOnce(world).catch(onFailure);
      await pause(everyMs, undefined, { signal: stopping.signal, ref: false }).catch(
        () => undefined,
      );
    }
  };
  const loop = run();
  return {
    async stop() {
      stopping.abort();
      await loop;
    },
  };
}
