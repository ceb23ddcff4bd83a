import type { Edition } from '@machimori/catalogue';
import { endpoints } from '@machimori/contract';
import {
  isAsked,
  isDone,
  type ReportControl,
  type ReportLine,
  type SheetReportHead,
} from '@machimori/documents/sheet-report';
import {
  type ListedLine,
  type ListLines,
  readSheetReport,
  type SheetReport,
} from '@machimori/governance';
import { Failure, type Locale, type Text, text, timeInJapan } from '@machimori/kernel';
import type { FastifyReply } from 'fastify';
import { version as program } from '../../version.ts';
import { guidelineFor } from '../guideline.ts';
import { makeBook, writeInThread } from '../make-book.ts';
import type { ReportForm, ReportTask } from '../report-thread.ts';
import { bookRoute } from '../route.ts';
import { type NarrowedPart, narrowedParts, type ReportFilter } from './report-narrowing.ts';
import { saved } from './saved-as.ts';
import { editionShown, rowsIn, sendBook } from './sheet-book-routes.ts';
import { wordsOfItems } from './sheet-routes.ts';
import { nameIn } from './sheet-words.ts';

const messages = {
  report: text('チェックシート報告', 'check-sheet-report'),
  list: text('チェックシート一覧', 'check-sheet-list'),
  'assessment-results': text('アセスメント結果', 'assessment-results'),
  'plan-of-action-and-milestones': text('是正計画', 'plan-of-action'),
  'system-security-plan': text('対策の実施', 'implementation'),
  part: text('：', ': '),
  nothingAsked: text(
    'しぼり込みに合う、計画が求める行がないので、この形の報告はつくれません。',
    'No line that the plan asks was chosen, so that this form of report would be empty.',
  ),
  nothingAskedNext: text(
    'しぼり込みをゆるめてください。手で加えた行は、Excelにあります。',
    'Choose more lines. Those added by hand stand in the workbook.',
  ),
  separator: text('、', ', '),
};

type ReportQuery = ReportFilter &
  Pick<ListLines, 'gather' | 'order'> & {
    readonly descending?: 'true' | undefined;
    readonly language?: Locale | undefined;
  };

const narrowedOf = (
  { overdue, stale, descending, language, ...query }: ReportQuery,
  edition: Edition,
): Omit<ListLines, 'cursor' | 'most'> => ({
  ...(query as Pick<ListLines, 'words'>),
  overdue: overdue === 'true',
  stale: stale === 'true',
  descending: descending === 'true',
  locale: language ?? 'ja',
  items: wordsOfItems(edition.checkItems),
});

/** A line as documents tell of it. */
function reportLines(
  edition: Edition,
  { names, proofs, controlOf, today }: SheetReport,
): (line: ListedLine) => ReportLine {
  const items = new Set(edition.checkItems.map(({ id }) => id));
  const row = rowsIn(edition, names);
  return (line) => {
    const { id, values, stage, decidedAt } = line;
    // What was accepted a moment ago is on its way into the description.
    const counts = stage === 'accepted' ? values.state : line.state;
    return {
      ...row({ kept: line, values, stage }),
      checkItem: line.checkItem,
      itemKnown: items.has(line.checkItem),
      group: line.group,
      subjectKey: line.subject,
      answererKey: nameIn(names, line.answeredBy, 'organisation').key,
      counts,
      overdue: line.planned.by < today && !isDone({ counts }),
      stale: line.stale,
      asked: line.inPlan && !line.added,
      control: controlOf.get(id),
      acceptedAt: stage === 'accepted' ? decidedAt?.toISOString() : undefined,
      proofs: (proofs.get(id) ?? []).map(({ addedAt: _, ...proof }) => proof),
    };
  };
}

function headOf(report: SheetReport, edition: Edition, query: ReportQuery): SheetReportHead {
  const { id, framework, version, status, categories, views } = edition;
  const { city, by, wholeCity, at, today } = report;
  return {
    locale: query.language ?? 'ja',
    city,
    narrowed: narrowedParts(query, edition, report.names),
    by,
    wholeCity,
    at: at.toISOString(),
    day: today,
    time: timeInJapan(at),
    edition: {
      id,
      framework: { ...framework },
      version,
      draft: status === 'draft',
      groups: [...categories, ...views].map((each) => ({ id: each.id, name: { ...each.name } })),
    },
    program,
  };
}

