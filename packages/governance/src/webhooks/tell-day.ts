import { type Context, defineUseCase, type Event } from '@machimori/application';
import { type Day, dayInJapan } from '@machimori/kernel';
import { staleLines } from '../sheet/list-lines.ts';
import {
  type DayNews,
  keepToldThings,
  noteLook,
  readExpired,
  readLook,
  readToldThings,
} from './day-store.ts';

/** So many are named at most; `count` says how many there were. */
const mostNamed = 100;
const named = (things: readonly string[]): readonly string[] => things.slice(0, mostNamed);

/** What is so today, and was not when it was last looked, or the other way round. */
interface DayChange {
  readonly what: DayNews;
  readonly begun: readonly string[];
  readonly over: readonly string[];
}

async function changesOf(context: Context, today: Day): Promise<readonly DayChange[]> {
  const now: readonly (readonly [DayNews, readonly string[]])[] = [
    ['evidence.expired', await readExpired(context, today)],
    ['answer.stale', await staleLines(context)],
  ];
  const changes: DayChange[] = [];
  for (const [what, things] of now) {
    const before = new Set(await readToldThings(context, what));
    const present = new Set(things);
    const begun = things.filter((each) => !before.has(each));
    const over = [...before].filter((each) => !present.has(each));
    if (begun.length + over.length > 0) changes.push({ what, begun, over });
  }
  return changes;
}

/** Whether the day has brought anything: where it has not, nothing is done, and nothing written down. */
export const isDayNew = defineUseCase<null, boolean>({
  name: 'is-day-new',
  action: 'webhook:tell',
  kind: 'query',
  async handle(context) {
    const isFirst = (await readLook(context)) === undefined;
    const changes = isFirst ? [] : await changesOf(context, dayInJapan(context.now));
    return { output: isFirst || changes.length > 0 };
  },
});

const eventOf: Readonly<Record<DayNews, (begun: readonly string[]) => Event>> = {
  'evidence.expired': (begun) => ({
    type: 'evidence.expired',
    aggregate: 'evidence-expired',
    payload: { count: begun.length, pieces: named(begun) },
  }),
  'answer.stale': (begun) => ({
    type: 'answer.stale',
    aggregate: 'answers-stale',
    payload: { count: begun.length, lines: named(begun) },
  }),
};

/**
 * Tells what holds since it was last looked, though nobody did anything: each thing once, until it is not so any more.
 * The first time of all nothing is told: it was so before anybody looked. Done by the program, in the night.
 */
export const tellDay = defineUseCase<null, null>({
  name: 'tell-day',
  action: 'webhook:tell',
  kind: 'command',
  async handle(context) {
    const today = dayInJapan(context.now);
    const isFirst = !(await noteLook(context, today));
    const changes = await changesOf(context, today);
    const events: Event[] = [];
    for (const { what, begun, over } of changes) {
      await keepToldThings(context, { what, begun, over, today });
      if (begun.length > 0 && !isFirst) events.push(eventOf[what](begun));
    }
    const content = Object.fromEntries(changes.map(({ what, begun }) => [what, begun.length]));
    return { output: null, content: { ...content, today }, events };
  },
});
