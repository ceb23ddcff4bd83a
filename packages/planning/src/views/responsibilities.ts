import type { DutyRule, DutyState, RiskLevel } from '@machimori/catalogue';
import type { SelfCheck } from '@machimori/city';
import { type Text, text } from '@machimori/kernel';
import type { ContractNoteKind, Duty, PlacedRequirement } from '../plan.ts';
import { rank } from '../risk-levels.ts';
import type { NamedKey, PlanView } from './plan-view.ts';
import {
  type OpenDuty,
  type OpenPlace,
  type Remedy,
  remediesFor,
  remediesWithoutContract,
  selfCheckRemedy,
  settlementsFor,
} from './remedies.ts';

export type ProblemKind = 'gap' | 'overlap' | 'self-check' | 'presumed';

/** Something that is not right about who does what: at one place, for one reason, with the ways to close it. */
export interface DutyProblem {
  readonly id: string;
  readonly kind: ProblemKind;
  /** None where it is about the whole city: what the promoting body checks itself. */
  readonly place: NamedKey | undefined;
  readonly contract: NamedKey | undefined;
  readonly performers: readonly NamedKey[];
  readonly level: RiskLevel | undefined;
  /** Requirements that a risk demands, as the plan counts them, and those that the category alone asks. */
  readonly demanded: number;
  readonly asked: number;
  readonly requirements: readonly { readonly id: string; readonly heading: Text }[];
  readonly reason: Text;
  readonly closes: Text;
  /** What is recorded of how the promoting body checks what it does itself. */
  readonly recorded: SelfCheck | undefined;
  readonly remedies: readonly Remedy[];
}

/** A contract that is silent, ends too early, or leads to a party of unknown law. */
export interface NamedNote {
  readonly id: string;
  readonly kind: ContractNoteKind;
  readonly contract: NamedKey;
  readonly about: readonly NamedKey[];
  readonly sentence: Text;
  readonly closes: Text;
}

export interface Responsibilities {
  readonly counts: Readonly<Record<ProblemKind, number>>;
  /** How many requirements are placed in all: what the counts are of. */
  readonly requirements: number;
  /** Nobody performs, two do, self-verification, presumed: in this order, the worst risk first. */
  readonly problems: readonly DutyProblem[];
  readonly notes: readonly NamedNote[];
}

const messages = {
  selfCheck: text(
    '推進主体が自ら行い、確かめるのも推進主体です。',
    'The promoting body performs these itself, and verifies them itself.',
  ),
  selfCheckCloses: text(
    '別の部署が確かめると決めます。決められないときは、責任者が署名した自己確認とします。',
    'Settle that another department verifies them; where there is none, that somebody signs for the self-check.',
  ),
};

const order: Readonly<Record<ProblemKind, number>> = {
  gap: 0,
  overlap: 1,
  'self-check': 2,
  presumed: 3,
};
const noteOrder: Readonly<Record<ContractNoteKind, number>> = {
  expired: 0,
  'ends-before-service': 1,
  silent: 2,
  'unknown-law': 3,
  'no-incident-clause': 4,
  'no-vulnerability-clause': 5,
  'subcontracting-unstated': 6,
};
/** At most so many requirements of one problem are named; all are counted. */
const mostNamed = 60;
/** So many places under one contract are offered to be closed together at each of them; more, at the first alone. */
const mostTogether = 50;

/** What is wrong with who does what, each with what would close it. */
export function responsibilities(view: PlanView): Responsibilities {
  const { plan } = view;
  const problems = [...placeProblems(view), ...selfChecks(view)].sort(
    (a, b) =>
      order[a.kind] - order[b.kind] ||
      levelOf(b) - levelOf(a) ||
      b.demanded - a.demanded ||
      (a.id < b.id ? -1 : 1),
  );
  const { gaps, overlaps, presumed, selfChecks: own } = plan.counts;
  return {
    counts: { gap: gaps, overlap: overlaps, 'self-check': own, presumed },
    requirements: plan.requirements.filter(({ basis }) => basis === 'risk').length,
    problems,
    notes: plan.contractNotes
      .map(({ id, kind, contract, about, sentence, closes }) => ({
        id,
        kind,
        contract: view.named(contract),
        about: about.map((key) => view.named(key)),
        sentence,
        closes,
      }))
      .sort((a, b) => noteOrder[a.kind] - noteOrder[b.kind] || (a.id < b.id ? -1 : 1)),
  };
}

const levelOf = ({ level }: DutyProblem): number => (level === undefined ? -1 : rank[level]);

const isOpen = (state: DutyState): state is 'gap' | 'overlap' | 'presumed' =>
  state === 'gap' || state === 'overlap' || state === 'presumed';

