import type { FastifyInstance, InjectOptions } from 'fastify';
import { expect } from 'vitest';

const origin = 'http://localhost:8080';

/** What came back. */
export interface HttpAnswer {
  readonly status: number;
  readonly json: Record<string, unknown>;
  readonly text: string;
  readonly headers: Readonly<Record<string, unknown>>;
}

/** Somebody's browser: keeps cookies, sends what our pages send. */
export class HttpBrowser {
  readonly #server: FastifyInstance;
  readonly #cookies = new Map<string, string>();

  constructor(server: FastifyInstance) {
    this.#server = server;
  }

  async ask(
    method: 'GET' | 'POST' | 'PUT' | 'DELETE',
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<HttpAnswer> {
    const cookie = [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const options: InjectOptions = {
      method,
      url: `/api/v1${path}`,
      headers: { cookie, 'x-machimori': '1', origin, ...headers },
      ...(body === undefined ? {} : { payload: body as object }),
    };
    const answer = await this.#server.inject(options);
    for (const { name, value } of answer.cookies as { name: string; value: string }[])
      this.#cookies.set(name, value);
    const isJson = /json$|json;/.test(String(answer.headers['content-type'] ?? ''));
    const json = isJson ? answer.json() : {};
    return { status: answer.statusCode, json, text: answer.body, headers: answer.headers };
  }
}

/** The code that an authenticator app shows for what it scanned (RFC 6238). */
async function codeOf(uri: string): Promise<string> {
  const { URI } = await import('otpauth');
  return URI.parse(uri).generate() as string;
}

/** Registers an authenticator app: the session becomes a full one. */
export async function enrol(browser: HttpBrowser): Promise<string> {
  const begun = await browser.ask('POST', '/account/authenticators', { name: '電話' });
  const uri = String(begun.json['uri']);
  const path = `/account/authenticators/${begun.json['credential']}`;
  const done = await browser.ask('POST', path, { code: await codeOf(uri) });
  expect(done.status).toBe(200);
  return uri;
}
