import {
  type Day,
  dayText,
  fill,
  type Locale,
  levelWords,
  stageWordOf,
  type stageWords,
  stateWords,
  type Text,
} from '@machimori/kernel';
import type { SheetLine } from '@machimori/planning';
import type { StyleName } from '../sheet/sheet-paper.ts';
import { bookMessages as m } from './messages.ts';

/** A line as its row says it. Empty texts: nothing to say. */
export interface BookLine {
  readonly line: string;
  readonly item: { readonly label: Text; readonly heading: Text; readonly asks: Text };
  readonly subject: Text;
  readonly answeredBy: Text;
  readonly level: SheetLine['level'];
  readonly due: Day;
  readonly state: SheetLine['state'];
  readonly planned: string;
  readonly statement: string;
  readonly stage: keyof typeof stageWords;
}

/** What stands on the cover and over the table. */
export interface SheetBookHead {
  readonly locale: Locale;
  readonly city: Text;
  /** Whose book it is; the list of the whole city when absent. */
  readonly organisation?: Text;
  /** By what the lines of a list were chosen; all that one sees when absent. */
  readonly narrowed?: Text;
  readonly madeOn: Day;
  readonly edition: { readonly version: string; readonly draft: boolean };
  /** By which it is known when it comes back; a list that nobody fills in has none. */
  readonly number?: string;
  /** How many lines follow. */
  readonly lines: number;
}

/** A column of a book, and what stands in it. */
export interface Column {
  readonly heading: Text;
  readonly width: number;
  readonly style: StyleName;
  /** The same words come again and again: they are kept once for the whole book. */
  readonly shared: boolean;
  readonly value: (line: BookLine, say: (text: Text) => string) => string;
  /** For programs: not on paper. */
  readonly key?: true;
}

export const item: Column = {
  heading: m.item,
  width: 42,
  style: 'cell',
  shared: true,
  value: ({ item: { label, heading, asks } }, say) =>
    `${say(fill(m.itemLabel, { label: say(label), value: say(heading) }))}\n${say(asks)}`,
};
const subject: Column = {
  heading: m.subject,
  width: 18,
  style: 'cell',
  shared: true,
  value: (line, say) => say(line.subject),
};
const answeredBy: Column = {
  heading: m.answeredBy,
  width: 18,
  style: 'small',
  shared: true,
  value: (line, say) => say(line.answeredBy),
};
const level: Column = {
  heading: m.level,
  width: 11,
  style: 'centred',
  shared: true,
  value: (line, say) => (line.level === undefined ? '' : say(levelWords[line.level])),
};
const due: Column = {
  heading: m.due,
  width: 19,
  style: 'small',
  shared: true,
  value: (line, say) => say(dayText(line.due)),
};
export const state: Column = {
  heading: m.state,
  width: 14,
  style: 'inputCentred',
  shared: true,
  value: (line, say) => say(stateWords[line.state]),
};
const planned: Column = {
  heading: m.planned,
  width: 18,
  style: 'input',
  shared: false,
  value: (line) => line.planned,
};
const statement: Column = {
  heading: m.statement,
  width: 46,
  style: 'input',
  shared: false,
  value: (line) => line.statement,
};
const stage: Column = {
  heading: m.stage,
  width: 14,
  style: 'centred',
  shared: true,
  value: (line, say) => say(stageWordOf(line)),
};
const lineId: Column = {
  heading: m.line,
  width: 26,
  style: 'small',
  shared: false,
  value: ({ line }) => line,
  key: true,
};

const numberColumn = (number: string): Column => ({
  heading: m.number,
  width: 15,
  style: 'small',
  shared: true,
  value: () => number,
  key: true,
});

/** What is written into looks so; in a list that nobody sends back nothing does. */
const readOnly: Partial<Record<StyleName, StyleName>> = { input: 'cell', inputCentred: 'centred' };

/** The columns of a book in their order. */
export function columnsOf({ organisation, number }: SheetBookHead): readonly Column[] {
  const columns = [
    item,
    subject,
    ...(organisation === undefined ? [answeredBy] : []),
    level,
    due,
    state,
    planned,
    statement,
    stage,
    lineId,
    ...(number === undefined ? [] : [numberColumn(number)]),
  ];
  return organisation === undefined
    ? columns.map((column) => ({ ...column, style: readOnly[column.style] ?? column.style }))
    : columns;
}
