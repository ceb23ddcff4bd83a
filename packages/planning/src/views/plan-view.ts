import type { Edition } from '@machimori/catalogue';
import { type City, indexCity } from '@machimori/city';
import { type Text, text } from '@machimori/kernel';
import { nameOf } from '../element-names.ts';
import { PlanGraph } from '../explain.ts';
import type { PlacedRequirement, Plan } from '../plan.ts';
import { somebodyElse } from './seen.ts';

/** Something by its key, as people call it. */
export interface NamedKey {
  readonly key: string;
  readonly name: Text;
}

const messages = {
  somebodyElse: text('ほかの組織', 'another organisation'),
};

/** A plan with what is looked up in it again and again; each look-up is made when it is first asked for. */
export class PlanView {
  readonly plan: Plan;
  readonly edition: Edition;
  readonly city: City;
  #graph: PlanGraph | undefined;
  readonly #made = new Map<string, unknown>();

  constructor(plan: Plan, edition: Edition, city: City) {
    this.plan = plan;
    this.edition = edition;
    this.city = city;
  }

  get graph(): PlanGraph {
    this.#graph ??= new PlanGraph(this.plan, this.edition, this.city);
    return this.#graph;
  }

  get index() {
    return this.#once('index', () => indexCity(this.city));
  }

  /** Rows of the plan by the element that they are about. */
  get scenariosAt() {
    return this.#once('scenariosAt', () => Map.groupBy(this.plan.scenarios, (s) => s.subject));
  }

  get requirementsAt() {
    return this.#once('requirementsAt', () => Map.groupBy(this.plan.requirements, (r) => r.place));
  }

  get linesAt() {
    return this.#once('linesAt', () => Map.groupBy(this.plan.lines, (l) => l.subject));
  }

  get scenariosById() {
    return this.#once('scenariosById', () => new Map(this.plan.scenarios.map((s) => [s.id, s])));
  }

  get requirementsById() {
    return this.#once(
      'requirementsById',
      () => new Map(this.plan.requirements.map((r) => [r.id, r])),
    );
  }

  get linesById() {
    return this.#once('linesById', () => new Map(this.plan.lines.map((l) => [l.id, l])));
  }

  get findingsById() {
    return this.#once('findingsById', () => new Map(this.plan.findings.map((f) => [f.id, f])));
  }

  /** Keys of everything that the city has. */
  get keys(): ReadonlySet<string> {
    return this.#once('keys', () => {
      const { organisations, contracts, components, externalSystems } = this.city;
      const { dataSets, flows, accounts, weaknesses } = this.city;
      const lists = [organisations, contracts, components, externalSystems, dataSets, flows];
      return new Set(
        [...lists, accounts, weaknesses].flatMap((list) => list.map(({ key }) => key)),
      );
    });
  }

  /** The requirements that each scenario demands. */
  get demandedBy() {
    return this.#once('demandedBy', () => {
      const demanded = new Map<string, PlacedRequirement[]>();
      for (const row of this.plan.requirements)
        for (const scenario of row.scenarios) {
          const known = demanded.get(scenario);
          if (known === undefined) demanded.set(scenario, [row]);
          else known.push(row);
        }
      return demanded;
    });
  }

  get subjects() {
    return this.#once('subjects', () => new Map(this.plan.subjects.map((s) => [s.key, s])));
  }

  get checkItems() {
    return this.#once('checkItems', () => new Map(this.edition.checkItems.map((i) => [i.id, i])));
  }

  get requirementTexts() {
    return this.#once(
      'requirementTexts',
      () => new Map(this.edition.requirements.map((r) => [r.id, r])),
    );
  }

  get risks() {
    return this.#once('risks', () => new Map(this.edition.risks.map((r) => [r.id, r])));
  }

  get incidentTypes() {
    return this.#once(
      'incidentTypes',
      () => new Map(this.edition.incidentTypes.map((t) => [t.id, t])),
    );
  }

  get vulnerabilities() {
    return this.#once(
      'vulnerabilities',
      () => new Map(this.edition.vulnerabilities.map((v) => [v.id, v])),
    );
  }

  /** Requirements that are about data. */
  get dataRequirements() {
    return this.#once(
      'dataRequirements',
      () => new Set(this.edition.dataRequirements.map(({ requirement }) => requirement)),
    );
  }

  named(key: string): NamedKey {
    return {
      key,
      name: key === somebodyElse ? messages.somebodyElse : nameOf(this.index, key),
    };
  }

  #once<Made>(name: string, make: () => Made): Made {
    const known = this.#made.get(name) as Made | undefined;
    if (known !== undefined) return known;
    const made = make();
    this.#made.set(name, made);
    return made;
  }
}
