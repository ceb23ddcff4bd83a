import { defineUseCase } from '@machimori/application';
import { addDays, type Day, dayInJapan, Failure, readPlannedDate, text } from '@machimori/kernel';
import { valuesOf } from '../sheet/answer-cells.ts';
import { readLatestCells } from '../sheet/answer-store.ts';
import { readLineRows, readNamesOf } from '../sheet/line-store.ts';
import { sheetSettingsNow } from '../sheet/sheet-settings.ts';
import { readYardstick } from '../yardstick-store.ts';
import {
  readAcceptedDays,
  readDatedEvidence,
  readDatedLinks,
  readLinesOf,
} from './date-read-model.ts';
import { type CalendarFeed, readFeed } from './feed-store.ts';

const messages = { none: text('見つかりません。', 'Not found.') };

/** What has a day in somebody's calendar. */
export type CalendarDate =
  | {
      readonly kind: 'line';
      readonly id: string;
      readonly day: Day;
      readonly checkItem: string;
      /** What people call it; empty where one does not see it. */
      readonly subject: { readonly ja: string; readonly en: string } | undefined;
    }
  | {
      readonly kind: 'evidence-expires' | 'evidence-review';
      readonly id: string;
      readonly day: Day;
      readonly title: string;
    }
  | { readonly kind: 'link-expires'; readonly id: string; readonly day: Day }
  | {
      readonly kind: 'confirm';
      /** The day on which they were accepted: it stays when the city settles another period. */
      readonly id: string;
      readonly day: Day;
      readonly lines: number;
    };

export interface CalendarDates {
  readonly feed: CalendarFeed;
  /** Edition of the guideline by which the city goes; undefined: that of the program. */
  readonly edition: string | undefined;
  readonly dates: readonly CalendarDate[];
}

/** So many of each kind: more days nobody reads in a calendar. */
const mostDates = 500;
/** What is over stays for a while, so that nobody takes a day gone by for one that was met. */
const daysBack = 90;

/**
 * The dates of an address: lines that its person has in hand, evidence of their organisation and its accepted answers
 * that are to be confirmed anew, links they made.
 */
export const readCalendar = defineUseCase<null, CalendarDates>({
  name: 'read-calendar',
  action: 'sheet:calendar-by-link',
  kind: 'query',
  async handle(context) {
    const { scope, now } = context;
    const { actor } = scope;
    const feed =
      actor.kind === 'link'
        ? await readFeed(context, { city: scope.inCity, feed: actor.link })
        : undefined;
    if (feed === undefined) throw new Failure('not-found', messages.none);
    const from = addDays(dayInJapan(now), -daysBack);
    const inHand = await readLinesOf(context, feed.person, mostDates);
    const rows = await readLineRows(context, inHand);
    const cells = await readLatestCells(context, inHand);
    const names = await readNamesOf(context, [...rows.values()]);
    const lines = [...rows.values()].map((line): CalendarDate => {
      const { planned } = valuesOf(line, cells.get(line.id) ?? {});
      const stated = planned === '' ? undefined : readPlannedDate(planned)?.by;
      return {
        kind: 'line',
        id: line.id,
        day: stated ?? line.planned.by,
        checkItem: line.checkItem,
        subject: names.get(line.subject),
      };
    });
    const evidence = await readDatedEvidence(context, { from, most: mostDates });
    const { reviewMonths: months } = await sheetSettingsNow(context);
    const accepted = await readAcceptedDays(context, { from, months, most: mostDates });
    const links = await readDatedLinks(context, { by: feed.person, now, most: mostDates });
    return {
      output: {
        feed,
        edition: (await readYardstick(context)).edition,
        dates: [
          ...lines,
          ...evidence,
          ...accepted.map(({ acceptedOn, day, lines }) => ({
            kind: 'confirm' as const,
            id: acceptedOn,
            day,
            lines,
          })),
          ...links.map(({ link, expiresAt }) => ({
            kind: 'link-expires' as const,
            id: link,
            day: dayInJapan(expiresAt),
          })),
        ].sort((a, b) => compare(a.day, b.day) || compare(a.kind, b.kind) || compare(a.id, b.id)),
      },
    };
  },
});

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
