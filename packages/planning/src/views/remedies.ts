import {
  type City,
  type Component,
  type Contract,
  type ContractClause,
  operatorOf,
  type ResponsibilityBoundary,
} from '@machimori/city';
import { type Day, fillText, type Text, text } from '@machimori/kernel';
import type { PlanView } from './plan-view.ts';

/** A change of one element of the city, in the shape in which changes are sent: what it said, what it shall say. */
export type ElementEdit =
  | {
      readonly change: 'set';
      readonly kind: 'organisations' | 'contracts' | 'components';
      readonly key: string;
      readonly was: Readonly<Record<string, unknown>>;
      readonly now: Readonly<Record<string, unknown>>;
    }
  | {
      readonly change: 'add';
      readonly kind: 'contracts';
      readonly key: string;
      readonly body: Readonly<Record<string, unknown>>;
    };

/** One way to close what is open about a responsibility: a sentence, and the edits that do it. */
export interface Remedy {
  readonly id: string;
  readonly kind: 'boundary' | 'clause' | 'settle' | 'operator' | 'contract' | 'self-check';
  readonly sentence: Text;
  /** Who performs after it. */
  readonly performs?: string;
  readonly edits: readonly ElementEdit[];
}

/** What is open at one place: who could be named, for the system or for data, under which contract. */
export interface OpenDuty {
  readonly place: Component;
  readonly aspects: readonly ResponsibilityBoundary['aspect'][];
  readonly requirements: readonly string[];
  readonly contract: Contract | undefined;
  /** Who is named already, or presumed; they are proposed first. */
  readonly performers: readonly string[];
  /** Everything that is open under that contract, this place among it. */
  readonly under: readonly OpenPlace[];
}

export type OpenPlace = Pick<OpenDuty, 'place' | 'aspects'>;

const messages = {
  boundary: text(
    '「{contract}」に、「{place}」の対策は{performs}が行うと書き加える',
    'Write into “{contract}” that {performs} performs the {performs|measure|measures} of “{place}”',
  ),
  boundaryData: text(
    '「{contract}」に、「{place}」のデータの取り扱いは{performs}が受け持つと書き加える',
    'Write into “{contract}” that {performs} handles the data at “{place}”',
  ),
  boundaryForAll: text(
    '「{contract}」に、まだ決まっていない{count}か所すべての対策を{performs}が行うと、まとめて書き加える（{places}）',
    'Write into “{contract}” that {performs} performs the {performs|measure|measures} of the {count} {count|place|places} that are not settled yet ({places})',
  ),
  clause: text(
    '「{contract}」の条項に、この{count}件の対策だけを{performs}が行うと書き加える',
    'Write a clause into “{contract}”: {performs} performs these {count} {count|measure|measures} alone',
  ),
  settle: text(
    '{performs}が行うと決め、もう片方の契約の定めを合わせる',
    'Agree that {performs} does it, and bring the other contract into line',
  ),
  operator: text(
    '「{place}」は、持ち主の{performs}が自ら運用すると記す',
    'Record that its owner {performs} operates “{place}” itself',
  ),
  contract: text(
    '{owner}と{performs}の協定を新しく記し、「{place}」の対策は{performs}が行うと定める',
    'Record a new agreement of {owner} and {performs}: {performs} performs the {performs|measure|measures} of “{place}”',
  ),
  morePlaces: text('ほか{count}', ' and {count} more'),
  agreementName: text('{place}の運用に関する協定', 'Agreement on operating {place}'),
};

/** Fewer than this a clause may name one by one; more than that a boundary says in a line. */
const mostInClause = 12;
const mostPlacesNamed = 5;

