import type { Edition } from '@machimori/catalogue';
import type { City } from '@machimori/city';
import { type Text, text } from '@machimori/kernel';
import type { Impact, Plan, Scenario } from './plan.ts';

/** A link of the plan's graph, read from one node: why it is there (`because`) or what follows from it (`leadsTo`). */
export type EdgeKind =
  | 'because'
  | 'requires'
  | 'satisfies'
  | 'answers'
  | 'covers'
  | 'confirms'
  | 'applies';

export interface ExplainedNode {
  readonly id: string;
  readonly kind: string;
  readonly name: Text;
  readonly detail?: Text;
}

export interface ExplainedEdge {
  readonly kind: EdgeKind;
  readonly to: ExplainedNode;
}

/** One node with its links both ways: towards its reasons, and towards what follows. */
export interface Explanation {
  readonly node: ExplainedNode;
  readonly because: readonly ExplainedEdge[];
  readonly leadsTo: readonly ExplainedEdge[];
}

interface Edge {
  readonly from: string;
  readonly to: string;
  readonly kind: EdgeKind;
}

/** The plan as typed nodes and edges, so that "why" and "what follows" are one walk in two directions. */
export class PlanGraph {
  readonly #nodes = new Map<string, ExplainedNode>();
  readonly #out = new Map<string, Edge[]>();
  readonly #in = new Map<string, Edge[]>();
  readonly #aliases = new Map<string, string>();

  constructor(plan: Plan, edition: Edition, city: City) {
    this.#addCatalogue(edition);
    this.#addCity(plan, city);
    this.#addPlan(plan, edition);
    for (const [old, present] of Object.entries(city.aliases)) this.#aliases.set(old, present);
    for (const item of edition.checkItems) this.#aliases.set(item.label, item.id);
  }

