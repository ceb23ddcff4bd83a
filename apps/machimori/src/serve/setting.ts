import { isIP } from 'node:net';
import { Failure, fill, type Text, text } from '@machimori/kernel';

/** One setting: where it comes from, what it means, how it is read. Its documentation is made from here. */
export interface Setting<Value> {
  /** Name in the environment and in the settings file. */
  readonly name: string;
  readonly meaning: Text;
  /** What a right value looks like, for messages and documentation. */
  readonly expected: Text;
  /** As it would be written; none: unset. */
  readonly byDefault?: string;
  readonly secret?: true;
  /** Undefined where the text is no right value. */
  read(written: string): Value | undefined;
}

const messages = {
  wrong: text('設定「{name}」が正しくありません。', 'The setting {name} is not right.'),
  wrongNext: text('あるべき値: {expected}', 'It should be: {expected}'),
};

/** The setting's value; a wrong one stops the start with its name and what it should be. */
export function settingValue<Value>(
  setting: Setting<Value>,
  written: Readonly<Record<string, string | undefined>>,
): Value | undefined {
  const given = written[setting.name]?.trim();
  const used = given === undefined || given === '' ? setting.byDefault : given;
  if (used === undefined) return undefined;
  const value = setting.read(used);
  if (value === undefined) throw wrongSetting(setting);
  return value;
}

export function wrongSetting(setting: Pick<Setting<unknown>, 'name' | 'expected'>): Failure {
  const { ja, en } = setting.expected;
  return new Failure('configuration', fill(messages.wrong, { name: setting.name }), {
    next: {
      ja: fill(messages.wrongNext, { expected: ja }).ja,
      en: fill(messages.wrongNext, { expected: en }).en,
    },
  });
}

export const wholeNumber =
  (least: number, most: number) =>
  (written: string): number | undefined => {
    const value = /^\d{1,9}$/.test(written) ? Number(written) : Number.NaN;
    return value >= least && value <= most ? value : undefined;
  };

/** How many to keep of days, weeks and months: `14,8,12`. */
export function rotationOf(
  written: string,
): { readonly days: number; readonly weeks: number; readonly months: number } | undefined {
  const [, days = '', weeks = '', months = ''] =
    /^\s*(\d{1,4})\s*,\s*(\d{1,4})\s*,\s*(\d{1,4})\s*$/.exec(written) ?? [];
  const rotation = { days: Number(days), weeks: Number(weeks), months: Number(months) };
  return rotation.days >= 1 ? rotation : undefined;
}

export const anyText = (written: string): string | undefined =>
  /[\p{C}]/u.test(written) ? undefined : written;

/**
 * A PostgreSQL server: what says how it is reached beyond this machine. Left out, `sslmode` would mean no TLS
 * without a word; whoever wants that on a closed network writes `sslmode=disable`.
 */
export function databaseServer(written: string): string | undefined {
  if (!/^postgres(ql)?:\/\/\S+$/.test(written)) return undefined;
  // PostgreSQL's own form lets the host be left out before a parameter that names a socket; that of the web does not.
  const url = URL.parse(written.replace('@/', '@localhost/'));
  if (url === null) return undefined;
  // Of two the driver takes the last: what is said here is said once.
  const given = [...url.searchParams.keys()];
  if (new Set(given).size < given.length) return undefined;
  const host = url.searchParams.get('host') ?? url.hostname;
  const here = /^(|localhost|\[?::1\]?|127(\.\d{1,3}){3}|(\/|%2f).*)$/i.test(host);
  const mode = url.searchParams.get('sslmode') ?? '';
  return here || ['verify-full', 'verify-ca', 'require', 'no-verify', 'disable'].includes(mode)
    ? written
    : undefined;
}

/** `https://name` or `http://name:port`, without a path. */
export function origin(written: string): string | undefined {
  const url = URL.parse(written);
  if (url === null || !/^https?:$/.test(url.protocol)) return undefined;
  return url.pathname === '/' && url.search === '' && url.hash === '' ? url.origin : undefined;
}

/** Where a store of objects answers: by TLS, or on this machine. */
export function objectEndpoint(written: string): string | undefined {
  const at = origin(written);
  if (at === undefined || at.startsWith('https:')) return at;
  const { hostname } = new URL(at);
  return /^(localhost|\[::1\]|127(\.\d{1,3}){3})$/.test(hostname) ? at : undefined;
}

/** Addresses and networks by commas: `10.0.0.1, 192.168.10.0/24`. Never all there are. */
export function networks(written: string): string[] | undefined {
  const list = written.split(',').map((each) => each.trim());
  const good = list.every((each) => {
    const [, address = '', prefix] = /^([^/]+)(?:\/(\d{1,3}))?$/.exec(each) ?? [];
    const most = { 4: 32, 6: 128 }[isIP(address)] ?? 0;
    const bits = prefix === undefined ? most : Number(prefix);
    return bits > 0 && bits <= most;
  });
  return good ? list : undefined;
}

export const oneOf =
  <Word extends string>(...words: readonly Word[]) =>
  (written: string): Word | undefined =>
    words.find((word) => word === written);
