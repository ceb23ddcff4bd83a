import { type Context, defineUseCase } from '@machimori/application';
import { Failure, fill, text } from '@machimori/kernel';
import type { ReviewLine } from './access-review-rules.ts';
import { closeReviewRow, lockOpenReview, reviewLines } from './access-review-store.ts';
import { endMembershipOf } from './departure.ts';
import { countCityAdministrators, findMember, updateMember } from './member-store.ts';

const messages = {
  none: text(
    'その棚卸しは見つからないか、もう終わっています。',
    'There is no such review, or it is closed.',
  ),
  noneNext: text('一覧を開き直してください。', 'Open the list again.'),
  undecided: text(
    'まだ決まっていない行が{count}件あります。',
    '{count} {count|line|lines} {count|is|are} not decided yet.',
  ),
  undecidedNext: text(
    'すべての行を決めてから、終えてください。',
    'Decide every line, then close it.',
  ),
  changed: text(
    '決めたあとに権限が変わった行が{count}件あります。何も変えていません。',
    'The rights of {count} {count|line|lines} changed after {count|it was|they were} decided. Nothing was changed.',
  ),
  changedNext: text(
    'その行を確かめ、もう一度決めてから終えてください。',
    'Look at those lines and decide them again, then close it.',
  ),
  last: text(
    'このまま終えると、都市の管理者が一人もいなくなります。何も変えていません。',
    'By this the city would be left without an administrator. Nothing was changed.',
  ),
  lastNext: text(
    '都市の管理者を一人は残す決定にしてください。',
    'Keep at least one city administrator.',
  ),
};

export interface AccessReviewClosed {
  readonly kept: number;
  readonly changed: number;
  readonly ended: number;
  /** Invitations that were withdrawn and tokens that were revoked with those who left. */
  readonly stopped: number;
}

/** Closes a review: what was decided takes effect, all of it or nothing. */
export const closeAccessReview = defineUseCase<{ readonly review: string }, AccessReviewClosed>({
  name: 'close-access-review',
  action: 'access-review:decide',
  kind: 'command',
  async handle(context, { review }) {
    const { now } = context;
    if (!(await lockOpenReview(context, review)))
      throw new Failure('not-found', messages.none, { next: messages.noneNext });
    // Whoever has left meanwhile needs no decision any more.
    const lines = (await reviewLines(context, review)).filter((line) => line.now !== 'left');
    const undecided = lines.filter((line) => line.decision === undefined).length;
    if (undecided > 0)
      throw conflict(fill(messages.undecided, { count: undecided }), messages.undecidedNext);
    const changedSince = lines.filter((line) => line.now === 'changed').length;
    if (changedSince > 0)
      throw conflict(fill(messages.changed, { count: changedSince }), messages.changedNext);
    let stopped = 0;
    for (const line of lines) stopped += await carryOut(context, line);
    const touchesAdministrators = lines.some(
      (line) => line.decision !== 'keep' && line.roles.includes('cityAdministrator'),
    );
    if (touchesAdministrators && (await countCityAdministrators(context)) === 0)
      throw conflict(messages.last, messages.lastNext);
    await closeReviewRow(context, review, now);
    const count = (decision: string): number =>
      lines.filter((line) => line.decision === decision).length;
    const output = {
      kept: count('keep'),
      changed: count('change'),
      ended: count('end'),
      stopped,
    };
    const touched = lines.filter((line) => line.decision !== 'keep');
    return {
      output,
      subjects: [review, ...touched.map((line) => line.membership)],
      content: output,
      events: [
        { type: 'access-review.closed', aggregate: review, payload: { review } },
        ...touched.map(({ decision, membership, person }) => ({
          type: decision === 'end' ? 'member.left' : 'member.changed',
          aggregate: membership,
          payload: { membership, person },
        })),
      ],
    };
  },
});

/** Says how many invitations and tokens ended with it. */
async function carryOut(context: Context, line: ReviewLine): Promise<number> {
  if (line.decision === 'keep') return 0;
  const member = await findMember(context, line.membership);
  if (member === undefined) throw new TypeError('a line without its member');
  if (line.decision === 'end') {
    const { invitations, tokens } = await endMembershipOf(context, member, undefined);
    return invitations.length + tokens.length;
  }
  const { membership, version } = member;
  await updateMember(context, {
    membership,
    version,
    roles: line.newRoles ?? member.roles,
    suspendedAt: member.suspendedAt ?? null,
    endedAt: null,
  });
  return 0;
}

const conflict = (what: typeof messages.last, next: typeof messages.last): Failure =>
  new Failure('conflict', what, { next });
