import { type Context, defineUseCase } from '@machimori/application';
import type { Role } from '@machimori/authorisation';
import { Failure, text } from '@machimori/kernel';
import { expectNotSelf, isDecision, type ReviewLine, readReason } from './access-review-rules.ts';
import { decideLine, findReviewLine, lockOpenReview } from './access-review-store.ts';
import { listOrganisations } from './city-store.ts';
import { findMember, listMembers } from './member-store.ts';
import { readRoles } from './role-rules.ts';

const messages = {
  none: text(
    'その棚卸しは見つからないか、もう終わっています。',
    'There is no such review, or it is closed.',
  ),
  line: text('その行は見つかりません。', 'There is no such line.'),
  noneNext: text('一覧を開き直してください。', 'Open the list again.'),
  decision: text('決定は keep、change、end のどれかです。', 'A decision is keep, change or end.'),
  city: text(
    '都市の管理者について決められるのは、都市の管理者だけです。',
    'Only a city administrator decides about a city administrator.',
  ),
};

export interface DecideAccess {
  readonly review: string;
  readonly membership: string;
  readonly decision: string;
  /** For `change`: all roles from then on. */
  readonly newRoles?: readonly string[] | undefined;
  readonly reason: string;
}

/** Decides about one account of an open review. It takes effect when the review is closed. */
export const decideAccess = defineUseCase<DecideAccess, { readonly selfCheck: boolean }>({
  name: 'decide-access',
  action: 'access-review:decide',
  kind: 'command',
  async handle(context, input) {
    const { scope, now } = context;
    const { review, membership, decision } = input;
    if (!(await lockOpenReview(context, review)))
      throw new Failure('not-found', messages.none, { next: messages.noneNext });
    const line = await findReviewLine(context, review, membership);
    const member = await findMember(context, membership);
    if (line === undefined || member === undefined)
      throw new Failure('not-found', messages.line, { next: messages.noneNext });
    if (!isDecision(decision)) throw new Failure('input-invalid', messages.decision);
    const own = line.person === scope.person;
    const otherAdministrators = own ? await otherDeciders(context, line) : 0;
    expectNotSelf({ own, otherAdministrators, decision });
    if (member.roles.includes('cityAdministrator') && scope.reach !== 'city')
      throw new Failure('forbidden', messages.city);
    const newRoles =
      decision === 'change' ? await changedRoles(context, line, input.newRoles ?? []) : undefined;
    const reason = readReason(input.reason, decision, line.marks.length > 0);
    const { roles } = member;
    const decidedBy = scope.person;
    await decideLine(context, {
      review,
      membership,
      roles,
      decision,
      newRoles,
      reason,
      decidedBy,
      now,
    });
    return {
      output: { selfCheck: own },
      subjects: [review, membership, line.person],
      content: { decision, roles, newRoles: newRoles ?? null, reason, selfCheck: own },
    };
  },
});

async function changedRoles(
  context: Context,
  line: ReviewLine,
  given: readonly string[],
): Promise<readonly Role[]> {
  const organisation = (await listOrganisations(context)).find(
    (each) => each.organisation === line.organisation,
  );
  return readRoles(given, context.scope, { promoter: organisation?.promoter === true });
}

/** How many others could decide about this person: city administrators always, beside whoever asks. */
async function otherDeciders(context: Context, { person }: ReviewLine): Promise<number> {
  // Who administers an organisation only does not see the city's administrators, but there always is one.
  if (context.scope.reach !== 'city') return 1;
  const members = await listMembers(context);
  return members.filter(
    (each) =>
      each.person !== person &&
      each.endedAt === undefined &&
      each.suspendedAt === undefined &&
      each.roles.includes('cityAdministrator'),
  ).length;
}
