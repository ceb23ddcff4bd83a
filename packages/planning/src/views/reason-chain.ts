import type { RiskLevel } from '@machimori/catalogue';
import { type Text, text } from '@machimori/kernel';
import type { PlacedRequirement, Scenario, SheetLine } from '../plan.ts';
import { rank, worst } from '../risk-levels.ts';
import type { PlanView } from './plan-view.ts';
import { unknownCountries, unknownCountryText } from './unknown-country.ts';

/** The way from what is protected to who is bound, in the order in which the plan went (guideline 4.1). */
export const chainSteps = [
  'protected',
  'traits',
  'risks',
  'requirements',
  'checkItems',
  'parties',
  'contracts',
] as const;
export type ChainStep = (typeof chainSteps)[number];

/** One link of the chain: what it is, why in a sentence, where the guideline says so. */
export interface ChainLink {
  /** Opens its own chain. */
  readonly id: string;
  readonly name: Text;
  readonly detail?: Text;
  readonly level?: RiskLevel;
  /** Elements of the city that it is about here. */
  readonly at: readonly { readonly key: string; readonly name: Text }[];
  /** Document and section. */
  readonly source?: { readonly document: string; readonly section: string };
}

/** Why something stands in the plan, from the data or function to the contract; for any row, element or entry. */
export interface ReasonChain {
  readonly steps: readonly {
    readonly step: ChainStep;
    /** How many there are; `links` holds the weightiest. */
    readonly total: number;
    readonly links: readonly ChainLink[];
  }[];
}

interface Rows {
  readonly scenarios: readonly Scenario[];
  readonly requirements: readonly PlacedRequirement[];
  readonly lines: readonly SheetLine[];
}

const mostLinks = 12;
const mostPlaces = 6;

/** The chain through one node; undefined where the plan says nothing of it. */
export function reasonChain(view: PlanView, id: string): ReasonChain | undefined {
  const rows = rowsOf(view, id);
  const { scenarios, requirements, lines } = rows;
  if (scenarios.length + requirements.length + lines.length === 0) return undefined;
  const steps: Readonly<Record<ChainStep, readonly ChainLink[]>> = {
    protected: protectedBy(view, scenarios),
    traits: traitsOf(view, scenarios),
    risks: risksOf(view, scenarios),
    requirements: requirementsOf(view, requirements),
    checkItems: checkItemsOf(view, lines),
    parties: partiesOf(view, rows),
    contracts: contractsOf(view, rows),
  };
  return {
    steps: chainSteps.map((step) => ({
      step,
      total: steps[step].length,
      links: steps[step].slice(0, mostLinks),
    })),
  };
}

/** The rows of the plan that a node stands for: itself, or all at an element, or all of an entry of the guideline. */
function rowsOf(view: PlanView, id: string): Rows {
  const { plan } = view;
  const line = view.linesById.get(id);
  if (line !== undefined) return through(view, { lines: [line] });
  const placed = view.requirementsById.get(id);
  if (placed !== undefined) return through(view, { requirements: [placed] });
  const scenario = view.scenariosById.get(id);
  if (scenario !== undefined) return through(view, { scenarios: [scenario] });
  const action = plan.actions.find((each) => each.id === id);
  if (action !== undefined) {
    const parts = action.from.map((each) => rowsOf(view, each));
    const all = <Row>(of: (rows: Rows) => readonly Row[]): readonly Row[] => [
      ...new Set(parts.flatMap(of)),
    ];
    return {
      scenarios: all((rows) => rows.scenarios),
      requirements: all((rows) => rows.requirements),
      lines: all((rows) => rows.lines),
    };
  }
  const finding = plan.findings.find((each) => each.id === id);
  if (finding !== undefined)
    return {
      scenarios: (view.scenariosAt.get(finding.subject) ?? []).filter((each) =>
        each.findings.includes(id),
      ),
      requirements: (view.requirementsAt.get(finding.subject) ?? []).filter((each) =>
        each.findings.includes(id),
      ),
      lines: finding.lines.flatMap((each) => view.linesById.get(each) ?? []),
    };
  if (view.subjects.has(id))
    return {
      scenarios: view.scenariosAt.get(id) ?? [],
      requirements: view.requirementsAt.get(id) ?? [],
      lines: view.linesAt.get(id) ?? [],
    };
  if (view.checkItems.has(id))
    return through(view, { lines: plan.lines.filter(({ checkItem }) => checkItem === id) });
  if (view.requirementTexts.has(id))
    return through(view, {
      requirements: plan.requirements.filter(({ requirement }) => requirement === id),
    });
  return through(view, { scenarios: plan.scenarios.filter(({ risk }) => risk === id) });
}

