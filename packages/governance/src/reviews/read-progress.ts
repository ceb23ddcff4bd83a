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
  readonly whole: Progress;
  /** In the guideline's order: its four categories, then its three views. */
  readonly groups: readonly { readonly group: CheckGroup; readonly progress: Progress }[];
  readonly organisations: readonly OrganisationProgress[];
  readonly roles: readonly { readonly role: RoleId; readonly progress: Progress }[];
  readonly months: readonly MonthDue[];
  /** The latest first. */
  readonly reviews: readonly SheetReview[];
  readonly names: ReadonlyMap<string, Text>;
}

/** How far the check sheet is, as far as one sees its lines: by category, organisation, role and month. */
export const readProgressSeen = defineUseCase<null, ProgressSeen>({
  name: 'read-progress',
  action: 'sheet:read',
  kind: 'query',
  async handle(context) {
    const today = dayInJapan(context.now);
    const tallies = await readTally(context, today);
    const groups = [...categories, ...views];
    const names = await readNames(context, [
      ...new Set(tallies.map(({ answeredBy }) => answeredBy)),
    ]);
    return {
      output: {
        today,
        whole: progressOf(tallies),
        groups: progressByGroup(tallies, groups),
        // Whom one does not see are one: rows without a name say nothing, and tell how many there are.
        organisations: progressByOrganisation(
          tallies.map((tally) =>
            names.has(tally.answeredBy) ? tally : { ...tally, answeredBy: somebodyElse },
          ),
          groups,
        ),
        roles: progressByRole(tallies, await readRoles(context), roleIds),
        months: dueByMonth(tallies),
        reviews: await readReviews(context),
        names,
      },
    };
  },
});
