import { dayText } from '@machimori/kernel';
import type { Finding, SheetLine, SheetRow } from '@machimori/planning';
import { groupBy, highest, lineUuid, plannedText, statusOf } from './control-implementation.ts';
import { type JsonObject, jsonObject } from './json-object.ts';
import { messages } from './messages.ts';
import { responsibleRoles } from './metadata.ts';
import { markup, markupLine } from './oscal-text.ts';
import { componentUuid, isComponent } from './system-implementation.ts';
import { statementId } from './write-catalog.ts';
import {
  endOfDay,
  fillOne,
  machimoriNs,
  oscalProp,
  ourProp,
  startOfDay,
  type Writing,
} from './writing.ts';

export const toolUuid = (writing: Writing): string => writing.editionId('tool', 'machimori');

export const observationUuid = (writing: Writing, finding: string): string =>
  writing.cityId('observation', finding);
export const riskUuid = (writing: Writing, of: string): string => writing.cityId('risk', of);
export const findingUuid = (writing: Writing, finding: string): string =>
  writing.cityId('finding', finding);

export const planOrigin = (writing: Writing): JsonObject => ({
  actors: [{ type: 'tool', 'actor-uuid': toolUuid(writing) }],
});

/** A subject of the plan as OSCAL refers to it; what is no component of the system stands for the whole city. */
function subjectReference(writing: Writing, key: string): JsonObject {
  const known = isComponent(writing, key) ? key : writing.city.key;
  return {
    'subject-uuid': componentUuid(writing, known),
    type: 'component',
    title: markupLine(writing.nameOf(key)) || markupLine(key),
  };
}

/** A known weakness as it was seen, with its count and date. */
export function observation(writing: Writing, f: Finding): JsonObject {
  const { say } = writing;
  return jsonObject({
    uuid: observationUuid(writing, f.id),
    title: findingTitle(writing, f),
    description: markup(say(f.sentence)),
    methods: [f.origin === 'recorded' ? 'EXAMINE' : 'UNKNOWN'],
    types: [f.origin === 'recorded' ? 'finding' : 'discovery'],
    props: [
      ourProp('finding', f.id),
      ourProp('origin', f.origin),
      ourProp('affected', f.affected),
      ourProp('total', f.total),
    ],
    origins: f.origin === 'derived' ? [planOrigin(writing)] : [],
    subjects: [subjectReference(writing, f.subject)],
    collected: startOfDay(f.foundOn),
    remarks: markup(
      fillOne(say(f.origin === 'recorded' ? messages.poam.observed : messages.poam.derived), {
        date: say(dayText(f.foundOn)),
      }),
    ),
  });
}

export function findingTitle(writing: Writing, f: Finding): string {
  const kind = writing.edition.findingKinds.find((k) => k.id === f.kind);
  return markupLine(
    fillOne(writing.say(messages.poam.finding), {
      kind: kind ? writing.say(kind.name) : f.kind,
      subject: writing.nameOf(f.subject),
    }),
  );
}

/** What the weakness leaves unmet: a check item of the plan, else a requirement. */
export function oscalFinding(
  writing: Writing,
  f: Finding,
  lineById: ReadonlyMap<string, SheetLine>,
): JsonObject | undefined {
  const { edition, say } = writing;
  const line = f.lines.map((id) => lineById.get(id)).find((l) => l !== undefined);
  const control = line?.checkItem ?? f.requirements[0];
  const heading =
    edition.checkItems.find((i) => i.id === control)?.heading ??
    edition.requirements.find((r) => r.id === control)?.heading;
  if (control === undefined || heading === undefined) return undefined;
  return jsonObject({
    uuid: findingUuid(writing, f.id),
    title: findingTitle(writing, f),
    description: markup(fillOne(say(messages.poam.target), { heading: say(heading) })),
    target: {
      type: 'statement-id',
      'target-id': statementId(control),
      status: { state: 'not-satisfied', reason: 'fail' },
    },
    'implementation-statement-uuid': line === undefined ? undefined : lineUuid(writing, line.id),
    'related-observations': [{ 'observation-uuid': observationUuid(writing, f.id) }],
    'related-risks': [{ 'risk-uuid': riskUuid(writing, f.id) }],
  });
}

