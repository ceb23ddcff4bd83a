import type { DutyState, Edition } from '@machimori/catalogue';
import { type City, deriveTraits, indexCity } from '@machimori/city';
import type { Day } from '@machimori/kernel';
import { firstActions } from './actions.ts';
import { canonicalCity } from './canonical-city.ts';
import { noteContracts } from './contract-notes.ts';
import { describeSubjects } from './describe-subjects.ts';
import { DutyTable } from './duties.ts';
import { maskTraits, tabulate } from './edition-tables.ts';
import { confirmedBy, finishFindings, gatherFindings } from './findings.ts';
import { rateImpacts } from './impact.ts';
import { controlledScenarios, controlsByLine } from './known-state.ts';
import { applicableLaws, proposeMeasures } from './obligations.ts';
import { categoriesOfCity, PlaceFinder } from './places.ts';
import type { PlacedRequirement, Plan } from './plan.ts';
import { placeRequirements } from './requirements.ts';
import { groupRisks } from './risk-groups.ts';
import { deriveScenarios, rateControlled } from './scenarios.ts';
import { Schedule } from './schedule.ts';
import { byPriority, closeLine, openLines } from './sheet-lines.ts';
import { gatherRows } from './sheet-rows.ts';
import { withoutItem } from './without-item.ts';

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
  const masks = maskTraits(tables, traits);
  const impacts = rateImpacts(index, edition.criteria);
  const categories = categoriesOfCity(index);
  const contractNotes = noteContracts(index, traits, asOf);
  const seen = gatherFindings(index, tables, contractNotes, asOf);
  const derived = deriveScenarios(index, tables, masks, impacts, confirmedBy(seen));
  const duties = new DutyTable(index, edition);
  const finder = new PlaceFinder(index, categories);
  const table = placeRequirements(index, tables, derived, seen, finder, duties, categories);
  const open = openLines(index, tables, masks, table, seen);
  const controls = controlsByLine(tables, city);
  const controlled = controlledScenarios(table, open, controls);
  const scenarios = rateControlled(tables, masks, derived.scenarios, controlled);
  table.weigh(scenarios);
  table.join(open);
  const drafts = open
    .map((line) => closeLine(index, tables, duties, table, line))
    .sort(byPriority(tables));
  const schedule = new Schedule(asOf);
  const lines = drafts.map((draft, i) => schedule.dateLine(draft, i + 1, controls.get(draft.id)));
  const requirements: readonly PlacedRequirement[] = table.rows;
  const findings = finishFindings(tables, seen, scenarios, impacts, lines);
  const actions = firstActions(index, tables, { findings, requirements, lines }, asOf);
  const demanded = requirements.filter(({ basis }) => basis === 'risk');
  const dutiesThatAre = (state: DutyState): number =>
    demanded.filter(({ duty }) => duty.state === state).length;
  return {
    formatVersion: 1,
    generator: { name: 'machimori', version },
    asOf,
    city: {
      key: city.key,
      name: city.name,
      ...(city.nameEn === undefined ? {} : { nameEn: city.nameEn }),
      ...(Object.keys(city.aliases).length === 0 ? {} : { aliases: city.aliases }),
    },
    edition: { id: edition.id, name: edition.framework, provenance: edition.provenance },
    criteria: { id: edition.criteria.id, title: edition.criteria.title },
    notice: edition.notice,
    subjects: describeSubjects(index, traits, impacts, categories),
    findings,
    riskGroups: groupRisks(tables, scenarios),
    scenarios,
    requirements,
    withoutItem: withoutItem(tables, requirements),
    lines,
    sheet: gatherRows(tables, lines),
    contractNotes,
    laws: applicableLaws(index, tables, masks),
    measures: proposeMeasures(index, tables, masks, lines),
    actions,
    counts: {
      organisations: city.organisations.length,
      components: city.components.length,
      devices: city.components.reduce((sum, c) => sum + (c.device?.count ?? 0), 0),
      scenarios: scenarios.length,
      findings: findings.length,
      requirements: requirements.length,
      lines: lines.length,
      gaps: dutiesThatAre('gap'),
      overlaps: dutiesThatAre('overlap'),
      presumed: dutiesThatAre('presumed'),
      selfChecks: demanded.filter(({ duty }) => duty.selfCheck).length,
    },
  };
}
