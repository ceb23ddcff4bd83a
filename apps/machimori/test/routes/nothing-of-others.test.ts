import { type Endpoint, endpoints } from '@machimori/contract';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { routes } from '../../src/serve/routes/index.ts';
import { examples } from './examples.ts';
import { type AskerName, makeTown, marks, type Town } from './town.ts';

// Two organisations that share a city and no contract, and a second city: whatever one reads, by whatever
// route and with whatever query, holds no word, address or id of the others.

let made: Awaited<ReturnType<typeof makeTown>>;
let town: Town;
/** What is another's: marks in every text, and every id. */
const foreign = new Map<'one' | 'two' | 'near' | 'far', readonly string[]>();

beforeAll(async () => {
  made = await makeTown();
  town = await made.copy();
  const { organisations, far, city } = town;
  for (const [mark, organisation] of [
    ['one', organisations.one],
    ['two', organisations.two],
  ] as const)
    foreign.set(mark, [marks[mark], ...(await idsOfOrganisation(organisation))]);
  foreign.set('far', [marks.far, ...(await idsOfCity(far.city))]);
  foreign.set('near', [marks.near, marks.one, marks.two, ...(await idsOfCity(city))]);
}, 480_000);
afterAll(async () => {
  await town?.close();
  await made?.drop();
});

const ids = (rows: readonly unknown[]): readonly string[] => [
  ...new Set(JSON.stringify(rows).match(/\b(?!pty)[a-z]{3}_[0-9a-f]{32}\b/g) ?? []),
];

/** Ids in all rows of the city, in whatever table. */
async function idsOfCity(city: string): Promise<readonly string[]> {
  const { owner } = town;
  const { rows: tables } = await owner.query<{ name: string }>(
    `select table_name as name from information_schema.columns
     where table_schema = 'public' and column_name = 'city_id'`,
  );
  const found: unknown[] = [];
  for (const { name } of tables) {
    const query = `select * from ${owner.escapeIdentifier(name)} where city_id = $1`;
    found.push((await owner.query(query, [city])).rows);
  }
  return ids(found);
}

/** Ids in rows that belong to the organisation: its people, what it did, what it was sent. */
async function idsOfOrganisation(organisation: string): Promise<readonly string[]> {
  const found: unknown[] = [];
  for (const table of ['memberships', 'invitations', 'api_tokens', 'ledger_entries']) {
    const query = `select * from ${table} where organisation_id = $1`;
    found.push((await town.owner.query(query, [organisation])).rows);
  }
  const { promoter } = town.organisations;
  const admin = town.person('promoter/cityAdministrator').person;
  // Whoever invited them is the town's administrator, whom both know.
  return ids(found).filter((id) => id !== town.city && id !== promoter && id !== admin);
}

/** Everything that can be read, with queries as they may be sent. */
const reading = routes
  .map(({ endpoint }) => endpoint as Endpoint)
  .filter(({ method, params }) => method === 'GET' && params === undefined);

const exampleFor = (endpoint: Endpoint) =>
  Object.entries(examples).find(
    ([name]) => (endpoints as Readonly<Record<string, Endpoint>>)[name] === endpoint,
  )?.[1];

const own = { one: 'one', two: 'two', far: 'far', promoter: 'near' } as const;
type Side = keyof typeof own;

/** Whose words must not come back to whom. */
const hiddenFrom: Readonly<Record<Side, readonly ('one' | 'two' | 'near' | 'far')[]>> = {
  one: ['two', 'far'],
  two: ['one', 'far'],
  far: ['near'],
  promoter: ['far'],
};

const asker = fc.constantFrom<AskerName>(
  ...(['one', 'two'] as const).flatMap((side) =>
    (['organisationAdministrator', 'contributor', 'approver', 'auditor'] as const).map(
      (role): AskerName => `${side}/${role}`,
    ),
  ),
  'far/cityAdministrator',
  'far/organisationAdministrator',
  'far/auditor',
  'promoter/cityAdministrator',
  'promoter/auditor',
);

/** Words to search and filter by: the others' own, most of all. */
const word = fc.constantFrom(...Object.values(marks), '', '%', '業者', '*');

it('whatever is read holds nothing of others', async () => {
  await fc.assert(
    fc.asyncProperty(asker, fc.constantFrom(...reading), word, async (who, endpoint, text) => {
      const side = who.split('/')[0] as Side;
      const sent = (await exampleFor(endpoint)?.send?.(town)) ?? {};
      const names = Object.keys((endpoint.query as { shape?: object } | undefined)?.shape ?? {});
      const free = names.filter((name) => /^(q|search|text|name|action)$/.test(name));
      const query = { ...sent.query, ...Object.fromEntries(free.map((name) => [name, text])) };
      const { text: answer } = await town.ask(who, endpoint.method, endpoint.path, {
        ...sent,
        query,
      });
      const leaked = hiddenFrom[side]
        .flatMap((of) => foreign.get(of) ?? [])
        // A word that came back because it was sent is no leak.
        .filter((secret) => secret !== text && answer.includes(secret));
      expect([who, endpoint.path, leaked]).toEqual([who, endpoint.path, []]);
    }),
    { numRuns: 250 },
  );
}, 480_000);

it('every asker meets every reading route', async () => {
  const leaks: string[] = [];
  for (const endpoint of reading) {
    const sent = (await exampleFor(endpoint)?.send?.(town)) ?? {};
    for (const who of [
      'one/organisationAdministrator',
      'two/auditor',
      'far/cityAdministrator',
    ] as const) {
      const { text } = await town.ask(who, endpoint.method, endpoint.path, sent);
      const side = who.split('/')[0] as Side;
      for (const secret of hiddenFrom[side].flatMap((of) => foreign.get(of) ?? []))
        if (text.includes(secret)) leaks.push(`${endpoint.path} shows ${secret} to ${who}`);
    }
  }
  expect(leaks).toEqual([]);
});

it('the marks are there to be found', async () => {
  const { text } = await town.ask('promoter/cityAdministrator', 'GET', '/members');
  for (const mark of [marks.near, marks.one, marks.two]) expect(text).toContain(mark);
  expect(foreign.get('two')?.length).toBeGreaterThan(6);
  expect(foreign.get('far')?.length).toBeGreaterThan(10);
});