/** The risk that a known weakness stands for, with its first step and the lines that close it as milestones. */
export function findingRisk(
  writing: Writing,
  f: Finding,
  priority: number,
  lineById: ReadonlyMap<string, SheetLine>,
): JsonObject {
  const { plan, edition, say } = writing;
  const kind = edition.findingKinds.find((k) => k.id === f.kind);
  const lines = f.lines.map((id) => lineById.get(id)).filter((l) => l !== undefined);
  const action = plan.actions.find((a) => a.from.includes(f.id));
  const first =
    action === undefined
      ? []
      : [
          milestone(writing, ['first-step', f.id], {
            title: fillOne(say(messages.poam.actionMilestone), {
              title: say(f.firstStep),
              date: say(dayText(action.by)),
            }),
            by: action.by,
            performers: [f.responsible],
            subjects: [f.subject],
          }),
        ];
  return jsonObject({
    uuid: riskUuid(writing, f.id),
    title: findingTitle(writing, f),
    description: markup(say(f.sentence)),
    statement: markup(kind ? say(kind.reason) : say(f.sentence)),
    status: riskStatus(lines),
    props: [
      oscalProp('priority', String(priority)),
      ourProp('finding', f.id),
      ourProp('urgency', f.urgency),
      ourProp('ease', f.ease),
      ourProp('vulnerabilities', f.vulnerabilities.join(' ')),
    ],
    characterizations: [levelOf(writing, f.level)],
    deadline: endOfDay(
      [action?.by, ...lines.map((l) => l.planned.by)]
        .filter((day) => day !== undefined)
        .sort()[0] ?? plan.asOf,
    ),
    remediations: [
      remediation(writing, f.id, say(f.firstStep), lines, [
        ...first,
        ...milestones(writing, f.id, lines),
      ]),
    ],
    'related-observations': [{ 'observation-uuid': observationUuid(writing, f.id) }],
  });
}

/** One check item as one organisation answers it: the risk of leaving its high lines open. */
export function rowRisk(
  writing: Writing,
  row: SheetRow,
  lines: readonly SheetLine[],
  priority: number,
): JsonObject {
  const { say } = writing;
  return jsonObject({
    uuid: riskUuid(writing, row.id),
    title: rowTitle(writing, row),
    description: rowText(writing, row, lines),
    statement: markup(rowStatement(writing, lines)),
    status: riskStatus(lines),
    props: [
      oscalProp('priority', String(priority)),
      ourProp('row', row.id),
      ourProp('reach', Math.max(...lines.map((l) => l.reach))),
    ],
    characterizations: [
      levelOf(
        writing,
        highest(
          writing,
          lines.map((l) => l.level),
        ),
      ),
    ],
    deadline: endOfDay(lines.map((l) => l.planned.by).sort()[0] ?? writing.plan.asOf),
    remediations: [
      remediation(
        writing,
        row.id,
        say(itemOf(writing, row).heading),
        lines,
        milestones(writing, row.id, lines),
      ),
    ],
  });
}

const itemOf = (
  writing: Writing,
  row: SheetRow,
): { heading: { ja: string; en: string }; label: string } =>
  writing.edition.checkItems.find((i) => i.id === row.checkItem) ?? {
    heading: { ja: row.checkItem, en: row.checkItem },
    label: row.checkItem,
  };

export function rowTitle(writing: Writing, row: SheetRow): string {
  const item = itemOf(writing, row);
  return markupLine(
    fillOne(writing.say(messages.poam.row), {
      heading: writing.say(item.heading),
      label: item.label,
      organisation: writing.nameOf(row.organisation),
    }),
  );
}

