import { defineUseCase, nameOf } from '@machimori/application';
import { type Day, dayInJapan, Failure, type Id, text } from '@machimori/kernel';
import { readWords } from '../approval/to-decide.ts';
import { readSheetHead } from '../sheet/line-store.ts';
import { freezeLines, readReviews, type SheetReview } from './review-store.ts';

const messages = {
  title: text('点検の名前を書いてください。', 'Give the review a name.'),
  long: text('名前は100文字までで書いてください。', 'Use 100 characters at most.'),
  later: text('点検の日が、まだ来ていません。', 'The day of the review has not come yet.'),
  laterNext: text('今日までの日を書いてください。', 'Give today or a day before.'),
  twice: text(
    '同じ名前の点検が、同じ日の分として、もう残してあります。',
    'A review of that name and day is kept already.',
  ),
  twiceNext: text(
    '残したあとに変わったことは、一覧の「このときから変わったこと」で見られます。もう一つ残すときは、「（午後）」などを名前に足してください。',
    'What changed since stands in the list, under “What changed since”. To keep another, add something to its name, such as “afternoon”.',
  ),
  noLines: text('チェックシートの行が、まだありません。', 'There are no lines yet.'),
  noLinesNext: text(
    'まちの内容を登録し、計画ができてから、もう一度行ってください。',
    'Describe the city; once its plan is made, do it again.',
  ),
};

const mostTitle = 100;

/** Names that people take for one another. */
const alike = (title: string): string => title.normalize('NFKC').replace(/\s+/g, '').toLowerCase();

export interface FreezeReview {
  readonly title: string;
  readonly heldOn: Day;
  readonly note: string;
}

/** Keeps the sheet as it stands now, for a review meeting: what changes later is compared with it. */
export const freezeReview = defineUseCase<
  FreezeReview,
  { readonly review: Id<'sheetReview'>; readonly lines: number }
>({
  name: 'freeze-review',
  action: 'sheet:freeze',
  kind: 'command',
  async handle(context, { heldOn, ...given }) {
    const { now, scope, ids } = context;
    const title = readWords(given.title).replaceAll('\n', ' ');
    if (title === '') throw new Failure('input-invalid', messages.title, { field: 'title' });
    if ([...title].length > mostTitle)
      throw new Failure('input-invalid', messages.long, { field: 'title' });
    if (heldOn > dayInJapan(now))
      throw new Failure('input-invalid', messages.later, {
        field: 'heldOn',
        next: messages.laterNext,
      });
    // Two who keep a review at one moment go one after another: the second sees what the first kept.
    const head = await readSheetHead(context, true);
    if (head === undefined)
      throw new Failure('conflict', messages.noLines, { next: messages.noLinesNext });
    const isSame = (each: SheetReview): boolean =>
      each.heldOn === heldOn && alike(each.title) === alike(title);
    if ((await readReviews(context)).some(isSame))
      throw new Failure('conflict', messages.twice, { field: 'title', next: messages.twiceNext });
    const review = ids.next('sheetReview');
    const note = readWords(given.note);
    const by = nameOf(scope.actor);
    const lines = await freezeLines(
      context,
      { review, title, heldOn, note, frozenAt: now },
      head,
      by,
    );
    return {
      output: { review, lines },
      content: { review, title, heldOn, revision: head.revision, lines },
      events: [
        {
          type: 'review.frozen',
          aggregate: review,
          payload: { review, revision: head.revision, count: lines },
        },
      ],
    };
  },
});