/** Ways to close a gap, or what is only presumed: the plainest first. None names an organisation that one does not see. */
export function remediesFor(view: PlanView, open: OpenDuty): readonly Remedy[] {
  const { place, contract } = open;
  if (contract === undefined) return [];
  const candidates = performersFor(view, open);
  const dataOnly = open.aspects.every((aspect) => aspect === 'data');
  const boundaries = candidates.map(
    (performs): Remedy => ({
      id: `boundary:${contract.key}:${performs}`,
      kind: 'boundary',
      performs,
      sentence: said(view, dataOnly ? messages.boundaryData : messages.boundary, {
        contract: contract.key,
        place: place.key,
        performs,
      }),
      edits: [withBoundaries(contract, [open], performs)],
    }),
  );
  const [first] = candidates;
  const clause =
    first === undefined || open.requirements.length > mostInClause
      ? []
      : [
          {
            id: `clause:${contract.key}:${first}`,
            kind: 'clause' as const,
            performs: first,
            sentence: said(
              view,
              messages.clause,
              { contract: contract.key, performs: first },
              { count: open.requirements.length },
            ),
            edits: [
              setContract(contract, {
                clauses: withClause(contract.clauses, first, open.requirements),
              }),
            ],
          },
        ];
  // A contract with one boundary is silent no more, and everything else that it covers is presumed from then on.
  return contract.boundaries.length === 0
    ? [...boundariesForAll(view, contract, open.under), ...boundaries, ...clause]
    : [...boundaries, ...boundariesForAll(view, contract, open.under).slice(0, 1), ...clause];
}

/** One of the parties does all that is open under their contract, where that is more than one place. */
function boundariesForAll(
  view: PlanView,
  contract: Contract,
  under: readonly OpenPlace[],
): readonly Remedy[] {
  if (under.length < 2) return [];
  const nameOf = ({ place }: OpenPlace): Text => view.named(place.key).name;
  const rest = under.length - mostPlacesNamed;
  const more = rest > 0 ? fillText(messages.morePlaces, { count: rest }) : text('', '');
  const names = under.slice(0, mostPlacesNamed).map(nameOf);
  const places = text(
    `${names.map(({ ja }) => ja).join('、')}${more.ja}`,
    `${names.map(({ en }) => en).join(', ')}${more.en}`,
  );
  return [contract.contractor, contract.principal]
    .filter((performs) => view.index.organisations.has(performs))
    .map((performs) => ({
      id: `boundaries:${contract.key}:${performs}`,
      kind: 'boundary',
      performs,
      sentence: fillText(messages.boundaryForAll, {
        contract: view.named(contract.key).name,
        performs: view.named(performs).name,
        count: under.length,
        places,
      }),
      edits: [withBoundaries(contract, under, performs)],
    }));
}

/** The contract with a boundary for each of these places, in the stead of what it said of all measures there. */
function withBoundaries(
  contract: Contract,
  places: readonly OpenPlace[],
  performs: string,
): ElementEdit {
  const added = places.flatMap(({ place, aspects }) =>
    aspects.map((aspect) => ({ aspect, subject: place.key, performs, requirements: [] })),
  );
  const kept = contract.boundaries.filter(
    (one) =>
      !added.some(
        ({ aspect, subject }) =>
          one.aspect === aspect && one.subject === subject && one.requirements.length === 0,
      ),
  );
  return setContract(contract, { boundaries: [...kept, ...added] });
}

/** Owner and operator have no contract about it: one of them does it, and that is written down. */
export function remediesWithoutContract(
  view: PlanView,
  { place, aspects }: Pick<OpenDuty, 'place' | 'aspects'>,
): readonly Remedy[] {
  const { owner } = place;
  const operator = operatorOf(place);
  const seen = (key: string): boolean => view.index.organisations.has(key);
  if (operator === owner || !seen(owner) || !seen(operator)) return [];
  const key = freeKey(view.city, `k-${place.key}`);
  const name = said(view, messages.agreementName, { place: place.key });
  return [
    {
      id: `contract:${place.key}:${operator}`,
      kind: 'contract',
      performs: operator,
      sentence: said(view, messages.contract, { owner, place: place.key, performs: operator }),
      edits: [
        {
          change: 'add',
          kind: 'contracts',
          key,
          body: {
            key,
            name: name.ja,
            nameEn: name.en,
            kind: 'agreement',
            principal: owner,
            contractor: operator,
            covers: { components: [place.key], dataSets: [] },
            term: { renewal: 'indefinite' },
            boundaries: aspects.map((aspect) => ({
              aspect,
              subject: place.key,
              performs: operator,
              requirements: [],
            })),
            clauses: [],
            subcontracting: 'unstated',
          },
        },
      ],
    },
    {
      id: `operator:${place.key}:${owner}`,
      kind: 'operator',
      performs: owner,
      sentence: said(view, messages.operator, { place: place.key, performs: owner }),
      edits: [
        {
          change: 'set',
          kind: 'components',
          key: place.key,
          was: { operator: place.operator ?? null },
          now: { operator: null },
        },
      ],
    },
  ];
}

