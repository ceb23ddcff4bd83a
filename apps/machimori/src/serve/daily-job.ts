import { type JobRunner, listLogs, scheduleJob, transact } from '@machimori/database';
import { addDays, type Day, dayInJapan, type Id, readId } from '@machimori/kernel';
import type { ServerWorld } from './server-world.ts';

type Scheduling = Pick<ServerWorld, 'database' | 'clock' | 'ids'>;

/** Asks for one run of this kind of job at a moment; of one day there is one. */
const schedule = (
  { database, clock, ids }: Scheduling,
  kind: string,
  dueAt: Date,
): Promise<boolean> =>
  transact(database, { reach: 'system' }, (transaction) =>
    scheduleJob(transaction, {
      jobId: ids.next('job'),
      kind,
      uniqueKey: dayInJapan(dueAt),
      dueAt,
      now: clock.now(),
    }),
  );

/** Asks for a run at once: what fell due while nobody was there. Nothing where the day has had its run. */
export const runToday = (world: Scheduling, kind: string): Promise<boolean> =>
  schedule(world, kind, world.clock.now());

/** Asks for a run on that day, at this hour in Japan (0 to 9). */
export const runOn = (world: Scheduling, kind: string, day: Day, hour: number): Promise<boolean> =>
  schedule(world, kind, new Date(`${day}T0${hour}:00:00+09:00`));

/** A job of every day at this hour in Japan; the next is asked for first, so that one that fails does not end them. */
export const dailyJob = (
  world: Scheduling,
  kind: string,
  hour: number,
  run: () => Promise<void>,
): JobRunner => ({
  kind,
  async runOutside() {
    await runOn(world, kind, addDays(dayInJapan(world.clock.now()), 1), hour);
    await run();
  },
});

/** City by city: one that fails keeps none of the others from it; the first error is thrown when all were tried. */
export async function eachCity(
  { database }: Pick<ServerWorld, 'database'>,
  act: (city: Id<'city'>) => Promise<void>,
): Promise<void> {
  const logs = await transact(database, { reach: 'system' }, listLogs, { readOnly: true });
  const failed: unknown[] = [];
  for (const log of logs) {
    const city = readId('city', log);
    if (city === undefined) continue;
    try {
      await act(city);
    } catch (error) {
      failed.push(error);
    }
  }
  if (failed.length > 0) throw failed[0];
}
