import type { FastifyInstance, LightMyRequestResponse } from 'fastify';

export interface Sent {
  readonly params?: Readonly<Record<string, unknown>>;
  readonly query?: Readonly<Record<string, unknown>>;
  readonly body?: unknown;
  /** Bytes of an upload. */
  readonly file?: Uint8Array;
}

export interface Answer {
  readonly status: number;
  readonly json: Record<string, unknown>;
  readonly text: string;
  /** The same as it came, for files. */
  readonly bytes: Uint8Array;
  readonly headers: LightMyRequestResponse['headers'];
}

export const origin = 'http://localhost:8080';

/** Somebody's browser or machine: keeps cookies, sends what our pages send. */
export class Requester {
  readonly cookies = new Map<string, string>();
  token: string | undefined;

  static like(other: Requester): Requester {
    const same = new Requester();
    for (const [name, value] of other.cookies) same.cookies.set(name, value);
    same.token = other.token;
    return same;
  }

  /** Asks below /api/v1; `path` is an endpoint's, its `:names` filled from `params`. */
  async ask(
    server: FastifyInstance,
    method: string,
    path: string,
    sent: Sent = {},
    more: Readonly<Record<string, string>> = {},
  ): Promise<Answer> {
    const url = path.replace(/:(\w+)/g, (_, name: string) =>
      encodeURIComponent(String(sent.params?.[name])),
    );
    const query = new URLSearchParams(
      Object.entries(sent.query ?? {}).map(([name, value]): [string, string] => [
        name,
        String(value),
      ]),
    ).toString();
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const payload = sent.file === undefined ? sent.body : Buffer.from(sent.file);
    const answer = (await server.inject({
      method: method as 'GET',
      url: `/api/v1${url}${query === '' ? '' : `?${query}`}`,
      headers: {
        'x-machimori': '1',
        origin,
        ...(cookie === '' ? {} : { cookie }),
        ...(this.token === undefined ? {} : { authorization: `Bearer ${this.token}` }),
        ...(sent.file === undefined ? {} : { 'content-type': 'application/octet-stream' }),
        ...more,
      },
      ...(payload === undefined ? {} : { payload: payload as object }),
    })) as LightMyRequestResponse;
    for (const { name, value } of answer.cookies as { name: string; value: string }[])
      if (value === '') this.cookies.delete(name);
      else this.cookies.set(name, value);
    const isJson = /json\b/.test(String(answer.headers['content-type'] ?? ''));
    return {
      status: answer.statusCode,
      json: isJson && answer.body !== '' ? JSON.parse(answer.body) : {},
      text: answer.body,
      bytes: answer.rawPayload,
      headers: answer.headers,
    };
  }
}
