import { setTimeout as pause } from 'node:timers/promises';
import type { AuditLog, Vault } from '@machimori/application';
import { type Database, LogKeeper } from '@machimori/database';
import type { Chance, Clock, Ids } from '@machimori/kernel';

/** The installation's logs, as the program uses them. */
export interface Logs {
  readonly audit: AuditLog;
  readonly keeper: LogKeeper;
  /** Gives all that waits its place, once. */
  placeWaiting(): Promise<void>;
  /** The same again and again, until it is told to stop. */
  startSequencer(onFailure: (error: unknown) => void): { stop(): Promise<void> };
}

/** How soon an entry gets its place and its signature. */
const pollMs = 500;

export function openLogs(of: {
  readonly database: Database;
  readonly vault: Vault;
  readonly clock: Clock;
  readonly chance: Chance;
  readonly ids: Ids;
}): Logs {
  const { database, clock } = of;
  const keeper = new LogKeeper(of);
  const placeWaiting = async (): Promise<void> => {
    for (const log of await keeper.waiting(database))
      await keeper.sequenceAll(database, log, clock.now());
  };
  return {
    audit: { append: (transaction, entry) => keeper.append(transaction, entry) },
    keeper,
    placeWaiting,
    startSequencer(onFailure) {
      const stopping = new AbortController();
      const run = async (): Promise<void> => {
        while (!stopping.signal.aborted) {
          await placeWaiting().catch(onFailure);
          await pause(pollMs, undefined, { signal: stopping.signal }).catch(() => undefined);
        }
        // What was accepted before the stop gets its place, too.
        await placeWaiting().catch(onFailure);
      };
      const loop = run();
      return {
        async stop() {
          stopping.abort();
          await loop;
        },
      };
    },
  };
}
