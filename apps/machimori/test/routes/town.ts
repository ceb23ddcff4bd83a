import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runUseCase } from '@machimori/application';
import { type Actor, type Role, roles } from '@machimori/authorisation';
import { transact } from '@machimori/database';
import { actorOfSession, actorOfToken, createApiToken, tokenActions } from '@machimori/identity';
import { Ids } from '@machimori/kernel';
import {
  copyOf,
  ownerOf,
  startProvider,
  type TestDatabase,
  testDatabase,
} from '@machimori/testkit';
import type { FastifyInstance } from 'fastify';
import { URI } from 'otpauth';
import { createHttpServer } from '../../src/serve/http-server.ts';
import { type OpenedWorld, worldOn } from '../../src/serve/open-world.ts';
import { readSettings } from '../../src/serve/settings.ts';
import { markedCity } from './marked-city.ts';
import { type Answer, Requester, type Sent } from './requester.ts';

/**
 * Everybody who asks in these tests:
 * promoter/<role>  of the town's own office; promoter/cityAdministrator made the installation
 * one/<role>       of the first vendor in the same city; two/<role> of the second
 * far/<role>       of the office of another city
 * newcomer         an administrator of the office without the second factor they must have
 * halfway          has given a password, and the second factor is still to come
 * machine          has a token of the office for everything that machines may; weakMachine for almost nothing
 * nobody           is not signed in
 */
export type PersonName = `${'promoter' | 'one' | 'two' | 'far'}/${Role}`;
export type AskerName = PersonName | 'newcomer' | 'halfway' | 'machine' | 'weakMachine' | 'nobody';

export const marks = { near: 'markednear', one: 'markedone', two: 'markedtwo', far: 'markedfar' };
export const password = '青い自転車が三台ならぶ朝';
export const firstVisitCode = 'first-visit-code-of-this-test';

/** A provider of identities for whichever organisation of these towns wants one. */
export const provider = await startProvider();

export interface Person {
  readonly requester: Requester;
  readonly email: string;
  readonly person: string;
  readonly membership: string;
  readonly session: string;
  readonly credential: string;
  /** What an authenticator app scanned. */
  readonly uri: string;
}

/** What stands in the database that every test starts from. */
export interface Facts {
  readonly people: ReadonlyMap<AskerName, Person>;
  readonly city: string;
  readonly organisations: { readonly promoter: string; readonly one: string; readonly two: string };
  readonly far: { readonly city: string; readonly organisation: string };
}

/** One copy of it with the program on top. */
export interface Town extends Facts {
  readonly server: FastifyInstance;
  readonly world: OpenedWorld['world'];
  readonly opened: Pick<OpenedWorld, 'world' | 'logs' | 'vault'>;
  readonly database: TestDatabase;
  /** Sees every row, for what tests look at and set. */
  readonly owner: Awaited<ReturnType<typeof ownerOf>>;
  /** The data folder. */
  readonly data: string;
  ask(who: AskerName, method: string, path: string, sent?: Sent): Promise<Answer>;
  /** Asks, and fails where that is not answered with 200 or 204. */
  done(who: AskerName, method: string, path: string, sent?: Sent): Promise<Record<string, unknown>>;
  /** What the person's authenticator app shows at this moment. */
  codeOf(who: AskerName): string;
  /** What an app shows that scanned this. */
  codeFor(uri: string): string;
  person(who: AskerName): Person;
  /** Them, as a request of theirs would find them. */
  actorOf(who: AskerName): Promise<Actor>;
  close(): Promise<void>;
}

export const fileOf = (text: string): Uint8Array => Buffer.from(text);
export const cityFile = (): string =>
  markedCity({ city: marks.near, one: marks.one, two: marks.two });

