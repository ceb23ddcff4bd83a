import type { Harm, LikelihoodRule } from '@machimori/catalogue';
import type { CityIndex, CityTraits } from '@machimori/city';
import type { Anchor } from '@machimori/kernel';
import { candidatesFor, isOfKind } from './candidates.ts';
import {
  type AnchoredRisk,
  type EditionTables,
  meets,
  overlaps,
  type TraitMask,
} from './edition-tables.ts';
import type { KnownState } from './known-state.ts';
import type { Impact, Scenario } from './plan.ts';
import { levelOf, onScale } from './risk-levels.ts';

const anchorOrder: readonly Anchor[] = ['city', 'organisation', 'contract', 'component', 'flow'];

/** Step 2 of section 4.1: every risk row at every element where its anchor, kinds and traits hold. */
export function deriveScenarios(
  index: CityIndex,
  tables: EditionTables,
  traits: CityTraits,
  impacts: ReadonlyMap<string, Impact>,
  known: KnownState,
): Scenario[] {
  const { criteria } = tables.edition;
  const scenarios: Scenario[] = [];
  for (const anchor of anchorOrder) {
    const rows = tables.risksAt[anchor];
    for (const candidate of candidatesFor(index, anchor)) {
      const has = tables.maskOf(traits.get(candidate.key)?.keys() ?? []);
      const rate = likelihoodAt(
        tables,
        has,
        known.met.get(candidate.key),
        known.confirmed.get(candidate.key),
      );
      const impact = impacts.get(candidate.key);
      for (const row of rows) {
        if (!isOfKind(candidate, row.kinds) || !meets(has, row)) continue;
        const { risk } = row;
        const { value, rules, findings } = rate(row);
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
  met: ReadonlySet<string> | undefined,
  confirmed: ReadonlyMap<string, readonly string[]> | undefined,
): (row: AnchoredRisk) => Rated {
  const { criteria } = tables.edition;
  const { base, rules } = criteria.likelihood;
  const made = new Map<string, Rated>();
  return ({ risk }) => {
    const findings = confirmed?.get(risk.vulnerability) ?? noFindings;
    const controlled = met !== undefined && risk.requirements.every((r) => met.has(r));
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