  /** Explains any id: an element's key, a catalogue id, a label, or the id of a row of the plan. */
  explain(id: string): Explanation | undefined {
    const key = this.#nodes.has(id) ? id : this.#aliases.get(id.replace(/\s/g, ''));
    const node = key === undefined ? undefined : this.#nodes.get(key);
    if (key === undefined || !node) return undefined;
    const edge = (other: string, kind: EdgeKind): ExplainedEdge[] => {
      const to = this.#nodes.get(other);
      return to ? [{ kind, to }] : [];
    };
    return {
      node,
      because: (this.#in.get(key) ?? []).flatMap((e) => edge(e.from, e.kind)),
      leadsTo: (this.#out.get(key) ?? []).flatMap((e) => edge(e.to, e.kind)),
    };
  }

  /** Every id that can be explained, for finding the nearest one. */
  ids(): readonly string[] {
    return [...this.#nodes.keys(), ...this.#aliases.keys()];
  }

  #node(id: string, kind: string, name: Text, detail?: Text): void {
    if (!this.#nodes.has(id))
      this.#nodes.set(id, detail ? { id, kind, name, detail } : { id, kind, name });
  }

  #edge(from: string, to: string, kind: EdgeKind): void {
    if (from === to) return;
    const edge = { from, to, kind };
    const out = this.#out.get(from);
    if (out?.some((e) => e.to === to && e.kind === kind)) return;
    if (out) out.push(edge);
    else this.#out.set(from, [edge]);
    const into = this.#in.get(to);
    if (into) into.push(edge);
    else this.#in.set(to, [edge]);
  }

  #addCatalogue(edition: Edition): void {
    for (const t of edition.traits) this.#node(t.id, 'trait', t.name, t.meaning);
    for (const i of edition.incidentTypes) this.#node(i.id, 'incidentType', i.heading, i.plain);
    for (const t of edition.threats) this.#node(t.id, 'threat', t.name, t.plain);
    for (const v of edition.vulnerabilities)
      this.#node(v.id, 'vulnerability', v.name, v.conditional);
    for (const r of edition.requirements) this.#node(r.id, 'requirement', r.heading, r.asks);
    for (const i of edition.checkItems)
      this.#node(
        i.id,
        'checkItem',
        text(`${i.heading.ja}（${i.label}）`, `${i.heading.en} (${i.label})`),
        i.asks,
      );
    for (const r of [...edition.references, ...edition.additions])
      this.#node(r.id, 'reference', r.name, r.point);
    for (const c of edition.cases)
      for (const m of c.measures) this.#node(m.id, 'measure', m.text, c.heading);
    const incidents = new Map(edition.incidentTypes.map((i) => [i.id, i.plain]));
    const weaknesses = new Map(edition.vulnerabilities.map((v) => [v.id, v]));
    for (const r of edition.risks) {
      const [incident, weakness] = [
        incidents.get(r.incidentType) ?? text(r.incidentType, r.incidentType),
        weaknesses.get(r.vulnerability),
      ];
      this.#node(
        r.id,
        'risk',
        text(`${weakness?.name.ja}：${incident.ja}`, `${weakness?.name.en}: ${incident.en}`),
        weakness?.conditional,
      );
      this.#edge(r.incidentType, r.id, 'because');
      this.#edge(r.threat, r.id, 'because');
      this.#edge(r.vulnerability, r.id, 'because');
      for (const requirement of r.requirements) this.#edge(r.id, requirement, 'requires');
    }
    for (const a of edition.riskAnchors)
      for (const t of [...a.whenAll, ...a.whenAny]) this.#edge(t, a.risk, 'applies');
    for (const link of edition.requirementLinks)
      this.#edge(link.requirement, link.checkItem, 'satisfies');
    for (const kind of edition.findingKinds)
      this.#node(`kind:${kind.id}`, 'findingKind', kind.name, kind.reason);
  }

  #addCity(plan: Plan, city: City): void {
    for (const s of plan.subjects) {
      this.#node(s.key, s.kind, text(s.name, s.nameEn ?? s.name));
      for (const { trait, because } of s.traits) {
        this.#edge(s.key, trait, 'applies');
        for (const key of because) this.#edge(key, s.key, 'because');
      }
    }
    for (const k of city.contracts) {
      this.#edge(k.key, k.principal, 'answers');
      this.#edge(k.key, k.contractor, 'answers');
      for (const key of [...k.covers.components, ...k.covers.dataSets])
        this.#edge(k.key, key, 'covers');
    }
    for (const f of city.flows) for (const d of f.dataSets) this.#edge(d, f.key, 'because');
    for (const c of city.components) for (const d of c.dataSets) this.#edge(d, c.key, 'because');
  }

  #addPlan(plan: Plan, edition: Edition): void {
    const levels = new Map(edition.criteria.levels.map((l) => [l.id, l.name]));
    const { impact, likelihood } = edition.criteria;
    const reasons = new Map([...impact, ...likelihood.rules].map((r) => [r.id, r.reason]));
    const impacts = new Map(plan.subjects.map((s) => [s.key, s.impact]));
    const nameOf = (id: string): Text => this.#nodes.get(id)?.name ?? text(id, id);
    const at = (what: Text, where: Text): Text =>
      text(`${what.ja}｜${where.ja}`, `${what.en} | ${where.en}`);
    for (const f of plan.findings) {
      this.#node(f.id, 'finding', f.sentence, f.firstStep);
      this.#edge(f.subject, f.id, 'because');
      this.#edge(`kind:${f.kind}`, f.id, 'because');
    }
    for (const s of plan.scenarios) {
      const level = levels.get(s.level) ?? text(s.level, s.level);
      this.#node(
        s.id,
        'scenario',
        at(nameOf(s.risk), nameOf(s.subject)),
        ratingOf(s, level, reasons, impacts.get(s.subject)),
      );
      this.#edge(s.subject, s.id, 'because');
      this.#edge(s.risk, s.id, 'because');
      for (const t of s.traits) this.#edge(t, s.id, 'applies');
      for (const f of s.findings) this.#edge(f, s.id, 'confirms');
    }
    for (const r of plan.requirements) {
      this.#node(r.id, 'placedRequirement', at(nameOf(r.requirement), nameOf(r.place)));
      this.#edge(r.place, r.id, 'because');
      this.#edge(r.requirement, r.id, 'because');
      for (const s of r.scenarios) this.#edge(s, r.id, 'requires');
      for (const f of r.findings) this.#edge(f, r.id, 'requires');
      for (const l of r.lines) this.#edge(r.id, l, 'satisfies');
      for (const o of r.duty.performers) this.#edge(r.id, o, 'answers');
    }
    for (const l of plan.lines) {
      this.#node(l.id, 'line', at(nameOf(l.checkItem), nameOf(l.subject)));
      this.#edge(l.subject, l.id, 'because');
      this.#edge(l.checkItem, l.id, 'because');
      for (const f of l.findings) this.#edge(f, l.id, 'requires');
      this.#edge(l.id, l.answeredBy, 'answers');
      if (l.duty.contract !== undefined) this.#edge(l.duty.contract, l.id, 'because');
    }
    for (const n of plan.contractNotes) {
      this.#node(n.id, 'contractNote', n.sentence, n.closes);
      this.#edge(n.contract, n.id, 'because');
    }
    for (const law of plan.laws)
      for (const t of law.triggers) this.#edge(t.subject, law.reference, 'applies');
    for (const m of plan.measures) {
      for (const key of m.because) this.#edge(key, m.measure, 'applies');
      for (const l of m.lines) this.#edge(m.measure, l, 'satisfies');
    }
    for (const a of plan.actions) {
      this.#node(a.id, 'action', a.title, a.why);
      for (const id of a.from) this.#edge(id, a.id, 'because');
      this.#edge(a.id, a.organisation, 'answers');
    }
  }
}

/** The level of a scenario with the rules that made both of its numbers. */
function ratingOf(
  scenario: Scenario,
  level: Text,
  reasons: ReadonlyMap<string, Text>,
  impact: Impact | undefined,
): Text {
  const side = impact?.[scenario.harm];
  const rule = side === undefined ? undefined : reasons.get(side.rule);
  const exposed = scenario.rules.flatMap((rule) => reasons.get(rule) ?? []);
  const from = side === undefined || side.from === scenario.subject ? '' : side.from;
  return text(
    `${level.ja}。起こりやすさ${scenario.likelihood}：${exposed.map((r) => r.ja).join('') || '基準の値です。'}影響${scenario.impact}：${rule?.ja ?? ''}${from === '' ? '' : `（${from}から）`}`,
    `${level.en}. Likelihood ${scenario.likelihood}: ${exposed.map((r) => r.en).join(' ') || 'the base value.'} Impact ${scenario.impact}: ${rule?.en ?? ''}${from === '' ? '' : ` (from ${from})`}`,
  );
}