/** Completes rows of one kind by those that they come from and lead to. */
function through(view: PlanView, given: Partial<Rows>): Rows {
  const lines = given.lines;
  if (lines !== undefined) {
    const ids = new Set(lines.flatMap((line) => line.requirements));
    const requirements = [...ids].flatMap((id) => view.requirementsById.get(id) ?? []);
    return { lines, requirements, scenarios: demanding(view, requirements) };
  }
  const requirements = given.requirements ?? [
    ...new Set((given.scenarios ?? []).flatMap(({ id }) => view.demandedBy.get(id) ?? [])),
  ];
  const answering = new Set(requirements.flatMap((row) => row.lines));
  return {
    requirements,
    scenarios: given.scenarios ?? demanding(view, requirements),
    lines: [...answering].flatMap((id) => view.linesById.get(id) ?? []),
  };
}

const demanding = (view: PlanView, requirements: readonly PlacedRequirement[]) =>
  [...new Set(requirements.flatMap((row) => row.scenarios))].flatMap(
    (id) => view.scenariosById.get(id) ?? [],
  );

const byLevel = (a: ChainLink, b: ChainLink): number =>
  (b.level === undefined ? -1 : rank[b.level]) - (a.level === undefined ? -1 : rank[a.level]);

const places = (view: PlanView, keys: Iterable<string>): ChainLink['at'] =>
  [...new Set(keys)].slice(0, mostPlaces).map((key) => view.named(key));

/** The data sets and services whose loss does the harm, and where else it comes to bear. */
function protectedBy(view: PlanView, scenarios: readonly Scenario[]): readonly ChainLink[] {
  const reasons = new Map(view.edition.criteria.impact.map((rule) => [rule.id, rule.reason]));
  const found = new Map<string, { rule: string; at: Set<string>; value: number }>();
  for (const { subject, harm } of scenarios) {
    const side = view.subjects.get(subject)?.impact?.[harm];
    // What does no harm is harm from nowhere.
    if (side === undefined || side.from === '') continue;
    const known = found.get(side.from);
    if (known === undefined)
      found.set(side.from, { rule: side.rule, at: new Set([subject]), value: side.value });
    else known.at.add(subject);
  }
  return [...found]
    .toSorted(([, a], [, b]) => b.value - a.value)
    .map(([key, { rule, at }]) => ({
      id: key,
      name: view.named(key).name,
      ...(reasons.has(rule) ? { detail: reasons.get(rule) as Text } : {}),
      at: places(
        view,
        [...at].filter((subject) => subject !== key),
      ),
    }));
}

function traitsOf(view: PlanView, scenarios: readonly Scenario[]): readonly ChainLink[] {
  const texts = new Map(view.edition.traits.map((trait) => [trait.id, trait]));
  const at = new Map<string, Set<string>>();
  for (const { traits, subject } of scenarios)
    for (const trait of traits) {
      const known = at.get(trait);
      if (known === undefined) at.set(trait, new Set([subject]));
      else known.add(subject);
    }
  return [...at].flatMap(([trait, subjects]) => {
    const entry = texts.get(trait);
    if (entry === undefined) return [];
    const isUnknown = [...subjects].every((subject) => {
      const because = view.subjects.get(subject)?.traits.find((each) => each.trait === trait);
      return unknownCountries(view.index, trait, because?.because ?? []).length > 0;
    });
    const detail = isUnknown
      ? text(
          `${entry.meaning.ja}${unknownCountryText.ja}`,
          `${entry.meaning.en} ${unknownCountryText.en}`,
        )
      : entry.meaning;
    return [{ id: trait, name: entry.name, detail, at: places(view, subjects) }];
  });
}

