import { readdirSync } from 'node:fs';
import { type Endpoint, type EndpointName, endpoints, failureMeanings } from '@machimori/contract';
import { Secret } from 'otpauth';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { routes } from '../../src/serve/routes/index.ts';
import { examples } from './examples.ts';
import { malformed } from './malformed.ts';
import { Requester, type Sent } from './requester.ts';
import { emptyTown, firstVisitCode, makeTown, marks, password, type Town } from './town.ts';

// Every route as it is meant to be asked, with a key so that its answer is kept, and then with all that is wrong:
// what secrets went in and came out is afterwards in no log line, no row of any table (the log of the city and
// what a backup takes along are rows), no answer that refuses, and no name of a file.

const written: string[] = [];
const write = vi.spyOn(process.stderr, 'write').mockImplementation((chunk) => {
  written.push(String(chunk));
  return true;
});
let made: Awaited<ReturnType<typeof makeTown>>;
beforeAll(async () => {
  made = await makeTown('debug');
}, 480_000);
afterAll(async () => {
  write.mockRestore();
  await made?.drop();
});

const id = /^[a-z]{3}_[0-9a-f]{32}$/;
const secretFields =
  /^(password|current|token|secret|clientSecret|code|codes|recoveryCodes|uri|link)$/;

/** What is secret in something sent or answered, by the names of its fields. */
function secretsIn(value: unknown, isSecret = false): readonly string[] {
  if (typeof value === 'string') {
    // What went wrong with one of many has a code, too, and it is none to keep.
    if (!isSecret || id.test(value) || Object.hasOwn(failureMeanings, value)) return [];
    const { hash, pathname, searchParams } = new URL(URL.canParse(value) ? value : 'about:blank');
    const last = pathname.split('/').at(-1) ?? '';
    const inside = [
      hash.slice(1),
      searchParams.get('secret') ?? '',
      /^[\w-]{20,}$/.test(last) ? last : '',
    ].filter((part) => part !== '');
    return inside.length > 0 ? inside : [value];
  }
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, each]) =>
    secretsIn(each, isSecret || secretFields.test(name)),
  );
}

/** As it could be written down: plain, encoded, or its bytes. */
function formsOf(secret: string): readonly string[] {
  const bytes = Buffer.from(secret);
  const own = [secret, encodeURIComponent(secret), bytes.toString('hex'), bytes.toString('base64')];
  // What an authenticator app is given.
  if (/^[A-Z2-7]{16,}$/.test(secret)) own.push(Secret.fromBase32(secret).hex.toLowerCase());
  const raw = Buffer.from(secret, 'base64url');
  return raw.length < 16 ? own : [...own, raw.toString('hex')];
}

const found = (secrets: ReadonlySet<string>, where: string): readonly string[] =>
  [...secrets].filter((secret) => formsOf(secret).some((form) => where.includes(form)));

async function everyRow({ owner }: Town): Promise<string> {
  const { rows: tables } = await owner.query<{ name: string }>(
    `select tablename as name from pg_tables where schemaname = 'public' order by 1`,
  );
  const texts: string[] = [];
  for (const { name } of tables) {
    const { rows } = await owner.query<{ text: string }>(`select t::text as text from ${name} t`);
    texts.push(...rows.map(({ text }) => `${name}: ${text}`));
  }
  return texts.join('\n');
}

/** One town, all the secrets that it has met, and what it said no with. */
interface Met {
  readonly town: Town;
  readonly secrets: Set<string>;
  readonly refusals: string[];
}

const metBy = (town: Town): Met => ({
  town,
  secrets: new Set([password, firstVisitCode]),
  refusals: [],
});

/** Asks a route as it is meant to be asked, and wrongly; false where what was done before it is in its way. */
async function askEveryWay({ town, secrets, refusals }: Met, name: EndpointName): Promise<boolean> {
  const endpoint: Endpoint = endpoints[name];
  const example = examples[name];
  if (example === undefined) throw new Error(`the route ${name} has no example`);
  const meet = (...all: readonly string[]): void => {
    // Six digits stand anywhere by chance; longer ones do not.
    for (const secret of all) if (secret.length >= 8) secrets.add(secret);
  };
  const { method, path } = endpoint;
  const requester = town.people.get(example.as)?.requester ?? new Requester();
  let sent: Sent;
  try {
    sent = (await example.send?.(town)) ?? {};
  } catch {
    return false;
  }
  meet(...secretsIn(sent.body));
  const key = { 'idempotency-key': `a-key-of-${name}` };
  const answer = await requester.ask(town.server, method, path, sent, key);
  if (answer.status >= 300) return false;
  meet(...secretsIn(answer.json));
  for (const { requester: each, uri } of [...town.people.values(), { requester, uri: '' }])
    meet(each.token ?? '', ...each.cookies.values(), ...secretsIn({ uri }));
  if (secretsIn(sent.body).length > 0)
    for (const { sent: wrong } of malformed(endpoint, sent)) {
      const { status, text } = await town.ask(example.as, method, path, wrong);
      if (status >= 400) refusals.push(text);
    }
  return true;
}

/** What of it all is somewhere where it must not be. */
async function leftBehind({ town, secrets, refusals }: Met): Promise<readonly string[]> {
  const rows = await everyRow(town);
  // What is looked through is there.
  if (town.people.size > 0) expect(rows).toContain(marks.near);
  const files = readdirSync(town.data, { recursive: true }).join('\n');
  return Object.entries({
    log: written.join(''),
    rows,
    refusals: refusals.join('\n'),
    files,
  }).flatMap(([where, text]) => found(secrets, text).map((secret) => `${where}: ${secret}`));
}

it('of every route', { timeout: 300_000 }, async () => {
  const names = routes.map(
    ({ endpoint }) =>
      (Object.keys(endpoints) as EndpointName[]).find(
        (name) => endpoints[name] === endpoint,
      ) as EndpointName,
  );
  const left: string[] = [];
  let secrets = 0;
  let met = metBy(await made.copy());
  const leave = async (of: Met): Promise<void> => {
    left.push(...(await leftBehind(of)));
    secrets += of.secrets.size;
    await of.town.close();
  };
  for (const name of names) {
    if (examples[name]?.empty === true) {
      const empty = metBy(await emptyTown());
      expect([name, await askEveryWay(empty, name)]).toEqual([name, true]);
      await leave(empty);
      continue;
    }
    if (await askEveryWay(met, name)) continue;
    await leave(met);
    met = metBy(await made.copy());
    expect([name, await askEveryWay(met, name)]).toEqual([name, true]);
  }
  await leave(met);
  expect(left).toEqual([]);
  expect(secrets).toBeGreaterThan(200);
  const log = written.join('');
  // Requests were written down, and nobody by name.
  expect(log.split('\n').length).toBeGreaterThan(names.length);
  expect(Object.values(marks).filter((mark) => log.includes(mark))).toEqual([]);
});
