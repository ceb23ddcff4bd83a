import type { DutyCondition, DutyRule, Edition, Requirement } from '@machimori/catalogue';
import { type CityIndex, type Component, type Contract, operatorOf } from '@machimori/city';
import { chainEnds } from './chain-ends.ts';
import type { Duty } from './plan.ts';

/** What a contract says about who performs at a place: one of its boundaries, or a clause that names requirements. */
interface Named {
  readonly by: 'boundary' | 'clause';
  readonly contract: Contract;
  readonly performs: string;
  /** The component or data set that a boundary is about; a clause is about all that its contract covers. */
  readonly subject: string | undefined;
  /** A clause decides its requirements, whether they are about the system or about data. */
  readonly aspect: 'system' | 'data' | undefined;
  readonly requirements: readonly string[];
}

/** What is decided at a place, and by what contracts say. */
interface DecidedAt {
  readonly named: readonly Named[];
  /** Requirements that a boundary or a clause singles out. */
  readonly singled: ReadonlySet<string>;
  readonly duties: Map<string, Duty>;
}

interface Situation {
  readonly conditions: ReadonlySet<DutyCondition>;
  readonly named: readonly Named[];
  readonly contract: Contract | undefined;
  readonly principal: string;
}

/** The decision table of ours/duties.yaml applied to one requirement at one place. */
export class DutyTable {
  readonly #index: CityIndex;
  readonly #rules: readonly DutyRule[];
  readonly #aboutData: ReadonlySet<string>;
  readonly #decided = new Map<string, DecidedAt>();

  constructor(index: CityIndex, edition: Edition) {
    this.#index = index;
    this.#rules = edition.dutyRules;
    this.#aboutData = new Set(edition.dataRequirements.map((d) => d.requirement));
  }

  /** Who performs, verifies and answers for a requirement at a component, contract, organisation or the city. */
  dutyFor(place: string, requirement: Requirement | undefined): Duty {
    const decided = this.#at(place);
    const alike = this.#likeness(decided, requirement);
    let duty = decided.duties.get(alike);
    if (!duty) {
      duty = this.#decide(place, requirement);
      decided.duties.set(alike, duty);
    }
    return duty;
  }

  /** Requirements that nothing singles out share one decision at a place with others of their kind. */
  #likeness({ singled }: DecidedAt, requirement: Requirement | undefined): string {
    if (!requirement) return '';
    if (singled.has(requirement.id)) return requirement.id;
    const supplier = requirement.family === 'SC' ? 'supplier' : '';
    return this.#aboutData.has(requirement.id) ? `${supplier}data` : supplier;
  }

  #at(place: string): DecidedAt {
    let decided = this.#decided.get(place);
    if (!decided) {
      const named = this.#findNamed(place);
      const singled = new Set(named.flatMap(({ requirements }) => requirements));
      decided = { named, singled, duties: new Map() };
      this.#decided.set(place, decided);
    }
    return decided;
  }

  #findNamed(place: string): readonly Named[] {
    if (!this.#index.components.has(place)) return [];
    const data = this.#index.dataAt.get(place);
    return (this.#index.covering.get(place) ?? []).flatMap((contract): Named[] => [
      ...contract.boundaries
        .filter(
          ({ subject, aspect }) =>
            subject === place || (aspect === 'data' && (data?.has(subject) ?? false)),
        )
        .map(({ aspect, subject, performs, requirements }) => ({
          by: 'boundary' as const,
          contract,
          performs,
          subject,
          aspect,
          requirements,
        })),
      ...contract.clauses
        .filter(({ requirements }) => requirements.length > 0)
        .map(({ performs = contract.contractor, requirements }) => ({
          by: 'clause' as const,
          contract,
          performs,
          subject: undefined,
          aspect: undefined,
          requirements,
        })),
    ]);
  }

  #decide(place: string, requirement: Requirement | undefined): Duty {
    const situation = this.#situationOf(place, requirement);
    const rule = this.#rules.find((r) =>
      r.when.every((condition) => situation.conditions.has(condition)),
    );
    if (!rule) throw new Error('ours/duties.yaml must end with a rule that always holds');
    const component = this.#index.components.get(place);
    const { promoter } = this.#index.city;
    const performers = this.#performers(rule, place, component, situation);
    const { verifier, selfCheck } = this.#verifier(rule, performers, component, situation);
    const share = component?.owner ?? situation.principal;
    return {
      performers,
      verifier,
      selfCheck,
      answerable: [...new Set([promoter, situation.principal, share])],
      state: rule.state,
      rule: rule.id,
      contract: situation.contract?.key,
    };
  }

  #situationOf(place: string, requirement: Requirement | undefined): Situation {
    const index = this.#index;
    const conditions = new Set<DutyCondition>();
    if (requirement?.family === 'SC') conditions.add('supplierRequirement');
    const contract = index.contracts.get(place);
    if (contract) {
      conditions.add('onContract');
      return { conditions, named: [], contract, principal: contract.principal };
    }
    if (index.organisations.has(place)) {
      conditions.add('onOrganisation');
      const own = index.asContractor.get(place)?.[0];
      return {
        conditions,
        named: [],
        contract: own,
        principal: own?.principal ?? index.city.promoter,
      };
    }
    const component = index.components.get(place);
    if (!component) {
      conditions.add('onCity');
      return { conditions, named: [], contract: undefined, principal: index.city.promoter };
    }
    return this.#atComponent(component, requirement, conditions);
  }

  #atComponent(
    component: Component,
    requirement: Requirement | undefined,
    conditions: Set<DutyCondition>,
  ): Situation {
    const index = this.#index;
    const operator = operatorOf(component);
    const covering = (index.covering.get(component.key) ?? []).filter(
      (k) => k.contractor !== component.owner,
    );
    const aspect = this.#aboutData.has(requirement?.id ?? '') ? 'data' : 'system';
    const matching = this.#at(component.key).named.filter(
      (one) =>
        (one.aspect === undefined || one.aspect === aspect) &&
        (one.requirements.length === 0 ||
          (requirement !== undefined && one.requirements.includes(requirement.id))),
    );
    const singled = matching.filter((one) => one.requirements.length > 0);
    const named = deepest(singled.length > 0 ? singled : matching);
    for (const { by } of named) conditions.add(by === 'boundary' ? 'boundaryNamed' : 'clauseNamed');
    if (clash(named)) conditions.add('boundariesClash');
    if (operator === component.owner) conditions.add('operatorIsOwner');
    if (component.operator !== undefined) conditions.add('operatorKnown');
    if (covering.length > 0) conditions.add('contractCovers');
    if (covering.length > 0 && covering.every((k) => k.boundaries.length === 0))
      conditions.add('contractSilent');
    // The contract under which the performer works says who its principal is.
    const under = named.find((n) => n.contract.contractor === n.performs) ?? named[0];
    const contract =
      under?.contract ?? covering.find((k) => k.contractor === operator) ?? covering[0];
    return { conditions, named, contract, principal: contract?.principal ?? component.owner };
  }

  #performers(
    rule: DutyRule,
    place: string,
    component: Component | undefined,
    situation: Situation,
  ): readonly string[] {
    switch (rule.performer) {
      case 'boundary':
      case 'clause':
        return [...new Set(situation.named.map(({ performs }) => performs))].sort();
      case 'principal':
        return [situation.principal];
      case 'operator':
        return component ? [operatorOf(component)] : [place];
      case 'owner':
        return component ? [component.owner] : [place];
      case 'subject':
        return [place];
      case 'promoter':
        return [this.#index.city.promoter];
      case 'nobody':
        return [];
    }
  }

  /** Nobody evaluates itself: the promoter steps in; where the promoter performs, it is a self-check that says so. */
  #verifier(
    rule: DutyRule,
    performers: readonly string[],
    component: Component | undefined,
    situation: Situation,
  ): { verifier: string | undefined; selfCheck: boolean } {
    const { promoter } = this.#index.city;
    const wanted = {
      principal: situation.principal,
      owner: component?.owner ?? situation.principal,
      promoter,
      'self-check': promoter,
    }[rule.verifier];
    if (!performers.includes(wanted)) return { verifier: wanted, selfCheck: false };
    if (!performers.includes(promoter)) return { verifier: promoter, selfCheck: false };
    return { verifier: undefined, selfCheck: true };
  }
}

