import type { RiskLevel } from '@machimori/catalogue';
import type { CityIndex } from '@machimori/city';
import type { Category } from '@machimori/kernel';
import type { DutyTable } from './duties.ts';
import type { EditionTables } from './edition-tables.ts';
import { rank, type Seen } from './findings.ts';
import type { PlaceFinder } from './places.ts';
import type { Duty, Placement, Scenario } from './plan.ts';
import { inUse } from './scenarios.ts';

/** A placed requirement while its lines are still to be found. */
export interface Placed {
  readonly id: string;
  readonly requirement: string;
  readonly place: string;
  readonly categories: readonly Category[];
  readonly scenarios: string[];
  readonly findings: string[];
  readonly sentFrom: { subject: string; placement: Placement }[];
  /** Incident × element that it answers: reach is counted from these. */
  readonly answers: Set<string>;
  level: RiskLevel | undefined;
  readonly duty: Duty;
}

/** Step 3: the union of the scenarios' requirements at their places; what a category alone asks comes after, apart. */
export function placeRequirements(
  index: CityIndex,
  tables: EditionTables,
  scenarios: readonly Scenario[],
  findings: readonly Seen[],
  finder: PlaceFinder,
  duties: DutyTable,
  categories: ReadonlyMap<string, readonly Category[]>,
): Map<string, Placed> {
  const placed = new Map<string, Placed>();
  const risks = new Map(tables.edition.risks.map((r) => [r.id, r]));
  const at = (requirementId: string, place: string, shared: readonly Category[]): Placed => {
    const id = `${requirementId}@${place}`;
    let found = placed.get(id);
    if (!found) {
      found = { id, requirement: requirementId, place, categories: shared, scenarios: [], findings: [], sentFrom: [], answers: new Set(), level: undefined, duty: duties.dutyFor(place, tables.requirements.get(requirementId)) };
      placed.set(id, found);
    }
    return found;
  };
  const visit = (requirementId: string, subject: string, then: (at: Placed) => void): void => {
    const requirement = tables.requirements.get(requirementId);
    if (!requirement) return;
    for (const { place, categories: shared, placement } of finder.placesFor(subject, requirement)) {
      const found = at(requirementId, place, shared);
      then(found);
      if (place !== subject && found.sentFrom.at(-1)?.subject !== subject && !found.sentFrom.some((s) => s.subject === subject)) found.sentFrom.push({ subject, placement });
    }
  };
  for (const scenario of scenarios) {
    const risk = risks.get(scenario.risk);
    if (!risk) continue;
    const answer = `${risk.incidentType}@${scenario.subject}`;
    for (const requirement of risk.requirements)
      visit(requirement, scenario.subject, (found) => {
        found.scenarios.push(scenario.id);
        found.answers.add(answer);
        if (found.level === undefined || rank[scenario.level] > rank[found.level]) found.level = scenario.level;
      });
  }
  for (const finding of findings) for (const requirement of finding.kind.requirements) visit(requirement, finding.subject, (found) => void found.findings.push(finding.id));
  for (const component of index.city.components) {
    if (!inUse(component)) continue;
    const own = categories.get(component.key) ?? [];
    for (const category of own)
      for (const requirement of tables.requirementsOf.get(category) ?? []) if (!placed.has(`${requirement.id}@${component.key}`)) at(requirement.id, component.key, requirement.categories.filter((c) => own.includes(c)));
  }
  const governed = new Set([...placed.values()].map((p) => p.requirement));
  for (const requirement of tables.requirementsOf.get('governance') ?? []) if (!governed.has(requirement.id)) at(requirement.id, index.city.key, ['governance']);
  return placed;
}
