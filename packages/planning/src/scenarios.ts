import type { Harm, LikelihoodRule, Risk } from '@machimori/catalogue';
import type { CityIndex } from '@machimori/city';
import type { Anchor } from '@machimori/kernel';
import { type Candidate, candidatesFor, isOfKind } from './candidates.ts';
import {
  type AnchoredRisk,
  type EditionTables,
  meets,
  overlaps,
  type TraitMask,
  type TraitMasks,
} from './edition-tables.ts';
import type { Confirmed } from './findings.ts';
import type { Impact, Scenario } from './plan.ts';
import { levelOf, onScale } from './risk-levels.ts';

const anchorOrder: readonly Anchor[] = ['city', 'organisation', 'contract', 'component', 'flow'];

/** A risk row as it holds at every element of the same kinds and traits. */
export interface AppliedRisk {
  readonly risk: Risk;
  readonly viewpoint: Scenario['viewpoint'];
  readonly traits: readonly string[];
  readonly harms: readonly Harm[];
  /** As long as no finding confirms its vulnerability. */
  readonly likelihood: Likelihood;
}

/** The scenarios of one element stand one after another: one for each risk that applies to it. */
export interface ElementScenarios {
  readonly subject: string;
  /** The same list for every element of the same kinds and traits. */
  readonly risks: readonly AppliedRisk[];
  /** Number of its first scenario. */
  readonly first: number;
}

export interface DerivedScenarios {
  readonly scenarios: readonly Scenario[];
  readonly elements: readonly ElementScenarios[];
}

/** Step 2 of section 4.1: every risk row at every element where its anchor, kinds and traits hold, rated as if nothing were done yet. */
export function deriveScenarios(
  index: CityIndex,
  tables: EditionTables,
  masks: TraitMasks,
  impacts: ReadonlyMap<string, Impact>,
  confirmed: Confirmed,
): DerivedScenarios {
  const { criteria } = tables.edition;
  const scenarios: Scenario[] = [];
  const elements: ElementScenarios[] = [];
  for (const anchor of anchorOrder) {
    const applied = new AppliedRisks(tables, anchor);
    for (const candidate of candidatesFor(index, anchor)) {
      const subject = candidate.key;
      const impact = impacts.get(subject);
      const confirmedHere = confirmed.get(subject);
      const has = masks(subject);
      const risks = applied.to(candidate, has);
      elements.push({ subject, risks, first: scenarios.length });
      for (const at of risks) {
        const findings = confirmedHere?.get(at.risk.vulnerability) ?? noFindings;
        const { value, rules } =
          findings.length === 0
            ? at.likelihood
            : rateLikelihood(tables, has, at.risk, { confirmed: true, controlled: false });
        const harm = worstHarm(at.harms, impact);
        const side = impact?.[harm].value ?? 1;
        scenarios.push({
          id: `${at.risk.id}@${subject}`,
          risk: at.risk.id,
          subject,
          viewpoint: at.viewpoint,
          traits: at.traits,
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
  return { scenarios, elements };
}

/** The risk rows of an anchor; they are the same for many elements, and found once for them. */
class AppliedRisks {
  readonly #tables: EditionTables;
  readonly #rows: readonly AnchoredRisk[];
  readonly #found = new Map<TraitMask, Map<string, readonly AppliedRisk[]>>();

  constructor(tables: EditionTables, anchor: Anchor) {
    this.#tables = tables;
    this.#rows = tables.risksAt[anchor];
  }

  to(candidate: Candidate, has: TraitMask): readonly AppliedRisk[] {
    let byKinds = this.#found.get(has);
    if (!byKinds) {
      byKinds = new Map();
      this.#found.set(has, byKinds);
    }
    const kinds = candidate.kinds.join();
    let found = byKinds.get(kinds);
    if (!found) {
      found = this.#rows
        .filter((row) => isOfKind(candidate, row.kinds) && meets(has, row))
        // Where two anchors of one row hold, one after the other, it is the same thing that could happen.
        .filter(({ risk }, i, rows) => rows[i - 1]?.risk !== risk)
        .map((row) => this.#apply(row, has));
      byKinds.set(kinds, found);
    }
    return found;
  }

  #apply({ risk, anchor, asked }: AnchoredRisk, has: TraitMask): AppliedRisk {
    const tables = this.#tables;
    return {
      risk,
      viewpoint: anchor.viewpoint,
      traits: tables.traitsOf({ low: has.low & asked.low, high: has.high & asked.high }),
      harms: tables.harmsOf.get(risk.incidentType) ?? [],
      likelihood: rateLikelihood(tables, has, risk, { confirmed: false, controlled: false }),
    };
  }
}

/** The scenarios, those with the given numbers rated anew by the rules for what is carried out. */
export function rateControlled(
  tables: EditionTables,
  masks: TraitMasks,
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
    const { value, rules } = rateLikelihood(tables, masks(scenario.subject), risk, {
      confirmed: scenario.findings.length > 0,
      controlled: true,
    });
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

interface Likelihood {
  readonly value: number;
  /** Ids of the rules that made it. */
  readonly rules: readonly string[];
}

const noFindings: readonly string[] = [];

/** Likelihood of a risk at an element with these traits. */
function rateLikelihood(
  tables: EditionTables,
  has: TraitMask,
  risk: Risk,
  known: { readonly confirmed: boolean; readonly controlled: boolean },
): Likelihood {
  const { criteria } = tables.edition;
  const { base, rules } = criteria.likelihood;
  const holds = (rule: LikelihoodRule): boolean => {
    if (rule.when === 'finding') return known.confirmed;
    if (rule.when === 'controlled') return known.controlled;
    return overlaps(has, tables.ruleMasks.get(rule) ?? has);
  };
  const holding = rules.filter(holds);
  const ways = tables.waysOf.get(risk.threat) ?? [];
  // An attacker takes the way that is most open; the others do not add up with it.
  const byWay = (ways.length === 0 ? [''] : ways).map((way) => {
    const applied = holding.filter(
      (rule) => rule.ways.length === 0 || (rule.ways as readonly string[]).includes(way),
    );
    return { applied, sum: applied.reduce((total, rule) => total + rule.add, base) };
  });
  const { applied, sum } = byWay.reduce((a, b) => (b.sum > a.sum ? b : a));
  return { value: onScale(criteria, sum), rules: applied.map((rule) => rule.id) };
}
