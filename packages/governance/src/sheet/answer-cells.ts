import { cleanText, textFault } from '@machimori/city';
import { columnWords, Failure, fill, readPlannedDate, type Text, text } from '@machimori/kernel';
import type { SheetLine } from '@machimori/planning';
import type { Cell } from './answer-store.ts';
import type { KeptLine } from './line-store.ts';
import type { AnswerField } from './sheet-tables.ts';

/** What one may say of how far a line is. */
export const answerStates = [
  'not-started',
  'planned',
  'in-progress',
  'implemented',
  'not-applicable',
] as const satisfies readonly SheetLine['state'][];

/** Characters of one cell; the official sheet has room for about as much. */
export const mostCharacters = { planned: 100, statement: 2_000 } as const;

const messages = {
  state: text('「{value}」という実施状況はありません。', 'There is no such state: {value}'),
  long: text('{most}文字までで書いてください。', 'Use {most} characters at most.'),
  planned: columnWords.planned,
  statement: columnWords.statement,
  begun: text('どこまで進んでいるかを選んでください。', 'Choose how far it is.'),
  day: text(
    'いつまでに行うかを書いてください（例: 令和9年度上期、2027年9月）。',
    'Say until when it is to be done, such as 2027-09-30 or 2027/9.',
  ),
  how: text('どのように行っているかを書いてください。', 'Say how it is carried out.'),
  why: text('あてはまらない理由を書いてください。', 'Say why it does not apply.'),
};

/** What a line says, whoever said it: what people wrote into its cells, else the description. */
export interface AnswerValues {
  readonly state: SheetLine['state'];
  /** As it was worded; empty where nobody stated any. */
  readonly planned: string;
  readonly statement: string;
}

export function valuesOf(
  line: KeptLine,
  cells: Readonly<Partial<Record<AnswerField, Pick<Cell, 'value' | 'asDescribed'>>>>,
): AnswerValues {
  const described = describedValues(line);
  const said = (field: AnswerField): string => {
    const cell = cells[field];
    return cell === undefined || cell.asDescribed ? described[field] : (cell.value ?? '');
  };
  return {
    state: (said('state') || 'not-started') as SheetLine['state'],
    planned: said('planned'),
    statement: said('statement'),
  };
}

/** What the description says of a line. */
export const describedValues = ({ state, planned, statement }: KeptLine): AnswerValues => ({
  state,
  planned: planned.origin === 'stated' ? planned.raw : '',
  statement,
});

/** A cell's value as it is kept; undefined: emptied. Throws `input-invalid`. */
export function cellValue(field: AnswerField, given: string): string | undefined {
  const value = cleanText(given);
  if (value === '') return undefined;
  if (field === 'state') {
    if (answerStates.some((state) => state === value)) return value;
    throw new Failure('input-invalid', fill(messages.state, { value: value.slice(0, 40) }));
  }
  const most = mostCharacters[field];
  if ([...value].length > most) throw new Failure('input-invalid', fill(messages.long, { most }));
  // It goes into the description once it is accepted: what that would not take waits for nobody.
  const fault = textFault(value, field === 'statement', messages[field]);
  if (fault !== undefined) throw new Failure('input-invalid', fault.message);
  return value;
}

/** What is missing before an answer can be handed in, by the cell that lacks it. */
export function missingIn({
  state,
  planned,
  statement,
}: AnswerValues): Readonly<Partial<Record<AnswerField, Text>>> {
  switch (state) {
    case 'not-started':
      return { state: messages.begun };
    case 'planned':
    case 'in-progress':
      return readPlannedDate(planned) === undefined ? { planned: messages.day } : {};
    case 'implemented':
      return statement === '' ? { statement: messages.how } : {};
    case 'not-applicable':
      return statement === '' ? { statement: messages.why } : {};
  }
}
