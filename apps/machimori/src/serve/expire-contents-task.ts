import { runUseCase } from '@machimori/application';
import { type JobRunner, listLogs, transact } from '@machimori/database';
import {
  expireContents,
  findExpiredContents,
  findOutsidePeople,
  forgetOutsidePeople,
} from '@machimori/governance';
import { readId } from '@machimori/kernel';
import { dailyJob, runToday } from './daily-job.ts';
import type { ServerWorld } from './server-world.ts';

const kind = 'expire-contents';
/** At night in Japan, when nobody waits. */
const hour = 3;

/** Destroys what is due in every log of the installation, and forgets people outside with it. */
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
    if (city !== undefined && (await runUseCase(world, findOutsidePeople, actor, null)))
      await runUseCase(world, forgetOutsidePeople, actor, null);
  }
}

export const expireContentsJob = (world: ServerWorld): JobRunner =>
  dailyJob(world, kind, hour, () => expireContentsNow(world));

/** At the start of the program: what fell due while nobody was there. */
export const beginExpiring = (world: ServerWorld): Promise<boolean> => runToday(world, kind);
