import type { DutyState, Harm, RiskLevel } from '@machimori/catalogue';
import { type Day, type Text, text } from '@machimori/kernel';
import { itemLabel } from '../item-label.ts';
import type { Duty, Scenario } from '../plan.ts';
import { rank } from '../risk-levels.ts';
import type { NamedKey, PlanView } from './plan-view.ts';
import { type UnknownCountry, unknownCountries } from './unknown-country.ts';

/** Who performs, verifies and answers to residents, by name. */
export interface NamedDuty {
  readonly state: DutyState;
  readonly performers: readonly NamedKey[];
  readonly verifier: NamedKey | undefined;
  readonly selfCheck: boolean;
  readonly answerable: readonly NamedKey[];
  readonly contract: NamedKey | undefined;
}

/** What follows from one element of the city: everything the plan says about it, with the reasons at hand. */
export interface ElementView {
  readonly key: string;
  readonly traits: readonly {
    readonly trait: string;
    readonly name: Text;
    readonly meaning: Text;
    readonly because: readonly NamedKey[];
    /** Where its country is to be written, which nobody knows: it rests on that alone. */
    readonly unknownCountries: readonly (NamedKey & Pick<UnknownCountry, 'kind'>)[];
  }[];
  /** What harm its loss does, 1 to 5, and where that comes from. */
  readonly impact: readonly {
    readonly harm: Harm;
    readonly value: number;
    readonly reason: Text;
    readonly from: NamedKey;
  }[];
  readonly findings: readonly {
    readonly id: string;
    readonly sentence: Text;
    readonly firstStep: Text;
    readonly level: RiskLevel;
  }[];
  /** What could go wrong here, the worst first. */
  readonly risks: readonly {
    readonly incidentType: string;
    readonly heading: Text;
    readonly plain: Text;
    readonly level: RiskLevel;
    readonly scenarios: readonly {
      readonly id: string;
      readonly name: Text;
      readonly level: RiskLevel;
    }[];
  }[];
  readonly requirements: readonly {
    readonly id: string;
    readonly requirement: string;
    readonly heading: Text;
    readonly level: RiskLevel | undefined;
    readonly basis: 'risk' | 'category';
    readonly duty: NamedDuty;
    readonly lines: readonly string[];
  }[];
  readonly lines: readonly {
    readonly id: string;
    readonly label: Text;
    readonly heading: Text;
    readonly level: RiskLevel | undefined;
    readonly answeredBy: NamedKey;
    readonly by: Day;
    readonly state: string;
    readonly duty: NamedDuty;
  }[];
  readonly notes: readonly {
    readonly id: string;
    readonly sentence: Text;
    readonly closes: Text;
  }[];
}

/** Undefined for what the plan says nothing about, or the view does not hold. */
export function elementView(view: PlanView, key: string): ElementView | undefined {
  const { plan, edition } = view;
  const subject = view.subjects.get(key);
  if (subject === undefined) return undefined;
  const traits = new Map(edition.traits.map((trait) => [trait.id, trait]));
  const reasons = new Map(edition.criteria.impact.map((rule) => [rule.id, rule.reason]));
  const scenarios = view.scenariosAt.get(key) ?? [];
  return {
    key,
    traits: subject.traits.flatMap(({ trait, because }) => {
      const known = traits.get(trait);
      if (known === undefined) return [];
      const { name, meaning } = known;
      return [
        {
          trait,
          name,
          meaning,
          because: because.map((each) => view.named(each)),
          unknownCountries: unknownCountries(view.index, trait, because).map(({ key, kind }) => ({
            ...view.named(key),
            kind,
          })),
        },
      ];
    }),
    impact:
      subject.impact === undefined
        ? []
        : (
            Object.entries(subject.impact) as [
              Harm,
              { value: number; rule: string; from: string },
            ][]
          ).map(([harm, { value, rule, from }]) => ({
            harm,
            value,
            reason: reasons.get(rule) ?? { ja: '', en: '' },
            from: view.named(from === '' ? key : from),
          })),
    findings: plan.findings
      .filter((finding) => finding.subject === key)
      .map(({ id, sentence, firstStep, level }) => ({ id, sentence, firstStep, level })),
    risks: risksOf(view, scenarios),
    requirements: (view.requirementsAt.get(key) ?? []).map((row) => ({
      id: row.id,
      requirement: row.requirement,
      heading: view.requirementTexts.get(row.requirement)?.heading ?? {
        ja: row.requirement,
        en: row.requirement,
      },
      level: row.level,
      basis: row.basis,
      duty: namedDuty(view, row.duty),
      lines: row.lines,
    })),
    lines: (view.linesAt.get(key) ?? []).map((line) => {
      const item = view.checkItems.get(line.checkItem);
      return {
        id: line.id,
        label: item === undefined ? text(line.checkItem, line.checkItem) : itemLabel(item),
        heading: item?.heading ?? { ja: line.checkItem, en: line.checkItem },
        level: line.level,
        answeredBy: view.named(line.answeredBy),
        by: line.planned.by,
        state: line.state,
        duty: namedDuty(view, line.duty),
      };
    }),
    notes: plan.contractNotes
      .filter(({ contract, about }) => contract === key || about.includes(key))
      .map(({ id, sentence, closes }) => ({ id, sentence, closes })),
  };
}

export const namedDuty = (view: PlanView, duty: Duty): NamedDuty => ({
  state: duty.state,
  performers: duty.performers.map((key) => view.named(key)),
  verifier: duty.verifier === undefined ? undefined : view.named(duty.verifier),
  selfCheck: duty.selfCheck,
  answerable: duty.answerable.map((key) => view.named(key)),
  contract: duty.contract === undefined ? undefined : view.named(duty.contract),
});

function risksOf(view: PlanView, scenarios: readonly Scenario[]): ElementView['risks'] {
  const { edition } = view;
  const risks = new Map(edition.risks.map((risk) => [risk.id, risk]));
  const weaknesses = new Map(edition.vulnerabilities.map((each) => [each.id, each.name]));
  const types = new Map(edition.incidentTypes.map((each) => [each.id, each]));
  const groups = Map.groupBy(scenarios, (s) => risks.get(s.risk)?.incidentType ?? '');
  return [...groups]
    .map(([incidentType, list]) => {
      const worstFirst = list.toSorted((a, b) => rank[b.level] - rank[a.level]);
      return {
        incidentType,
        heading: types.get(incidentType)?.heading ?? { ja: incidentType, en: incidentType },
        plain: types.get(incidentType)?.plain ?? { ja: '', en: '' },
        level: worstFirst[0]?.level ?? 'low',
        scenarios: worstFirst.map(({ id, risk, level }) => ({
          id,
          name: weaknesses.get(risks.get(risk)?.vulnerability ?? '') ?? { ja: risk, en: risk },
          level,
        })),
      };
    })
    .toSorted((a, b) => rank[b.level] - rank[a.level]);
}