async function programOn(
  database: TestDatabase,
  logLevel = 'warn',
  catalogue?: string,
  environment: Readonly<Record<string, string>> = {},
): Promise<Pick<Town, 'server' | 'opened' | 'data'>> {
  const data = mkdtempSync(join(tmpdir(), 'machimori-routes-'));
  const opened = worldOn(database.database, {
    settings: readSettings({
      MACHIMORI_DATA: data,
      MACHIMORI_ALLOWED_HOSTS: provider.host,
      MACHIMORI_LOG_LEVEL: logLevel,
      ...environment,
    }),
    key: new Uint8Array(32).fill(3),
    webFolder: undefined,
    firstVisitCode: createHash('sha256').update(firstVisitCode).digest(),
    ...(catalogue === undefined ? {} : { catalogue }),
  });
  // All these people share one address, and a quick machine asks more of it than a town would.
  const most = 1_000_000;
  const limits = { network: most, signedIn: most, parts: most, session: most };
  return { opened, data, server: await createHttpServer(opened.world, limits) };
}

/** An installation that nobody has set up yet. */
export async function emptyTown(): Promise<Town> {
  return townOn(await testDatabase(), {
    people: new Map(),
    city: '',
    organisations: { promoter: '', one: '', two: '' },
    far: { city: '', organisation: '' },
  });
}

async function townOn(
  database: TestDatabase,
  facts: Facts,
  logLevel?: string,
  catalogue?: string,
  environment?: Readonly<Record<string, string>>,
): Promise<Town> {
  const { server, opened, data } = await programOn(database, logLevel, catalogue, environment);
  const owner = await ownerOf(database.address);
  const people = new Map(
    [...facts.people].map(([name, person]) => [
      name,
      { ...person, requester: Requester.like(person.requester) },
    ]),
  );
  const nobody = new Requester();
  const ask: Town['ask'] = (who, method, path, sent) =>
    (people.get(who)?.requester ?? nobody).ask(server, method, path, sent);
  const person: Town['person'] = (who) => {
    const found = people.get(who);
    if (found === undefined) throw new Error(`${who} is nobody in this town`);
    return found;
  };
  return {
    ...facts,
    people,
    server,
    opened,
    world: opened.world,
    database,
    owner,
    data,
    ask,
    person,
    codeOf: (who) => codeFor(person(who).uri),
    codeFor,
    actorOf: async (who) => {
      const { token, cookies } = people.get(who)?.requester ?? nobody;
      const { actor } =
        token === undefined
          ? await actorOfSession(opened.world, cookies.get('machimori') ?? '')
          : await actorOfToken(opened.world, token);
      return actor;
    },
    done: async (who, method, path, sent) => {
      const { status, json, text } = await ask(who, method, path, sent);
      if (status >= 300) throw new Error(`${method} ${path} of ${who}: ${status} ${text}`);
      return json;
    },
    close: async () => {
      await server.close();
      await owner.end();
      await database.drop();
      rmSync(data, { recursive: true, force: true });
    },
  };
}

/** However long the tests take, everybody has just been here, sessions of a test before included. */
export const keepPresent = async ({ owner }: Pick<Town, 'owner'>): Promise<void> => {
  await owner.query(
    `update sessions set seen_at = now() + interval '9 minutes', proved_at = now()`,
  );
};

const codeFor = (uri: string): string => URI.parse(uri).generate() as string;

/** How a copy of a town is run: as the program would be, by these settings and with whoever is told of events. */
export interface RunAs {
  readonly environment: Readonly<Record<string, string>>;
  readonly subscribers: Readonly<Record<string, readonly string[]>>;
}

/** A town with everybody in it, made once, and copies of it for each test. */
export async function makeTown(
  logLevel?: string,
  /** Folder of the editions, in place of the program's own. */
  catalogue?: string,
): Promise<{ copy(as?: RunAs): Promise<Town>; drop(): Promise<void> }> {
  const database = await testDatabase();
  const empty = {
    people: new Map(),
    city: '',
    organisations: { promoter: '', one: '', two: '' },
    far: { city: '', organisation: '' },
  };
  const town = await townOn(database, empty, logLevel, catalogue);
  const facts = await populate(town);
  // Everybody's app has shown a code a moment ago; these tests need the next one at once.
  await town.owner.query('update totp_secrets set last_step = 0');
  await town.owner.end();
  await town.server.close();
  await database.database.close();
  return {
    copy: async (as) => {
      const { subscribers } = as ?? { subscribers: {} };
      const copied = await copyOf(database.address, { subscribers });
      const town = await townOn(copied, facts, logLevel, catalogue, as?.environment);
      await keepPresent(town);
      await town.owner.query(
        `update api_tokens set last_used_on = (now() at time zone 'UTC')::date`,
      );
      return town;
    },
    drop: async () => {
      await database.drop();
      rmSync(town.data, { recursive: true, force: true });
    },
  };
}

