import type { IncidentType, Risk, Vulnerability } from '@machimori/catalogue';
import type { RiskGroup } from '@machimori/planning';
import { messages as m } from './messages.ts';
import type { PlanReader } from './plan-reader.ts';
import { caps } from './report-input.ts';
import { call } from './typst-literal.ts';

/** Groups by incident type: what happens, where, and the weaknesses beneath, conditional until confirmed. */
export function risksSection(reader: PlanReader): string {
  const groups = reader.plan.riskGroups.slice(0, caps.groups);
  const findings = new Map(reader.plan.findings.map((f) => [f.id, f]));
  return [
    call(
      'section',
      reader.say(m.risks.heading),
      reader.say(m.risks.lead, { count: groups.length }),
      true,
    ),
    ...groups.map((group) => riskGroup(reader, group, findings)),
  ].join('');
}

function riskGroup(
  reader: PlanReader,
  group: RiskGroup,
  findings: ReadonlyMap<string, PlanReader['plan']['findings'][number]>,
): string {
  const incident = reader.entry<IncidentType>(group.incidentType);
  const confirmedBy = new Set<string>();
  const settled = new Set<string>();
  const weight = new Map<string, number>();
  for (const at of group.subjects)
    for (const id of at.scenarios) {
      const scenario = reader.scenarios.get(id);
      const vulnerability = scenario && reader.entry<Risk>(scenario.risk)?.vulnerability;
      if (!scenario || vulnerability === undefined) continue;
      for (const f of scenario.findings) confirmedBy.add(f);
      if (scenario.findings.length > 0) settled.add(vulnerability);
      weight.set(
        vulnerability,
        Math.max(weight.get(vulnerability) ?? 0, scenario.likelihood * scenario.impact),
      );
    }
  const open = group.vulnerabilities
    .filter((v) => !settled.has(v))
    .sort((a, b) => (weight.get(b) ?? 0) - (weight.get(a) ?? 0) || (a < b ? -1 : 1));
  const shown = open.slice(0, caps.weaknessesOfGroup);
  const rest = open.length - shown.length;
  const facts = [...confirmedBy]
    .map((id) => findings.get(id))
    .filter((f) => f !== undefined)
    .sort((a, b) => a.urgency - b.urgency || (a.id < b.id ? -1 : 1));
  const moreFacts = facts.length - caps.factsOfGroup;
  return call('risk-group', {
    plain: reader.say(incident?.plain ?? { ja: group.incidentType, en: group.incidentType }),
    source: incident ? reader.say(m.risks.source, { heading: incident.heading }) : '',
    confirmed: group.confirmed ? reader.say(m.risks.confirmed) : undefined,
    level: reader.level(group.level),
    whereLabel: reader.say(m.risks.where),
    places: reader.names(
      group.subjects.map((s) => s.subject),
      caps.subjectsOfGroup,
    ),
    facts: [
      ...facts.slice(0, caps.factsOfGroup).map((f) => reader.say(f.sentence)),
      ...(moreFacts > 0 ? [reader.say(m.risks.moreFacts, { count: moreFacts })] : []),
    ],
    weaknesses: shown.map((id) => {
      const vulnerability = reader.entry<Vulnerability>(id);
      return vulnerability ? reader.say(vulnerability.conditional) : id;
    }),
    more: rest > 0 ? reader.say(m.risks.moreWeaknesses, { count: rest, id: group.id }) : undefined,
  });
}
