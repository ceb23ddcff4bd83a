import type { EndpointName } from '@machimori/contract';
import { type Day, dayInJapan, type Id } from '@machimori/kernel';
import { planCityNow } from '../../src/serve/plan-city-task.ts';
import { keepLinesNow } from '../../src/serve/sheet-tasks.ts';
import type { Example } from './example.ts';
import type { Town } from './town.ts';

const administrator = 'promoter/cityAdministrator';

const today = (town: Town): Day => dayInJapan(town.world.clock.now());

async function withLines(town: Town): Promise<void> {
  const near = town.city as Id<'city'>;
  await planCityNow(town.world, town.world.planner, near);
  await keepLinesNow(town.world, near);
}

// Of one name and day there is one.
let held = 0;
const review = (town: Town) => {
  held += 1;
  return { body: { title: `第${held}回の点検`, heldOn: today(town), note: '' } };
};

/** What is sent to the routes of progress and reviews when all is right. */
export const reviewExamples: Partial<Record<EndpointName, Example>> = {
  readProgress: {
    as: 'one/contributor',
    send: async (town) => {
      await withLines(town);
      return {};
    },
  },
  readReminders: { as: 'one/contributor', send: async () => ({}) },
  chooseReminders: {
    as: 'one/contributor',
    send: async () => ({ body: { wanted: false } }),
  },
  freezeReview: {
    as: administrator,
    send: async (town) => {
      await withLines(town);
      return review(town);
    },
  },
  compareReviews: {
    as: 'one/contributor',
    send: async (town) => {
      await withLines(town);
      const kept = await town.done(administrator, 'POST', '/sheet/reviews', review(town));
      return { params: { review: kept['review'] } };
    },
  },
};
