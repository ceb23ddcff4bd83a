import { type Edition, labelKey } from '@machimori/catalogue';
import type { City } from '@machimori/city';
import { dayText, fillText, type Text, text } from '@machimori/kernel';
import { selfCheckOf } from './duty-words.ts';
import { itemLabel } from './item-label.ts';
import { messages } from './messages.ts';
import type { Duty, Impact, Plan, Scenario, SheetLine } from './plan.ts';

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
  /** Ids of others that the same word means: a town and its own organisation may share a name. */
  readonly also: readonly string[];
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
  readonly #keys: ReadonlySet<string>;
  readonly #renamed: ReadonlyMap<string, string>;
  readonly #labelled: ReadonlyMap<string, string>;
  /** The ten first things by their place. */
  readonly #ranked: ReadonlyMap<string, string>;
  /** Ids by every spelling of them that people type, and by the names of elements. */
  readonly #spelt = new Map<string, string[]>();

  constructor(plan: Plan, edition: Edition, city: City) {
    this.#keys = new Set(plan.subjects.map((s) => s.key));
    this.#renamed = new Map(Object.entries(city.aliases));
    this.#labelled = new Map(
      edition.checkItems.map((item) => [labelKey(item.label), this.#entry(item.id)]),
    );
    this.#addCatalogue(edition);
    this.#addCity(plan, city);
    this.#addRules(edition);
    this.#addPlan(plan, edition);
    this.#ranked = new Map(plan.actions.map((a) => [String(a.rank), a.id]));
    for (const id of this.#nodes.keys()) this.#spell(id, id);
    for (const s of plan.subjects)
      for (const name of [s.name, s.nameEn]) if (name !== undefined) this.#spell(name, s.key);
  }

  #spell(word: string, id: string): void {
    const ids = this.#spelt.get(folded(word));
    if (!ids) this.#spelt.set(folded(word), [id]);
    else if (!ids.includes(id)) ids.push(id);
  }

  /** Id of an entry of the catalogue; a city may well have a component whose key is a trait's name. */
  #entry(id: string): string {
    return this.#keys.has(id) ? `catalogue:${id}` : id;
  }

  /**
   * Explains any id: an element's key or an old one, its name, the key of a known weakness, a catalogue id, a check
   * item's label however it is spelt, the place of a first thing (1 to 10), or the id of a row of the plan; in full
   * width and capitals too. Undefined for what is none of these.
   */
  explain(id: string): Explanation | undefined {
    const spelt = this.#spelt.get(folded(id)) ?? [];
    const key = [
      id,
      this.#renamed.get(id),
      `finding:${id}`,
      this.#labelled.get(labelKey(id)),
      ...spelt,
      this.#spelt.get(folded(`finding:${id}`))?.[0],
      this.#ranked.get(folded(id)),
    ].find((each) => each !== undefined && this.#nodes.has(each));
    const node = key === undefined ? undefined : this.#nodes.get(key);
    if (key === undefined || !node) return undefined;
    return {
      node,
      also: key === id ? [] : spelt.filter((other) => other !== key),
      because: this.#distinct((this.#in.get(key) ?? []).map((e) => [e.from, e.kind])),
      leadsTo: this.#distinct((this.#out.get(key) ?? []).map((e) => [e.to, e.kind])),
    };
  }

  /** Each link once: several rows of the plan may say the same. */
  #distinct(links: readonly (readonly [string, EdgeKind])[]): ExplainedEdge[] {
    const found = new Map<string, ExplainedEdge>();
    for (const [other, kind] of links) {
      const to = this.#nodes.get(other);
      if (to) found.set(`${kind} ${other}`, { kind, to });
    }
    return [...found.values()];
  }

  /** Every word that can be explained, for finding the nearest one. */
  ids(): readonly string[] {
    return [
      ...this.#nodes.keys(),
      ...this.#renamed.keys(),
      ...this.#labelled.keys(),
      ...this.#spelt.keys(),
    ];
  }

  #node(id: string, kind: string, name: Text, detail?: Text): void {
    if (!this.#nodes.has(id))
      this.#nodes.set(id, detail ? { id, kind, name, detail } : { id, kind, name });
  }

  #edge(from: string, to: string, kind: EdgeKind): void {
    if (from === to) return;
    const edge = { from, to, kind };
    const out = this.#out.get(from);
    if (out) out.push(edge);
    else this.#out.set(from, [edge]);
    const into = this.#in.get(to);
    if (into) into.push(edge);
    else this.#in.set(to, [edge]);
  }

  #addCatalogue(edition: Edition): void {
    for (const t of edition.traits) this.#node(this.#entry(t.id), 'trait', t.name, t.meaning);
    for (const i of edition.incidentTypes)
      this.#node(this.#entry(i.id), 'incidentType', i.heading, i.plain);
    for (const t of edition.threats) this.#node(this.#entry(t.id), 'threat', t.name, t.plain);
    for (const v of edition.vulnerabilities)
      this.#node(this.#entry(v.id), 'vulnerability', v.name, v.conditional);
    for (const r of edition.requirements)
      this.#node(this.#entry(r.id), 'requirement', r.heading, r.asks);
    for (const i of edition.checkItems)
      this.#node(
        this.#entry(i.id),
        'checkItem',
        text(`${i.heading.ja}（${i.label}）`, `${i.heading.en} (${itemLabel(i).en})`),
        i.asks,
      );
    for (const r of [...edition.references, ...edition.additions])
      this.#node(this.#entry(r.id), 'reference', r.name, r.point);
    for (const c of edition.cases)
      for (const m of c.measures) this.#node(this.#entry(m.id), 'measure', m.text, c.heading);
    const incidents = new Map(edition.incidentTypes.map((i) => [i.id, i.plain]));
    const weaknesses = new Map(edition.vulnerabilities.map((v) => [v.id, v]));
    for (const r of edition.risks) {
      const [incident, weakness] = [
        incidents.get(r.incidentType) ?? text(r.incidentType, r.incidentType),
        weaknesses.get(r.vulnerability),
      ];
      this.#node(
        this.#entry(r.id),
        'risk',
        text(`${weakness?.name.ja}：${incident.ja}`, `${weakness?.name.en}: ${incident.en}`),
        weakness?.conditional,
      );
      for (const part of [r.incidentType, r.threat, r.vulnerability])
        this.#edge(this.#entry(part), this.#entry(r.id), 'because');
      for (const requirement of r.requirements)
        this.#edge(this.#entry(r.id), this.#entry(requirement), 'requires');
    }
    for (const a of edition.riskAnchors)
      for (const t of [...a.whenAll, ...a.whenAny])
        this.#edge(this.#entry(t), this.#entry(a.risk), 'applies');
    for (const link of edition.requirementLinks)
      this.#edge(this.#entry(link.requirement), this.#entry(link.checkItem), 'satisfies');
    for (const kind of edition.findingKinds)
      this.#node(`kind:${kind.id}`, 'findingKind', kind.name, kind.reason);
  }

  #addCity(plan: Plan, city: City): void {
    for (const s of plan.subjects) {
      this.#node(s.key, s.kind, text(s.name, s.nameEn ?? s.name));
      for (const { trait, because } of s.traits) {
        this.#edge(s.key, this.#entry(trait), 'applies');
        for (const key of because) this.#edge(key, s.key, 'because');
      }
    }
    for (const k of city.contracts) {
      this.#edge(k.key, k.principal, 'answers');
      this.#edge(k.key, k.contractor, 'answers');
      for (const key of [...k.covers.components, ...k.covers.dataSets])
        this.#edge(k.key, key, 'covers');
    }
    for (const a of city.accounts) {
      this.#node(
        a.key,
        'accounts',
        text(`アカウント ${a.total}個`, `${a.total} accounts`),
        text(
          `持ち主のいないもの ${a.orphaned}個、長く使われていないもの ${a.dormant}個、二つ目の認証がないもの ${a.withoutSecondFactor}個`,
          `${a.orphaned} without an owner, ${a.dormant} long unused, ${a.withoutSecondFactor} without a second factor`,
        ),
      );
      this.#edge(a.component, a.key, 'because');
      for (const f of plan.findings)
        if (f.subject === a.component && f.origin === 'derived' && f.kind.includes('accounts'))
          this.#edge(a.key, f.id, 'because');
    }
    for (const w of city.weaknesses)
      if (w.affected === 0) {
        this.#node(
          w.key,
          'weakness',
          text('調べて、見つからなかった弱点', 'A weakness looked for and not found'),
        );
        this.#edge(w.subject, w.key, 'because');
        this.#edge(`kind:${w.kind}`, w.key, 'because');
      }
    for (const f of city.flows) for (const d of f.dataSets) this.#edge(d, f.key, 'because');
    for (const c of city.components) for (const d of c.dataSets) this.#edge(d, c.key, 'because');
  }

  /** Rules of the criteria and of who does what, each with its reason. */
  #addRules(edition: Edition): void {
    const { impact, likelihood } = edition.criteria;
    for (const rule of [...impact, ...likelihood.rules, ...edition.dutyRules])
      this.#node(this.#entry(rule.id), 'rule', rule.reason);
  }

  #addPlan(plan: Plan, edition: Edition): void {
    const levels = new Map(edition.criteria.levels.map((l) => [l.id, l.name]));
    const { impact, likelihood } = edition.criteria;
    const reasons = new Map([...impact, ...likelihood.rules].map((r) => [r.id, r.reason]));
    const impacts = new Map(plan.subjects.map((s) => [s.key, s.impact]));
    const checked = selfCheckOf(plan);
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
        at(nameOf(this.#entry(s.risk)), nameOf(s.subject)),
        ratingOf(s, level, reasons, impacts.get(s.subject)),
      );
      this.#edge(s.subject, s.id, 'because');
      this.#edge(this.#entry(s.risk), s.id, 'because');
      for (const t of s.traits) this.#edge(this.#entry(t), s.id, 'applies');
      for (const f of s.findings) this.#edge(f, s.id, 'confirms');
      for (const rule of s.rules) this.#edge(this.#entry(rule), s.id, 'because');
    }
    for (const r of plan.requirements) {
      this.#node(
        r.id,
        'placedRequirement',
        at(nameOf(this.#entry(r.requirement)), nameOf(r.place)),
        dutyText(r.duty, nameOf, checked),
      );
      this.#edge(this.#entry(r.duty.rule), r.id, 'because');
      this.#edge(r.place, r.id, 'because');
      this.#edge(this.#entry(r.requirement), r.id, 'because');
      for (const s of r.scenarios) this.#edge(s, r.id, 'requires');
      for (const f of r.findings) this.#edge(f, r.id, 'requires');
      for (const l of r.lines) this.#edge(r.id, l, 'satisfies');
      for (const o of r.duty.performers) this.#edge(r.id, o, 'answers');
      // A contract is a reason where it names who performs; where it only covers, it moves nothing.
      const { contract, state } = r.duty;
      if (contract !== undefined && (state === 'agreed' || state === 'overlap'))
        this.#edge(contract, r.id, 'because');
    }
    for (const l of plan.lines) {
      this.#node(
        l.id,
        'line',
        at(nameOf(this.#entry(l.checkItem)), nameOf(l.subject)),
        lineText(l, plan.lines.length, levels, nameOf, checked),
      );
      this.#edge(l.subject, l.id, 'because');
      this.#edge(this.#entry(l.checkItem), l.id, 'because');
      for (const f of l.findings) this.#edge(f, l.id, 'requires');
      this.#edge(l.id, l.answeredBy, 'answers');
      if (l.duty.contract !== undefined) this.#edge(l.duty.contract, l.id, 'because');
    }
    for (const g of plan.riskGroups) {
      this.#node(g.id, 'riskGroup', nameOf(g.incidentType));
      this.#edge(g.incidentType, g.id, 'because');
      for (const s of g.subjects) for (const id of s.scenarios) this.#edge(id, g.id, 'because');
    }
    for (const row of plan.sheet) {
      this.#node(row.id, 'sheetRow', at(nameOf(row.checkItem), nameOf(row.organisation)));
      for (const id of row.lines) this.#edge(id, row.id, 'because');
      this.#edge(row.id, row.organisation, 'answers');
    }
    for (const n of plan.contractNotes) {
      this.#node(n.id, 'contractNote', n.sentence, n.closes);
      this.#edge(n.contract, n.id, 'because');
    }
    for (const law of plan.laws)
      for (const t of law.triggers) this.#edge(t.subject, this.#entry(law.reference), 'applies');
    for (const m of plan.measures) {
      for (const key of m.because) this.#edge(key, this.#entry(m.measure), 'applies');
      for (const l of m.lines) this.#edge(this.#entry(m.measure), l, 'satisfies');
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

/** One spelling for the many: full and half width, capitals, blanks. */
const folded = (word: string): string => word.normalize('NFKC').toLowerCase().replace(/\s/g, '');

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
