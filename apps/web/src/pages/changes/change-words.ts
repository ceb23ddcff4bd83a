import type { Locale } from '@machimori/kernel';
import type { Answer } from '../../api/routes.ts';
import { dateText } from '../../design/date-text.tsx';
import type { Say } from '../../language.tsx';
import { partWords, verbWords, planChangeWords as words } from '../../messages/plan-changes.ts';

export type ListedChange = Answer<'GET /plan/changes'>['changes'][number];
export type Difference = Answer<'GET /plan/changes/:change'>['difference'];
type Counts = ListedChange['counts'];
export type ChangedList = keyof Counts;

/** In the order in which they matter to a person. */
export const changedLists = ['findings', 'lines', 'requirements', 'scenarios'] as const;
const whats = ['appeared', 'changed', 'fellAway'] as const;

const differingLists = (counts: Counts): readonly ChangedList[] =>
  changedLists.filter((list) => whats.some((what) => counts[list][what] > 0));

export const changesNothing = (counts: Counts): boolean => differingLists(counts).length === 0;

/** What a change did, in a sentence: the lines and weaknesses, or else what lies behind them. */
export function changeSentence(counts: Counts, say: Say): string {
  const differing = differingLists(counts);
  const near = differing.filter((list) => list === 'lines' || list === 'findings');
  const told = near.length > 0 ? near : differing;
  if (told.length === 0) return say(words.nothing);
  const parts = told.flatMap((list) => {
    const some = whats.filter((what) => counts[list][what] > 0);
    return some.map((what, index) => ({ list, what, first: index === 0 }));
  });
  const said = parts.map(({ list, what, first }, index) => {
    const verb = verbWords[what][index === parts.length - 1 ? 'last' : 'within'];
    return `${first ? say(partWords[list]) : ''}${say(verb, { count: counts[list][what] })}`;
  });
  return say(words.this, { parts: said.join(say(words.join)) });
}

/** Nobody changed anything: only the day moved. */
export const isOfCalendar = (of: Omit<ListedChange, 'counts' | 'gaps'>): boolean =>
  of.revision === of.fromRevision && of.yardstick === of.fromYardstick;

/** What brought a change about. */
export function changeTitle(
  of: Omit<ListedChange, 'counts' | 'gaps'>,
  say: Say,
  locale: Locale,
): string {
  const { revision, fromRevision, yardstick, fromYardstick } = of;
  if (isOfCalendar(of)) return say(words.ofCalendar, { day: dateText(of.asOf, locale) });
  if (revision === fromRevision && yardstick !== fromYardstick) return say(words.ofYardstick);
  return fromRevision + 1 < revision
    ? say(words.ofSeveral, { from: fromRevision + 1, revision })
    : say(words.of, { revision });
}