async function populate(town: Town): Promise<Facts> {
  const { server } = town;
  const people = new Map<AskerName, Person>();
  const admin = new Requester();
  const call = async (who: Requester, method: string, path: string, sent: Sent = {}) => {
    const { status, json, text } = await who.ask(server, method, path, sent);
    if (status >= 300) throw new Error(`${method} ${path}: ${status} ${text}`);
    return json;
  };
  const aboutMe = async (who: Requester) => {
    const json = await call(who, 'GET', '/account');
    return json as {
      readonly person: string;
      readonly session: string;
      readonly seat: { readonly city: string; readonly organisation: string };
    };
  };
  const enrol = async (who: Requester, mark: string) => {
    const name = `電話 ${mark}`;
    const begun = await call(who, 'POST', '/account/authenticators', { body: { name } });
    const uri = String(begun['uri']);
    const params = { credential: begun['credential'] };
    const body = { code: codeFor(uri) };
    await call(who, 'POST', '/account/authenticators/:credential', { params, body });
    return { uri, credential: String(begun['credential']) };
  };
  const register = async (
    name: AskerName,
    requester: Requester,
    email: string,
    mark: string,
    factor = true,
  ) => {
    const { uri, credential } = factor ? await enrol(requester, mark) : { uri: '', credential: '' };
    const { person, session } = await aboutMe(requester);
    people.set(name, { requester, email, person, session, credential, uri, membership: '' });
  };
  const accept = async (
    name: AskerName,
    token: string,
    email: string,
    mark: string,
    factor = true,
  ) => {
    const requester = new Requester();
    const body = { token, name: `担当 ${mark}`, password };
    await call(requester, 'POST', '/invitation/accept', { body });
    await register(name, requester, email, mark, factor);
  };
  const invite = async (
    inviter: Requester,
    organisation: string,
    email: string,
    given: readonly string[],
  ) => {
    const body = { organisation, email, roles: given };
    const { link } = await call(inviter, 'POST', '/invitations', { body });
    return String(link).split('#')[1] ?? '';
  };

  const email = `kanri@${marks.near}.example`;
  await call(admin, 'POST', '/set-up', {
    body: {
      code: firstVisitCode,
      name: `担当 ${marks.near}`,
      email,
      password,
      cityName: `まち ${marks.near}`,
      organisationName: `役場 ${marks.near}`,
    },
  });
  await register('promoter/cityAdministrator', admin, email, marks.near);
  const { seat } = await aboutMe(admin);
  await importCity(admin, call, cityFile());
  const { organisations } = (await call(admin, 'GET', '/city')) as {
    readonly organisations: readonly { organisation: string; name: string }[];
  };
  const named = (mark: string): string =>
    organisations.find(({ name }) => name.includes(mark))?.organisation ?? '';
  const vendors = { one: named(marks.one), two: named(marks.two) };

  for (const role of Object.keys(roles) as Role[]) {
    if (role !== 'cityAdministrator') {
      const mail = `${role.toLowerCase()}@${marks.near}.example`;
      const token = await invite(admin, seat.organisation, mail, [role]);
      await accept(`promoter/${role}`, token, mail, marks.near);
      for (const vendor of ['one', 'two'] as const) {
        const address = `${role.toLowerCase()}@${marks[vendor]}.example`;
        const secret = await invite(admin, vendors[vendor], address, [role]);
        await accept(`${vendor}/${role}`, secret, address, marks[vendor]);
      }
    }
  }
  const newcomer = `shinjin@${marks.near}.example`;
  const secret = await invite(admin, seat.organisation, newcomer, ['organisationAdministrator']);
  await accept('newcomer', secret, newcomer, marks.near, false);

  const far = await openFarCity(town);
  const farMail = `kanri@${marks.far}.example`;
  await accept('far/cityAdministrator', far.token, farMail, marks.far);
  const farAdmin = people.get('far/cityAdministrator')?.requester ?? new Requester();
  await importCity(farAdmin, call, markedCity({ city: marks.far, one: marks.far, two: marks.far }));
  for (const role of ['organisationAdministrator', 'auditor', 'contributor'] as const) {
    const mail = `${role.toLowerCase()}@${marks.far}.example`;
    const token = await invite(farAdmin, far.organisation, mail, [role]);
    await accept(`far/${role}`, token, mail, marks.far);
  }

  const halfway = new Requester();
  await call(halfway, 'POST', '/session', {
    body: { email: `approver@${marks.near}.example`, password },
  });
  const approver = people.get('promoter/approver');
  if (approver) people.set('halfway', { ...approver, requester: halfway });

  const members = new Map<string, string>();
  for (const lister of [admin, farAdmin]) {
    const list = (await call(lister, 'GET', '/members')) as {
      readonly members: readonly { membership: string; person: string }[];
    };
    for (const { membership, person } of list.members) members.set(person, membership);
  }
  await addMachines(town, people);
  for (const [name, person] of people)
    people.set(name, { ...person, membership: members.get(person.person) ?? '' });
  return {
    people,
    city: seat.city,
    organisations: { promoter: seat.organisation, ...vendors },
    far: { city: far.city, organisation: far.organisation },
  };
}

