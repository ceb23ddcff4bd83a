import type { RiskLevel } from '@machimori/catalogue';
import { wordLabel } from '@machimori/city';
import {
  type Duty,
  dutyStateWords,
  type PlacedRequirement,
  type SheetLine,
  selfCheckOf,
} from '@machimori/planning';
import { type JsonObject, jsonObject } from './json-object.ts';
import { messages } from './messages.ts';
import { responsibleRoles } from './metadata.ts';
import { markup, paragraphs } from './oscal-text.ts';
import { componentUuid } from './system-implementation.ts';
import { fillOne, ourProp, type Writing } from './writing.ts';

/** UUID of the implementation of one line of the check sheet. */
export const lineUuid = (writing: Writing, line: string): string => writing.cityId('line', line);

const implementationUuid = (writing: Writing, control: string): string =>
  writing.cityId('implementation', control);

/**
 * Check items by line, requirements by place. A city with more placed requirements than the limit gathers them:
 * what a line answers stands with the line, and only requirements that no line answers keep a row of their own.
 */
export function controlImplementation(writing: Writing): JsonObject {
  const { plan, edition, say } = writing;
  const full = plan.requirements.length <= writing.placedLimit;
  const lines = groupBy(plan.lines, (l) => l.checkItem);
  const placed = groupBy(plan.requirements, (r) => r.requirement);
  const lineById = new Map(plan.lines.map((l) => [l.id, l]));
  return jsonObject({
    description: markup(
      full
        ? say(messages.plan.control)
        : fillOne(say(messages.plan.controlByLine), {
            placed: plan.requirements.length,
            lines: plan.lines.length,
          }),
    ),
    'implemented-requirements': [
      ...edition.checkItems
        .filter((i) => lines.has(i.id))
        .map((item) =>
          jsonObject({
            uuid: implementationUuid(writing, item.id),
            'control-id': item.id,
            'by-components': lines
              .get(item.id)
              ?.map((line) => lineImplementation(writing, line, full)),
          }),
        ),
      ...edition.requirements
        .filter((r) => placed.has(r.id))
        .map((requirement) => {
          const places = placed.get(requirement.id) ?? [];
          return jsonObject({
            uuid: implementationUuid(writing, requirement.id),
            'control-id': requirement.id,
            'by-components': full
              ? places.map((p) =>
                  placedImplementation(writing, p, say(requirement.heading), lineById, full),
                )
              : gathered(writing, requirement.id, say(requirement.heading), places, lineById),
          });
        }),
    ],
  });
}

function lineImplementation(writing: Writing, line: SheetLine, full: boolean): JsonObject {
  const { say } = writing;
  const answered = full
    ? undefined
    : [...new Set(line.requirements.map((id) => id.split('@')[0]))].join(' ');
  return jsonObject({
    'component-uuid': componentUuid(writing, line.subject),
    uuid: lineUuid(writing, line.id),
    description: markup(line.statement ?? '') || markup(say(messages.line.noStatement)),
    props: [
      ourProp('line', line.id),
      line.level === undefined ? ourProp('basis', line.basis) : undefined,
      ourProp('level', line.level),
      ourProp('priority', line.priority),
      ourProp('planned-by', line.planned.by, { class: line.planned.origin }),
      dutyProp(writing, line.duty),
      ourProp('requirements', answered),
    ],
    'implementation-status': jsonObject({
      state: statusOf([line.state]),
      remarks: markup(
        fillOne(say(messages.line.state), {
          state: say(wordLabel('controls', line.state)),
          planned: plannedText(writing, line),
        }),
      ),
    }),
    'responsible-roles': dutyRoles(writing, line.duty, line.answeredBy),
  });
}

/** 実装予定時期 in the wording that a person used, or that the plan proposes. */
export const plannedText = (writing: Writing, line: SheetLine): string =>
  fillOne(
    writing.say(line.planned.origin === 'stated' ? messages.line.planned : messages.line.proposed),
    { raw: line.planned.raw },
  );

function placedImplementation(
  writing: Writing,
  p: PlacedRequirement,
  heading: string,
  lineById: ReadonlyMap<string, SheetLine>,
  full: boolean,
): JsonObject {
  return jsonObject({
    'component-uuid': componentUuid(writing, p.place),
    uuid: writing.cityId('placed', p.id),
    description: markup(
      paragraphs(
        fillOne(writing.say(messages.line.placed), { heading, place: writing.nameOf(p.place) }),
        basisText(writing, p),
      ),
    ),
    props: [
      ourProp('requirement', p.id),
      p.level === undefined ? ourProp('basis', p.basis) : undefined,
      ourProp('level', p.level),
      dutyProp(writing, p.duty),
      full
        ? ourProp(
            'risk-rows',
            [...new Set(p.scenarios.map((id) => id.split('@')[0] ?? id))].sort().join(' '),
          )
        : undefined,
      full ? ourProp('sent-from', p.sentFrom.map((s) => s.subject).join(' ')) : undefined,
    ],
    links: p.lines
      .filter((id) => lineById.has(id))
      .map((id) => ({ href: `#${lineUuid(writing, id)}`, rel: 'answered-by' })),
    'implementation-status': {
      state: statusOf(p.lines.map((id) => lineById.get(id)?.state ?? 'not-started')),
    },
    'responsible-roles': dutyRoles(writing, p.duty),
  });
}

