import { type Locale, stageWordOf, type Text, text } from '@machimori/kernel';
import type { ReactNode } from 'react';
import { StatusLabel } from '../../../design/content.tsx';
import { dateText } from '../../../design/date-text.tsx';
import type { useText } from '../../../language.tsx';
import { levelIn, levelWords } from '../../../messages/levels.ts';
import { sheetWords } from '../../../messages/sheet.ts';
import { gridWords as words } from '../../../messages/sheet-grid.ts';
import { groupWords } from '../../../messages/standing.ts';
import type { Field, SheetLine } from '../sheet-queries.ts';
import { StageLabel } from '../stage-label.tsx';
import { stateText } from './cell-text.ts';
import type { Held } from './line-hold.ts';

type Say = ReturnType<typeof useText>;

/** What words a cell needs to be told. */
export interface Telling {
  readonly say: Say;
  readonly locale: Locale;
  readonly held: Held;
}

export interface GridColumn {
  readonly id: string;
  readonly label: Text;
  /** In sixteenths of the page's letter size. */
  readonly width: number;
  /** The order of lines by it, as the server knows it. */
  readonly order?: string;
  /** The cell that one writes. */
  readonly field?: Field;
  /** What stands there, in words: shown, copied, read out. `shown` is what stands in the cell that one writes. */
  readonly words: (line: SheetLine, telling: Telling, shown: string) => string;
  /** The same as it is drawn, where that is more than words. */
  readonly drawn?: (line: SheetLine, telling: Telling) => ReactNode;
}

export const nameIn = ({ names }: Held, key: string): Text => names.get(key) ?? text(key, key);
export const itemIn = ({ items }: Held, id: string): Text => items.get(id)?.label ?? text(id, id);

/** What a line is called: its check item and what it is asked of. */
export const lineWords = ({ checkItem, subject }: SheetLine, { say, held }: Telling): string =>
  say(sheetWords.lineTitle, {
    item: say(itemIn(held, checkItem)),
    subject: say(nameIn(held, subject)),
  });

/** What is written, and what became of it, stand beside each other in a window of 1,280 pixels. */
export const gridColumns: readonly GridColumn[] = [
  {
    id: 'item',
    label: words.item,
    width: 230,
    order: 'checkItem',
    words: ({ checkItem }, { say, held }) =>
      `${say(itemIn(held, checkItem))} ${say(held.items.get(checkItem)?.heading ?? text('', ''))}`,
  },
  {
    id: 'subject',
    label: words.subject,
    width: 150,
    order: 'subject',
    words: ({ subject }, { say, held }) => say(nameIn(held, subject)),
  },
  {
    id: 'state',
    label: words.state,
    // Wide enough for its longest word, which is English.
    width: 120,
    order: 'state',
    field: 'state',
    words: (_, { say }, shown) => stateText(shown, say),
  },
  {
    id: 'planned',
    label: words.planned,
    width: 120,
    order: 'planned',
    field: 'planned',
    words: (_, __, shown) => shown,
  },
  {
    id: 'statement',
    label: words.statement,
    width: 256,
    order: 'statement',
    field: 'statement',
    words: (_, __, shown) => shown,
  },
  {
    id: 'stage',
    label: words.stage,
    width: 194,
    order: 'stage',
    words: (line, { say }) => say(line.stale === undefined ? stageWordOf(line) : words.staleShort),
    drawn: (line, { say }) =>
      line.stale === undefined ? (
        <StageLabel line={line} />
      ) : (
        <StatusLabel tone="warning">{say(words.staleShort)}</StatusLabel>
      ),
  },
  {
    id: 'answeredBy',
    label: words.answeredBy,
    width: 190,
    order: 'answeredBy',
    words: ({ answeredBy }, { say, held }) => say(nameIn(held, answeredBy)),
  },
  {
    id: 'owner',
    label: words.owner,
    width: 150,
    words: ({ owner }) => owner?.name ?? '',
  },
  {
    id: 'due',
    label: words.due,
    width: 170,
    order: 'due',
    words: ({ plannedBy }, { locale }) => dateText(plannedBy, locale),
  },
  {
    id: 'level',
    label: words.level,
    width: 110,
    order: 'level',
    words: ({ level }, { say }) => (level === undefined ? '' : say(levelWords[level].label)),
    drawn: ({ level }, { say }) => {
      const said = levelIn(level);
      return said === undefined ? (
        '―'
      ) : (
        <StatusLabel tone={said.tone}>{say(said.label)}</StatusLabel>
      );
    },
  },
];

/** By what lines are gathered, with how each heap is called. */
export const gatherings = {
  checkItem: {
    label: words.item,
    key: (line: SheetLine) => line.checkItem,
    name: (key: string, { say, held }: Telling) =>
      `${say(itemIn(held, key))} ${say(held.items.get(key)?.heading ?? text('', ''))}`,
  },
  subject: {
    label: words.subject,
    key: (line: SheetLine) => line.subject,
    name: (key: string, { say, held }: Telling) => say(nameIn(held, key)),
  },
  answeredBy: {
    label: words.answeredBy,
    key: (line: SheetLine) => line.answeredBy,
    name: (key: string, { say, held }: Telling) => say(nameIn(held, key)),
  },
  group: {
    label: words.group,
    key: (line: SheetLine) => line.group,
    name: (key: string, { say }: Telling) => say(groupWords[key as SheetLine['group']]),
  },
} as const;
export type Gathering = keyof typeof gatherings;
