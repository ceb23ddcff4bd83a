import type { Day } from '@machimori/kernel';
import type { Duty, Plan } from './plan.ts';

/** A new plan beside an older one of the same city, by the ids that say what each row is about. */
export interface PlanComparison {
  readonly from: ComparedPlan;
  readonly to: ComparedPlan;
  readonly lists: Readonly<Record<ComparedList, ListComparison>>;
}

interface ComparedPlan {
  readonly asOf: Day;
  readonly edition: string;
  readonly criteria: string;
  readonly version: string;
}

interface ListComparison {
  readonly appeared: readonly string[];
  readonly fellAway: readonly string[];
  readonly changed: readonly {
    readonly id: string;
    readonly fields: readonly {
      readonly field: string;
      readonly from: unknown;
      readonly to: unknown;
    }[];
  }[];
}

export type ComparedList = keyof typeof compared;

type Facts = Readonly<Record<string, unknown>>;

interface Compared<Row> {
  readonly rows: (plan: Plan) => readonly Row[];
  readonly id: (row: Row) => string;
  /** What counts as a change. Positions, counts and sentences follow from it and from other rows. */
  readonly facts: (row: Row) => Facts;
}

const comparedBy = <Row>(
  rows: Compared<Row>['rows'],
  id: Compared<Row>['id'],
  facts: Compared<Row>['facts'],
): Compared<never> => ({ rows, id, facts }) as unknown as Compared<never>;

const duty = (of: Duty): Facts => ({
  duty: of.state,
  performers: of.performers,
  verifier: of.verifier,
  selfCheck: of.selfCheck,
  answerable: of.answerable,
  contract: of.contract,
});

/** What is compared. Groups of risks and rows of the sheet are views of these lists, and are not. */
const compared = {
  subjects: comparedBy(
    (plan) => plan.subjects,
    (s) => s.key,
    (s) => ({
      kind: s.kind,
      name: s.name,
      categories: s.categories,
      traits: s.traits.map(({ trait }) => trait),
      confidentiality: s.impact?.confidentiality.value,
      integrity: s.impact?.integrity.value,
      availability: s.impact?.availability.value,
      selfCheckKind: s.selfCheck?.kind,
      selfCheckBy: s.selfCheck?.by,
      selfCheckOn: s.selfCheck?.on,
    }),
  ),
  findings: comparedBy(
    (plan) => plan.findings,
    (f) => f.id,
    (f) => ({
      affected: f.affected,
      total: f.total,
      level: f.level,
      responsible: f.responsible,
    }),
  ),
  scenarios: comparedBy(
    (plan) => plan.scenarios,
    (s) => s.id,
    (s) => ({
      level: s.level,
      likelihood: s.likelihood,
      impact: s.impact,
      harm: s.harm,
      traits: s.traits,
      rules: s.rules,
      findings: s.findings,
    }),
  ),
  requirements: comparedBy(
    (plan) => plan.requirements,
    (r) => r.id,
    (r) => ({
      level: r.level,
      basis: r.basis,
      ...duty(r.duty),
      sentFrom: r.sentFrom.map(({ subject }) => subject),
      lines: r.lines,
      findings: r.findings,
    }),
  ),
  withoutItem: comparedBy(
    (plan) => plan.withoutItem,
    (w) => w.id,
    (w) => ({ level: w.level, requirements: w.requirements }),
  ),
  lines: comparedBy(
    (plan) => plan.lines,
    (l) => l.id,
    (l) => ({
      level: l.level,
      state: l.state,
      // A proposed date moves with the day the plan is made for, which is no news.
      planned: l.planned.origin === 'stated' ? l.planned.raw : undefined,
      statement: l.statement,
      answeredBy: l.answeredBy,
      basis: l.basis,
      ...duty(l.duty),
      requirements: l.requirements,
      findings: l.findings,
    }),
  ),
  contractNotes: comparedBy(
    (plan) => plan.contractNotes,
    (n) => n.id,
    (n) => ({ about: n.about }),
  ),
  laws: comparedBy(
    (plan) => plan.laws,
    (l) => l.reference,
    (l) => ({ triggers: l.triggers.map(({ subject }) => subject) }),
  ),
  measures: comparedBy(
    (plan) => plan.measures,
    (m) => m.measure,
    (m) => ({ kind: m.kind, because: m.because }),
  ),
  actions: comparedBy(
    (plan) => plan.actions,
    (a) => a.id,
    (a) => ({ organisation: a.organisation, level: a.level }),
  ),
} as const;

export const comparedLists = Object.keys(compared) as readonly ComparedList[];

/**
 * What appeared, what changed and what fell away between two plans. Keys that the newer plan's city renamed
 * are read as the new ones, so that a rename changes nothing.
 */
export function comparePlans(older: Plan, newer: Plan): PlanComparison {
  const renamed = renaming(newer.city.aliases ?? {});
  const lists = comparedLists.map((list) => [
    list,
    compareList(compared[list], older, newer, renamed),
  ]);
  return { from: headOf(older), to: headOf(newer), lists: Object.fromEntries(lists) };
}

const headOf = (plan: Plan): ComparedPlan => ({
  asOf: plan.asOf,
  edition: plan.edition.id,
  criteria: plan.criteria.id,
  version: plan.generator.version,
});

function compareList<Row>(
  { rows, id, facts }: Compared<Row>,
  older: Plan,
  newer: Plan,
  renamed: (value: unknown) => unknown,
): ListComparison {
  const before = new Map(rows(older).map((row) => [renamed(id(row)) as string, row]));
  const appeared: string[] = [];
  const changed: ListComparison['changed'][number][] = [];
  for (const row of rows(newer)) {
    const key = id(row);
    const old = before.get(key);
    before.delete(key);
    if (old === undefined) {
      appeared.push(key);
      continue;
    }
    const was = facts(old);
    const fields = Object.entries(facts(row))
      .filter(([field, to]) => !same(was[field], to) && !same(renamed(was[field]), to))
      .map(([field, to]) => ({ field, from: renamed(was[field]) ?? null, to: to ?? null }));
    if (fields.length > 0) changed.push({ id: key, fields });
  }
  return { appeared, fellAway: [...before.keys()], changed };
}

/** Lists are sets here: that their order follows that of other rows is no change. */
function same(a: unknown, b: unknown): boolean {
  if (!Array.isArray(a) || !Array.isArray(b)) return a === b;
  const [here, there] = [new Set(a), new Set(b)];
  return here.size === there.size && [...here].every((item) => there.has(item));
}

/** Old keys as the new ones, alone and behind the last `@` or the first `:` of an id. */
function renaming(aliases: Readonly<Record<string, string>>): (value: unknown) => unknown {
  const known = new Map(Object.entries(aliases));
  if (known.size === 0) return (value) => value;
  const rename = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(rename);
    if (typeof value !== 'string') return value;
    const at = Math.max(value.lastIndexOf('@'), value.lastIndexOf(':')) + 1;
    const key = known.get(value.slice(at));
    return key === undefined ? value : `${value.slice(0, at)}${key}`;
  };
  return rename;
}
