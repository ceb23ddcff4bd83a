import { fillText, type Text, text } from '@machimori/kernel';
import type { Field, ValueType } from './field.ts';
import { kindInWords } from './kinds.ts';
import { expectations } from './messages.ts';
import { nearestWord } from './nearest-word.ts';
import { wordLabel, wordsOf } from './words.ts';

/** A cell of a pasted table that could not be read, or what a row lacks altogether. */
export interface PastedFault {
  /** As the table's first row has it; empty where the whole row is meant. */
  readonly heading: string;
  readonly given: string;
  /** What was expected, and what to do. */
  readonly text: Text;
}

const messages = {
  write: text('{expected}で書いてください。', 'Write {expected}.'),
  writeOne: text('次のどれかを書いてください：{words}。', 'Write one of: {words}.'),
  writeSome: text(
    '次から選び、「、」で区切って書いてください：{words}。',
    'Write some of these, with commas between them: {words}.',
  ),
  notThere: text(
    'この名前の{kind}は、まちにありません。{nearest}先に「まち」に加えるか、ある名前に直してください。',
    'The city has no {kind} of this name. {nearest}Add it to the city first, or write a name that is there.',
  ),
  nearest: text('「{name}」のことですか。', 'Did you mean “{name}”? '),
  there: text('あるもの：{names}。', 'There are: {names}. '),
  noneThere: text('まだ一つもありません。', 'There is none yet. '),
  empty: text(
    '「{heading}」の列が空です。書きこんでください。',
    'The column “{heading}” is empty. Write it in.',
  ),
  missing: text(
    '「{label}」の列が表にありません。列を加えて、貼り直してください。',
    'The table has no column “{label}”. Add it and paste again.',
  ),
};

/** Few enough names to be told all. */
const mostNamed = 6;

/** Names that a cell of a reference may hold. */
export type NamesFor = (type: Extract<ValueType, { is: 'reference' }>) => {
  readonly kinds: readonly string[];
  readonly names: readonly string[];
};

/** What a cell should have held, and what to do about it. */
export function unreadable(given: string, { type }: Field, namesFor: NamesFor): Text {
  if (type.is === 'list' && type.of.is === 'word')
    return fillText(messages.writeSome, { words: labelsOf(type.of.list) });
  switch (type.is) {
    case 'reference': {
      const { kinds, names } = namesFor(type);
      return fillText(messages.notThere, {
        kind: joined(kinds.map(kindInWords), text('か', ' or ')),
        nearest: hintOf(given, names),
      });
    }
    case 'word':
      return fillText(messages.writeOne, { words: labelsOf(type.list) });
    case 'boolean':
      return fillText(messages.write, { expected: expectations.yesOrNo });
    case 'day':
      return fillText(messages.write, { expected: expectations.dayInCell });
    case 'whole':
      return fillText(messages.write, { expected: expectations.whole(type.min, type.max) });
    case 'degrees':
      return fillText(messages.write, { expected: expectations.degrees(type.limit) });
    case 'country':
      return fillText(messages.write, { expected: expectations.countryInCell });
    default:
      return fillText(messages.write, { expected: expectations.text });
  }
}

/** A row says nothing of what it cannot do without. */
export const lacking = (label: Text, heading: string | undefined): PastedFault => ({
  heading: '',
  given: '',
  text:
    heading === undefined
      ? fillText(messages.missing, { label })
      : fillText(messages.empty, { heading }),
});

function hintOf(given: string, names: readonly string[]): Text {
  const nearest = nearestWord(given, names);
  if (nearest !== undefined) return fillText(messages.nearest, { name: nearest });
  if (names.length === 0) return messages.noneThere;
  if (names.length > mostNamed) return text('', '');
  return fillText(messages.there, { names: text(names.join('、'), names.join(', ')) });
}

const labelsOf = (list: Parameters<typeof wordsOf>[0]): Text =>
  joined(
    wordsOf(list).map((word) => wordLabel(list, word)),
    text('、', ', '),
  );

const joined = (parts: readonly Text[], between: Text): Text =>
  text(parts.map(({ ja }) => ja).join(between.ja), parts.map(({ en }) => en).join(between.en));
