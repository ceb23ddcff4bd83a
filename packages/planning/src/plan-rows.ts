import type { Edition } from '@machimori/catalogue';
import { dayText, fillText, type Text, text } from '@machimori/kernel';
import { selfCheckOf } from './duty-words.ts';
import type { EdgeKind, ExplainedNode } from './explanation.ts';
import { messages } from './messages.ts';
import type { Duty, Impact, Plan, Scenario, SheetLine } from './plan.ts';
import { placedName } from './row-words.ts';

/** Takes a link of the graph; nothing is kept of those that nobody asked about. */
export type TakeEdge = (from: string, to: string, kind: EdgeKind) => void;

/** What has an id in the plan: a row, with what it says, made when it is asked for, and its links. */
export interface PlanRow {
  readonly id: string;
}

/** Rows of one kind. */
export interface RowFamily<Row> {
  readonly kind: string;
  readonly rows: readonly Row[];
  /** Undefined where rows are only links between others. */
  readonly node?: (row: Row) => Omit<ExplainedNode, 'id' | 'kind'>;
  readonly edges: (row: Row, take: TakeEdge) => void;
}

/** What rows need of the graph that they are in. */
export interface GraphGround {
  /** Name of an element or of an entry of the catalogue, by its id in the graph. */
  readonly nameOf: (id: string) => Text;
  /** Id in the graph of an entry of the catalogue. */
  readonly entry: (id: string) => string;
}

/** All rows of a plan, kind by kind, as parts of the graph; the order is that of every answer. */
export function rowFamilies(
  plan: Plan,
  edition: Edition,
  { nameOf, entry }: GraphGround,
): readonly RowFamily<PlanRow>[] {
  const levels = new Map(edition.criteria.levels.map((l) => [l.id, l.name]));
  const { impact, likelihood } = edition.criteria;
  const reasons = new Map([...impact, ...likelihood.rules].map((r) => [r.id, r.reason]));
  const impacts = new Map(plan.subjects.map((s) => [s.key, s.impact]));
  const checked = selfCheckOf(plan);
  const families = [
    family({
      kind: 'finding',
      rows: plan.findings,
      node: (f) => ({ name: f.sentence, detail: f.firstStep }),
      edges: (f, take) => {
        take(f.subject, f.id, 'because');
        take(`kind:${f.kind}`, f.id, 'because');
      },
    }),
    family({
      kind: 'scenario',
      rows: plan.scenarios,
      node: (s) => ({
        name: placedName(nameOf(entry(s.risk)), nameOf(s.subject)),
        detail: ratingOf(
          s,
          levels.get(s.level) ?? text(s.level, s.level),
          reasons,
          impacts.get(s.subject),
          nameOf,
        ),
      }),
      edges: (s, take) => {
        take(s.subject, s.id, 'because');
        take(entry(s.risk), s.id, 'because');
        for (const t of s.traits) take(entry(t), s.id, 'applies');
        for (const f of s.findings) take(f, s.id, 'confirms');
        for (const rule of s.rules) take(entry(rule), s.id, 'because');
      },
    }),
    family({
      kind: 'placedRequirement',
      rows: plan.requirements,
      node: (r) => ({
        name: placedName(nameOf(entry(r.requirement)), nameOf(r.place)),
        detail: dutyText(r.duty, nameOf, checked),
      }),
      edges: (r, take) => {
        take(entry(r.duty.rule), r.id, 'because');
        take(r.place, r.id, 'because');
        take(entry(r.requirement), r.id, 'because');
        for (const s of r.scenarios) take(s, r.id, 'requires');
        for (const f of r.findings) take(f, r.id, 'requires');
        for (const l of r.lines) take(r.id, l, 'satisfies');
        for (const o of r.duty.performers) take(r.id, o, 'answers');
        // A contract is a reason where it names who performs; where it only covers, it moves nothing.
        const { contract, state } = r.duty;
        if (contract !== undefined && (state === 'agreed' || state === 'overlap'))
          take(contract, r.id, 'because');
      },
    }),
    family({
      kind: 'line',
      rows: plan.lines,
      node: (l) => ({
        name: placedName(nameOf(entry(l.checkItem)), nameOf(l.subject)),
        detail: lineText(l, plan.lines.length, levels, nameOf, checked),
      }),
      edges: (l, take) => {
        take(l.subject, l.id, 'because');
        take(entry(l.checkItem), l.id, 'because');
        for (const f of l.findings) take(f, l.id, 'requires');
        take(l.id, l.answeredBy, 'answers');
        if (l.duty.contract !== undefined) take(l.duty.contract, l.id, 'because');
      },
    }),
    family({
      kind: 'riskGroup',
      rows: plan.riskGroups,
      node: (g) => ({ name: nameOf(g.incidentType) }),
      edges: (g, take) => {
        take(g.incidentType, g.id, 'because');
        for (const s of g.subjects) for (const id of s.scenarios) take(id, g.id, 'because');
      },
    }),
    family({
      kind: 'sheetRow',
      rows: plan.sheet,
      node: (row) => ({ name: placedName(nameOf(row.checkItem), nameOf(row.organisation)) }),
      edges: (row, take) => {
        for (const id of row.lines) take(id, row.id, 'because');
        take(row.id, row.organisation, 'answers');
      },
    }),
    family({
      kind: 'contractNote',
      rows: plan.contractNotes,
      node: (n) => ({ name: n.sentence, detail: n.closes }),
      edges: (n, take) => take(n.contract, n.id, 'because'),
    }),
    family({
      kind: 'law',
      rows: plan.laws.map((law) => ({ ...law, id: law.reference })),
      edges: (law, take) => {
        for (const t of law.triggers) take(t.subject, entry(law.reference), 'applies');
      },
    }),
    family({
      kind: 'measure',
      rows: plan.measures.map((measure) => ({ ...measure, id: measure.measure })),
      edges: (m, take) => {
        for (const key of m.because) take(key, entry(m.measure), 'applies');
        for (const l of m.lines) take(entry(m.measure), l, 'satisfies');
      },
    }),
    family({
      kind: 'action',
      rows: plan.actions,
      node: (a) => ({ name: a.title, detail: a.why }),
      edges: (a, take) => {
        for (const id of a.from) take(id, a.id, 'because');
        take(a.id, a.organisation, 'answers');
      },
    }),
  ];
  return families;
}

