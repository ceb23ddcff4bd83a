import { type Context, defineUseCase } from '@machimori/application';
import { cleanText, textFault } from '@machimori/city';
import { type Anchor, type CheckGroup, Failure, type Text, text } from '@machimori/kernel';
import { readSeats } from '@machimori/register';
import { putLine, readLineRow } from '../sheet/line-store.ts';
import { noteMoves } from '../sheet/move-store.ts';
import { readAskable, writeAddedLine } from './added-line-store.ts';
import { asKept } from './as-kept.ts';

const messages = {
  noElement: text('対象が見つかりません。', 'What it is asked of cannot be found.'),
  noElementNext: text('一覧から選び直してください。', 'Choose again from the list.'),
  noOrganisation: text('その組織は見つかりません。', 'There is no such organisation.'),
  notDescribed: text(
    'あなたの組織は、まだまちの内容にありません。',
    'Your organisation does not stand in the city’s description yet.',
  ),
  notDescribedNext: text('推進主体に頼んでください。', 'Ask the promoting body.'),
  forOthers: text(
    '行を加えられるのは、自分の組織が行い、答える分だけです。確かめるのは推進主体です。',
    'You may add lines that your own organisation performs and answers; the promoting body verifies them.',
  ),
  self: text(
    '行う組織や答える組織は、自分で確かめることができません。',
    'Whoever performs or answers does not verify it.',
  ),
  selfNext: text('確かめる組織に、別の組織を選んでください。', 'Choose another to verify it.'),
  there: text('その行は、もうチェックシートにあります。', 'That line is on the sheet already.'),
  thereNext: text('その行を開いて、答えてください。', 'Open the line and answer it there.'),
  others: text(
    'その行には、前に別の組織が答えています。',
    'Another organisation answered that line before.',
  ),
  othersNext: text(
    '推進主体に、行を戻すよう頼んでください。',
    'Ask the promoting body to put the line back.',
  ),
  heading: text('項目の見出し', 'Heading'),
  headingNeeded: text('項目の見出しを書いてください。', 'Give the item a heading.'),
  asks: text('求めること', 'What is asked'),
  reason: text('加える理由', 'Why it is added'),
};

/** What a line asks that somebody adds. */
export type AskedByHand =
  | { readonly checkItem: string; readonly group: CheckGroup }
  | { readonly heading: string; readonly asks: string; readonly group: CheckGroup };

export interface AddLine {
  /** An item of the guideline, or words of one's own. */
  readonly asked: AskedByHand;
  /** Key of the element that it is asked of. */
  readonly subject: string;
  /** Keys of organisations; whoever is not of the promoting body names none, and adds lines of their own. */
  readonly performer?: string | undefined;
  readonly answeredBy?: string | undefined;
  readonly verifier?: string | undefined;
  readonly reason: string;
}

const anchors: Readonly<Record<string, Anchor>> = {
  city: 'city',
  organisations: 'organisation',
  components: 'component',
  contracts: 'contract',
  flows: 'flow',
};

/** Begins the ids of items that are the city's own. */
export const ownItem = 'own-';

/**
 * Adds a line to the sheet that no plan asks: it stands there until it is taken away, whatever is planned anew, and
 * goes through the same answers, evidence and books as the others. The promoting body adds it for anybody; every
 * other organisation for itself.
 */
export const addLine = defineUseCase<AddLine, { readonly line: string }>({
  name: 'add-line',
  action: 'sheet:add-line',
  kind: 'command',
  async handle(context, input) {
    const { scope, ids, now } = context;
    const [element] = await readAskable(context, input.subject);
    const per = anchors[element?.kind ?? ''];
    if (element === undefined || per === undefined)
      throw new Failure('not-found', messages.noElement, {
        field: 'subject',
        next: messages.noElementNext,
      });
    const seats = await readSeats(context);
    const seatOf = (key: string | undefined): string | undefined =>
      seats.find((seat) => seat.key === key)?.organisation;
    const who = await partiesOf(
      context,
      input,
      seats.find((s) => s.organisation === scope.organisation)?.key,
    );
    const { asked } = input;
    const own = 'heading' in asked;
    const checkItem = own ? `${ownItem}${ids.next('element').slice(4)}` : asked.checkItem;
    const added = {
      line: `${checkItem}@${element.key}`,
      checkItem,
      group: asked.group,
      words: own ? wordsOf(asked) : undefined,
      subject: element.key,
      per,
      ...who,
      answerer: seatOf(who.answeredBy),
      organisation: scope.organisation ?? '',
      addedAt: now,
      reason: typed(input.reason, 500, messages.reason, true),
    };
    const known = await readLineRow(context, added.line);
    if (known?.inPlan === true)
      throw new Failure('conflict', messages.there, { next: messages.thereNext });
    // What is answered there is not for whoever comes next and says that they answer it now.
    if (known !== undefined && scope.reach !== 'city' && known.answerer !== scope.organisation)
      throw new Failure('conflict', messages.others, { next: messages.othersNext });
    const promoter = seats.find((seat) => seat.promoter)?.key;
    const line = asKept(
      { ...added, addedByName: '', joinedAt: undefined, removedAt: undefined },
      seatOf,
      promoter,
      known,
    );
    await writeAddedLine(context, added);
    await putLine(context, line);
    await noteMoves(context, [line.id], 'added');
    return {
      output: { line: line.id },
      subjects: [scope.organisation ?? '', added.answerer ?? ''].filter((id) => id !== ''),
      content: { line: line.id, answeredBy: who.answeredBy, performer: who.performer },
    };
  },
});

/** Who performs, answers and verifies: as the promoting body says, or oneself. */
async function partiesOf(
  context: Context,
  { performer, answeredBy, verifier }: AddLine,
  own: string | undefined,
): Promise<{ performer: string; answeredBy: string; verifier: string | undefined }> {
  if (context.scope.reach !== 'city') {
    if (own === undefined)
      throw new Failure('conflict', messages.notDescribed, { next: messages.notDescribedNext });
    if (
      [performer, answeredBy].some((key) => key !== undefined && key !== own) ||
      verifier !== undefined
    )
      throw new Failure('forbidden', messages.forOthers);
    return { performer: own, answeredBy: own, verifier: undefined };
  }
  const known = new Set(
    (await readAskable(context)).flatMap(({ key, kind }) =>
      kind === 'organisations' ? [key] : [],
    ),
  );
  const answers = answeredBy ?? own ?? '';
  const performs = performer ?? answers;
  for (const [field, key] of Object.entries({ answeredBy: answers, performer: performs, verifier }))
    if (key !== undefined && !known.has(key))
      throw new Failure('input-invalid', messages.noOrganisation, { field });
  if (verifier !== undefined && [answers, performs].includes(verifier))
    throw new Failure('input-invalid', messages.self, {
      field: 'verifier',
      next: messages.selfNext,
    });
  return { performer: performs, answeredBy: answers, verifier };
}

function wordsOf({ heading, asks }: { readonly heading: string; readonly asks: string }) {
  const words = {
    heading: typed(heading, 100, messages.heading, false),
    asks: typed(asks, 1_000, messages.asks, true),
  };
  if (words.heading === '')
    throw new Failure('input-invalid', messages.headingNeeded, { field: 'heading' });
  return words;
}

const long = text('文字が多すぎます。', 'That is too long.');

function typed(given: string, most: number, name: Text, lines: boolean): string {
  const value = cleanText(given);
  if (value === '') return '';
  if ([...value].length > most) throw new Failure('input-invalid', long);
  const fault = textFault(value, lines, name);
  if (fault !== undefined) throw new Failure('input-invalid', fault.message);
  return value;
}
