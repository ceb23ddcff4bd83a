import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { URI } from 'otpauth';
import { email, password } from './installation.ts';

/** What was answered where it was not done. */
export class NotDone extends Error {
  readonly status: number;
  readonly code: string;

  constructor(status: number, json: Record<string, unknown>) {
    super(`${status} ${JSON.stringify(json)}`);
    this.status = status;
    this.code = String(json['code']);
  }
}

/** A person's browser, against a program that may die at any moment. */
export class Person {
  readonly #port: number;
  readonly #cookies = new Map<string, string>();
  /** What their authenticator app scanned. */
  #uri = '';

  constructor(port: number) {
    this.#port = port;
  }

  /** Throws NotDone where that is refused, and what fetch throws where nobody answers. */
  async ask(
    method: string,
    path: string,
    body?: unknown,
    file?: Uint8Array,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<Record<string, unknown>> {
    const cookie = this.#cookie();
    const origin = `http://localhost:${this.#port}`;
    const type = file === undefined ? 'application/json' : 'application/octet-stream';
    const answer = await fetch(`http://127.0.0.1:${this.#port}/api/v1${path}`, {
      method,
      headers: {
        cookie,
        'x-machimori': '1',
        origin,
        ...headers,
        ...(body === undefined && file === undefined ? {} : { 'content-type': type }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      ...(file === undefined ? {} : { body: Buffer.from(file) }),
    });
    for (const line of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      this.#cookies.set(name, value);
    }
    const json = (await answer.json().catch(() => ({}))) as Record<string, unknown>;
    if (!answer.ok) throw new NotDone(answer.status, json);
    return json;
  }

  /** The bytes of a file as somebody saves it. */
  async download(path: string): Promise<Uint8Array> {
    const answer = await fetch(`http://127.0.0.1:${this.#port}/api/v1${path}`, {
      headers: { cookie: this.#cookie() },
    });
    if (!answer.ok)
      throw new NotDone(answer.status, (await answer.json()) as Record<string, unknown>);
    return new Uint8Array(await answer.arrayBuffer());
  }

  #cookie(): string {
    return [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  }

  /** The first visit, and the second factor that an administrator must have. */
  async setUp(data: string): Promise<void> {
    const code = readFileSync(`${data}/first-visit.code`, 'utf8').trim();
    const who = { name: '町の担当', email, password };
    const what = { cityName: '星ヶ渡市', organisationName: '星ヶ渡市役所' };
    await this.ask('POST', '/set-up', { code, ...who, ...what });
    // Worth nothing any more, and gone as the documents say.
    if (existsSync(`${data}/first-visit.code`)) throw new Error('the first visit left its code');
    const begun = await this.ask('POST', '/account/authenticators', { name: '電話' });
    this.#uri = String(begun['uri']);
    const path = `/account/authenticators/${String(begun['credential'])}`;
    await this.ask('POST', path, { code: URI.parse(this.#uri).generate() });
  }

  /** The same person with both factors at another program that knows them: a restored one, for example. */
  async elsewhere(port: number): Promise<Person> {
    const there = new Person(port);
    there.#uri = this.#uri;
    await there.ask('POST', '/session', { email, password });
    // A code is good once, and that of the next half minute is good already.
    const code = URI.parse(this.#uri).generate({ timestamp: Date.now() + 30_000 });
    await there.ask('POST', '/session/confirm', { method: 'totp', code });
    return there;
  }

  /** Looks at a city file and imports it, as the page does; the revision it is then. `looked` hears in between. */
  async importCity(file: Uint8Array, looked: () => void = () => {}): Promise<number> {
    const { baseRevision } = await this.ask('POST', '/city-file/preview', undefined, file);
    looked();
    const digest = createHash('sha256').update(file).digest('hex');
    const path = `/city-file?digest=${digest}&baseRevision=${String(baseRevision)}`;
    return Number((await this.ask('POST', path, undefined, file))['revision']);
  }

  async organisations(): Promise<ReadonlySet<string>> {
    const { organisations } = (await this.ask('GET', '/city')) as {
      organisations: readonly { name: string }[];
    };
    return new Set(organisations.map(({ name }) => name));
  }
}