/** Where contracts name two organisations: for each of them, the others' boundaries and clauses brought into line. */
export function settlementsFor(view: PlanView, open: OpenDuty): readonly Remedy[] {
  const { place, requirements } = open;
  const data = view.index.dataAt.get(place.key);
  const touches = (named: readonly string[]): boolean =>
    named.length === 0 || named.some((each) => requirements.includes(each));
  const isHere = ({ subject, aspect, requirements: named }: ResponsibilityBoundary): boolean =>
    open.aspects.includes(aspect) &&
    (subject === place.key || (aspect === 'data' && (data?.has(subject) ?? false))) &&
    touches(named);
  const covering = view.index.covering.get(place.key) ?? [];
  return open.performers
    .filter((key) => view.index.organisations.has(key))
    .map((performs) => ({
      id: `settle:${place.key}:${performs}`,
      kind: 'settle' as const,
      performs,
      sentence: said(view, messages.settle, { performs }),
      edits: covering.flatMap((contract): ElementEdit[] => {
        const boundaries = contract.boundaries.map((one) =>
          isHere(one) && open.performers.includes(one.performs) ? { ...one, performs } : one,
        );
        const clauses = contract.clauses.map((one) =>
          one.requirements.length > 0 && touches(one.requirements) ? { ...one, performs } : one,
        );
        const changed = {
          ...(differs(boundaries, contract.boundaries) ? { boundaries } : {}),
          ...(differs(clauses, contract.clauses) ? { clauses } : {}),
        };
        return Object.keys(changed).length === 0 ? [] : [setContract(contract, changed)];
      }),
    }))
    .filter(({ edits }) => edits.length > 0);
}

/** That another department checks what the promoting body does itself; the page asks which. */
export function selfCheckRemedy(view: PlanView, on: Day): Remedy | undefined {
  const promoter = view.index.organisations.get(view.city.promoter);
  if (promoter === undefined) return undefined;
  return {
    id: `self-check:${promoter.key}`,
    kind: 'self-check',
    sentence: text(
      '別の部署が確かめると決め、その部署を記す',
      'Settle that another department verifies it, and record which',
    ),
    edits: [
      {
        change: 'set',
        kind: 'organisations',
        key: promoter.key,
        was: { selfCheck: promoter.selfCheck ?? null },
        now: { selfCheck: { kind: 'other-department', by: '', on } },
      },
    ],
  };
}

function performersFor(view: PlanView, { place, contract, performers }: OpenDuty): string[] {
  return [
    ...new Set([
      ...performers,
      ...(place.operator === undefined ? [] : [place.operator]),
      ...(contract === undefined ? [] : [contract.contractor]),
      place.owner,
      ...(contract === undefined ? [] : [contract.principal]),
    ]),
  ].filter((key) => view.index.organisations.has(key));
}

function withClause(
  clauses: readonly ContractClause[],
  performs: string,
  requirements: readonly string[],
): readonly ContractClause[] {
  const made = { clause: 'security-requirements' as const, performs, requirements };
  const bare = clauses.findIndex(
    (one) => one.clause === made.clause && one.requirements.length === 0,
  );
  return bare === -1 ? [...clauses, made] : clauses.with(bare, made);
}

const setContract = (
  contract: Contract,
  now: Partial<Pick<Contract, 'boundaries' | 'clauses'>>,
): ElementEdit => ({
  change: 'set',
  kind: 'contracts',
  key: contract.key,
  was: Object.fromEntries(
    Object.keys(now).map((field) => [field, contract[field as keyof typeof now]]),
  ),
  now,
});

const differs = (a: unknown, b: unknown): boolean => JSON.stringify(a) !== JSON.stringify(b);

function freeKey(city: City, wanted: string): string {
  const taken = new Set([...city.contracts, ...city.components].map(({ key }) => key));
  for (let n = 1; ; n++) {
    const key = n === 1 ? wanted : `${wanted}-${n}`;
    if (!taken.has(key)) return key;
  }
}

/** A sentence with names of elements by their keys, each in the sentence's language. */
function said(
  view: PlanView,
  of: Text,
  keys: Readonly<Record<string, string>>,
  values: Readonly<Record<string, number>> = {},
): Text {
  const names = Object.fromEntries(
    Object.entries(keys).map(([word, key]) => [word, view.named(key).name]),
  );
  return fillText(of, { ...names, ...values });
}
