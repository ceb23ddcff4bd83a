import type { UseCase } from '@machimori/application';
import { policyOf } from '@machimori/authorisation';
import { type Endpoint, type EndpointName, endpoints } from '@machimori/contract';
import * as governance from '@machimori/governance';
import * as identity from '@machimori/identity';
import * as register from '@machimori/register';
import { tableDigests } from '@machimori/testkit';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { routes } from '../../src/serve/routes/index.ts';
import type { Example } from './example.ts';
import { examples } from './examples.ts';
import { malformed } from './malformed.ts';
import { refusalsOf } from './refusals.ts';
import { Requester, type Sent } from './requester.ts';
import { type AskerName, emptyTown, keepPresent, makeTown, type Town } from './town.ts';

type AnyUseCase = UseCase<unknown, unknown, unknown>;

const isUseCase = (value: unknown): value is AnyUseCase =>
  typeof value === 'object' && value !== null && 'handle' in value && 'action' in value;
const useCases = [identity, register, governance]
  .flatMap((room) => Object.values(room) as unknown[])
  .filter(isUseCase);

const nameOf = (endpoint: Endpoint): EndpointName =>
  (Object.keys(endpoints) as EndpointName[]).find(
    (name) => endpoints[name] === endpoint,
  ) as EndpointName;
const served = routes.map(({ endpoint }) => [nameOf(endpoint), endpoint as Endpoint] as const);

/** Tables that a refused request may write to: the log, counts of attempts. */
const besides = /^(ledger_|throttles$|kept_answers$)/;

let made: Awaited<ReturnType<typeof makeTown>>;
/** One town for all that must change nothing. */
let town: Town;
/** The next copy, made while a test works in the one before: half of this file's time is copying. */
let ahead: Promise<Town> | undefined;
/** Use cases that a route was seen to run. */
const ran = new Map<EndpointName, readonly AnyUseCase[]>();

beforeAll(async () => {
  made = await makeTown();
  town = await made.copy();
  ahead = made.copy();
}, 480_000);
// A session of an earlier test would be marked as seen again in the middle of this one.
beforeEach(() => keepPresent(town));
afterAll(async () => {
  await town?.close();
  await (await ahead)?.close();
  await made?.drop();
});

const exampleOf = (name: EndpointName): Example => {
  const example = examples[name];
  if (example === undefined)
    throw new Error(
      `the route ${name} has no example: add to apps/machimori/test/routes/examples.ts who asks it, and with what, when all is right`,
    );
  return example;
};

const ask = (of: Town, who: AskerName, endpoint: Endpoint, sent: Sent) =>
  of.ask(who, endpoint.method, endpoint.path, sent);

const stateOf = ({ owner }: Town): Promise<ReadonlyMap<string, string>> =>
  tableDigests(owner, besides);

const changedTables = (
  before: ReadonlyMap<string, string>,
  after: ReadonlyMap<string, string>,
): readonly string[] =>
  [...after].filter(([table, digest]) => before.get(table) !== digest).map(([table]) => table);

/** How many entries of each action the log has that ended so. */
async function entriesBy(
  { owner }: Town,
  outcome: 'done' | 'refused',
): Promise<ReadonlyMap<string, number>> {
  const { rows } = await owner.query<{ action: string; entries: number }>(
    'select action, count(*)::int as entries from ledger_entries where outcome = $1 group by action',
    [outcome],
  );
  return new Map(rows.map(({ action, entries }) => [action, entries]));
}

/** How many entries of each action each log has, by action and log. */
async function doneByLog({ owner }: Town): Promise<ReadonlyMap<string, number>> {
  const { rows } = await owner.query<{ place: string; entries: number }>(
    `select action || ' ' || city_id as place, count(*)::int as entries from ledger_entries
     where outcome = 'done' group by place`,
  );
  return new Map(rows.map(({ place, entries }) => [place, entries]));
}

const refusalsWritten = async (of: Town, action: string): Promise<number> =>
  (await entriesBy(of, 'refused')).get(action) ?? 0;