/**
 * In a chain of contracts what is said furthest down the chain counts: A's contract names B, B's own names C. Where
 * contracts name each other in a circle none is further down, and all of them count: the circle is a clash, not a gap.
 */
function deepest(named: readonly Named[]): readonly Named[] {
  if (named.length < 2) return named;
  const byPrincipal = Map.groupBy(named, ({ contract }) => contract.principal);
  return chainEnds(named, ({ performs }) => byPrincipal.get(performs) ?? [], passesOn);
}

/** Whether the organisation that one names has passed the same on by a contract of its own. */
const passesOn = (one: Named, other: Named): boolean =>
  alike(one, other) && other.contract.principal === one.performs && other.performs !== one.performs;

/** Different data sets may well be in different hands; a clause is about whatever its contract covers. */
const alike = (one: Named, other: Named): boolean =>
  one.subject === other.subject || one.subject === undefined || other.subject === undefined;

/** Two organisations named for the same clash. */
function clash(named: readonly Named[]): boolean {
  const performers = (of: readonly Named[]): number => new Set(of.map((one) => one.performs)).size;
  return named.some(({ subject }) => subject === undefined)
    ? performers(named) > 1
    : [...Map.groupBy(named, ({ subject }) => subject).values()].some((of) => performers(of) > 1);
}

const order = { gap: 0, overlap: 1, presumed: 2, agreed: 3, 'in-house': 4 } as const;

/** One duty for several requirements that are answered in one line: everybody who performs, and the worst state. */
export function joinDuties(duties: readonly Duty[], promoter: string): Duty | undefined {
  const [first] = duties;
  if (!first || duties.every((duty) => duty === first)) return first;
  const rest = [...new Set(duties)].slice(1);
  let joined = first;
  for (const duty of rest) {
    const worse = order[duty.state] < order[joined.state] ? duty : joined;
    joined = {
      ...worse,
      performers: [...new Set([...joined.performers, ...duty.performers])].sort(),
      selfCheck: joined.selfCheck || duty.selfCheck,
      answerable: [...new Set([...joined.answerable, ...duty.answerable])],
    };
  }
  if (joined.verifier === undefined || !joined.performers.includes(joined.verifier)) return joined;
  // Where one who verifies the others performs a part itself, the promoting body verifies the whole.
  const selfCheck = joined.performers.includes(promoter);
  return { ...joined, verifier: selfCheck ? undefined : promoter, selfCheck };
}
