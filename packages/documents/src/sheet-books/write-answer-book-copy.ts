import { wordLabel } from '@machimori/city';
import {
  columnWords,
  type Day,
  dayText,
  fill,
  type Locale,
  stateWords,
  type Text,
} from '@machimori/kernel';
import type { SheetLine } from '@machimori/planning';
import { columnName } from '@machimori/workbook';
import { type WriteSheet, writeXlsx } from 'hucre/xlsx';
import { page } from '../sheet/sheet-page.ts';
import { Paper, type StyleName, textHeight } from '../sheet/sheet-paper.ts';
import { baseFont } from '../sheet/sheet-style.ts';
import { kindWords, copyMessages as m } from './copy-messages.ts';
import { drawCover } from './draw-cover.ts';
import type { BookLine } from './line-columns.ts';

/** A signed answer as its row says it. */
export interface CopiedAnswer {
  readonly item: BookLine['item'];
  /** Of what it is asked: a kind of component, or of another element. */
  readonly about: string;
  /** The model of a device; empty where it holds for any. */
  readonly product: string;
  readonly state: SheetLine['state'];
  readonly planned: string;
  readonly statement: string;
  readonly acceptedOn: Day;
  /** SHA-256 of the files that prove it, in hexadecimal. */
  readonly evidence: readonly string[];
}

/** A signed answer book whose signature was verified, with what tells that a file is it. */
export interface AnswerBookCopy {
  readonly locale: Locale;
  readonly vendor: string;
  /** Of the key that signed. */
  readonly fingerprint: string;
  readonly madeOn: Day;
  /** By whose check items it goes; its id where the edition is not known. */
  readonly edition:
    | string
    | { readonly name: Text; readonly version: string; readonly draft: boolean };
  /** SHA-256 of the signed file, in hexadecimal. */
  readonly sha256: string;
  readonly answers: readonly CopiedAnswer[];
}

interface Column {
  readonly heading: Text;
  readonly width: number;
  readonly style: StyleName;
  readonly value: (answer: CopiedAnswer, say: (text: Text) => string, at: number) => string;
}

const item: Column = {
  heading: columnWords.item,
  width: 42,
  style: 'cell',
  value: ({ item: { label, heading, asks } }, say) =>
    [say(fill(m.itemLabel, { label: say(label), value: say(heading) })), say(asks)]
      .filter((each) => each !== '')
      .join('\n'),
};

const columns: readonly Column[] = [
  {
    heading: m.place,
    width: 10,
    style: 'centred',
    // As the preview of what is taken in names them.
    value: (_, say, at) => say(fill(m.placeOf, { n: at + 1 })),
  },
  item,
  {
    heading: m.asked,
    width: 20,
    style: 'cell',
    value: ({ about, product }, say) => {
      const kind = say(
        (Object.hasOwn(kindWords, about) ? kindWords[about] : undefined) ??
          wordLabel('components', about),
      );
      return product === '' ? kind : say(fill(m.product, { kind, product }));
    },
  },
  {
    heading: columnWords.state,
    width: 14,
    style: 'centred',
    value: ({ state }, say) => say(stateWords[state]),
  },
  { heading: columnWords.planned, width: 16, style: 'cell', value: ({ planned }) => planned },
  { heading: columnWords.statement, width: 52, style: 'cell', value: ({ statement }) => statement },
  {
    heading: m.acceptedOn,
    width: 19,
    style: 'small',
    value: ({ acceptedOn }, say) => say(dayText(acceptedOn)),
  },
  {
    heading: m.evidence,
    width: 36,
    style: 'small',
    value: ({ evidence }) => evidence.join('\n'),
  },
];

/** Rows above the answers: title, who signed, two notes, headings. */
const headingRow = 4;

/**
 * The workbook in which people read a signed answer book: a cover and one row an answer, all of it text. It is no
 * answer book itself: the signature is of the file whose SHA-256 it tells. The same book gives the same bytes.
 */
