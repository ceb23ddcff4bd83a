import { type Context, defineUseCase } from '@machimori/application';
import {
  type Anchor,
  type CheckGroup,
  type Day,
  Failure,
  type Text,
  text,
} from '@machimori/kernel';
import { type AddedLine, readAddedLines } from '../added-lines/added-line-store.ts';
import { readCityName } from '../approval/approval-city-store.ts';
import { namesOf } from '../approval/approval-people-store.ts';
import { type AnswerValues, missingIn, valuesOf } from '../sheet/answer-cells.ts';
import { type LatestCells, readLatestCells } from '../sheet/answer-store.ts';
import { type KeptLine, readLineRows, readNamesOf } from '../sheet/line-store.ts';
import type { AnswerField, AnswerStage } from '../sheet/sheet-tables.ts';
import { readYardstick } from '../yardstick-store.ts';
import { openLinkOf } from './enter-by-link.ts';
import { readOrganisationName, readStages } from './outside-line-store.ts';
import { type NamedLine, namedLines, type OutsideLinkRow } from './outside-link-store.ts';

const messages = {
  none: text('その行は、このリンクにはありません。', 'This link names no such line.'),
  noneNext: text('一覧に戻って、選び直してください。', 'Go back to the list and choose anew.'),
};

/**
 * Whether a line can be answered by the link: it fell away from the plan; another organisation answers it by now, so
 * that it is no longer the sender's to give; members have handed it in; the whole link came back.
 */
export type NamedStanding = 'open' | 'gone' | 'moved' | 'handed-in' | 'handed-back';

/** A line of a link as whoever holds it sees it: what is asked, and what stands there now. */
export interface LineByLink {
  readonly place: number;
  readonly line: string;
  readonly checkItem: string;
  readonly standing: NamedStanding;
  /** Nothing but its place and its check item is told of a line that is gone or has moved. */
  readonly asked:
    | {
        readonly group: CheckGroup;
        /** What its element is. */
        readonly per: Anchor | undefined;
        readonly subject: Text;
        readonly answeredBy: Text;
        readonly due: Day;
        readonly values: AnswerValues;
        /** Versions of what stands in its cells; 0 where nobody has written. */
        readonly seen: Readonly<Record<AnswerField, number>>;
        readonly missing: ReturnType<typeof missingIn>;
        /** Whoever holds this link has written into it. */
        readonly touched: boolean;
      }
    | undefined;
}

/** What stands over every page of a link. */
export interface LinkHead {
  readonly city: string;
  /** Edition of the guideline by which the city goes; undefined: that of the program. */
  readonly edition: string | undefined;
  readonly sender: string;
  readonly organisation: string;
  readonly name: string;
  readonly office: string;
  readonly message: string;
  readonly expiresAt: Date;
  readonly handedBackAt: Date | undefined;
  readonly note: string;
}

export interface AnswersByLink {
  readonly head: LinkHead;
  readonly lines: readonly LineByLink[];
  /** Items of the city's own that these lines ask. */
  readonly ownItems: readonly AddedLine[];
}

/** The lines that a link names, for whoever holds it; no other line, and nobody's name but the sender's. */
export const readAnswersByLink = defineUseCase<null, AnswersByLink>({
  name: 'read-answers-by-link',
  action: 'sheet:read-by-link',
  kind: 'query',
  async handle(context) {
    const link = await openLinkOf(context, false);
    const named = await namedLines(context, link.link);
    return {
      output: {
        head: await headOf(context, link),
        lines: await seenLines(context, link, named),
        ownItems: (await readAddedLines(context, { standing: false })).filter((each) =>
          named.some(({ checkItem }) => checkItem === each.checkItem),
        ),
      },
    };
  },
});

export async function headOf(context: Context, link: OutsideLinkRow): Promise<LinkHead> {
  const names = await namesOf(context, [link.createdBy]);
  const { edition } = await readYardstick(context);
  return {
    city: await readCityName(context),
    edition,
    sender: names.get(link.createdBy) ?? '',
    organisation: await readOrganisationName(context, link.organisation),
    name: link.name,
    office: link.office,
    message: link.message,
    expiresAt: link.expiresAt,
    handedBackAt: link.handedBackAt,
    note: link.note,
  };
}

/** These lines of a link, read in sets. */
export async function seenLines(
  context: Context,
  link: OutsideLinkRow,
  named: readonly NamedLine[],
): Promise<readonly LineByLink[]> {
  const ids = named.map(({ line }) => line);
  const rows = await readLineRows(context, ids);
  const stages = await readStages(context, ids);
  const cells = await readLatestCells(context, ids);
  const names = await readNamesOf(context, [...rows.values()]);
  return named.map((each) => {
    const { place, line, checkItem } = each;
    const row = rows.get(line);
    const standing = standingOf(context, link, each, row, stages.get(line));
    return {
      place,
      line,
      checkItem,
      standing,
      asked:
        row === undefined || standing === 'gone' || standing === 'moved'
          ? undefined
          : askedOf(link, row, cells.get(line) ?? {}, names),
    };
  });
}

export const isHandedIn = (stage: AnswerStage | undefined): boolean =>
  stage === 'submitted' || stage === 'accepted';

function standingOf(
  { scope }: Pick<Context, 'scope'>,
  link: OutsideLinkRow,
  named: NamedLine,
  row: KeptLine | undefined,
  stage: AnswerStage | undefined,
): NamedStanding {
  if (row?.inPlan !== true) return 'gone';
  const isTheirs = scope.reach === 'city' || row.answerer === link.organisation;
  if (!isTheirs || row.answeredBy !== named.answeredBy) return 'moved';
  // What members have handed in is theirs to open again.
  if (isHandedIn(stage)) return 'handed-in';
  return link.handedBackAt === undefined ? 'open' : 'handed-back';
}

function askedOf(
  { link }: OutsideLinkRow,
  row: KeptLine,
  cells: LatestCells,
  names: ReadonlyMap<string, Text>,
): NonNullable<LineByLink['asked']> {
  const values = valuesOf(row, cells);
  return {
    group: row.group,
    per: row.per,
    subject: names.get(row.subject) ?? text(row.subject, row.subject),
    answeredBy: names.get(row.answeredBy) ?? text(row.answeredBy, row.answeredBy),
    due: row.planned.by,
    values,
    seen: {
      state: cells.state?.version ?? 0,
      planned: cells.planned?.version ?? 0,
      statement: cells.statement?.version ?? 0,
    },
    missing: missingIn(values),
    touched: Object.values(cells).some(({ writtenBy }) => writtenBy === link),
  };
}

/** The line at a place of a link. Throws `not-found`. */
export async function namedAt(
  context: Context,
  { link }: OutsideLinkRow,
  place: number,
): Promise<NamedLine> {
  const named = (await namedLines(context, link)).find((each) => each.place === place);
  if (named === undefined)
    throw new Failure('not-found', messages.none, { next: messages.noneNext });
  return named;
}
