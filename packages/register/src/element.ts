import { type City, controlKey } from '@machimori/city';

/** Lists of a city's description, in its file's order; `controls` have no key of their own. */
export const elementKinds = [
  'organisations',
  'contracts',
  'components',
  'externalSystems',
  'dataSets',
  'flows',
  'accounts',
  'weaknesses',
  'controls',
] as const;
export type ElementKind = 'city' | (typeof elementKinds)[number];

/** One thing that a city has, under a key that never changes. */
export interface Element {
  readonly kind: ElementKind;
  readonly key: string;
  readonly position: number;
  readonly body: Readonly<Record<string, unknown>>;
  /** Organisations (by key) whose own it is; `*` for what everybody in the city may see. */
  readonly owners: readonly string[];
  /** Contracts (by key) that cover it. */
  readonly coveredBy: readonly string[];
}

/** What everybody in a city may see. */
export const everybody = '*';

/** A city's description as elements; `cityOf` puts them together again without loss. */
export function elementsOf(city: City): readonly Element[] {
  const { organisations, contracts, components, externalSystems } = city;
  const { dataSets, flows, accounts, weaknesses, controls, ...header } = city;
  const owners = ownersOf(city);
  const covers = coverageOf(city);
  const element = (
    kind: ElementKind,
    key: string,
    position: number,
    body: object,
    of: readonly string[],
    by: readonly string[],
  ): Element => ({
    kind,
    key,
    position,
    body: body as Readonly<Record<string, unknown>>,
    owners: unique(of),
    coveredBy: unique(by),
  });
  const about = (subject: string): [readonly string[], readonly string[]] => [
    owners.get(subject) ?? [],
    covers.get(subject) ?? [],
  ];
  const { organisations: _o, contracts: _c, components: _k, externalSystems: _e, ...head } = header;
  return [
    element('city', city.key, 0, head, [everybody], []),
    ...organisations.map((each, i) =>
      element('organisations', each.key, i, each, [each.key], contractsWith(city, each.key)),
    ),
    ...contracts.map((each, i) =>
      element('contracts', each.key, i, each, [each.principal, each.contractor], [each.key]),
    ),
    ...components.map((each, i) => element('components', each.key, i, each, ...about(each.key))),
    ...externalSystems.map((each, i) =>
      element('externalSystems', each.key, i, each, [each.organisation ?? city.promoter], []),
    ),
    ...dataSets.map((each, i) => element('dataSets', each.key, i, each, ...about(each.key))),
    ...flows.map((each, i) => {
      const ends = [about(each.from), about(each.to)];
      const own = ends.flatMap(([of]) => of);
      const by = ends.flatMap(([, of]) => of);
      return element('flows', each.key, i, each, own, by);
    }),
    ...accounts.map((each, i) => element('accounts', each.key, i, each, ...about(each.component))),
    ...weaknesses.map((each, i) =>
      element('weaknesses', each.key, i, each, ...about(each.subject)),
    ),
    ...controls.map((each, i) =>
      element('controls', controlKey(each), i, each, ...about(each.subject)),
    ),
  ];
}

/** The description that these elements make up; undefined where there is no city among them. */
export function cityOf(
  elements: readonly Pick<Element, 'kind' | 'position' | 'body'>[],
): City | undefined {
  const head = elements.find(({ kind }) => kind === 'city');
  if (head === undefined) return undefined;
  const lists = elementKinds.map((kind) => [
    kind,
    elements
      .filter((each) => each.kind === kind)
      .sort((a, b) => a.position - b.position)
      .map(({ body }) => body),
  ]);
  return { ...head.body, ...Object.fromEntries(lists) } as unknown as City;
}

/** Whose own each subject is: who owns, operates or supplies it. */
function ownersOf(city: City): ReadonlyMap<string, readonly string[]> {
  const owners = new Map<string, readonly string[]>();
  for (const { key } of city.organisations) owners.set(key, [key]);
  for (const { key, principal, contractor } of city.contracts)
    owners.set(key, [principal, contractor]);
  for (const { key, owner, operator, supplier } of city.components)
    owners.set(
      key,
      [owner, operator, supplier].filter((each) => each !== undefined),
    );
  for (const { key, owner } of city.dataSets) owners.set(key, [owner]);
  for (const { key, from, to } of city.flows)
    owners.set(key, [...(owners.get(from) ?? []), ...(owners.get(to) ?? [])]);
  owners.set(city.key, [city.promoter]);
  return owners;
}

function coverageOf(city: City): ReadonlyMap<string, readonly string[]> {
  const covers = new Map<string, string[]>();
  const cover = (subject: string, contract: string): void => {
    const list = covers.get(subject);
    if (list === undefined) covers.set(subject, [contract]);
    else list.push(contract);
  };
  for (const { key, covers: covered } of city.contracts) {
    cover(key, key);
    for (const subject of [...covered.components, ...covered.dataSets]) cover(subject, key);
  }
  return covers;
}

const contractsWith = (city: City, organisation: string): readonly string[] =>
  city.contracts
    .filter(
      ({ principal, contractor }) => principal === organisation || contractor === organisation,
    )
    .map(({ key }) => key);

const unique = (words: readonly string[]): readonly string[] => [...new Set(words)].sort();
