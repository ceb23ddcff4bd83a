import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { City } from '@machimori/city';
import { URI } from 'otpauth';

/** Somebody who is signed in, asking as the browser does. */
export interface Client {
  readonly cookies: ReadonlyMap<string, string>;
  ask<Answer>(method: string, path: string, body?: object | Buffer): Promise<Answer>;
  /** The bytes of a file. */
  download(path: string): Promise<Buffer>;
  /** Waits until the plan of the city as it stands is there. */
  planned(): Promise<void>;
  /** Waits until the check sheet has the lines of that plan, and says how many there are. */
  lined(): Promise<number>;
}

/** A browser of somebody who has not signed in yet. */
function nobody(origin: string): Pick<Client, 'cookies' | 'ask' | 'download'> {
  const cookies = new Map<string, string>();
  const asked = async (method: string, path: string, body?: object | Buffer): Promise<Response> => {
    const answer = await fetch(`${origin}/api/v1${path}`, {
      method,
      headers: {
        'x-machimori': '1',
        origin,
        cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; '),
        ...(body === undefined
          ? {}
          : {
              'content-type': Buffer.isBuffer(body)
                ? 'application/octet-stream'
                : 'application/json',
            }),
      },
      ...(body === undefined
        ? {}
        : { body: Buffer.isBuffer(body) ? new Uint8Array(body) : JSON.stringify(body) }),
    });
    for (const each of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(each) ?? [];
      cookies.set(name, value);
    }
    if (answer.status >= 300)
      throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
    return answer;
  };
  const ask: Client['ask'] = async <Answer>(
    method: string,
    path: string,
    body?: object | Buffer,
  ): Promise<Answer> => {
    const text = await (await asked(method, path, body)).text();
    return (text === '' ? undefined : JSON.parse(text)) as Answer;
  };
  const download = async (path: string): Promise<Buffer> =>
    Buffer.from(await (await asked('GET', path)).arrayBuffer());
  return { cookies, ask, download };
}

const password = '青い自転車が三台ならぶ朝';

/**
 * The first administrator of a program that was just started on an empty folder, with a city imported and planned.
 * `seated`: all its organisations have a seat.
 */
export async function clientOf(
  origin: string,
  data: string,
  city: City,
  { seated = false } = {},
): Promise<Client> {
  const { cookies, ask, download } = nobody(origin);
  const planned = async (): Promise<void> => {
    while ((await ask<{ outdated: boolean }>('GET', '/home')).outdated) await pause(130);
  };
  await setUp(ask, data);
  if (seated)
    for (const { name } of city.organisations.slice(1))
      await ask('POST', '/organisations', { name });
  // As JSON: YAML is read up to a number of lines that a large city exceeds.
  const file = Buffer.from(JSON.stringify(city));
  const { digest, baseRevision } = await ask<{ digest: string; baseRevision: number }>(
    'POST',
    '/city-file/preview',
    file,
  );
  await ask('POST', `/city-file?digest=${digest}&baseRevision=${baseRevision}`, file);
  await planned();
  const lined = async (): Promise<number> => {
    for (;;) {
      const { making, total } = await ask<{ making: boolean; total: number }>(
        'GET',
        '/sheet/lines?most=1',
      );
      if (!making && total > 0) return total;
      await pause(5_000);
    }
  };
  return { cookies, ask, download, planned, lined };
}

async function setUp(ask: Client['ask'], data: string): Promise<void> {
  await ask('POST', '/set-up', {
    code: readFileSync(join(data, 'first-visit.code'), 'utf8').trim(),
    name: '計測',
    email: 'bench@example.lg.jp',
    password,
    cityName: '生成した都市',
    organisationName: '組織0',
  });
  await enrol(ask);
}

async function enrol(ask: Client['ask']): Promise<void> {
  const { uri, credential } = await ask<{ uri: string; credential: string }>(
    'POST',
    '/account/authenticators',
    { name: '電話' },
  );
  const app = URI.parse(uri) as unknown as { generate(): string };
  await ask('POST', `/account/authenticators/${credential}`, { code: app.generate() });
}

/** Somebody whom the administrator invites to an organisation, to answer for it. */
export async function joinedBy(
  origin: string,
  administrator: Client,
  organisation: string,
): Promise<Client> {
  const { link } = await administrator.ask<{ link: string }>('POST', '/invitations', {
    organisation,
    email: 'answers@example.co.jp',
    roles: ['contributor'],
  });
  const { cookies, ask, download } = nobody(origin);
  const token = link.split('#')[1];
  await ask('POST', '/invitation/accept', { token, name: '記入担当', password });
  await enrol(ask);
  const { planned, lined } = administrator;
  return { cookies, ask, download, planned, lined };
}
