import type { RiskLevel } from '@machimori/catalogue';
import { compare } from './canonical-city.ts';
import type { EditionTables } from './edition-tables.ts';
import type { RiskGroup, Scenario } from './plan.ts';
import { rank, worst } from './risk-levels.ts';

/** What people read: at most one group an incident type; the confirmed first, then the worst. */
export function groupRisks(tables: EditionTables, scenarios: readonly Scenario[]): RiskGroup[] {
  const risks = new Map(tables.edition.risks.map((r) => [r.id, r]));
  const byIncident = Map.groupBy(scenarios, (s) => risks.get(s.risk)?.incidentType ?? '');
  const groups = [...byIncident].map(([incidentType, list]): RiskGroup => {
    const subjects = new Map<string, { level: RiskLevel; scenarios: string[] }>();
    for (const s of list) {
      const at = subjects.get(s.subject);
      if (!at) subjects.set(s.subject, { level: s.level, scenarios: [s.id] });
      else {
        at.scenarios.push(s.id);
        if (rank[s.level] > rank[at.level]) at.level = s.level;
      }
    }
    return {
      id: `group:${incidentType}`,
      incidentType,
      level: worst(list.map((s) => s.level)) ?? 'low',
      confirmed: list.some((s) => s.findings.length > 0),
      subjects: [...subjects]
        .map(([subject, at]) => ({ subject, ...at }))
        .sort((a, b) => rank[b.level] - rank[a.level] || compare(a.subject, b.subject)),
      vulnerabilities: [...new Set(list.map((s) => risks.get(s.risk)?.vulnerability ?? ''))].sort(
        compare,
      ),
    };
  });
  return groups.sort(
    (a, b) =>
      Number(b.confirmed) - Number(a.confirmed) ||
      rank[b.level] - rank[a.level] ||
      compare(a.incidentType, b.incidentType),
  );
}
