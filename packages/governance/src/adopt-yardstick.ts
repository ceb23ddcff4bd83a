import { defineUseCase } from '@machimori/application';
import type { Criteria } from '@machimori/catalogue';
import type { City } from '@machimori/city';
import { type Day, dayInJapan, Failure, type Id, text } from '@machimori/kernel';
import {
  cityOf,
  holdRevision,
  readElements,
  readRevision,
  told,
  writeDescription,
} from '@machimori/register';
import type { PlanNumber } from './plan-change-store.ts';
import {
  type AdoptedYardstick,
  insertYardstick,
  listYardsticks,
  readYardstick,
  type Yardstick,
} from './yardstick-store.ts';

const messages = {
  nothing: text('都市は、まだ記述されていません。', 'The city has not been described yet.'),
  moved: text(
    '試したあとに、まちの内容か、計画のものさしが変わりました。',
    'The city or its yardstick changed after you tried this.',
  ),
  movedNext: text(
    'もう一度試して、変わるところを確かめてください。',
    'Try it again and look at what would change.',
  ),
};

export interface Yardsticks {
  readonly present: Yardstick;
  readonly revision: number;
  /** What was adopted so far, the latest first. */
  readonly adopted: readonly AdoptedYardstick[];
}

/** By what the city plans, and has planned. */
export const readYardsticks = defineUseCase<null, Yardsticks>({
  name: 'read-yardsticks',
  action: 'plan:read',
  kind: 'query',
  async handle(context) {
    return {
      output: {
        present: await readYardstick(context),
        revision: await readRevision(context),
        adopted: await listYardsticks(context),
      },
    };
  },
});

export interface TrialBasis extends PlanNumber {
  readonly inCity: Id<'city'>;
  readonly asOf: Day;
  readonly city: City;
  readonly present: Yardstick;
}

/** What another edition or other criteria are tried on: the city as it stands. Writes nothing. */
export const readTrialBasis = defineUseCase<null, TrialBasis>({
  name: 'read-trial-basis',
  action: 'yardstick:adopt',
  kind: 'query',
  async handle(context) {
    const revision = await readRevision(context);
    const city = revision === 0 ? undefined : cityOf(await readElements(context));
    if (city === undefined) throw new Failure('not-found', messages.nothing);
    const present = await readYardstick(context);
    const asOf = dayInJapan(context.now);
    const { inCity } = context.scope;
    return { output: { inCity, revision, yardstick: present.number, asOf, city, present } };
  },
});

export interface AdoptYardstick {
  readonly edition: string;
  readonly criteria: Criteria | undefined;
  /** The description in that edition's numbers (carry-over.ts). */
  readonly city: City;
  /** What it was tried on. */
  readonly base: PlanNumber;
  /** What `city` was carried over from, read a moment ago: a guess at the next number is no base. */
  readonly carriedFrom: PlanNumber;
}

/** From now on the city plans by this edition and these criteria, in one act with what that changes of its description. */
export const adoptYardstick = defineUseCase<AdoptYardstick, PlanNumber>({
  name: 'adopt-yardstick',
  action: 'yardstick:adopt',
  kind: 'command',
  async handle(context, { edition, criteria, city, base, carriedFrom }) {
    const { scope, now } = context;
    const held = await holdRevision(context);
    const present = await readYardstick(context);
    for (const each of [base, carriedFrom])
      expectUnmoved(each, { revision: held, yardstick: present.number });
    const written = await writeDescription(context, {
      before: await readElements(context),
      revision: held,
      city,
      source: `edition:${edition}`,
    });
    const { revision } = written;
    const yardstick = present.number + 1;
    await insertYardstick(
      context,
      { number: yardstick, edition, criteria },
      { revision, at: now, chosen: true },
    );
    const { subjects = [], events = [] } = told(context, written);
    const event = {
      type: 'yardstick.adopted',
      aggregate: scope.inCity,
      payload: { revision, yardstick },
    };
    return {
      output: { revision, yardstick },
      subjects,
      content: {
        yardstick,
        edition,
        criteria: criteria === undefined ? 'edition' : criteria.id,
        revision,
        changes: written.changes,
      },
      events: [...events, event],
    };
  },
});

/** What was looked at must be what is there: a conflict otherwise, with the way on. */
export function expectUnmoved(base: PlanNumber, now: PlanNumber): void {
  if (base.revision !== now.revision || base.yardstick !== now.yardstick)
    throw new Failure('conflict', messages.moved, { next: messages.movedNext });
}
