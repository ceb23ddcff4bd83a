import type { AdviceDuty, CheckItem, Edition } from '@machimori/catalogue';
import { endpoints } from '@machimori/contract';
import {
  type AnswerField,
  answerFields,
  type CellVerdict,
  confirmAnswers,
  decideAnswers,
  type GivenCells,
  type KeptLine,
  type ListedLine,
  listLines,
  type MovedAnswer,
  placeOfLine,
  readLine,
  recordAnswer,
  recordAnswers,
  selfCheckAnswers,
  submitAnswers,
  type WrittenLine,
} from '@machimori/governance';
import { Failure, type Text, text } from '@machimori/kernel';
import { adviceOn, itemLabel } from '@machimori/planning';
import { sheetGuidelineFor } from '../guideline.ts';
import { route } from '../route.ts';
import { itemsOf, nameIn, wordsOfItem } from './sheet-words.ts';

const messages = {
  twice: text('同じ欄が二度あります。', 'A cell is named twice.'),
};

type Names = ReadonlyMap<string, Text>;

/** What the lines are asked of and who answers them, each once. */
function namesIn(lines: readonly ListedLine[], names: Names) {
  const named = new Map(
    lines.flatMap(({ subject, answeredBy }) =>
      [nameIn(names, subject, 'subject'), nameIn(names, answeredBy, 'organisation')].map(
        (each) => [each.key, each] as const,
      ),
    ),
  );
  return [...named.values()];
}

const listedOf = (line: ListedLine, names: Names) => ({
  line: line.id,
  checkItem: line.checkItem,
  group: line.group,
  subject: line.subject,
  answeredBy: nameIn(names, line.answeredBy, 'organisation').key,
  level: line.level,
  plannedBy: line.planned.by,
  stage: line.stage,
  version: line.version,
  ...line.values,
  cells: line.cells,
  ...(line.stale.length === 0 ? {} : { stale: line.stale }),
  ...(line.owner === undefined ? {} : { owner: { ...line.owner } }),
  ...(line.added ? { added: true as const } : {}),
  ...(line.byControl ? { byControl: true as const } : {}),
  may: (['answer', 'decide'] as const).filter((act) => line.may[act]),
});

interface WrittenCell {
  readonly field: AnswerField;
  readonly seen: number;
  readonly value: string;
}

function cellsByField(cells: readonly WrittenCell[]): GivenCells['cells'] {
  const given = new Map(cells.map(({ field, seen, value }) => [field, { seen, value }]));
  if (given.size < cells.length) throw new Failure('input-invalid', messages.twice);
  return Object.fromEntries(given);
}

const problemOf = ({ code, text: said, next }: Failure) => ({
  code,
  text: { ...said },
  ...(next === undefined ? {} : { next: { ...next } }),
});

const writtenOf = ({ line, failure, stage, version, cells, versions }: WrittenLine) => ({
  line,
  ...(failure === undefined ? {} : { problem: problemOf(failure) }),
  ...(stage === undefined ? {} : { stage }),
  version,
  cells: (Object.entries(cells) as [AnswerField, CellVerdict][]).map(([field, verdict]) =>
    cellOf(field, verdict, versions[field] ?? 0),
  ),
});

const outcomes = {
  write: 'written',
  same: 'same',
  conflict: 'conflict',
  refused: 'refused',
} as const;

function cellOf(field: AnswerField, verdict: CellVerdict, version: number) {
  const told = { field, outcome: outcomes[verdict.verdict], version };
  if (verdict.verdict === 'write') return { ...told, value: verdict.value ?? '' };
  if (verdict.verdict === 'refused') return { ...told, problem: problemOf(verdict.failure) };
  if (verdict.verdict !== 'conflict') return told;
  const { value = '', writtenByName = '', writtenAt } = verdict.theirs ?? {};
  return {
    ...told,
    problem: problemOf(verdict.failure),
    ...(writtenAt === undefined
      ? {}
      : { theirs: { value, byName: writtenByName, at: writtenAt.toISOString() } }),
  };
}

const lineOf = (
  line: KeptLine,
  names: Names,
  items: ReadonlyMap<string, CheckItem>,
  advice: AdviceDuty | undefined,
) => ({
  line: line.id,
  checkItem: {
    id: line.checkItem,
    ...wordsOfItem(items, line.checkItem),
    ...(advice === undefined ? {} : { asks: { ...advice.asks } }),
  },
  group: line.group,
  subject: nameIn(names, line.subject, 'subject'),
  answeredBy: nameIn(names, line.answeredBy, 'organisation'),
  level: line.level,
  plannedBy: line.planned.by,
  state: line.state,
});

const movedOf = (moved: readonly MovedAnswer[]) => ({
  moved: moved.map((each) => {
    const { line } = each;
    if (each.done) return { line, version: each.version };
    const { code, message, next } = each;
    return { line, problem: { code, text: { ...message }, next: next && { ...next } } };
  }),
});

/** By which words a check item is found. */
export const wordsOfItems = (items: Edition['checkItems']) =>
  items.map((item) => ({ id: item.id, words: [itemLabel(item), item.heading, item.asks] }));

