import type { Harm, LikelihoodRule, Risk } from '@machimori/catalogue';
import type { CityIndex, CityTraits } from '@machimori/city';
import type { Anchor } from '@machimori/kernel';
import { candidatesFor, isOfKind } from './candidates.ts';
import { type EditionTables, meets, overlaps, type TraitMask } from './edition-tables.ts';
import type { Confirmed } from './known-state.ts';
import type { Impact, Scenario } from './plan.ts';
import { levelOf, onScale } from './risk-levels.ts';

const anchorOrder: readonly Anchor[] = ['city', 'organisation', 'contract', 'component', 'flow'];

/** Step 2 of section 4.1: every risk row at every element where its anchor, kinds and traits hold, rated as if nothing were done yet. */
export function deriveScenarios(
  index: CityIndex,
  tables: EditionTables,
  traits: CityTraits,
  impacts: ReadonlyMap<string, Impact>,
  confirmed: Confirmed,
): Scenario[] {
  const { criteria } = tables.edition;
  const scenarios: Scenario[] = [];
  for (const anchor of anchorOrder) {
    const rows = tables.risksAt[anchor];
    for (const candidate of candidatesFor(index, anchor)) {
      const has = tables.maskOf(traits.get(candidate.key)?.keys() ?? []);
      const rate = likelihoodAt(tables, has, confirmed.get(candidate.key));
      const impact = impacts.get(candidate.key);
      for (const row of rows) {
        if (!isOfKind(candidate, row.kinds) || !meets(has, row)) continue;
        const { risk } = row;
        // Where two anchors of one row hold, one after the other, it is the same thing that could happen.
        const last = scenarios.at(-1);
        if (last?.risk === risk.id && last.subject === candidate.key) continue;
        const { value, rules, findings } = rate(risk, false);
        const harm = worstHarm(tables.harmsOf.get(risk.incidentType) ?? [], impact);
        const side = impact?.[harm].value ?? 1;
        scenarios.push({
          id: `${risk.id}@${candidate.key}`,
          risk: risk.id,
          subject: candidate.key,
          viewpoint: row.anchor.viewpoint,
          traits: tables.traitsOf({
            low: has.low & row.asked.low,
            high: has.high & row.asked.high,
          }),
          harm,
          likelihood: value,
          impact: side,
          level: levelOf(criteria, value, side),
          rules,
          findings,
        });
      }
    }
  }
  return scenarios;
}

/** The scenarios, those with the given numbers rated anew by the rules for what is carried out. */
export function rateControlled(
  tables: EditionTables,
  traits: CityTraits,
  confirmed: Confirmed,
  scenarios: readonly Scenario[],
  controlled: readonly number[],
): readonly Scenario[] {
  if (controlled.length === 0) return scenarios;
  const risks = new Map(tables.edition.risks.map((r) => [r.id, r]));
  const rated = [...scenarios];
  for (const number of controlled) {
    const scenario = scenarios[number];
    const risk = risks.get(scenario?.risk ?? '');
    if (!scenario || !risk) continue;
    const has = tables.maskOf(traits.get(scenario.subject)?.keys() ?? []);
    const rate = likelihoodAt(tables, has, confirmed.get(scenario.subject));
    const { value, rules } = rate(risk, true);
    const level = levelOf(tables.edition.criteria, value, scenario.impact);
    rated[number] = { ...scenario, likelihood: value, level, rules };
  }
  return rated;
}

function worstHarm(harms: readonly Harm[], impact: Impact | undefined): Harm {
  let worst: Harm = harms[0] ?? 'availability';
  if (impact) for (const harm of harms) if (impact[harm].value > impact[worst].value) worst = harm;
  return worst;
}

interface Rated {
  readonly value: number;
  readonly rules: readonly string[];
  readonly findings: readonly string[];
}

const noFindings: readonly string[] = [];

/** Likelihood at one element. Ratings repeat for the threats that come the same ways, so they are made once. */
function likelihoodAt(
  tables: EditionTables,
  has: TraitMask,
  confirmed: ReadonlyMap<string, readonly string[]> | undefined,
): (risk: Risk, controlled: boolean) => Rated {
  const { criteria } = tables.edition;
  const { base, rules } = criteria.likelihood;
  const made = new Map<string, Rated>();
  return (risk, controlled) => {
    const findings = confirmed?.get(risk.vulnerability) ?? noFindings;
    const mark = `${risk.threat}|${findings.join()}|${controlled}`;
    let rated = made.get(mark);
    if (!rated) {
      const ways = tables.waysOf.get(risk.threat) ?? [];
      const holds = (rule: LikelihoodRule): boolean => {
        if (rule.when === 'finding') return findings.length > 0;
        if (rule.when === 'controlled') return controlled;
        return overlaps(has, tables.ruleMasks.get(rule) ?? has);
      };
      const holding = rules.filter(holds);
      // An attacker takes the way that is most open; the others do not add up with it.
      const byWay = (ways.length === 0 ? [''] : ways).map((way) => {
        const applied = holding.filter(
          (rule) => rule.ways.length === 0 || (rule.ways as readonly string[]).includes(way),
        );
        return { applied, sum: applied.reduce((total, rule) => total + rule.add, base) };
      });
      const { applied, sum } = byWay.reduce((a, b) => (b.sum > a.sum ? b : a));
      rated = { value: onScale(criteria, sum), rules: applied.map((rule) => rule.id), findings };
      made.set(mark, rated);
    }
    return rated;
  };
}
