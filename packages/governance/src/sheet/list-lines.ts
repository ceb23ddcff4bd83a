import { type Context, defineUseCase, wrongCursor } from '@machimori/application';
import {
  dayInJapan,
  Failure,
  fill,
  folded,
  type Locale,
  readPlannedDate,
  type Text,
  text,
} from '@machimori/kernel';
import { readRevision } from '@machimori/register';
import { controlStandings, readTiesOf } from '../applied-controls/tie-store.ts';
import { proofStandings } from '../evidence/evidence-line-store.ts';
import { type LineOwner, readOwners } from '../sheet-hands/owner-store.ts';
import { readYardstick } from '../yardstick-store.ts';
import { type AnswerValues, valuesOf } from './answer-cells.ts';
import { readLatestCells } from './answer-store.ts';
import {
  countLines,
  type FoundLine,
  findLines,
  type LineOrder,
  type LineQuestion,
  type LineSearch,
  type OrderedBy,
  type Ranks,
  readAcceptedLines,
  readAllNames,
  readPlannedWordings,
  readSubjectsSince,
  type SoughtWord,
} from './line-search-store.ts';
import { readNamesOf, readSheetHead } from './line-store.ts';
import { type StaleReason, staleReasons } from './read-sheet.ts';
import { sheetSettingsNow } from './sheet-settings.ts';
import type { AnswerField } from './sheet-tables.ts';

const messages = {
  words: text(
    '一度に探せることばは、{most}個までです。',
    'At most {most} words are looked for at once.',
  ),
  wordsNext: text(
    '空白で区切ったことばを減らしてください。',
    'Use fewer words with blanks between them.',
  ),
};

/** A check item as far as lines are found and ordered by it. */
export interface ItemWords {
  readonly id: string;
  /** Its label, its heading and what it asks. */
  readonly words: readonly Text[];
}

export interface ListLines extends Omit<LineSearch, 'overdueOn' | 'only'> {
  readonly cursor: string | undefined;
  /** At most so many lines come. */
  readonly most: number;
  readonly overdue?: boolean | undefined;
  /** Those alone that were accepted and are to be looked at again. */
  readonly stale?: boolean | undefined;
  /** Words that are all to be found in a line, in any of its columns. */
  readonly words?: string | undefined;
  /** What is gathered stands together, before any other order. */
  readonly gather?: LineOrder | undefined;
  readonly order?: LineOrder | undefined;
  readonly descending?: boolean | undefined;
  /** In whose order names stand. */
  readonly locale: Locale;
  /** All of the guideline, in its order. */
  readonly items: readonly ItemWords[];
}

/** A line as a grid shows it, with what one writes upon. */
export interface ListedLine extends FoundLine {
  readonly values: AnswerValues;
  /** Versions of its cells; 0: nobody has written. */
  readonly cells: Readonly<Record<AnswerField, number>>;
  readonly stale: readonly StaleReason[];
  readonly owner: LineOwner | undefined;
  /** An applied control answers it, where one may know. */
  readonly byControl: boolean;
  readonly may: Readonly<Record<'answer' | 'decide', boolean>>;
}

export interface LinePage {
  /** The lines of the latest change are still being made. */
  readonly making: boolean;
  readonly lines: readonly ListedLine[];
  readonly names: ReadonlyMap<string, Text>;
  /** Of all pages together. */
  readonly total: number;
  readonly next: string | undefined;
  /** When this was so: what became of answers since then can be asked for. */
  readonly at: Date;
}