const ids = (sent: Sent): readonly string[] =>
  JSON.stringify([sent.params, sent.query, sent.body]).match(/\b[a-z]{3}_[0-9a-f]{32}\b/g) ?? [];

/** A town for an example that changes something; the common one for what only reads. */
async function townFor(example: Example, endpoint: Endpoint): Promise<Town> {
  if (example.empty) return emptyTown();
  if (endpoint.method === 'GET') return town;
  const copy = ahead ?? made.copy();
  ahead = made.copy();
  return copy;
}

describe('every route', () => {
  it('has an example, and every example a route', () => {
    const names = served.map(([name]) => name);
    const without = names.filter((name) => examples[name] === undefined);
    expect(
      without,
      'add them to apps/machimori/test/routes/examples.ts: who asks, and with what, when all is right',
    ).toEqual([]);
    expect(Object.keys(examples).filter((name) => !names.includes(name as EndpointName))).toEqual(
      [],
    );
  });

  describe.each(served)('%s', (name, endpoint) => {
    it('answers what is right, and what it did stands in the log', async () => {
      const example = exampleOf(name);
      const own = await townFor(example, endpoint);
      const seen = new Set<AnyUseCase>();
      const spies = useCases.map((useCase) => {
        const handle = useCase.handle.bind(useCase);
        return vi.spyOn(useCase, 'handle').mockImplementation((context, input, prepared) => {
          seen.add(useCase);
          return handle(context, input, prepared);
        });
      });
      try {
        const sent = (await example.send?.(own)) ?? {};
        seen.clear();
        const before = await stateOf(own);
        const written = await doneByLog(own);
        const key = { 'idempotency-key': `example-of-${name}` };
        const requester = own.people.get(example.as)?.requester ?? new Requester();
        const same = Requester.like(requester);
        const { method, path } = endpoint;
        const answer = await requester.ask(own.server, method, path, sent, key);
        expect([answer.status, answer.text]).toEqual([
          endpoint.response || endpoint.media ? 200 : 204,
          answer.text,
        ]);
        ran.set(name, [...seen]);
        expect(seen.size > 0 || endpoint.open === true).toBe(true);
        const entries = await doneByLog(own);
        for (const useCase of seen) {
          // Once in a log; an act on one's account in that of every city where one has a seat.
          const added = [...entries]
            .filter(([place]) => place.startsWith(`${useCase.action} `))
            .map(([place, count]) => count - (written.get(place) ?? 0))
            .filter((more) => more > 0);
          // What is read first for an act may be of the act's own kind.
          const isWritten = [...seen].some(
            ({ action, kind }) => action === useCase.action && kind !== 'query',
          );
          const expected = isWritten ? added.map(() => 1) : [];
          expect([useCase.name, added]).toEqual([useCase.name, expected]);
          expect(added.length > 0).toBe(isWritten);
        }
        const after = await stateOf(own);
        if (method === 'GET') expect(changedTables(before, after)).toEqual([]);
        else {
          // Sent again as it was, because the answer was lost: nothing is done twice.
          const again = await same.ask(own.server, method, path, sent, key);
          expect([answer.status, 401, 404, 409]).toContain(again.status);
          if (endpoint.open !== true) expect(changedTables(after, await stateOf(own))).toEqual([]);
        }
      } finally {
        for (const spy of spies) spy.mockRestore();
        if (own !== town) await own.close();
      }
    });

    it('refuses all that is malformed, says where, and writes nothing', async () => {
      const example = exampleOf(name);
      const own = example.empty ? await emptyTown() : town;
      const sent = (await example.send?.(own)) ?? {};
      const before = await stateOf(own);
      const taken: string[] = [];
      for (const { why, sent: wrong } of malformed(endpoint, sent)) {
        const { status, json, headers } = await ask(own, example.as, endpoint, wrong);
        const problem = /^application\/problem\+json/.test(String(headers['content-type']));
        const told = status !== 422 || (json['errors'] as unknown[] | undefined)?.length !== 0;
        if (![400, 404, 413, 414, 422].includes(status) || !problem || !told)
          taken.push(`${why}: ${status}`);
      }
      expect(taken).toEqual([]);
      expect(changedTables(before, await stateOf(own))).toEqual([]);
      if (own !== town) await own.close();
    });

    it('refuses whoever may not, in the words for it, and writes that down', async () => {
      const example = exampleOf(name);
      if (example.empty || endpoint.open) return;
      const sent = (await example.send?.(town)) ?? {};
      // An upload and a report ask for the right to their act before anything else is read.
      const [first, ...later] = ran.get(name) ?? [];
      const isAsked = endpoint.upload !== undefined || endpoint.path.startsWith('/sheet/report/');
      const useCase = isAsked ? (later.at(-1) ?? first) : first;
      if (useCase === undefined) throw new Error(`it is not known what ${name} runs`);
      const before = await stateOf(town);
      const wrong: string[] = [];
      let written = await refusalsWritten(town, useCase.action);
      for (const { who, status, code, logged } of refusalsOf(useCase.action, town.people.keys())) {
        const answer = await ask(town, who, endpoint, sent);
        const entries = await refusalsWritten(town, useCase.action);
        const more = entries - written;
        written = entries;
        const said = `${answer.status} ${answer.json['code']}, entries: ${more}`;
        const expected = `${status} ${code}, entries: ${logged ? 1 : 0}`;
        if (said !== expected) wrong.push(`${who}: ${said}, expected ${expected}`);
      }
      expect(wrong).toEqual([]);
      expect(changedTables(before, await stateOf(town))).toEqual([]);
    });

    it('asks again who it is where that was shown too long ago', async () => {
      const example = exampleOf(name);
      const [useCase] = ran.get(name) ?? [];
      if (useCase === undefined || policyOf(useCase.action).stepUp !== true) return;
      const sent = (await example.send?.(town)) ?? {};
      const { session } = town.person(example.as);
      const prove = (at: string) =>
        town.owner.query(`update sessions set proved_at = ${at} where session_id = $1`, [session]);
      await prove(`now() - interval '1 hour'`);
      const before = await stateOf(town);
      const answer = await ask(town, example.as, endpoint, sent);
      expect([answer.status, answer.json['code']]).toEqual([403, 'step-up-required']);
      expect(changedTables(before, await stateOf(town))).toEqual([]);
      await prove('now()');
    });

    it('shows and does nothing of another organisation, another city, another person', async () => {
      const example = exampleOf(name);
      if (example.empty || endpoint.open || !example.as.includes('/')) return;
      const sent = (await example.send?.(town)) ?? {};
      if (ids(sent).length === 0) return;
      const before = await stateOf(town);
      const attackers: readonly AskerName[] = [
        'two/organisationAdministrator',
        'far/cityAdministrator',
      ];
      const got: string[] = [];
      const [useCase] = ran.get(name) ?? [];
      const written = await refusalsWritten(town, useCase?.action ?? '');
      for (const who of attackers) {
        const { status } = await ask(town, who, endpoint, sent);
        // A list that is asked for another's rows is empty; the words in it are looked at elsewhere.
        if (![403, 404].includes(status) && !(endpoint.method === 'GET' && status === 200))
          got.push(`${who}: ${status}`);
      }
      expect(got).toEqual([]);
      if (endpoint.method !== 'GET' && useCase !== undefined) {
        const entries = (await refusalsWritten(town, useCase.action)) - written;
        expect([useCase.action, entries]).toEqual([useCase.action, attackers.length]);
      }
      expect(changedTables(before, await stateOf(town))).toEqual([]);
    });

    it('refuses a change to what somebody else has changed', async () => {
      const example = exampleOf(name);
      const sent = example.empty ? {} : ((await example.send?.(town)) ?? {});
      const body = sent.body as { readonly version?: number } | undefined;
      if (body?.version === undefined) return;
      const before = await stateOf(town);
      const stale = { ...sent, body: { ...body, version: body.version + 1 } };
      const answer = await ask(town, example.as, endpoint, stale);
      expect([answer.status, answer.json['code']]).toEqual([409, 'conflict']);
      expect(changedTables(before, await stateOf(town))).toEqual([]);
    });
  });
});