function placeProblems(view: PlanView): DutyProblem[] {
  const rules = new Map(view.edition.dutyRules.map((rule) => [rule.id, rule]));
  const open = view.plan.requirements.filter(({ duty }) => isOpen(duty.state));
  // What two organisations claim is settled otherwise.
  const silent = open.filter(({ duty }) => duty.state !== 'overlap');
  const byContract = Map.groupBy(silent, ({ duty }) => duty.contract);
  const under = new Map(
    [...byContract].map(([contract, rows]) => [contract, placesOf(view, rows)] as const),
  );
  return [...Map.groupBy(open, ({ place, duty }) => groupOf(place, duty)).values()].map((rows) =>
    problemOf(view, rows, rules, under),
  );
}

/** Components where these requirements are, and what of each they are about. */
function placesOf(view: PlanView, rows: readonly PlacedRequirement[]): readonly OpenPlace[] {
  const byPlace = Map.groupBy(rows, ({ place }) => place);
  return [...byPlace].flatMap(([key, some]) => {
    const place = view.index.components.get(key);
    return place === undefined ? [] : [{ place, aspects: aspectsOf(view, some) }];
  });
}

function aspectsOf(view: PlanView, rows: readonly PlacedRequirement[]): OpenPlace['aspects'] {
  const some = { system: false, data: false };
  for (const { requirement } of rows)
    some[view.dataRequirements.has(requirement) ? 'data' : 'system'] = true;
  return (['system', 'data'] as const).filter((aspect) => some[aspect]);
}

/** What one and the same change closes is one problem. */
const groupOf = (place: string, { state, rule, contract, performers }: Duty): string =>
  [state, place, rule, contract ?? '', state === 'overlap' ? performers.join() : ''].join('|');

function problemOf(
  view: PlanView,
  rows: readonly PlacedRequirement[],
  rules: ReadonlyMap<string, DutyRule>,
  under: ReadonlyMap<string | undefined, readonly OpenPlace[]>,
): DutyProblem {
  const [{ place, duty }] = rows as [PlacedRequirement];
  const rule = rules.get(duty.rule);
  const kind = duty.state as 'gap' | 'overlap' | 'presumed';
  return {
    id: `${kind}:${duty.rule}@${place}${kind === 'overlap' ? `:${duty.performers.join('+')}` : ''}`,
    kind,
    place: view.named(place),
    contract: duty.contract === undefined ? undefined : view.named(duty.contract),
    performers: duty.performers.map((key) => view.named(key)),
    ...weighed(view, rows),
    reason: rule?.reason ?? { ja: '', en: '' },
    closes: rule?.closes ?? { ja: '', en: '' },
    recorded: undefined,
    remedies: remediesOf(view, rows, under),
  };
}

function remediesOf(
  view: PlanView,
  rows: readonly PlacedRequirement[],
  under: ReadonlyMap<string | undefined, readonly OpenPlace[]>,
): readonly Remedy[] {
  const [{ place, duty }] = rows as [PlacedRequirement];
  const component = view.index.components.get(place);
  if (component === undefined) return [];
  const all = under.get(duty.contract) ?? [];
  const open: OpenDuty = {
    place: component,
    aspects: aspectsOf(view, rows),
    requirements: [...new Set(rows.map(({ requirement }) => requirement))],
    contract: duty.contract === undefined ? undefined : view.index.contracts.get(duty.contract),
    performers: duty.performers,
    under: all.length <= mostTogether || all[0]?.place === component ? all : [],
  };
  if (duty.state === 'overlap') return settlementsFor(view, open);
  if (duty.rule === 'duty-no-contract') return remediesWithoutContract(view, open);
  return remediesFor(view, open);
}

/** What the promoting body performs and nobody else verifies is closed in one place: how it is checked. */
function selfChecks(view: PlanView): DutyProblem[] {
  const rows = view.plan.requirements.filter(({ duty }) => duty.selfCheck);
  if (rows.length === 0) return [];
  const { promoter } = view.city;
  const recorded = view.plan.subjects.find(({ key }) => key === promoter)?.selfCheck;
  const remedy = selfCheckRemedy(view, view.plan.asOf);
  return [
    {
      id: `self-check@${promoter}`,
      kind: 'self-check',
      place: undefined,
      contract: undefined,
      performers: [...new Set(rows.flatMap(({ duty }) => duty.performers))].map((key) =>
        view.named(key),
      ),
      ...weighed(view, rows),
      reason: messages.selfCheck,
      closes: messages.selfCheckCloses,
      recorded,
      remedies: remedy === undefined ? [] : [remedy],
    },
  ];
}

function weighed(view: PlanView, rows: readonly PlacedRequirement[]) {
  const demanded = rows.filter(({ basis }) => basis === 'risk');
  const worstFirst = rows.toSorted(
    (a, b) =>
      (b.level === undefined ? -1 : rank[b.level]) - (a.level === undefined ? -1 : rank[a.level]),
  );
  return {
    level: worstFirst[0]?.level,
    demanded: demanded.length,
    asked: rows.length - demanded.length,
    requirements: worstFirst.slice(0, mostNamed).map(({ id, requirement }) => ({
      id,
      heading: view.requirementTexts.get(requirement)?.heading ?? {
        ja: requirement,
        en: requirement,
      },
    })),
  };
}