function risksOf(view: PlanView, scenarios: readonly Scenario[]): readonly ChainLink[] {
  const { edition } = view;
  const incidents = new Map(edition.incidentTypes.map((each) => [each.id, each]));
  const weaknesses = new Map(edition.vulnerabilities.map((each) => [each.id, each]));
  const groups = Map.groupBy(scenarios, ({ risk }) => risk);
  const risks = new Map(edition.risks.map((each) => [each.id, each]));
  return [...groups]
    .flatMap(([id, list]): ChainLink[] => {
      const risk = risks.get(id);
      const incident = incidents.get(risk?.incidentType ?? '');
      const weakness = weaknesses.get(risk?.vulnerability ?? '');
      if (risk === undefined || incident === undefined || weakness === undefined) return [];
      const level = worst(list.map((each) => each.level));
      const [only] = list;
      return [
        {
          id: list.length === 1 && only !== undefined ? only.id : id,
          name: incident.plain,
          detail: weakness.conditional,
          ...(level === undefined ? {} : { level }),
          at: places(
            view,
            list.map(({ subject }) => subject),
          ),
          source: placeOf(risk.source),
        },
      ];
    })
    .toSorted(byLevel);
}

function requirementsOf(
  view: PlanView,
  requirements: readonly PlacedRequirement[],
): readonly ChainLink[] {
  const groups = Map.groupBy(requirements, ({ requirement }) => requirement);
  return [...groups]
    .flatMap(([id, list]): ChainLink[] => {
      const entry = view.requirementTexts.get(id);
      if (entry === undefined) return [];
      const level = worst(list.flatMap((each) => each.level ?? []));
      const [only] = list;
      return [
        {
          id: list.length === 1 && only !== undefined ? only.id : id,
          name: entry.heading,
          detail: entry.asks,
          ...(level === undefined ? {} : { level }),
          at: places(
            view,
            list.map(({ place }) => place),
          ),
          source: placeOf(entry.source),
        },
      ];
    })
    .toSorted(byLevel);
}

function checkItemsOf(view: PlanView, lines: readonly SheetLine[]): readonly ChainLink[] {
  const groups = Map.groupBy(lines, ({ checkItem }) => checkItem);
  return [...groups]
    .flatMap(([id, list]): ChainLink[] => {
      const item = view.checkItems.get(id);
      if (item === undefined) return [];
      const level = worst(list.flatMap((each) => each.level ?? []));
      const [only] = list;
      return [
        {
          id: list.length === 1 && only !== undefined ? only.id : id,
          name: {
            ja: `${item.label} ${item.heading.ja}`,
            en: `${item.label} ${item.heading.en}`,
          },
          detail: item.asks,
          ...(level === undefined ? {} : { level }),
          at: places(
            view,
            list.map(({ subject }) => subject),
          ),
          source: placeOf(item.source),
        },
      ];
    })
    .toSorted(byLevel);
}

const duties = ({ requirements, lines }: Rows) =>
  lines.length === 1 ? lines : requirements.length > 0 ? requirements : lines;

const dutyWords = {
  performs: { ja: '実施', en: 'performs' },
  verifies: { ja: '確認', en: 'verifies' },
  answers: { ja: '住民への説明', en: 'answers to residents' },
};

/** Who performs, verifies and answers to residents, whoever has most of it first. */
function partiesOf(view: PlanView, rows: Rows): readonly ChainLink[] {
  const found = new Map<string, { count: number; does: Set<keyof typeof dutyWords> }>();
  const add = (key: string, does: keyof typeof dutyWords): void => {
    const known = found.get(key) ?? { count: 0, does: new Set() };
    known.count += 1;
    known.does.add(does);
    found.set(key, known);
  };
  for (const { duty } of duties(rows)) {
    for (const key of duty.performers) add(key, 'performs');
    if (duty.verifier !== undefined) add(duty.verifier, 'verifies');
    for (const key of duty.answerable) add(key, 'answers');
  }
  return [...found]
    .toSorted(([, a], [, b]) => b.count - a.count)
    .map(([key, { does }]) => {
      const words = [...does].map((each) => dutyWords[each]);
      return {
        id: key,
        name: view.named(key).name,
        detail: {
          ja: words.map(({ ja }) => ja).join('、'),
          en: words.map(({ en }) => en).join(', '),
        },
        at: [],
      };
    });
}

function contractsOf(view: PlanView, rows: Rows): readonly ChainLink[] {
  const keys = new Set(duties(rows).flatMap(({ duty }) => duty.contract ?? []));
  return [...keys].map((key) => ({ id: key, name: view.named(key).name, at: [] }));
}

const placeOf = ({
  document,
  section,
}: {
  readonly document: string;
  readonly section?: string;
}) => ({
  document,
  section: section ?? '',
});
