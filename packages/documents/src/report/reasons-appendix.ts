import type {
  CheckItem,
  IncidentType,
  Requirement,
  Risk,
  TraitDefinition,
  Vulnerability,
} from '@machimori/catalogue';
import {
  type Action,
  answersForOthers,
  type Finding,
  type PlacedRequirement,
  type Scenario,
  type SheetLine,
  selfCheckOf,
} from '@machimori/planning';
import { messages as m } from './messages.ts';
import type { PlanReader } from './plan-reader.ts';
import { caps } from './report-input.ts';
import { call } from './typst-literal.ts';

interface Step {
  readonly label: string;
  readonly body: string;
  /** Parts that stay whole where the line breaks: an id breaks after its @ and nowhere else. */
  readonly aside: readonly string[];
  readonly rating?: string | undefined;
}

/** For each of the first things: fact or traits → risk → requirement → check item → party. */
export function reasonsAppendix(reader: PlanReader): string {
  const findings = new Map(reader.plan.findings.map((f) => [f.id, f]));
  const byFinding = worstByFinding(reader);
  return [
    call('section', reader.say(m.reasons.heading), reader.say(m.reasons.lead), false),
    ...reader.plan.actions.slice(0, caps.actions).map((a) =>
      call(
        'reason-chain',
        a.rank,
        reader.say(a.title),
        chain(reader, a, findings, byFinding).map((s) => ({ ...s })),
      ),
    ),
  ].join('');
}

function chain(
  reader: PlanReader,
  action: Action,
  findings: ReadonlyMap<string, Finding>,
  byFinding: ReadonlyMap<string, Scenario>,
): Step[] {
  const finding = action.from.map((id) => findings.get(id)).find((f) => f !== undefined);
  const lines = action.from.map((id) => reader.lines.get(id)).filter((l) => l !== undefined);
  const named = action.from.map((id) => reader.placed.get(id)).filter((p) => p !== undefined);
  const behind =
    named.length > 0
      ? named
      : lines
          .flatMap((l) => l.requirements.map((id) => reader.placed.get(id)))
          .filter((p) => p !== undefined);
  const scenario = finding
    ? byFinding.get(finding.id)
    : worst(behind.flatMap((p) => p.scenarios.map((id) => reader.scenarios.get(id))));
  // A requirement belongs to the chain where it came from its scenario, or from the finding itself.
  const placed = scenario
    ? (behind.find((p) => p.scenarios.includes(scenario.id)) ??
      reader.plan.requirements.find((p) => p.scenarios.includes(scenario.id)))
    : finding
      ? reader.plan.requirements.find((p) => p.findings.includes(finding.id))
      : behind[0];
  const line =
    lines.find((l) => placed !== undefined && l.requirements.includes(placed.id)) ??
    lines[0] ??
    firstLine(reader, placed);
  return [
    ...(finding ? [step(reader.say(m.reasons.fact), reader.say(finding.sentence))] : []),
    ...(scenario ? scenarioSteps(reader, scenario) : []),
    ...(finding && !scenario
      ? [step(reader.say(m.reasons.risk), reader.say(m.reasons.noRisk))]
      : []),
    ...(placed ? [requirementStep(reader, placed)] : []),
    ...(line ? [itemStep(reader, line)] : []),
    ...(line || placed ? [dutyStep(reader, line, placed)] : []),
  ];
}

const step = (label: string, body: string, aside = '', rating?: string): Step => ({
  label,
  body,
  aside: unbroken(aside),
  rating,
});

const longestPart = 34;

/** What may stand on a line of its own; a part that no line holds is given up to be broken anywhere. */
function unbroken(words: string): string[] {
  const parts = words.split(/(?<=@)/);
  return parts.flatMap((part) =>
    part.length <= longestPart ? [part] : (part.match(/.{1,24}/gu) ?? []),
  );
}