/** One summary at the city itself, then the places that no line of the check sheet answers. */
function gathered(
  writing: Writing,
  requirement: string,
  heading: string,
  places: readonly PlacedRequirement[],
  lineById: ReadonlyMap<string, SheetLine>,
): JsonObject[] {
  const { say, city } = writing;
  const answered = places.filter((p) => p.lines.length > 0);
  const alone = places.filter((p) => p.lines.length === 0);
  const atCity = alone.find((p) => p.place === city.key);
  const states = groupBy(places, (p) => p.duty.state);
  const level = highest(
    writing,
    places.map((p) => p.level),
  );
  return [
    jsonObject({
      'component-uuid': componentUuid(writing, city.key),
      uuid: writing.cityId('gathered', requirement),
      description: markup(
        paragraphs(
          fillOne(say(messages.line.gathered), {
            heading,
            places: places.length,
            answered: answered.length,
          }),
          atCity === undefined ? undefined : basisText(writing, atCity),
        ),
      ),
      props: [
        ourProp('places', places.length),
        ourProp('places-answered-by-lines', answered.length),
        ourProp('level', level),
        ...[...states]
          .sort(([a], [b]) => (a < b ? -1 : 1))
          .map(([state, its]) => ourProp(`duty-${state}`, its.length)),
      ],
      'implementation-status': {
        state: statusOf(
          places.flatMap((p) =>
            p.lines.length === 0
              ? ['not-started' as const]
              : p.lines.map((id) => lineById.get(id)?.state ?? 'not-started'),
          ),
        ),
      },
      'responsible-roles': atCity === undefined ? [] : dutyRoles(writing, atCity.duty),
    }),
    ...alone
      .filter((p) => p !== atCity)
      .map((p) => placedImplementation(writing, p, heading, lineById, false)),
  ];
}

function basisText(writing: Writing, p: PlacedRequirement): string {
  const m = messages.line;
  if (p.scenarios.length > 0) return fillOne(writing.say(m.byRisk), { count: p.scenarios.length });
  return writing.say(p.findings.length > 0 ? m.byFinding : m.byCategory);
}

/** The duty's state by name; what would close it where it is open. */
function dutyProp(writing: Writing, duty: Duty): JsonObject | undefined {
  const { say, edition } = writing;
  const closes = edition.dutyRules.find((rule) => rule.id === duty.rule)?.closes;
  const open = duty.state === 'gap' || duty.state === 'overlap' || duty.state === 'presumed';
  return ourProp(
    'duty',
    duty.state,
    open
      ? { remarks: markup(paragraphs(say(dutyStateWords[duty.state]), closes && say(closes))) }
      : {},
  );
}

/** Performer, verifier and who answers to residents; a role that nobody holds says so. */
function dutyRoles(writing: Writing, duty: Duty, respondent?: string): JsonObject[] {
  const { say } = writing;
  const held = responsibleRoles(writing, [
    ['performer', duty.performers],
    ['verifier', [duty.verifier]],
    ['answerable', duty.answerable],
    ['respondent', [respondent]],
  ]);
  const roles = held.map((role) =>
    role['role-id'] === 'verifier' && duty.selfCheck
      ? { ...role, remarks: markup(say(selfCheckOf(writing.plan))) }
      : role,
  );
  return held.some((role) => role['role-id'] === 'performer')
    ? roles
    : [{ 'role-id': 'performer', remarks: markup(say(dutyStateWords.gap)) }, ...roles];
}

/** OSCAL's word for the state of the lines behind it; nothing answered yet counts as planned, since a date is proposed. */
export function statusOf(states: readonly SheetLine['state'][]): string {
  const counted = states.filter((s) => s !== 'not-applicable');
  if (counted.length === 0) return states.length === 0 ? 'planned' : 'not-applicable';
  if (counted.every((s) => s === 'implemented')) return 'implemented';
  return counted.some((s) => s === 'implemented' || s === 'in-progress') ? 'partial' : 'planned';
}

/** The worst of some levels, by the plan's criteria. */
export function highest(
  writing: Writing,
  levels: readonly (RiskLevel | undefined)[],
): RiskLevel | undefined {
  const present = new Set(levels);
  return [...writing.edition.criteria.levels]
    .sort((a, b) => b.from - a.from)
    .find((l) => present.has(l.id))?.id;
}

export function groupBy<T>(rows: readonly T[], keyOf: (row: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const row of rows) {
    const group = groups.get(keyOf(row));
    if (group) group.push(row);
    else groups.set(keyOf(row), [row]);
  }
  return groups;
}
