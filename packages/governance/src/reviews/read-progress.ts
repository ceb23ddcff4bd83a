import { defineUseCase } from '@machimori/application';
import {
  type CheckGroup,
  categories,
  type Day,
  dayInJapan,
  type RoleId,
  roleIds,
  type Text,
  views,
} from '@machimori/kernel';
import { readOwnKey } from '@machimori/register';
import { readNames } from '../sheet/line-store.ts';
import {
  dueByMonth,
  type MonthDue,
  type OrganisationProgress,
  type Progress,
  progressByGroup,
  progressByOrganisation,
  progressByRole,
  progressOf,
} from './progress.ts';
import { readReviews, type SheetReview } from './review-store.ts';
import { readRoles, readTally } from './tally-read-model.ts';

/** No key of an organisation: stands for all whose names one does not see. */
const somebodyElse = '*';

export interface ProgressSeen {
  readonly today: Day;
  /** Key of one's organisation, whose lines are counted; undefined: those of the whole city are. */
  readonly own: string | undefined;
  readonly counted: Progress;
  /** Lines that others answer and one sees beside one's own; by organisation they are counted as well. */
  readonly beside: number;
  /** In the guideline's order: its four categories, then its three views. */
  readonly groups: readonly { readonly group: CheckGroup; readonly progress: Progress }[];
  readonly organisations: readonly OrganisationProgress[];
  /** Of the whole city alone. */
  readonly roles: readonly { readonly role: RoleId; readonly progress: Progress }[];
  readonly months: readonly MonthDue[];
  /** The latest first. */
  readonly reviews: readonly SheetReview[];
  readonly names: ReadonlyMap<string, Text>;
}

/**
 * How far the check sheet is, by category, organisation, role and month. An organisation counts what it answers, whoever
 * sees the whole city all of it: the same number wherever it is told.
 */
export const readProgressSeen = defineUseCase<null, ProgressSeen>({
  name: 'read-progress',
  action: 'sheet:read',
  kind: 'query',
  async handle(context) {
    const today = dayInJapan(context.now);
    const tallies = await readTally(context, today);
    const groups = [...categories, ...views];
    const isWhole = context.scope.reach === 'city';
    const own = isWhole ? undefined : await readOwnKey(context);
    const counted = isWhole ? tallies : tallies.filter(({ answeredBy }) => answeredBy === own);
    const whole = progressOf(counted);
    const names = await readNames(context, [
      ...new Set([...tallies.map(({ answeredBy }) => answeredBy), ...(own ? [own] : [])]),
    ]);
    return {
      output: {
        today,
        own,
        counted: whole,
        beside: progressOf(tallies).lines - whole.lines,
        groups: progressByGroup(counted, groups),
        // Whom one does not see are one: rows without a name say nothing, and tell how many there are.
        organisations: progressByOrganisation(
          tallies.map((tally) =>
            names.has(tally.answeredBy) ? tally : { ...tally, answeredBy: somebodyElse },
          ),
          groups,
        ),
        roles: isWhole ? progressByRole(tallies, await readRoles(context), roleIds) : [],
        months: dueByMonth(counted),
        reviews: await readReviews(context),
        names,
      },
    };
  },
});