export const rowText = (writing: Writing, row: SheetRow, lines: readonly SheetLine[]): string =>
  markup(
    fillOne(writing.say(messages.poam.rowText), {
      organisation: writing.nameOf(row.organisation),
      count: lines.length,
      subjects: writing.list(
        lines.map((l) => writing.nameOf(l.subject)),
        10,
      ),
    }),
  );

/** Incident types behind the lines, in words that claim no weakness. */
function rowStatement(writing: Writing, lines: readonly SheetLine[]): string {
  const { edition, say } = writing;
  const found = new Set<string>();
  for (const line of lines)
    for (const id of line.requirements)
      for (const incident of writing.incidentsBehind.get(id) ?? []) found.add(incident);
  const incidents = edition.incidentTypes.filter((i) => found.has(i.id)).map((i) => say(i.heading));
  return incidents.length === 0
    ? say(messages.poam.rowStatementNone)
    : fillOne(say(messages.poam.rowStatement), { incidents: writing.list(incidents, 5) });
}

export function levelOf(writing: Writing, level: string | undefined): JsonObject | undefined {
  if (level === undefined) return undefined;
  return {
    origin: planOrigin(writing),
    facets: [{ name: 'risk-level', system: machimoriNs, value: level }],
  };
}

export function riskStatus(lines: readonly SheetLine[]): string {
  const status = lines.length === 0 ? 'planned' : statusOf(lines.map((l) => l.state));
  return status === 'implemented' || status === 'not-applicable'
    ? 'closed'
    : status === 'partial'
      ? 'remediating'
      : 'open';
}

export function remediation(
  writing: Writing,
  of: string,
  title: string,
  lines: readonly SheetLine[],
  tasks: readonly JsonObject[],
): JsonObject {
  const stated = lines.length > 0 && lines.every((l) => l.planned.origin === 'stated');
  return jsonObject({
    uuid: writing.cityId('remediation', of),
    lifecycle: stated ? 'planned' : 'recommendation',
    title: markupLine(title),
    description: markup(title),
    props: [oscalProp('type', 'mitigate')],
    origins: stated ? [] : [planOrigin(writing)],
    tasks,
  });
}

/** One milestone a check item and planned date, in its own wording. */
function milestones(writing: Writing, of: string, lines: readonly SheetLine[]): JsonObject[] {
  const { edition, say } = writing;
  return [
    ...groupBy(
      lines,
      (l) => `${l.checkItem}\n${l.planned.by}\n${l.planned.origin}\n${l.planned.raw}`,
    ),
  ].map(([key, its]) => {
    const [first] = its as [SheetLine, ...SheetLine[]];
    const heading = edition.checkItems.find((i) => i.id === first.checkItem)?.heading;
    return milestone(writing, ['milestone', of, key], {
      title: fillOne(say(messages.poam.milestone), {
        heading: heading ? say(heading) : first.checkItem,
        raw: first.planned.raw,
      }),
      by: first.planned.by,
      performers: its.flatMap((l) => l.duty.performers),
      subjects: its.map((l) => l.subject),
      remarks: plannedText(writing, first),
    });
  });
}

interface Milestone {
  readonly title: string;
  readonly by: string;
  readonly performers: readonly string[];
  readonly subjects: readonly string[];
  readonly remarks?: string;
}

export function milestone(writing: Writing, name: readonly string[], m: Milestone): JsonObject {
  const subjects = [...new Set(m.subjects)].filter((key) => isComponent(writing, key)).sort();
  return jsonObject({
    uuid: writing.cityId(...name),
    type: 'milestone',
    title: markupLine(m.title),
    timing: { 'on-date': { date: endOfDay(m.by) } },
    subjects:
      subjects.length === 0
        ? []
        : [
            {
              type: 'component',
              'include-subjects': subjects.map((key) => ({
                'subject-uuid': componentUuid(writing, key),
                type: 'component',
              })),
            },
          ],
    'responsible-roles': responsibleRoles(writing, [['performer', [...m.performers].sort()]]),
    remarks: markup(m.remarks ?? ''),
  });
}
