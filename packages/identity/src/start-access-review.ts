import { defineUseCase } from '@machimori/application';
import { type Day, dayInJapan, Failure, type Id, text } from '@machimori/kernel';
import { accessLines } from './access-lines.ts';
import { readDueDay } from './access-review-rules.ts';
import { insertReview, listReviews } from './access-review-store.ts';
import { listOrganisations } from './city-store.ts';
import { readName } from './name.ts';

const messages = {
  organisation: text('その組織は見つかりません。', 'There is no such organisation.'),
  open: text(
    '同じ範囲の棚卸しが、まだ終わっていません。',
    'A review of the same accounts is still open.',
  ),
  openNext: text('先にそれを終えてください。', 'Close that one first.'),
  nobody: text('見直すアカウントがありません。', 'There is no account to review.'),
  nobodyNext: text('ほかの組織を選んでください。', 'Choose another organisation.'),
};

export interface StartAccessReview {
  readonly name: string;
  readonly dueOn: Day;
  /** Left out: all one administers, for a city administrator the whole city. */
  readonly organisation?: string | undefined;
}

/** Starts an account review (棚卸し): every account as it is now, with its marks, to be decided line by line. */
export const startAccessReview = defineUseCase<
  StartAccessReview,
  { readonly review: Id<'accessReview'>; readonly lines: number }
>({
  name: 'start-access-review',
  action: 'access-review:start',
  kind: 'command',
  async handle(context, input) {
    const { scope, ids, now } = context;
    const name = readName(input.name);
    const dueOn = readDueDay(input.dueOn, dayInJapan(now));
    const organisation =
      input.organisation ?? (scope.reach === 'city' ? undefined : scope.organisation);
    if (organisation !== undefined) {
      const reached = scope.reach === 'city' || organisation === scope.organisation;
      const known = (await listOrganisations(context)).some(
        (each) => each.organisation === organisation,
      );
      if (!reached || !known) throw new Failure('not-found', messages.organisation);
    }
    const open = (await listReviews(context)).some(
      (each) => each.closedAt === undefined && each.organisation === organisation,
    );
    if (open) throw new Failure('conflict', messages.open, { next: messages.openNext });
    const lines = (await accessLines(context)).filter(
      (line) =>
        line.kind === 'account' &&
        line.state !== 'ended' &&
        (organisation === undefined || line.organisation === organisation),
    );
    if (lines.length === 0)
      throw new Failure('conflict', messages.nobody, { next: messages.nobodyNext });
    const review = ids.next('accessReview');
    await insertReview(context, {
      review,
      organisation,
      name,
      startedBy: scope.person,
      now,
      dueOn,
      lines: lines.map((line) => ({
        membership: line.id,
        organisation: line.organisation,
        roles: line.rights,
        marks: line.marks,
      })),
    });
    return {
      output: { review, lines: lines.length },
      subjects: [review, ...(organisation === undefined ? [] : [organisation])],
      content: { name, dueOn, lines: lines.length },
      events: [{ type: 'access-review.started', aggregate: review, payload: { review, dueOn } }],
    };
  },
});
