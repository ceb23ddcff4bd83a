import { createHash } from 'node:crypto';
import { type ReadEntry, readEntries, transact } from '@machimori/database';
import { type TestDatabase, testDatabase } from '@machimori/testkit';
import type { FastifyInstance, InjectOptions } from 'fastify';
import { URI } from 'otpauth';
import { createHttpServer } from '../src/serve/http-server.ts';
import { type OpenedWorld, worldOn } from '../src/serve/open-world.ts';
import { readSettings } from '../src/serve/settings.ts';

export const origin = 'http://localhost:8080';
export const password = '青い自転車が三台ならぶ朝';
export type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';

export interface Answer {
  readonly status: number;
  readonly json: Record<string, unknown>;
  readonly text: string;
  readonly headers: Readonly<Record<string, unknown>>;
}

/** Somebody's browser: keeps cookies, sends what our pages send. */
export class Browser {
  readonly #server: FastifyInstance;
  readonly #cookies = new Map<string, string>();
  readonly #network: string;

  constructor(server: FastifyInstance, network = '192.0.2.7') {
    this.#server = server;
    this.#network = network;
  }

  /** What it would send, for a request that it does not make. */
  cookie(): string {
    return [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  }

  /** The same computer with nobody signed in; `network` where it has moved. */
  signedOut(network = this.#network): Browser {
    const other = new Browser(this.#server, network);
    for (const [name, value] of this.#cookies)
      if (name.endsWith('-device')) other.#cookies.set(name, value);
    return other;
  }

  async ask(
    method: Method,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<Answer> {
    const cookie = this.cookie();
    const options: InjectOptions = {
      method,
      url: `/api/v1${path}`,
      remoteAddress: this.#network,
      headers: { cookie, 'x-machimori': '1', origin, ...headers },
      ...(body === undefined ? {} : { payload: body as object }),
    };
    const answer = await this.#server.inject(options);
    for (const { name, value } of answer.cookies as { name: string; value: string }[])
      this.#cookies.set(name, value);
    const isJson = /json\b/.test(String(answer.headers['content-type'] ?? ''));
    const json = isJson && answer.body !== '' ? answer.json() : {};
    return { status: answer.statusCode, json, text: answer.body, headers: answer.headers };
  }
}

export interface Member {
  readonly browser: Browser;
  readonly email: string;
  readonly person: string;
  readonly membership: string;
  /** What the authenticator app shows; each call a later code. Undefined where there is none. */
  readonly code: (() => string) | undefined;
}

/** A city over HTTP with its administrator, and the means to bring others in. */
export interface HttpTown {
  readonly server: FastifyInstance;
  readonly opened: Pick<OpenedWorld, 'world' | 'logs' | 'vault'>;
  readonly database: TestDatabase['database'];
  readonly address: TestDatabase['address'];
  readonly city: string;
  readonly organisation: string;
  readonly admin: Member;
  /** Invites somebody, who accepts and, where `enrol`, registers an authenticator app. */
  join(of: {
    readonly email: string;
    readonly roles: readonly string[];
    readonly organisation?: string;
    readonly enrol?: boolean;
  }): Promise<Member>;
  addOrganisation(name: string): Promise<string>;
  /** It is long ago that this person showed that it is them. */
  letProofAge(person: string): Promise<void>;
  /** Entries of an action in the city's log, latest first. */
  entries(action: string): Promise<readonly ReadEntry[]>;
  close(): Promise<void>;
}

export async function httpTown(
  environment: Readonly<Record<string, string>> = {},
  /** Who is told of which events, as the program says when it opens its database. */
  subscribers: Readonly<Record<string, readonly string[]>> = {},
): Promise<HttpTown> {
  const db = await testDatabase(undefined, { subscribers });
  const opened = worldOn(db.database, {
    settings: readSettings(environment),
    key: new Uint8Array(32).fill(3),
    webFolder: undefined,
    firstVisitCode: createHash('sha256').update('code').digest(),
  });
  const server = await createHttpServer(opened.world);
  const browser = new Browser(server);
  const email = 'tanto@example.lg.jp';
  await browser.ask('POST', '/set-up', {
    code: 'code',
    name: '町の担当',
    email,
    password,
    cityName: 'ためし町',
    organisationName: 'ためし町役場',
  });
  const enrolled = await enrol(browser);
  const { json } = await browser.ask('GET', '/account');
  const seat = json['seat'] as { city: string; organisation: string };
  const membershipOf = async (address: string): Promise<string> => {
    const members = (await browser.ask('GET', '/members')).json['members'] as {
      email: string;
      membership: string;
    }[];
    return members.find((each) => each.email === address)?.membership ?? '';
  };
  const admin: Member = {
    browser,
    email,
    person: String(json['person']),
    membership: await membershipOf(email),
    code: enrolled,
  };
  return {
    server,
    opened,
    database: db.database,
    address: db.address,
    ...seat,
    admin,
    async join({ organisation = seat.organisation, enrol: enrols = false, ...of }) {
      const invited = await browser.ask('POST', '/invitations', { ...of, organisation });
      const guest = new Browser(server);
      const token = String(invited.json['link']).split('#')[1];
      await guest.ask('POST', '/invitation/accept', { token, name: '新しい担当', password });
      const code = enrols ? await enrol(guest) : undefined;
      const { person } = (await guest.ask('GET', '/account')).json;
      const membership = await membershipOf(of.email);
      return { browser: guest, email: of.email, person: String(person), membership, code };
    },
    async addOrganisation(name) {
      return String((await browser.ask('POST', '/organisations', { name })).json['organisation']);
    },
    async letProofAge(person) {
      const proved_at = new Date(Date.now() - 3_600_000);
      await transact(db.database, { reach: 'sign-in' }, (transaction) =>
        transaction
          .tables<{ sessions: { person_id: string; proved_at: Date } }>()
          .updateTable('sessions')
          .set({ proved_at })
          .where('person_id', '=', person)
          .execute(),
      );
    },
    entries: (action) =>
      transact(db.database, { reach: 'city', city: seat.city }, (transaction) =>
        readEntries(transaction, { log: seat.city, action, limit: 50 }),
      ),
    async close() {
      await server.close();
      await db.drop();
    },
  };
}

const stepMs = 30_000;

/** Registers an authenticator app; the session becomes a full one. Gives what the app shows from then on. */
export async function enrol(browser: Browser): Promise<() => string> {
  const begun = await browser.ask('POST', '/account/authenticators', { name: '電話' });
  const app = URI.parse(String(begun.json['uri'])) as unknown as {
    generate(of: { timestamp: number }): string;
  };
  let last = 0;
  const code = (): string => {
    last = Math.max(Math.floor(Date.now() / stepMs), last + 1);
    return app.generate({ timestamp: last * stepMs });
  };
  const path = `/account/authenticators/${begun.json['credential']}`;
  const done = await browser.ask('POST', path, { code: code() });
  if (done.status !== 200) throw new Error(`not enrolled: ${done.text}`);
  return code;
}
