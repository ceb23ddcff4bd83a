import type { Edition, RiskLevel } from '@machimori/catalogue';
import {
  type City,
  type CityIndex,
  type CityTraits,
  deriveTraits,
  indexCity,
} from '@machimori/city';
import { type Category, type Day, type PlannedDate, readPlannedDate } from '@machimori/kernel';
import { firstActions } from './actions.ts';
import { canonicalCity, compare } from './canonical-city.ts';
import { noteContracts } from './contract-notes.ts';
import { DutyTable } from './duties.ts';
import { type EditionTables, findItem, tabulate } from './edition-tables.ts';
import { gatherFindings, type Seen } from './findings.ts';
import { rateImpacts } from './impact.ts';
import { applicableLaws, proposeMeasures } from './obligations.ts';
import { categoriesOfCity, PlaceFinder } from './places.ts';
import type {
  Finding,
  Impact,
  PlacedRequirement,
  Plan,
  RiskGroup,
  Scenario,
  SheetLine,
  SheetRow,
  Subject,
  SubjectKind,
} from './plan.ts';
import { placeRequirements } from './requirements.ts';
import { levelOf, rank, worst } from './risk-levels.ts';
import { deriveScenarios, type KnownState } from './scenarios.ts';
import { proposeDate } from './schedule.ts';
import { byPriority, type DraftLine, drawLines } from './sheet-lines.ts';

/** Everything a plan depends on; nothing else is read, so that the same input gives the same bytes. */
export interface PlanInput {
  /** A checked city; its weaknesses and controls are the facts. */
  readonly city: City;
  /** The guideline, with the criteria that the city rates by (its own replace the edition's whole). */
  readonly edition: Edition;
  readonly asOf: Day;
  /** Version of the program, for the plan's head. */
  readonly version: string;
}

/** The guideline's four steps (4.1), then who does what by when and what to do first. Pure. */
export function planCity({ city: given, edition, asOf, version }: PlanInput): Plan {
  const city = canonicalCity(given);
  const tables = tabulate(edition);
  const index = indexCity(city);
  const traits = deriveTraits(index, asOf);
  const impacts = rateImpacts(index, edition.criteria);
  const categories = categoriesOfCity(index);
  const contractNotes = noteContracts(index, traits, asOf);
  const seen = gatherFindings(index, tables, contractNotes, asOf);
  const scenarios = deriveScenarios(
    index,
    tables,
    traits,
    impacts,
    knownState(tables, city, categories, seen),
  );
  const duties = new DutyTable(index, edition);
  const table = placeRequirements(
    index,
    tables,
    scenarios,
    seen,
    new PlaceFinder(index, categories),
    duties,
    categories,
  );
  const drafts = drawLines(index, tables, traits, table, seen, duties).sort(byPriority(tables));
  const lines = drafts.map((draft, i) => datedLine(tables, city, draft, i + 1, asOf));
  const requirements: readonly PlacedRequirement[] = table.rows;
  const findings = finishFindings(tables, seen, scenarios, impacts, drafts);
  const actions = firstActions(
    index,
    tables,
    findings.map((f, i) => ({ seen: seen[i] as Seen, level: f.level, lines: f.lines })),
    requirements,
    lines,
    asOf,
  );
  const lineIds = new Map<string, string[]>();
  for (const line of lines) push(lineIds, line.checkItem, line.id);
  const openDuties = (state: string): number =>
    requirements.filter((r) => r.duty.state === state && r.basis === 'risk').length;
  return {
    formatVersion: 1,
    generator: { name: 'machimori', version },
    asOf,
    city: {
      key: city.key,
      name: city.name,
      ...(city.nameEn === undefined ? {} : { nameEn: city.nameEn }),
    },
    edition: { id: edition.id, name: edition.framework, provenance: edition.provenance },
    criteria: { id: edition.criteria.id, title: edition.criteria.title },
    notice: edition.notice,
    subjects: describeSubjects(index, traits, impacts, categories),
    findings,
    riskGroups: groupRisks(tables, scenarios),
    scenarios,
    requirements,
    lines,
    sheet: gatherRows(tables, lines),
    contractNotes,
    laws: applicableLaws(index, tables, traits),
    measures: proposeMeasures(index, tables, traits, (item) => lineIds.get(item) ?? []),
    actions,
    counts: {
      organisations: city.organisations.length,
      components: city.components.length,
      devices: city.components.reduce((sum, c) => sum + (c.device?.count ?? 0), 0),
      scenarios: scenarios.length,
      findings: findings.length,
      requirements: requirements.length,
      lines: lines.length,
      gaps: openDuties('gap'),
      overlaps: openDuties('overlap'),
      presumed: openDuties('presumed'),
      selfChecks: requirements.filter((r) => r.duty.selfCheck && r.basis === 'risk').length,
    },
  };
}