function scenarioSteps(reader: PlanReader, scenario: Scenario): Step[] {
  const risk = reader.entry<Risk>(scenario.risk);
  const incident = risk && reader.entry<IncidentType>(risk.incidentType);
  const vulnerability = risk && reader.entry<Vulnerability>(risk.vulnerability);
  const traits = scenario.traits
    .map((id) => reader.entry<TraitDefinition>(id))
    .filter((t) => t !== undefined)
    .map((t) => reader.say(t.name));
  const at = reader.name(scenario.subject);
  const rating = reader.say(m.reasons.rating, {
    likelihood: scenario.likelihood,
    impact: scenario.impact,
  });
  return [
    ...(traits.length > 0
      ? [
          step(
            reader.say(m.reasons.traits),
            reader.say(m.reasons.at, { name: at, rest: reader.listed(traits, 0) }),
          ),
        ]
      : []),
    step(
      reader.say(m.reasons.risk),
      reader.say(m.reasons.at, {
        name: at,
        rest: reader.join(
          incident && reader.say(incident.plain),
          scenario.findings.length === 0 && vulnerability
            ? reader.say(vulnerability.conditional)
            : undefined,
        ),
      }),
      scenario.id,
      rating,
    ),
  ];
}

function requirementStep(reader: PlanReader, placed: PlacedRequirement): Step {
  const requirement = reader.entry<Requirement>(placed.requirement);
  return step(
    reader.say(m.reasons.requirement),
    requirement ? reader.say(requirement.heading) : placed.requirement,
    placed.id,
  );
}

function itemStep(reader: PlanReader, line: SheetLine): Step {
  const item = reader.entry<CheckItem>(line.checkItem);
  return step(
    reader.say(m.reasons.item),
    reader.say(m.reasons.at, {
      name: reader.name(line.subject),
      rest: item ? reader.say(item.heading) : line.checkItem,
    }),
    reader.itemLabel(line.checkItem),
  );
}

function dutyStep(
  reader: PlanReader,
  line: SheetLine | undefined,
  placed: PlacedRequirement | undefined,
): Step {
  const duty = line?.duty ?? placed?.duty;
  const performers =
    duty && duty.performers.length > 0
      ? reader.names(duty.performers)
      : reader.say(m.undecidedShort);
  const verifier =
    duty?.verifier === undefined
      ? reader.say(duty?.selfCheck ? selfCheckOf(reader.plan) : m.nobody)
      : reader.name(duty.verifier);
  const [sheet] = line === undefined ? [] : answersForOthers([line]);
  const parts = [
    reader.say(m.reasons.duty, {
      performers,
      verifier,
      answerable: reader.names(duty?.answerable ?? []),
    }),
    sheet === undefined ? '' : reader.say(m.reasons.sheet, { name: reader.name(sheet) }),
  ];
  return step(
    reader.say(m.reasons.party),
    parts.join(''),
    duty ? reader.say(m.dutyStates[duty.state]) : undefined,
  );
}

const firstLine = (
  reader: PlanReader,
  placed: PlacedRequirement | undefined,
): SheetLine | undefined => {
  const [id] = placed?.lines ?? [];
  return id === undefined ? undefined : reader.lines.get(id);
};

function worst(scenarios: readonly (Scenario | undefined)[]): Scenario | undefined {
  let found: Scenario | undefined;
  for (const s of scenarios)
    if (
      s &&
      (!found ||
        s.likelihood * s.impact > found.likelihood * found.impact ||
        (s.likelihood * s.impact === found.likelihood * found.impact && s.id < found.id))
    )
      found = s;
  return found;
}

function worstByFinding(reader: PlanReader): Map<string, Scenario> {
  const found = new Map<string, Scenario>();
  const subjects = new Map(reader.plan.findings.map((f) => [f.id, f.subject]));
  for (const s of reader.plan.scenarios)
    for (const id of s.findings) {
      if (subjects.get(id) !== s.subject) continue;
      const better = worst([found.get(id), s]);
      if (better) found.set(id, better);
    }
  return found;
}