export async function writeAnswerBookCopy(copy: AnswerBookCopy): Promise<Uint8Array> {
  const made = new Date(`${copy.madeOn}T00:00:00Z`);
  return writeXlsx({
    sheets: [coverOf(copy), drawAnswers(copy)],
    defaultFont: baseFont,
    properties: {
      title: scopeOf(copy),
      creator: 'Machimori',
      created: made,
      modified: made,
    },
  });
}

const scopeOf = ({ locale, vendor }: AnswerBookCopy): string => `${m.title[locale]}　${vendor}`;

const editionOf = ({ edition, locale }: AnswerBookCopy): string =>
  typeof edition === 'string'
    ? edition
    : fill(edition.draft ? m.editionDraft : m.editionFinal, {
        name: edition.name[locale],
        version: edition.version.replace(/-draft$/, ''),
      })[locale];

/** Nobody changes a cell by mistake and takes that for what was signed; there is no password to undo it. */
const protection = {
  sheet: true,
  formatColumns: true,
  formatRows: true,
  autoFilter: true,
} as const;

function coverOf(copy: AnswerBookCopy): WriteSheet {
  const { locale, vendor, fingerprint, madeOn, sha256, answers } = copy;
  const say = (text: Text): string => text[locale];
  return {
    ...drawCover({
      name: say(m.cover),
      head: { handling: say(m.handling), scope: scopeOf(copy) },
      say,
      top: [
        [m.handling, 'handling', 20],
        [m.title, 'title', 36],
        [m.notice, 'subtitle', 24],
      ],
      facts: [
        [m.vendor, vendor],
        [m.fingerprint, fingerprint],
        [m.madeOn, say(dayText(madeOn))],
        [m.edition, editionOf(copy)],
        [m.count, say(fill(m.countOf, { n: answers.length }))],
        [m.digest, sha256],
        [m.compare, say(m.compareText)],
        [m.about, say(m.aboutText)],
        [m.guideline, say(m.notExhaustive)],
      ],
    }),
    protection,
  };
}

function drawAnswers(copy: AnswerBookCopy): WriteSheet {
  const { locale, answers, vendor, fingerprint } = copy;
  const say = (text: Text): string => text[locale];
  const last = columns.length - 1;
  const paper = new Paper();
  paper.whole(0, 0, last - 2, say(m.title), 'title', 28);
  paper.whole(0, last - 1, last, say(m.handling), 'handling', 28);
  paper.whole(1, 0, last, `${vendor}　　${fingerprint}　　${editionOf(copy)}`, 'subtitle', 20);
  paper.whole(2, 0, last, say(m.notice), 'note', 18);
  paper.whole(3, 0, last, say(m.hint), 'note', 18);
  columns.forEach(({ heading }, i) => {
    paper.put(headingRow, i, say(heading), 'heading');
  });
  paper.height(headingRow, 32);
  answers.forEach((answer, at) => {
    const row = headingRow + 1 + at;
    let height = 18;
    columns.forEach((column, i) => {
      const value = column.value(answer, say, at);
      paper.put(row, i, value, column.style);
      if (column === item) paper.boldFirstLine(row, i);
      height = Math.max(height, textHeight(value, column.width, column.style));
    });
    paper.height(row, height);
  });
  const end = headingRow + 1 + Math.max(answers.length, 1);
  return {
    name: say(m.answers),
    columns: columns.map(({ width }) => ({ width })),
    rows: [],
    cells: paper.cells,
    merges: paper.merges,
    rowDefs: paper.rowDefs,
    autoFilter: { range: `A${headingRow + 1}:${columnName(last)}${end}` },
    freezePane: { rows: headingRow + 1, columns: 2 },
    view: { showGridLines: false, zoomScale: 100 },
    protection,
    ...page(
      { handling: say(m.handling), scope: scopeOf(copy) },
      `$A$1:$${columnName(last)}$${end}`,
      headingRow + 1,
    ),
  };
}