/** A family among others: its rows go to its own functions only. */
const family = <Row extends PlanRow>(of: RowFamily<Row>): RowFamily<PlanRow> =>
  of as unknown as RowFamily<PlanRow>;

/** The level of a scenario with the rules that made both of its numbers. */
function ratingOf(
  scenario: Scenario,
  level: Text,
  reasons: ReadonlyMap<string, Text>,
  impact: Impact | undefined,
  nameOf: NameOf,
): Text {
  const side = impact?.[scenario.harm];
  const rule = side === undefined ? undefined : reasons.get(side.rule);
  const exposed = scenario.rules.flatMap((rule) => reasons.get(rule) ?? []);
  const from =
    side === undefined || side.from === scenario.subject || side.from === ''
      ? undefined
      : nameOf(side.from);
  return text(
    `${level.ja}。起こりやすさ${scenario.likelihood}：${exposed.map((r) => r.ja).join('') || '基準の値です。'}影響${scenario.impact}：${rule?.ja ?? ''}${from === undefined ? '' : `（「${from.ja}」から）`}`,
    `${level.en}. Likelihood ${scenario.likelihood}: ${exposed.map((r) => r.en).join(' ') || 'the base value.'} Impact ${scenario.impact}: ${rule?.en ?? ''}${from === undefined ? '' : ` (from “${from.en}”)`}`,
  );
}

type NameOf = (id: string) => Text;

/** Who performs, who verifies and who answers to residents. */
function dutyText(duty: Duty, nameOf: NameOf, checked: Text): Text {
  const names = (keys: readonly string[], none: Text): Text =>
    keys.length === 0
      ? none
      : text(
          [...new Set(keys.map((key) => nameOf(key).ja))].join('、'),
          [...new Set(keys.map((key) => nameOf(key).en))].join(', '),
        );
  return fillText(messages.duty, {
    performers: names(duty.performers, messages.undecided),
    verifier: names(
      duty.verifier === undefined ? [] : [duty.verifier],
      duty.selfCheck ? checked : messages.undecided,
    ),
    answerable: names(duty.answerable, messages.undecided),
  });
}

/** What an organisation asks of a line of the sheet: who, by when, how urgent. */
function lineText(
  line: SheetLine,
  count: number,
  levels: ReadonlyMap<string, Text>,
  nameOf: NameOf,
  checked: Text,
): Text {
  const level = line.level === undefined ? undefined : levels.get(line.level);
  return fillText(messages.line, {
    duty: dutyText(line.duty, nameOf, checked),
    until: dayText(line.planned.by),
    priority: line.priority,
    count,
    level: level ?? messages.noLevel,
  });
}