export const sheetRoutes = [
  route(endpoints.listLines, async ({ run, world, actor, input }) => {
    const { overdue, stale, descending, language, since, ...query } = input.query;
    const edition = await sheetGuidelineFor(world, actor);
    const page = await run(listLines, {
      ...query,
      cursor: query.cursor,
      most: Number(query.most),
      overdue: overdue === 'true',
      stale: stale === 'true',
      descending: descending === 'true',
      since: since === undefined ? undefined : new Date(since),
      locale: language ?? 'ja',
      items: wordsOfItems(edition.checkItems),
    });
    const { making, at, total, lines, names, next } = page;
    const present = new Set(lines.map(({ checkItem }) => checkItem));
    const items = itemsOf(edition);
    return {
      making,
      at: at.toISOString(),
      total,
      checkItems: [...present].map((id) => {
        const { label, heading } = wordsOfItem(items, id);
        return { id, label, heading };
      }),
      names: namesIn(lines, names),
      lines: lines.map((line) => listedOf(line, names)),
      next,
    };
  }),

  route(endpoints.placeOfLine, async ({ run, world, actor, input }) => {
    const { overdue, stale, descending, language, ...query } = input.query;
    const { checkItems } = await sheetGuidelineFor(world, actor);
    const place = await run(placeOfLine, {
      ...query,
      ...input.params,
      overdue: overdue === 'true',
      stale: stale === 'true',
      descending: descending === 'true',
      locale: language ?? 'ja',
      items: wordsOfItems(checkItems),
    });
    return place ?? { place: 0, total: 0 };
  }),

  route(endpoints.readLine, async ({ run, world, actor, input }) => {
    const seen = await run(readLine, input.params);
    const edition = await sheetGuidelineFor(world, actor);
    const items = itemsOf(edition);
    const { line, values, progress, history, missing, stale, may, names, owner, moves } = seen;
    const { linkWriters, controlNames, control, added, reviewMonths, componentKind } = seen;
    const { per } = line;
    const advice = per === undefined ? undefined : adviceOn(edition, line.checkItem, per);
    const examples = edition.answerExamples.filter(
      (each) =>
        each.checkItem === line.checkItem &&
        each.per === per &&
        (each.kinds.length === 0 || each.kinds.some((kind) => kind === componentKind)),
    );
    return {
      ...lineOf(line, names, items, advice),
      stage: progress?.stage,
      inPlan: line.inPlan,
      version: progress?.version ?? 0,
      values,
      cells: history.map(({ field, version, value = '', writtenAt, origin, ...cell }) => ({
        field,
        version,
        value,
        at: writtenAt.toISOString(),
        byName: cell.writtenByName,
        byOrganisation: cell.writtenForName,
        byProgram: cell.writtenBy.startsWith('system:'),
        taken: origin.way === 'shared' ? true : undefined,
        byLink: origin.way === 'link' ? (linkWriters.get(origin.id) ?? '') : undefined,
        byControl:
          origin.way === 'applied-control' ? (controlNames.get(origin.id) ?? '') : undefined,
      })),
      control: control && {
        control: control.control,
        name: control.name,
        organisation: control.organisationName,
        following: control.following,
        own: control.own,
      },
      owner: owner && { ...owner },
      moves: moves.map(({ at, ...move }) => ({ ...move, at: at.toISOString() })),
      confirmed: seen.confirmed,
      submitted: progress?.submittedAt && { at: progress.submittedAt.toISOString() },
      decided: progress?.decidedAt && {
        at: progress.decidedAt.toISOString(),
        note: progress.note,
        selfChecked: progress.selfChecked,
      },
      missing: Object.entries(missing).map(([field, words]) => ({
        field: field as keyof typeof values,
        text: { ...words },
      })),
      reviewMonths,
      examples: examples.map(({ answer }) => ({ ...answer })),
      advice: advice !== undefined,
      added: added && {
        at: added.addedAt.toISOString(),
        byName: added.addedByName,
        reason: added.reason,
        performer: nameIn(names, added.performer, 'organisation'),
        joined: added.joinedAt !== undefined,
        mayRemove: seen.mayRemove,
      },
      stale: [...stale],
      may,
    };
  }),

  route(endpoints.recordAnswer, async ({ run, input }) => {
    const { line } = input.params;
    const recorded = await run(recordAnswer, { line, cells: cellsByField(input.body.cells) });
    return {
      stage: recorded.stage,
      version: recorded.version,
      cells: answerFields.flatMap((field) => {
        const version = recorded.cells[field];
        return version === undefined ? [] : [{ field, version }];
      }),
    };
  }),

  route(endpoints.recordAnswers, async ({ run, input }) => ({
    lines: (
      await run(recordAnswers, {
        lines: input.body.lines.map(({ line, cells }) => ({ line, cells: cellsByField(cells) })),
      })
    ).map(writtenOf),
  })),

  route(endpoints.submitAnswers, async ({ run, input }) =>
    movedOf(await run(submitAnswers, input.body)),
  ),
  route(endpoints.confirmAnswers, async ({ run, input }) =>
    movedOf(await run(confirmAnswers, input.body)),
  ),
  route(endpoints.decideAnswers, async ({ run, input }) =>
    movedOf(await run(decideAnswers, input.body)),
  ),
  route(endpoints.selfCheckAnswers, async ({ run, input }) =>
    movedOf(await run(selfCheckAnswers, input.body)),
  ),
];
