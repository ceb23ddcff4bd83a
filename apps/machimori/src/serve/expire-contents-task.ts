import { runUseCase } from '@machimori/application';
import { type JobRunner, listLogs, scheduleJob, transact } from '@machimori/database';
import { expireContents, findExpiredContents } from '@machimori/governance';
import { dayInJapan, readId } from '@machimori/kernel';
import type { ServerWorld } from './server-world.ts';

const kind = 'expire-contents';
/** At night in Japan, when nobody waits. */
const hour = 3;

/** Asks for one run at this moment; of one day there is one. */
const schedule = (world: ServerWorld, dueAt: Date): Promise<boolean> =>
  transact(world.database, { reach: 'system' }, (transaction) =>
    scheduleJob(transaction, {
      jobId: world.ids.next('job'),
      kind,
      uniqueKey: dayInJapan(dueAt),
      dueAt,
      now: world.clock.now(),
    }),
  );

/** Destroys what is due in every log of the installation. */
export async function expireContentsNow(world: ServerWorld): Promise<void> {
  const logs = await transact(world.database, { reach: 'system' }, listLogs, { readOnly: true });
  for (const log of logs) {
    const city = readId('city', log);
    const actor = {
      kind: 'system',
      name: 'worker',
      ...(city === undefined ? {} : { city }),
    } as const;
    while (await runUseCase(world, findExpiredContents, actor, null))
      await runUseCase(world, expireContents, actor, null);
  }
}

/** Every night; the next night is asked for first, so that one that fails does not end them. */
export const expireContentsJob = (world: ServerWorld): JobRunner => ({
  kind,
  async runOutside() {
    const tomorrow = dayInJapan(new Date(world.clock.now().getTime() + 86_400_000));
    await schedule(world, new Date(`${tomorrow}T0${hour}:00:00+09:00`));
    await expireContentsNow(world);
  },
});

/** At the start of the program: what fell due while nobody was there. */
export const beginExpiring = (world: ServerWorld): Promise<boolean> =>
  schedule(world, world.clock.now());