function push<T>(lists: Map<string, T[]>, key: string, item: T): void {
  const list = lists.get(key);
  if (list) list.push(item);
  else lists.set(key, [item]);
}

/** Findings confirm vulnerabilities at their subject; implemented controls carry out requirements there. */
function knownState(
  tables: EditionTables,
  city: City,
  categories: ReadonlyMap<string, readonly Category[]>,
  seen: readonly Seen[],
): KnownState {
  const confirmed = new Map<string, Map<string, string[]>>();
  for (const finding of seen) {
    const at = confirmed.get(finding.subject) ?? new Map<string, string[]>();
    confirmed.set(finding.subject, at);
    for (const v of finding.kind.vulnerabilities) push(at, v, finding.id);
  }
  const met = new Map<string, Set<string>>();
  const implemented = city.controls.filter((c) => c.state === 'implemented');
  for (const control of implemented) {
    const item = findItem(tables, control.checkItem);
    if (!item) continue;
    const at = met.get(control.subject) ?? new Set<string>();
    met.set(control.subject, at);
    for (const link of tables.edition.requirementLinks)
      if (
        link.checkItem === item.id &&
        link.categories.some((c) => categories.get(control.subject)?.includes(c))
      )
        at.add(link.requirement);
  }
  return { confirmed, met };
}

function datedLine(
  tables: EditionTables,
  city: City,
  draft: DraftLine,
  priority: number,
  asOf: Day,
): SheetLine {
  const fact = city.controls.find(
    (c) => c.subject === draft.subject && findItem(tables, c.checkItem)?.id === draft.item.id,
  );
  const proposed = proposeDate(asOf, draft.level, draft.findings.length > 0);
  const stated =
    fact?.planned === undefined
      ? undefined
      : (readPlannedDate(fact.planned) ?? { raw: fact.planned, by: proposed.by });
  return {
    id: draft.id,
    checkItem: draft.item.id,
    group: draft.item.group,
    subject: draft.subject,
    per: draft.per,
    answeredBy: draft.answeredBy,
    duty: draft.duty,
    requirements: draft.requirements,
    findings: draft.findings,
    level: draft.level,
    reach: draft.reach,
    basis: draft.level !== undefined || draft.findings.length > 0 ? 'risk' : 'category',
    priority,
    planned: stated ? { ...stated, origin: 'stated' } : { ...proposed, origin: 'proposed' },
    state: fact?.state ?? 'not-started',
    ...(fact?.statement === undefined ? {} : { statement: fact.statement }),
  };
}