/** Sends a report that a thread has written as a whole. */
async function sendReport(
  reply: FastifyReply,
  task: ReportTask,
  report: SheetReport,
  rowOf: (line: ListedLine) => ReportLine,
): Promise<FastifyReply> {
  const pieces: Uint8Array[] = [];
  const of = new URL('../report-thread.ts', import.meta.url);
  for await (const { bytes } of writeInThread(of, task, report.lines, rowOf)) {
    // Whoever has gone needs no report: leaving the loop ends the thread.
    if (reply.raw.destroyed) break;
    pieces.push(bytes);
  }
  return reply.send(Buffer.concat(pieces));
}

const fileOf = (name: Text, { city, today }: SheetReport, locale: Locale): string =>
  `${name[locale]}_${city.name}_${today}`;

export const sheetReportRoutes = [
  bookRoute(
    endpoints.reportWorkbook,
    readSheetReport,
    async ({ run, input, reply, world, actor }) => {
      const { query } = input;
      const edition = await guidelineFor(world, actor);
      const narrowed = narrowedOf(query, edition);
      const report = await run(readSheetReport, { narrowed, form: 'xlsx', withProofs: false });
      const { city, lines, names, today } = report;
      const row = rowsIn(edition, names);
      reply.header(
        'content-disposition',
        saved(`check-sheet-${today}`, fileOf(messages.list, report, narrowed.locale)),
      );
      const pieces = makeBook(
        {
          locale: narrowed.locale,
          city: text(city.name, city.name),
          ...inOneLine(narrowedParts(query, edition, names)),
          madeOn: today,
          edition: editionShown(edition),
        },
        lines,
        (line) => row({ kept: line, values: line.values, stage: line.stage }),
      );
      return sendBook(reply, pieces, lines.length);
    },
  ),

  bookRoute(endpoints.reportPaper, readSheetReport, async ({ run, input, reply, world, actor }) => {
    const { query } = input;
    const edition = await guidelineFor(world, actor);
    const narrowed = narrowedOf(query, edition);
    const form = 'pdf' satisfies ReportForm;
    const report = await run(readSheetReport, { narrowed, form, withProofs: false });
    reply
      .type('application/pdf')
      .header(
        'content-disposition',
        saved(
          `check-sheet-report-${report.today}`,
          fileOf(messages.report, report, narrowed.locale),
          'pdf',
        ),
      );
    const head = headOf(report, edition, query);
    return sendReport(reply, { form, head }, report, reportLines(edition, report));
  }),

  bookRoute(endpoints.reportOscal, readSheetReport, async ({ run, input, reply, world, actor }) => {
    const { document: form, ...query } = input.query;
    const edition = await guidelineFor(world, actor);
    const narrowed = narrowedOf(query, edition);
    const withControls = form === 'system-security-plan';
    const report = await run(readSheetReport, { narrowed, form, withProofs: true, withControls });
    const rowOf = reportLines(edition, report);
    if (withControls) expectAsked(report, rowOf);
    reply
      .type('application/json')
      .header(
        'content-disposition',
        saved(`${form}-${report.today}`, fileOf(messages[form], report, narrowed.locale), 'json'),
      );
    const head = headOf(report, edition, query);
    return sendReport(reply, { form, head, controls: controlsIn(report) }, report, rowOf);
  }),
];

/** OSCAL has no security plan that implements nothing. */
function expectAsked({ lines }: SheetReport, rowOf: (line: ListedLine) => ReportLine): void {
  if (!lines.some((line) => isAsked(rowOf(line))))
    throw new Failure('input-invalid', messages.nothingAsked, {
      field: 'document',
      next: messages.nothingAskedNext,
    });
}

/** What answers the lines, as the document tells of it: organisations by key where one of the lines is theirs. */
function controlsIn({ controls, lines, names }: SheetReport): readonly ReportControl[] {
  const keys = new Map(lines.map(({ answerer, answeredBy }) => [answerer, answeredBy] as const));
  return controls.map(({ control, organisation, element, elementName, ...said }) => {
    const key = keys.get(organisation);
    return {
      control,
      name: said.name,
      kind: said.kind,
      state: said.state,
      planned: said.planned,
      statement: said.statement,
      organisationKey:
        key === undefined || !names.has(key) ? undefined : nameIn(names, key, 'organisation').key,
      element:
        element === undefined || elementName === undefined
          ? undefined
          : { key: element, name: { ...elementName } },
      effectiveOn: said.effectiveOn,
      reviewBy: said.reviewBy,
      evidence: said.evidence,
    };
  });
}

function inOneLine(parts: readonly NarrowedPart[]): { readonly narrowed?: Text } {
  if (parts.length === 0) return {};
  const said = (locale: Locale): string =>
    parts
      .map(({ name, value }) => `${name[locale]}${messages.part[locale]}${value[locale]}`)
      .join(messages.separator[locale]);
  return { narrowed: text(said('ja'), said('en')) };
}
