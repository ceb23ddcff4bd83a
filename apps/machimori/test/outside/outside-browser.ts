import type { OutsideLetter } from '@machimori/governance';
import type { Town } from '../routes/town.ts';

export const origin = 'http://localhost:8080';

interface Page {
  readonly status: number;
  readonly body: string;
  readonly location: string | undefined;
  readonly cookies: readonly Readonly<Record<string, unknown>>[];
}

/** A browser without script: follows links, sends forms, keeps each cookie for its own path. */
export class OutsideBrowser {
  readonly #town: Town;
  readonly cookies = new Map<string, { readonly value: string; readonly path: string }>();

  constructor(town: Town) {
    this.#town = town;
  }

  get(url: string, headers: Readonly<Record<string, string>> = {}): Promise<Page> {
    return this.#ask('GET', url, undefined, headers);
  }

  post(
    url: string,
    fields: Readonly<Record<string, string>>,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<Page> {
    return this.#ask('POST', url, new URLSearchParams(fields).toString(), {
      'content-type': 'application/x-www-form-urlencoded',
      origin,
      ...headers,
    });
  }

  /** A form with a file, as a browser sends it without script. */
  async postFile(
    url: string,
    fields: Readonly<Record<string, string>>,
    file?: { readonly name: string; readonly bytes: Uint8Array },
    headers: Readonly<Record<string, string>> = {},
  ): Promise<Page> {
    const form = new FormData();
    for (const [name, value] of Object.entries(fields)) form.set(name, value);
    if (file !== undefined) form.set('file', new File([new Uint8Array(file.bytes)], file.name));
    const sent = new Response(form);
    return this.#ask('POST', url, Buffer.from(await sent.arrayBuffer()), {
      'content-type': sent.headers.get('content-type') ?? '',
      origin,
      ...headers,
    });
  }

  async #ask(
    method: 'GET' | 'POST',
    url: string,
    payload: string | Buffer | undefined,
    headers: Readonly<Record<string, string>>,
  ): Promise<Page> {
    const path = url.split('?')[0] ?? '';
    const cookie = [...this.cookies]
      .filter(([, kept]) => path.startsWith(kept.path))
      .map(([name, { value }]) => `${name}=${value}`)
      .join('; ');
    const answer = await this.#town.server.inject({
      method,
      url,
      headers: { ...(cookie === '' ? {} : { cookie }), ...headers },
      ...(payload === undefined ? {} : { payload }),
    });
    const cookies = answer.cookies as { name: string; value: string; path?: string }[];
    for (const { name, value, path: own = '/' } of cookies)
      if (value === '') this.cookies.delete(name);
      else this.cookies.set(name, { value, path: own });
    const { location } = answer.headers;
    return {
      status: answer.statusCode,
      body: answer.body,
      location: typeof location === 'string' ? location : undefined,
      cookies: answer.cookies as Record<string, unknown>[],
    };
  }
}

/** Fields of the form on a page that goes to this address, as a browser would send them untouched. */
export function fieldsOf(body: string, action: RegExp): Record<string, string> {
  const form = [...body.matchAll(/<form\b[^>]*action="([^"]*)"[^>]*>([\s\S]*?)<\/form>/g)].find(
    ([, to = '']) => action.test(to),
  )?.[2];
  if (form === undefined) throw new Error(`no form goes to ${action}`);
  const fields: Record<string, string> = {};
  for (const [tag] of form.matchAll(/<input\b[^>]*>/g)) {
    const name = /\bname="([^"]*)"/.exec(tag)?.[1];
    const isLeft = /type="radio"/.test(tag) && !/\bchecked\b/.test(tag);
    if (name === undefined || isLeft) continue;
    fields[name] = plain(/\bvalue="([^"]*)"/.exec(tag)?.[1] ?? '');
  }
  for (const [, name = '', value = ''] of form.matchAll(
    /<textarea\b[^>]*\bname="([^"]*)"[^>]*>\n?([\s\S]*?)<\/textarea>/g,
  ))
    fields[name] = plain(value);
  return fields;
}

const plain = (html: string): string =>
  html
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&');

/** Letters to and about people outside that wait to be sent, the first first. */
export async function lettersOf({ owner, opened }: Town): Promise<readonly OutsideLetter[]> {
  const { rows } = await owner.query<{ payload: { about: string; letter: string } }>(
    `select payload from outbox_events where type like 'outside-link.%' order by event_id`,
  );
  return rows.map(({ payload: { about, letter } }) => {
    const opened_ = opened.vault.open(Buffer.from(letter, 'base64'), `letter/${about}`);
    return JSON.parse(Buffer.from(opened_).toString()) as OutsideLetter;
  });
}

/** The code of the latest letter. */
export async function latestCode(town: Town): Promise<string> {
  const codes = (await lettersOf(town)).flatMap((letter) =>
    letter.of === 'code' ? [letter.code] : [],
  );
  return codes.at(-1) ?? '';
}

/** Opens a link with the code that comes by mail, as its addressee does. */
export async function entered(town: Town, url: string): Promise<OutsideBrowser> {
  const browser = new OutsideBrowser(town);
  const path = url.replace(origin, '');
  const opening = await browser.get(path);
  const [at = ''] = path.split('?');
  const asked = await browser.post(`${at}/code`, fieldsOf(opening.body, /\/code$/));
  if (asked.status !== 200) throw new Error(`no code: ${asked.status} ${asked.body}`);
  const fields = { ...fieldsOf(asked.body, /\/enter$/), code: await latestCode(town) };
  const done = await browser.post(`${at}/enter`, fields);
  if (done.status !== 303) throw new Error(`not entered: ${done.status} ${done.body}`);
  return browser;
}