/** A part of the check sheet, as far as one sees it, in the order asked for; in the plan's otherwise. */
export const listLines = defineUseCase<ListLines, LinePage>({
  name: 'list-lines',
  action: 'sheet:read',
  kind: 'query',
  async handle(context, input) {
    const { from, counted } = input.cursor === undefined ? firstPage : placeOf(input.cursor);
    const question = await questionOf(context, input);
    const found =
      question === undefined ? [] : await findLines(context, question, from, input.most);
    const end = from + found.length;
    const total =
      question === undefined || (from === 0 && found.length < input.most)
        ? end
        : (counted ?? (await countLines(context, question)));
    const head = await readSheetHead(context);
    const revision = await readRevision(context);
    const { number } = await readYardstick(context);
    return {
      output: {
        making: revision > 0 && !(head?.revision === revision && head.yardstick === number),
        lines: await listed(context, found),
        names: await readNamesOf(context, found),
        total,
        next: found.length === input.most && end < total ? `${end}-${total}` : undefined,
        at: context.now,
      },
    };
  },
});

/** Where a page begins, and how many lines the first page found in all: they are counted once. */
interface PagePlace {
  readonly from: number;
  readonly counted: number | undefined;
}

const firstPage: PagePlace = { from: 0, counted: undefined };

function placeOf(cursor: string): PagePlace {
  const [, from, counted] = /^(\d{1,7})-(\d{1,7})$/.exec(cursor) ?? [];
  if (from === undefined || counted === undefined) throw wrongCursor();
  return { from: Number(from), counted: Number(counted) };
}

/** What is written says when its act began, and is seen when that is over: no act takes as long as this. */
const longestActMs = 30_000;

/** What is asked of the database; undefined: nothing can match. */
export async function questionOf(
  context: Context,
  input: ListLines,
): Promise<LineQuestion | undefined> {
  const {
    cursor,
    most,
    overdue,
    stale,
    words = '',
    gather,
    order,
    items,
    locale,
    ...search
  } = input;
  const sought = wordsIn(words);
  const orders = [gather, order].filter((by) => by !== undefined);
  const isNamed = orders.some((by) => by === 'subject' || by === 'answeredBy');
  const isNamesAsked = isNamed || sought.length > 0 || search.answeredBy !== undefined;
  const names = isNamesAsked ? await readAllNames(context) : new Map<string, Text>();
  // Of whom one sees nothing, not even which lines they answer.
  if (search.answeredBy !== undefined && !names.has(search.answeredBy)) return undefined;
  const wordings = orders.includes('planned') ? await readPlannedWordings(context) : [];
  const ranksOf = (by: LineOrder): Ranks | undefined => {
    if (by === 'checkItem') return new Map(items.map(({ id }, place) => [id, place]));
    if (by === 'planned') return dateRanks(wordings);
    return by === 'subject' || by === 'answeredBy' ? nameRanks(names, locale) : undefined;
  };
  const orderedBy = (by: LineOrder, descending: boolean): OrderedBy => ({
    by,
    descending,
    ranks: ranksOf(by),
  });
  return {
    ...search,
    since: search.since && new Date(search.since.getTime() - longestActMs),
    overdueOn: overdue === true ? dayInJapan(context.now) : undefined,
    owner: search.owner === 'mine' ? context.scope.person : search.owner,
    only: stale === true ? await staleLines(context) : undefined,
    sought: soughtIn(sought, items, names),
    order: [
      ...(gather === undefined ? [] : [orderedBy(gather, false)]),
      ...(order === undefined || order === gather
        ? []
        : [orderedBy(order, input.descending === true)]),
    ],
  };
}

/** Words that are looked for at once: each goes through all that was ever written. */
const mostWords = 10;

/** Each word once. Throws `input-invalid` where there are too many. */
function wordsIn(given: string): readonly string[] {
  const words = [...new Set(folded(given).split(/\s+/))].filter((word) => word !== '');
  if (words.length > mostWords)
    throw new Failure('input-invalid', fill(messages.words, { most: mostWords }), {
      field: 'words',
      next: messages.wordsNext,
    });
  return words;
}

