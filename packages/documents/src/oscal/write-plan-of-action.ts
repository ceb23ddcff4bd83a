import { dayText } from '@machimori/kernel';
import type { Action, Finding, SheetLine, SheetRow } from '@machimori/planning';
import { type JsonObject, jsonObject } from './json-object.ts';
import { messages } from './messages.ts';
import { cityMetadata } from './metadata.ts';
import { oscalFileName } from './oscal-bundle.ts';
import { markup, markupLine, paragraphs } from './oscal-text.ts';
import {
  findingRisk,
  findingTitle,
  findingUuid,
  levelOf,
  milestone,
  observation,
  observationUuid,
  oscalFinding,
  planOrigin,
  remediation,
  riskUuid,
  rowRisk,
  rowText,
  rowTitle,
  toolUuid,
} from './plan-risks.ts';
import { endOfDay, fillOne, oscalProp, ourProp, type Writing } from './writing.ts';

/** Check items that one organisation answers, with those of their lines that are high and open. */
interface OpenRow {
  readonly row: SheetRow;
  readonly lines: readonly SheetLine[];
}

/** Findings first, then the other things to do first, then what is high and still open; each with its dates. */
export function writePlanOfAction(writing: Writing): JsonObject {
  const { plan, city, say } = writing;
  const lineById = new Map(plan.lines.map((l) => [l.id, l]));
  const rows = openRows(writing, lineById);
  const findings = oneEach(plan.findings).sort(
    (a, b) => rankOf(plan.actions, a) - rankOf(plan.actions, b),
  );
  const others = plan.actions.filter((a) => !plan.findings.some((f) => a.from.includes(f.id)));
  const rowsByLine = new Map(
    rows.flatMap(({ row, lines }) => lines.map((l) => [l.id, row.id] as const)),
  );
  const duties = others.filter((a) => a.kind !== 'line');
  const risks = [
    ...findings.map((f, i) => findingRisk(writing, f, i + 1, lineById)),
    ...duties.map((a, i) => actionRisk(writing, a, findings.length + i + 1)),
    ...rows.map(({ row, lines }, i) =>
      rowRisk(writing, row, lines, findings.length + duties.length + i + 1),
    ),
  ];
  const items = [
    ...findings.map((f) => findingItem(writing, f, lineById)),
    ...others.map((a) => actionItem(writing, a, rowsByLine)),
    ...rows.map((r) => rowItem(writing, r)),
  ];
  return jsonObject({
    uuid: writing.cityId(
      'document',
      'plan-of-action-and-milestones',
      plan.asOf,
      plan.edition.id,
      writing.locale,
    ),
    metadata: cityMetadata(
      writing,
      fillOne(say(messages.poam.title), { city: writing.nameOf(city.key) }),
    ),
    'import-ssp': { href: oscalFileName('system-security-plan') },
    'system-id': { 'identifier-type': 'http://ietf.org/rfc/rfc4122', id: writing.cityId('city') },
    'local-definitions': {
      components: [
        {
          uuid: toolUuid(writing),
          type: 'software',
          title: 'Machimori',
          description: markup(say(messages.poam.tool)),
          props: [oscalProp('version', plan.generator.version)].filter((p) => p !== undefined),
          status: { state: 'operational' },
        },
      ],
    },
    observations: findings.map((f) => observation(writing, f)),
    risks,
    findings: findings.map((f) => oscalFinding(writing, f, lineById)),
    'poam-items': items.length > 0 ? items : [nothingToDo(writing)],
  });
}

/** A finding of one id stands once: two that share it say what both say. */
function oneEach(findings: readonly Finding[]): Finding[] {
  const found = new Map<string, Finding>();
  for (const f of findings) {
    const first = found.get(f.id);
    found.set(
      f.id,
      first === undefined
        ? f
        : {
            ...first,
            sentence: {
              ja: `${first.sentence.ja}${f.sentence.ja}`,
              en: `${first.sentence.en} ${f.sentence.en}`,
            },
          },
    );
  }
  return [...found.values()];
}

const rankOf = (actions: readonly Action[], f: Finding): number =>
  actions.find((a) => a.from.includes(f.id))?.rank ?? actions.length + 1;

/** Rows of the sheet with lines of the two highest levels that are not done, in the plan's order. */
function openRows(writing: Writing, lineById: ReadonlyMap<string, SheetLine>): OpenRow[] {
  const top = new Set(
    [...writing.edition.criteria.levels]
      .sort((a, b) => b.from - a.from)
      .slice(0, 2)
      .map((l) => l.id),
  );
  return writing.plan.sheet
    .map((row) => ({
      row,
      lines: row.lines
        .map((id) => lineById.get(id))
        .filter((l) => l !== undefined)
        .filter(
          (l) =>
            l.level !== undefined &&
            top.has(l.level) &&
            l.state !== 'implemented' &&
            l.state !== 'not-applicable',
        )
        .sort((a, b) => a.priority - b.priority),
    }))
    .filter(({ lines }) => lines.length > 0)
    .sort((a, b) => (a.lines[0]?.priority ?? 0) - (b.lines[0]?.priority ?? 0));
}

