import type { JobRunner } from '@machimori/database';
import { dailyJob, eachCity, runToday } from './daily-job.ts';
import { planCityNow } from './plan-city-task.ts';
import type { ServerWorld } from './server-world.ts';

const kind = 'plan-day';
/** Soon after midnight in Japan: whoever comes in the morning finds the plan of the day. */
const hour = 1;

/** Plans every city for today: contracts end and support ends though nobody changes anything. */
export const planDayNow = (world: ServerWorld): Promise<void> =>
  eachCity(world, (city) => planCityNow(world, world.planner, city));

export const planDayJob = (world: ServerWorld): JobRunner =>
  dailyJob(world, kind, hour, () => planDayNow(world));

/** At the start of the program: days that went by while nobody was there. */
export const beginDays = (world: ServerWorld): Promise<boolean> => runToday(world, kind);