/** What each word names; everything is folded once, whatever number of words is looked for. */
function soughtIn(
  sought: readonly string[],
  items: readonly ItemWords[],
  names: ReadonlyMap<string, Text>,
): readonly SoughtWord[] {
  if (sought.length === 0) return [];
  const both = ({ ja, en }: Text): readonly string[] => [ja, en];
  // No word that is looked for goes over the end of a line.
  const foldedItems = items.map(
    ({ id, words }) => [id, folded(words.flatMap(both).join('\n'))] as const,
  );
  const foldedNames = [...names].map(
    ([key, name]) => [key, folded([key, ...both(name)].join('\n'))] as const,
  );
  const thatSay = (of: typeof foldedItems, word: string): readonly string[] =>
    of.flatMap(([id, words]) => (words.includes(word) ? [id] : []));
  return sought.map((word) => ({
    word,
    checkItems: thatSay(foldedItems, word),
    keys: thatSay(foldedNames, word),
  }));
}

function nameRanks(names: ReadonlyMap<string, Text>, locale: Locale): Ranks {
  const { compare } = new Intl.Collator(locale, { numeric: true });
  const inOrder = [...names].sort(([, a], [, b]) => compare(a[locale], b[locale]));
  return new Map(inOrder.map(([key], place) => [key, place]));
}

/** By the day that a wording means; those that fix none come after them, and the empty cell last of all. */
function dateRanks(wordings: readonly string[]): Ranks {
  const dayOf = (wording: string): string => readPlannedDate(wording)?.by ?? `9999 ${wording}`;
  const days = wordings
    .filter((wording) => wording !== '')
    .map((each) => [each, dayOf(each)] as const);
  const inOrder = [...new Set(days.map(([, day]) => day))].sort();
  return new Map(days.map(([wording, day]) => [wording, inOrder.indexOf(day)]));
}

/** Lines that were accepted and are to be looked at again, as far as one sees them. */
export async function staleLines(context: Context): Promise<readonly string[]> {
  const only = await readAcceptedLines(context);
  const found = await findLines(context, { only, sought: [], order: [] }, 0, only.length);
  return (await listed(context, found)).flatMap(({ id, stale }) => (stale.length > 0 ? [id] : []));
}

/** Lines with what stands in their cells, and what one may do about them. */
export async function listed(
  context: Context,
  found: readonly FoundLine[],
): Promise<readonly ListedLine[]> {
  const { reach, organisation } = context.scope;
  const present = await readLatestCells(
    context,
    found.map(({ id }) => id),
  );
  const carried = found.filter(({ carriedRevision }) => carriedRevision !== undefined);
  const since = await readSubjectsSince(
    context,
    carried.map(({ subject }) => subject),
  );
  const accepted = found.flatMap(({ id, stage }) => (stage === 'accepted' ? [id] : []));
  const today = dayInJapan(context.now);
  const proofs = await proofStandings(context, accepted, today);
  const controls = await controlStandings(context, accepted, today);
  const { reviewMonths } = await sheetSettingsNow(context);
  // Who may not see an answer is not told what it comes from.
  const ties = await readTiesOf(
    context,
    found.flatMap(({ id, answerer, verifier }) =>
      reach === 'city' || answerer === organisation || verifier === organisation ? [id] : [],
    ),
  );
  const owners = await readOwners(
    context,
    found.map(({ id }) => id),
  );
  return found.map((line) => {
    const cells = present.get(line.id) ?? {};
    const values = valuesOf(line, cells);
    const progress =
      line.stage === undefined
        ? undefined
        : {
            stage: line.stage,
            carriedRevision: line.carriedRevision,
            decidedAt: line.decidedAt,
          };
    return {
      ...line,
      values,
      cells: {
        state: cells.state?.version ?? 0,
        planned: cells.planned?.version ?? 0,
        statement: cells.statement?.version ?? 0,
      },
      stale: staleReasons(
        line,
        values,
        progress,
        since.get(line.subject) ?? 0,
        { proof: proofs.get(line.id), control: controls.get(line.id) },
        context.now,
        reviewMonths,
      ),
      owner: owners.get(line.id),
      byControl: ties.has(line.id),
      may: {
        answer: line.inPlan && (reach === 'city' || line.answerer === organisation),
        decide:
          line.inPlan &&
          line.stage === 'submitted' &&
          (reach === 'city' || line.verifier === organisation),
      },
    };
  });
}
