import type { BookReading } from '@machimori/documents/sheet-books';
import { type Day, dayText, fill, type Text, text } from '@machimori/kernel';
import type { PortableAnswer } from './answer-book-file.ts';
import type { AskedKind } from './answer-book-store.ts';

const messages = {
  unknownItem: text(
    '「{item}」は、このまちの版のチェック項目にありません。',
    'The edition of this town has no check item “{item}”.',
  ),
  nobodyAsks: text(
    '「{item}」を、同じ種類のものについて尋ねる行がありません。',
    'No line asks “{item}” of the same kind of thing.',
  ),
  old: text(
    '「{item}」は、{day}に認められた回答です。1年以上たっています。いまも同じか、業者に確かめてください。',
    'The answer to “{item}” was accepted on {day}, more than a year ago. Ask the vendor whether it still holds.',
  ),
  reworded: text(
    '「{item}」の尋ねることばは、回答集の版とこのまちの版で違います。いまの問いの答えになっているか、確かめてください。',
    'The edition of this town words “{item}” otherwise than that of the book. See whether the answer still answers it.',
  ),
  several: text(
    '「{item}」には、同じ種類のものへの別の回答もあります。新しいほうを示しています。',
    '“{item}” has another answer for the same kind of thing; the newer one is shown.',
  ),
} as const satisfies Record<string, Text>;

/** A line that one may answer here, with what it is asked of. */
export interface AskingLine extends AskedKind {
  readonly line: string;
  readonly checkItem: string;
}

/** Notes of a book are told up to so many. */
const mostNotes = 200;

/**
 * Puts each answer to the lines that ask the same: the same check item of the same kind of thing, and of the same
 * product where the answer names one. Of several that fit a line the one for its product, then the newest, counts.
 * `itemHere`: the check item in the edition of this town, by id, and whether it asks in other words; `labelOf`: what people call it.
 */
export function proposeAnswers(
  answers: readonly PortableAnswer[],
  lines: readonly AskingLine[],
  of: {
    readonly itemHere: (
      checkItem: string,
    ) => { readonly id: string; readonly reworded: boolean } | undefined;
    readonly labelOf: (checkItem: string) => Text;
    /** Answers that were accepted before are told as old. */
    readonly oldBefore: Day;
  },
): BookReading {
  const { itemHere, labelOf, oldBefore } = of;
  const notes: BookReading['notes'][number][] = [];
  const note = (at: string, message: Text, checkItem: string, day?: Day): void => {
    if (notes.length >= mostNotes) return;
    const [label, on] = [labelOf(checkItem), dayText(day ?? oldBefore)];
    const what = text(
      fill(message, { item: label.ja, day: on.ja }).ja,
      fill(message, { item: label.en, day: on.en }).en,
    );
    notes.push({ sheet: '', at, what });
  };
  const asking = Map.groupBy(lines, ({ checkItem, about }) => `${checkItem} ${about}`);
  const proposed = new Map<string, { readonly answer: PortableAnswer; readonly at: string }>();
  for (const [index, answer] of answers.entries()) {
    const at = String(index + 1);
    const here = itemHere(answer.checkItem);
    if (here === undefined) {
      note(at, messages.unknownItem, answer.checkItem);
      continue;
    }
    const checkItem = here.id;
    const same = (asking.get(`${checkItem} ${answer.about}`) ?? []).filter(
      ({ product }) => answer.product === '' || answer.product === product,
    );
    if (same.length === 0) note(at, messages.nobodyAsks, checkItem);
    else if (answer.acceptedOn < oldBefore) note(at, messages.old, checkItem, answer.acceptedOn);
    if (here.reworded && same.length > 0) note(at, messages.reworded, checkItem);
    let isRival = false;
    for (const { line } of same) {
      const before = proposed.get(line)?.answer;
      if (before !== undefined && !saysSame(before, answer)) isRival = true;
      if (before === undefined || isBetter(answer, before)) proposed.set(line, { answer, at });
    }
    if (isRival) note(at, messages.several, checkItem);
  }
  return {
    rows: lines.flatMap(({ line }) => {
      const { answer, at } = proposed.get(line) ?? {};
      if (answer === undefined || at === undefined) return [];
      const cell = (value: string) => (value === '' ? undefined : { at, value });
      const cells = Object.fromEntries(
        Object.entries({
          state: cell(answer.state),
          planned: cell(answer.planned),
          statement: cell(answer.statement),
        }).filter(([, each]) => each !== undefined),
      );
      return [{ line, sheet: '', at, cells }];
    }),
    strays: [],
    notes,
  };
}

const saysSame = (a: PortableAnswer, b: PortableAnswer): boolean =>
  a.state === b.state && a.planned === b.planned && a.statement === b.statement;

function isBetter(a: PortableAnswer, b: PortableAnswer): boolean {
  if ((a.product === '') !== (b.product === '')) return a.product !== '';
  return a.acceptedOn > b.acceptedOn;
}
