import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { type City, writeCity } from '@machimori/city';
import { URI } from 'otpauth';

/** Somebody who is signed in, asking as the browser does. */
export interface Client {
  readonly cookies: ReadonlyMap<string, string>;
  ask<Answer>(method: string, path: string, body?: object | Buffer): Promise<Answer>;
  /** Waits until the plan of the city as it stands is there. */
  planned(): Promise<void>;
}

/** The first administrator of a program that was just started on an empty folder, with a city imported and planned. */
export async function clientOf(origin: string, data: string, city: City): Promise<Client> {
  const cookies = new Map<string, string>();
  const ask: Client['ask'] = async <Answer>(
    method: string,
    path: string,
    body?: object | Buffer,
  ): Promise<Answer> => {
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
    const text = await answer.text();
    if (answer.status >= 300) throw new Error(`${method} ${path}: ${answer.status} ${text}`);
    return (text === '' ? undefined : JSON.parse(text)) as Answer;
  };
  const planned = async (): Promise<void> => {
    while ((await ask<{ outdated: boolean }>('GET', '/home')).outdated) await pause(130);
  };
  await setUp(ask, data);
  const file = Buffer.from(writeCity(city));
  const { digest, baseRevision } = await ask<{ digest: string; baseRevision: number }>(
    'POST',
    '/city-file/preview',
    file,
  );
  await ask('POST', `/city-file?digest=${digest}&baseRevision=${baseRevision}`, file);
  await planned();
  return { cookies, ask, planned };
}

async function setUp(ask: Client['ask'], data: string): Promise<void> {
  await ask('POST', '/set-up', {
    code: readFileSync(join(data, 'first-visit.code'), 'utf8').trim(),
    name: '計測',
    email: 'bench@example.lg.jp',
    password: '青い自転車が三台ならぶ朝',
    cityName: '生成した都市',
    organisationName: '組織0',
  });
  const { uri, credential } = await ask<{ uri: string; credential: string }>(
    'POST',
    '/account/authenticators',
    { name: '電話' },
  );
  const app = URI.parse(uri) as unknown as { generate(): string };
  await ask('POST', `/account/authenticators/${credential}`, { code: app.generate() });
}