function findingItem(
  writing: Writing,
  f: Finding,
  lineById: ReadonlyMap<string, SheetLine>,
): JsonObject {
  const { plan, say } = writing;
  const action = plan.actions.find((a) => a.from.includes(f.id));
  const finding = oscalFinding(writing, f, lineById);
  return jsonObject({
    uuid: writing.cityId('poam-item', f.id),
    title: findingTitle(writing, f),
    description: markup(
      paragraphs(say(f.sentence), fillOne(say(messages.poam.first), { step: say(f.firstStep) })),
    ),
    props: [
      ourProp('from', 'finding'),
      ourProp('action', action?.id),
      ourProp('rank', action?.rank),
      ourProp('by', action?.by),
      ourProp('responsible', f.responsible),
    ],
    origins: [planOrigin(writing)],
    'related-findings':
      finding === undefined ? [] : [{ 'finding-uuid': findingUuid(writing, f.id) }],
    'related-observations': [{ 'observation-uuid': observationUuid(writing, f.id) }],
    'related-risks': [{ 'risk-uuid': riskUuid(writing, f.id) }],
    remarks: markup(action === undefined ? '' : rankText(writing, action)),
  });
}

function actionItem(
  writing: Writing,
  a: Action,
  rowsByLine: ReadonlyMap<string, string>,
): JsonObject {
  const { say } = writing;
  const rows = [
    ...new Set(a.from.map((id) => rowsByLine.get(id)).filter((row) => row !== undefined)),
  ];
  const risks = a.kind === 'line' ? rows : [a.id];
  return jsonObject({
    uuid: writing.cityId('poam-item', 'action', a.id),
    title: markupLine(say(a.title)),
    description: markup(paragraphs(say(a.title), say(a.why))),
    props: [
      ourProp('from', 'action'),
      ourProp('action', a.id),
      ourProp('rank', a.rank),
      ourProp('by', a.by),
      ourProp('responsible', a.organisation),
    ],
    origins: [planOrigin(writing)],
    'related-risks': risks.map((id) => ({ 'risk-uuid': riskUuid(writing, id) })),
    remarks: markup(rankText(writing, a)),
  });
}

/** An action that stands for no row of the sheet carries a risk of its own: a duty that nobody has. */
function actionRisk(writing: Writing, a: Action, priority: number): JsonObject {
  const { say } = writing;
  const title = fillOne(say(messages.poam.actionMilestone), {
    title: say(a.title),
    date: say(dayText(a.by)),
  });
  const placed = a.from.map((id) => id.split('@')[1]).filter((key) => key !== undefined);
  return jsonObject({
    uuid: riskUuid(writing, a.id),
    title: markupLine(say(a.title)),
    description: markup(say(a.why)),
    statement: markup(say(a.why)),
    status: 'open',
    props: [oscalProp('priority', String(priority)), ourProp('action', a.id)],
    characterizations: [levelOf(writing, a.level)],
    deadline: endOfDay(a.by),
    remediations: [
      remediation(
        writing,
        a.id,
        say(a.title),
        [],
        [
          milestone(writing, ['milestone', a.id], {
            title,
            by: a.by,
            performers: [a.organisation],
            subjects: placed,
          }),
        ],
      ),
    ],
  });
}

function rowItem(writing: Writing, { row, lines }: OpenRow): JsonObject {
  return jsonObject({
    uuid: writing.cityId('poam-item', row.id),
    title: rowTitle(writing, row),
    description: rowText(writing, row, lines),
    props: [
      ourProp('from', 'row'),
      ourProp('row', row.id),
      ourProp('lines', lines.length),
      ourProp('responsible', row.organisation),
    ],
    origins: [planOrigin(writing)],
    'related-risks': [{ 'risk-uuid': riskUuid(writing, row.id) }],
  });
}

const rankText = (writing: Writing, a: Action): string =>
  fillOne(writing.say(messages.poam.rank), { rank: a.rank, count: writing.plan.actions.length });

const nothingToDo = (writing: Writing): JsonObject => ({
  uuid: writing.cityId('poam-item', 'nothing'),
  title: markupLine(writing.say(messages.poam.nothing)),
  description: markup(writing.say(messages.poam.nothingWhy)),
});
