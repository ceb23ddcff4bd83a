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

/** What counts as a change of a row, by name. Positions, counts and sentences follow from it and from other rows. */
type Facts<Row> = Readonly<Record<string, (row: Row) => unknown>>;

interface Compared<Row> {
  readonly rows: (plan: Plan) => readonly Row[];
  readonly id: (row: Row) => string;
  readonly facts: readonly (readonly [field: string, of: (row: Row) => unknown])[];
}

const comparedBy = <Row>(
  rows: Compared<Row>['rows'],
  id: Compared<Row>['id'],
  facts: Facts<Row>,
): Compared<never> => ({ rows, id, facts: Object.entries(facts) }) as unknown as Compared<never>;

const duty: Facts<{ readonly duty: Duty }> = {
  duty: (row) => row.duty.state,
  performers: (row) => row.duty.performers,
  verifier: (row) => row.duty.verifier,
  selfCheck: (row) => row.duty.selfCheck,
  answerable: (row) => row.duty.answerable,
  contract: (row) => row.duty.contract,
};

/** What is compared. Groups of risks and rows of the sheet are views of these lists, and are not. */
const compared = {
  subjects: comparedBy(
    (plan) => plan.subjects,
    (s) => s.key,
    {
      kind: (s) => s.kind,
      name: (s) => s.name,
      categories: (s) => s.categories,
      traits: (s) => s.traits.map(({ trait }) => trait),
      confidentiality: (s) => s.impact?.confidentiality.value,
      integrity: (s) => s.impact?.integrity.value,
      availability: (s) => s.impact?.availability.value,
      selfCheckKind: (s) => s.selfCheck?.kind,
      selfCheckBy: (s) => s.selfCheck?.by,
      selfCheckOn: (s) => s.selfCheck?.on,
    },
  ),
  findings: comparedBy(
    (plan) => plan.findings,
    (f) => f.id,
    {
      affected: (f) => f.affected,
      total: (f) => f.total,
      level: (f) => f.level,
      responsible: (f) => f.responsible,
    },
  ),
  scenarios: comparedBy(
    (plan) => plan.scenarios,
    (s) => s.id,
    {
      level: (s) => s.level,
      likelihood: (s) => s.likelihood,
      impact: (s) => s.impact,
      harm: (s) => s.harm,
      traits: (s) => s.traits,
      rules: (s) => s.rules,
      findings: (s) => s.findings,
    },
  ),
  requirements: comparedBy(
    (plan) => plan.requirements,
    (r) => r.id,
    {
      level: (r) => r.level,
      basis: (r) => r.basis,
      ...duty,
      sentFrom: (r) => r.sentFrom.map(({ subject }) => subject),
      lines: (r) => r.lines,
      findings: (r) => r.findings,
    },
  ),
  withoutItem: comparedBy(
    (plan) => plan.withoutItem,
    (w) => w.id,
    { level: (w) => w.level, requirements: (w) => w.requirements },
  ),
  lines: comparedBy(
    (plan) => plan.lines,
    (l) => l.id,
    {
      level: (l) => l.level,
      state: (l) => l.state,
      // A proposed date moves with the day the plan is made for, which is no news.
      planned: (l) => (l.planned.origin === 'stated' ? l.planned.raw : undefined),
      statement: (l) => l.statement,
      answeredBy: (l) => l.answeredBy,
      basis: (l) => l.basis,
      ...duty,
      requirements: (l) => l.requirements,
      findings: (l) => l.findings,
    },
  ),
  contractNotes: comparedBy(
    (plan) => plan.contractNotes,
    (n) => n.id,
    { about: (n) => n.about },
  ),
  laws: comparedBy(
    (plan) => plan.laws,
    (l) => l.reference,
    { triggers: (l) => l.triggers.map(({ subject }) => subject) },
  ),
  measures: comparedBy(
    (plan) => plan.measures,
    (m) => m.measure,
    { kind: (m) => m.kind, because: (m) => m.because },
  ),
  actions: comparedBy(
    (plan) => plan.actions,
    (a) => a.id,
    { organisation: (a) => a.organisation, level: (a) => a.level },
  ),
} as const;

export const comparedLists = Object.keys(compared) as readonly ComparedList[];

/** What goes on under another name, so that a new name alone is no change. */
export interface Renamed {
  /** Old key → present key of the city's elements; those of the newer plan, unless given. */
  readonly aliases?: Readonly<Record<string, string>>;
  /** Ids of the older edition's entries → of the newer one's. */
  readonly successors?: Readonly<Record<string, string>>;
}

/**
 * What appeared, what changed and what fell away between two plans. Keys that the newer plan's city renamed
 * are read as the new ones, and so are entries of the guideline that its edition numbers otherwise.
 */
export function comparePlans(older: Plan, newer: Plan, names: Renamed = {}): PlanComparison {
  const renamed = renaming({ aliases: newer.city.aliases ?? {}, ...names });
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
    const fields = [];
    for (const [field, of] of facts) {
      const [was, to] = [of(old), of(row)];
      if (same(was, to)) continue;
      const from = renamed(was);
      if (!same(from, to)) fields.push({ field, from: from ?? null, to: to ?? null });
    }
    if (fields.length > 0) changed.push({ id: key, fields });
  }
  return { appeared, fellAway: [...before.keys()], changed };
}

/** Lists are sets here: that their order follows that of other rows is no change. */
function same(a: unknown, b: unknown): boolean {
  if (!Array.isArray(a) || !Array.isArray(b)) return a === b;
  // Nearly all are: no set is made for them.
  if (a.length === b.length && a.every((item, at) => item === b[at])) return true;
  const [here, there] = [new Set(a), new Set(b)];
  return here.size === there.size && [...here].every((item) => there.has(item));
}

/** Old keys as the new ones, alone and behind the last `@` or the first `:` of an id; old entries as the new, before it. */
export function renaming({ aliases = {}, successors = {} }: Renamed): (value: unknown) => unknown {
  const known = new Map(Object.entries(aliases));
  const entries = new Map(Object.entries(successors));
  if (known.size + entries.size === 0) return (value) => value;
  const rename = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(rename);
    if (typeof value !== 'string') return value;
    const at = Math.max(value.lastIndexOf('@'), value.lastIndexOf(':')) + 1;
    const [before, after] = [value.slice(0, at), value.slice(at)];
    const entry = at === 0 ? entries.get(after) : undefined;
    const mark = before.slice(-1);
    const named = before.slice(0, -1);
    return `${entries.get(named) ?? named}${mark}${entry ?? known.get(after) ?? after}`;
  };
  return rename;
}
