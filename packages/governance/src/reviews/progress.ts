import type { CheckGroup, RoleId } from '@machimori/kernel';
import type { Tally } from './tally-read-model.ts';

/** How far some lines are. */
export interface Progress {
  readonly lines: number;
  /** Implemented, or not applicable. */
  readonly done: number;
  readonly inProgress: number;
  readonly planned: number;
  readonly notStarted: number;
  /** Not done, and the day has passed. */
  readonly overdue: number;
  /** Handed in, and waiting for somebody else to accept it. */
  readonly submitted: number;
}

/** What is due in a month, and how much of it is done. */
export interface MonthDue {
  /** `2027-03` */
  readonly month: string;
  readonly lines: number;
  readonly done: number;
}

const isDone = ({ state }: Tally): boolean => state === 'implemented' || state === 'not-applicable';

/** The lines of some tallies together. */
export function progressOf(tallies: readonly Tally[]): Progress {
  const count = (which: (tally: Tally) => boolean): number =>
    tallies.reduce((sum, tally) => (which(tally) ? sum + tally.lines : sum), 0);
  return {
    lines: count(() => true),
    done: count(isDone),
    inProgress: count(({ state }) => state === 'in-progress'),
    planned: count(({ state }) => state === 'planned'),
    notStarted: count(({ state }) => state === 'not-started'),
    overdue: count(({ overdue }) => overdue),
    submitted: count(({ stage }) => stage === 'submitted'),
  };
}

/** By category and view, in the given order; only those that have lines. */
export const progressByGroup = (
  tallies: readonly Tally[],
  groups: readonly CheckGroup[],
): readonly { readonly group: CheckGroup; readonly progress: Progress }[] => {
  const by = Map.groupBy(tallies, ({ group }) => group);
  return groups.flatMap((group) => {
    const own = by.get(group);
    return own === undefined ? [] : [{ group, progress: progressOf(own) }];
  });
};

/** An organisation, and where it is late. */
export interface OrganisationProgress {
  readonly key: string;
  readonly progress: Progress;
  readonly groups: readonly { readonly group: CheckGroup; readonly progress: Progress }[];
}

/** By who answers; the most overdue first. */
export const progressByOrganisation = (
  tallies: readonly Tally[],
  groups: readonly CheckGroup[],
): readonly OrganisationProgress[] =>
  [...Map.groupBy(tallies, ({ answeredBy }) => answeredBy)]
    .map(([key, own]) => ({
      key,
      progress: progressOf(own),
      groups: progressByGroup(own, groups),
    }))
    .sort(
      (a, b) =>
        b.progress.overdue - a.progress.overdue ||
        b.progress.lines - a.progress.lines ||
        (a.key < b.key ? -1 : 1),
    );

/** By role of who answers: an organisation that has two counts for both. */
export const progressByRole = (
  tallies: readonly Tally[],
  rolesOf: ReadonlyMap<string, readonly string[]>,
  roles: readonly RoleId[],
): readonly { readonly role: RoleId; readonly progress: Progress }[] =>
  roles.flatMap((role) => {
    const own = tallies.filter(({ answeredBy }) => rolesOf.get(answeredBy)?.includes(role));
    return own.length === 0 ? [] : [{ role, progress: progressOf(own) }];
  });

/** By the month of the day by which lines are (to be) done, the earliest first. */
export const dueByMonth = (tallies: readonly Tally[]): readonly MonthDue[] =>
  [...Map.groupBy(tallies, ({ month }) => month)]
    .map(([month, own]) => {
      const { lines, done } = progressOf(own);
      return { month, lines, done };
    })
    .sort((a, b) => (a.month < b.month ? -1 : 1));