/** Tokens for machines: one for all that machines may, one for the least. */
async function addMachines({ world }: Town, people: Map<AskerName, Person>): Promise<void> {
  const maker = people.get('promoter/cityAdministrator');
  if (maker === undefined) return;
  const { actor } = await actorOfSession(world, maker.requester.cookies.get('machimori') ?? '');
  for (const [name, actions] of [
    ['machine', tokenActions],
    ['weakMachine', []],
  ] as const) {
    const input = { name: `機械 ${marks.near}`, actions: [...tokenActions], days: 30 };
    const { secret, token } = await runUseCase(world, createApiToken, actor, input);
    const requester = new Requester();
    requester.token = secret;
    people.set(name, { ...maker, requester });
    if (actions.length === 0)
      await transact(world.database, { reach: 'sign-in' }, (transaction) =>
        transaction
          .tables<Record<string, Record<string, unknown>>>()
          .updateTable('api_tokens')
          .set({ actions: [] })
          .where('token_id', '=', token)
          .execute(),
      );
  }
}

type Call = (
  who: Requester,
  method: string,
  path: string,
  sent?: Sent,
) => Promise<Record<string, unknown>>;

async function importCity(who: Requester, call: Call, text: string): Promise<void> {
  const file = fileOf(text);
  const seen = await call(who, 'POST', '/city-file/preview', { file });
  if (seen['ok'] !== true) throw new Error(JSON.stringify(seen['diagnostics']));
  const query = { digest: String(seen['digest']), baseRevision: Number(seen['baseRevision']) };
  await call(who, 'POST', '/city-file', { file, query });
}

/** Another city of the same installation, with an invitation to its first administrator. */
async function openFarCity(town: Town) {
  const { database, clock, chance } = town.world;
  const ids = new Ids(clock, chance);
  const [city, organisation] = [ids.next('city'), ids.next('organisation')];
  const token = randomBytes(32).toString('base64url');
  const now = clock.now();
  await transact(database, { reach: 'sign-in', city }, async (transaction) => {
    const tables = transaction.tables<Record<string, Record<string, unknown>>>();
    const party_id = ids.next('party');
    const insert = (table: string, values: Record<string, unknown>) =>
      tables.insertInto(table).values(values).execute();
    await insert('cities', { city_id: city, name: `まち ${marks.far}`, created_at: now });
    await insert('parties', { party_id, name: `役場 ${marks.far}`, created_at: now });
    await insert('organisations', {
      city_id: city,
      organisation_id: organisation,
      party_id,
      name: `役場 ${marks.far}`,
      promoter: true,
      created_at: now,
    });
    await insert('invitations', {
      city_id: city,
      invitation_id: ids.next('invitation'),
      organisation_id: organisation,
      email: `kanri@${marks.far}.example`,
      roles: ['cityAdministrator'],
      token_hash: createHash('sha256').update(token).digest(),
      invited_by: 'system:command-line',
      created_at: now,
      expires_at: new Date(now.getTime() + 3_600_000),
    });
  });
  return { city, organisation, token };
}