function finishFindings(
  tables: EditionTables,
  seen: readonly Seen[],
  scenarios: readonly Scenario[],
  impacts: ReadonlyMap<string, Impact>,
  drafts: readonly DraftLine[],
): Finding[] {
  const confirmedLevels = new Map<string, RiskLevel[]>();
  for (const s of scenarios) for (const id of s.findings) push(confirmedLevels, id, s.level);
  return seen.map((finding): Finding => {
    const impact = impacts.get(finding.subject);
    const highest = impact
      ? Math.max(impact.confidentiality.value, impact.integrity.value, impact.availability.value)
      : 1;
    const alone = levelOf(
      tables.edition.criteria,
      tables.edition.criteria.likelihood.base + 1,
      highest,
    );
    return {
      id: finding.id,
      kind: finding.kind.id,
      subject: finding.subject,
      ...(finding.affected === undefined ? {} : { affected: finding.affected }),
      ...(finding.total === undefined ? {} : { total: finding.total }),
      foundOn: finding.foundOn,
      origin: finding.origin,
      sentence: finding.sentence,
      firstStep: finding.kind.firstStep,
      vulnerabilities: finding.kind.vulnerabilities,
      requirements: finding.kind.requirements,
      lines: drafts.filter((d) => d.findings.includes(finding.id)).map((d) => d.id),
      level: worst(confirmedLevels.get(finding.id) ?? []) ?? alone,
      urgency: finding.kind.urgency,
      ease: finding.kind.ease,
      responsible: finding.responsible,
    };
  });
}

/** What people read: at most one group an incident type, the worst first. */
function groupRisks(tables: EditionTables, scenarios: readonly Scenario[]): RiskGroup[] {
  const risks = new Map(tables.edition.risks.map((r) => [r.id, r]));
  const byIncident = new Map<string, Scenario[]>();
  for (const s of scenarios) {
    const incident = risks.get(s.risk)?.incidentType ?? '';
    const list = byIncident.get(incident);
    if (list) list.push(s);
    else byIncident.set(incident, [s]);
  }
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

/** The sheet as people answer it: one row a check item and answerer, gathering the lines answered alike. */
function gatherRows(tables: EditionTables, lines: readonly SheetLine[]): SheetRow[] {
  const rows = new Map<string, SheetLine[]>();
  for (const line of lines) {
    const id = `${line.checkItem}#${line.answeredBy}`;
    const row = rows.get(id);
    if (row) row.push(line);
    else rows.set(id, [line]);
  }
  return [...rows]
    .map(([id, its]): SheetRow => {
      const [first] = its as [SheetLine, ...SheetLine[]];
      const soonest = its.reduce<PlannedDate>(
        (best, l) => (l.planned.by < best.by ? l.planned : best),
        first.planned,
      );
      return {
        id,
        checkItem: first.checkItem,
        organisation: first.answeredBy,
        lines: its.map((l) => l.id),
        level: worst(its.map((l) => l.level)),
        planned: { raw: soonest.raw, by: soonest.by },
      };
    })
    .sort(
      (a, b) =>
        (tables.itemOrder.get(a.checkItem) ?? 0) - (tables.itemOrder.get(b.checkItem) ?? 0) ||
        compare(a.organisation, b.organisation),
    );
}

function describeSubjects(
  index: CityIndex,
  traits: CityTraits,
  impacts: ReadonlyMap<string, Impact>,
  categories: ReadonlyMap<string, readonly Category[]>,
): Subject[] {
  const { city } = index;
  const describe = (
    kind: SubjectKind,
    element: { readonly key: string; readonly name?: string; readonly nameEn?: string },
  ): Subject => {
    const impact = impacts.get(element.key);
    return {
      key: element.key,
      kind,
      name: element.name ?? element.key,
      ...(element.nameEn === undefined ? {} : { nameEn: element.nameEn }),
      categories: categories.get(element.key) ?? [],
      traits: [...(traits.get(element.key) ?? [])].map(([trait, because]) => ({ trait, because })),
      ...(impact === undefined ? {} : { impact }),
    };
  };
  return [
    describe('city', city),
    ...city.organisations.map((o) => describe('organisation', o)),
    ...city.contracts.map((k) => describe('contract', k)),
    ...city.components.map((c) => describe('component', c)),
    ...city.externalSystems.map((e) => describe('externalSystem', e)),
    ...city.dataSets.map((d) => describe('dataSet', d)),
    ...city.flows.map((f) => describe('flow', f)),
  ];
}
