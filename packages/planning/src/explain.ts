import { type Edition, labelKey } from '@machimori/catalogue';
import type { City } from '@machimori/city';
import { type Text, text } from '@machimori/kernel';
import type {
  EdgeKind,
  ExplainedEdge,
  ExplainedNode,
  Explanation,
  FoundEdge,
  FoundExplanation,
} from './explanation.ts';
import type { Plan } from './plan.ts';
import { type PlanRow, type RowFamily, rowFamilies, type TakeEdge } from './plan-rows.ts';
import { checkItemName, riskName } from './row-words.ts';

/** A node that is there, not yet told. */
type Found = Omit<FoundEdge, 'kind'>;
type Link = readonly [other: string, kind: EdgeKind];

/**
 * The plan as typed nodes and edges, so that "why" and "what follows" are one walk in two directions. Only the
 * guideline's entries and the city's elements stand in memory: a large plan's million links to its rows are gone
 * through for the one node that is asked about.
 */
export class PlanGraph {
  readonly #plan: Plan;
  readonly #nodes = new Map<string, ExplainedNode>();
  readonly #out = new Map<string, Link[]>();
  readonly #in = new Map<string, Link[]>();
  readonly #keys: ReadonlySet<string>;
  readonly #renamed: ReadonlyMap<string, string>;
  readonly #labelled: ReadonlyMap<string, string>;
  /** The ten first things by their place. */
  readonly #ranked: ReadonlyMap<string, string>;
  readonly #families: readonly RowFamily<PlanRow>[];

  constructor(plan: Plan, edition: Edition, city: City) {
    this.#plan = plan;
    this.#keys = new Set(plan.subjects.map((s) => s.key));
    this.#renamed = new Map(Object.entries(city.aliases));
    this.#labelled = new Map(
      edition.checkItems.map((item) => [labelKey(item.label), this.#entry(item.id)]),
    );
    this.#addCatalogue(edition);
    this.#addCity(plan, city);
    this.#addRules(edition);
    this.#ranked = new Map(plan.actions.map((a) => [String(a.rank), a.id]));
    this.#families = rowFamilies(plan, edition, {
      nameOf: (id) => this.#nodes.get(id)?.name ?? text(id, id),
      entry: (id) => this.#entry(id),
    });
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
    const found = this.find(id);
    const told = (edges: readonly FoundEdge[]): ExplainedEdge[] =>
      edges.map(({ kind, to }) => ({ kind, to: to() }));
    return found && { ...found, because: told(found.because), leadsTo: told(found.leadsTo) };
  }

  /** The same, with links that are told when they are looked at. */
  find(id: string): FoundExplanation | undefined {
    const key = this.#resolve(new Set([id])).has(id) ? id : undefined;
    if (key !== undefined) return this.#found(key, []);
    const spelt = this.#spelt(id);
    const words = [
      this.#renamed.get(id),
      `finding:${id}`,
      this.#labelled.get(labelKey(id)),
      ...spelt,
      this.#spelt(`finding:${id}`)[0],
      this.#ranked.get(folded(id)),
    ].filter((each) => each !== undefined);
    const known = this.#resolve(new Set(words));
    const first = words.find((each) => known.has(each));
    return first === undefined
      ? undefined
      : this.#found(
          first,
          spelt.filter((other) => other !== first),
        );
  }

  #found(key: string, also: readonly string[]): FoundExplanation {
    const into = [...(this.#in.get(key) ?? [])];
    const out = [...(this.#out.get(key) ?? [])];
    const take: TakeEdge = (from, to, kind) => {
      if (from === to) return;
      if (to === key) into.push([from, kind]);
      else if (from === key) out.push([to, kind]);
    };
    for (const { rows, edges } of this.#families) for (const row of rows) edges(row, take);
    const ends = this.#resolve(new Set([key, ...into.map(([id]) => id), ...out.map(([id]) => id)]));
    const node = ends.get(key)?.to();
    if (node === undefined) throw new Error(`${key} is no node of the plan`);
    return { node, also, because: distinct(into, ends), leadsTo: distinct(out, ends) };
  }

  /** Of these ids those that are something, as what stands first under that id. */
  #resolve(ids: ReadonlySet<string>): ReadonlyMap<string, Found> {
    const found = new Map<string, Found>();
    for (const id of ids) {
      const node = this.#nodes.get(id);
      if (node !== undefined) found.set(id, { nodeKind: node.kind, to: () => node });
    }
    for (const { kind, rows, node } of this.#families) {
      if (found.size === ids.size) break;
      if (node === undefined) continue;
      for (const row of rows) {
        const { id } = row;
        if (ids.has(id) && !found.has(id))
          found.set(id, { nodeKind: kind, to: () => ({ id, kind, ...node(row) }) });
      }
    }
    return found;
  }

  /** Ids of the rows, in the order of the graph. */
  *#rowIds(): Generator<string> {
    for (const { rows, node } of this.#families)
      if (node !== undefined) for (const { id } of rows) yield id;
  }

  /** Ids that people may mean by a word: by every spelling of an id, and by the names of elements. */
  #spelt(word: string): readonly string[] {
    const asked = folded(word);
    const ids = new Set<string>();
    for (const id of this.#nodes.keys()) if (isSpelt(id, asked)) ids.add(id);
    for (const id of this.#rowIds()) if (isSpelt(id, asked)) ids.add(id);
    for (const { key, name, nameEn } of this.#plan.subjects)
      if (folded(name) === asked || (nameEn !== undefined && folded(nameEn) === asked))
        ids.add(key);
    return [...ids];
  }

  /** Every word that can be explained, for finding the nearest one. */
  ids(): readonly string[] {
    const own = [...this.#nodes.keys(), ...this.#rowIds()];
    const names = this.#plan.subjects.flatMap(({ name, nameEn }) => [name, nameEn ?? name]);
    return [
      ...new Set([
        ...own,
        ...this.#renamed.keys(),
        ...this.#labelled.keys(),
        ...[...own, ...names].map(folded),
      ]),
    ];
  }

  #node(id: string, kind: string, name: Text, detail?: Text): void {
    if (!this.#nodes.has(id))
      this.#nodes.set(id, detail ? { id, kind, name, detail } : { id, kind, name });
  }

  #edge(from: string, to: string, kind: EdgeKind): void {
    if (from === to) return;
    const out = this.#out.get(from);
    if (out) out.push([to, kind]);
    else this.#out.set(from, [[to, kind]]);
    const into = this.#in.get(to);
    if (into) into.push([from, kind]);
    else this.#in.set(to, [[from, kind]]);
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
      this.#node(this.#entry(i.id), 'checkItem', checkItemName(i), i.asks);
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
        riskName(weakness?.name ?? text(r.vulnerability, r.vulnerability), incident),
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
}

/** Each link once, to what is there: several rows of the plan may say the same. */
function distinct(links: readonly Link[], ends: ReadonlyMap<string, Found>): readonly FoundEdge[] {
  const found = new Map<string, FoundEdge>();
  for (const [other, kind] of links) {
    const end = ends.get(other);
    if (end !== undefined) found.set(`${kind} ${other}`, { kind, ...end });
  }
  return [...found.values()];
}

/** One spelling for the many: full and half width, capitals, blanks. */
const folded = (word: string): string => word.normalize('NFKC').toLowerCase().replace(/\s/g, '');

/** Whether an id is what a folded word means. In plain characters folding keeps the length: few are folded. */
const isSpelt = (id: string, asked: string): boolean =>
  (id.length === asked.length || !/^[!-~]*$/.test(id)) && folded(id) === asked;
