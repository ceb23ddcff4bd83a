import { defineUseCase } from '@machimori/application';
import { guardedRoles } from '@machimori/authorisation';
import { type Day, dayInJapan } from '@machimori/kernel';
import { listReviews } from './access-review-store.ts';
import { secondFactorHolders } from './access-store.ts';
import { listMembers } from './member-store.ts';

/** How the accounts of a city stand, in counts alone. */
export interface AccountStanding {
  /** People who are here and hold a role that is guarded by a second factor. */
  readonly guarded: number;
  readonly withoutSecondFactor: number;
  /** When the last review of the whole city was closed. */
  readonly lastReviewOn: Day | undefined;
}

/** Looks at the accounts of a city for a check that the program does of itself. */
export const checkAccounts = defineUseCase<null, AccountStanding>({
  name: 'check-accounts',
  action: 'access:check',
  kind: 'query',
  async handle(context) {
    const members = await listMembers(context);
    const guarded = new Set(
      members
        .filter(
          ({ suspendedAt, endedAt, roles }) =>
            suspendedAt === undefined &&
            endedAt === undefined &&
            roles.some((role) => guardedRoles.has(role)),
        )
        .map(({ person }) => person),
    );
    const holders = await secondFactorHolders(context, [...guarded]);
    const closed = (await listReviews(context)).flatMap(({ organisation, closedAt }) =>
      organisation === undefined && closedAt !== undefined ? [closedAt.getTime()] : [],
    );
    return {
      output: {
        guarded: guarded.size,
        withoutSecondFactor: [...guarded].filter((person) => !holders.has(person)).length,
        lastReviewOn: closed.length === 0 ? undefined : dayInJapan(new Date(Math.max(...closed))),
      },
    };
  },
});
