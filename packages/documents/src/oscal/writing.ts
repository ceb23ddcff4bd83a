import type { Edition } from '@machimori/catalogue';
import { type City, type CityIndex, indexCity } from '@machimori/city';
import { type Day, fillWords, type Locale, type Text } from '@machimori/kernel';
import { canonicalCity, type Plan, type Subject } from '@machimori/planning';
import { type JsonObject, jsonObject } from './json-object.ts';
import { messages } from './messages.ts';
import { oneLine } from './oscal-text.ts';
import { type Uuid, uuidV5 } from './uuid-v5.ts';

/** Namespace of every UUID that Machimori gives, fixed for good: a change would rename everything. */
export const machimoriNamespace: Uuid = 'd4613bac-fdf6-4ed8-b2ce-3d53295135cf';

/** Names the words that are ours, not OSCAL's: the namespace's own URN, since the project owns no domain. */
export const machimoriNs = `urn:uuid:${machimoriNamespace}`;

export interface OscalInput {
  readonly plan: Plan;
  readonly edition: Edition;
  readonly city: City;
  /** Language of titles and prose; the catalogue carries the other as a translation. */
  readonly locale?: Locale;
  /** Above this many placed requirements the system security plan gathers them by sheet line. */
  readonly placedLimit?: number;
}

/** What every document needs at hand, looked up once. */
export interface Writing {
  readonly plan: Plan;
  readonly edition: Edition;
  readonly city: City;
  readonly index: CityIndex;
  readonly placedLimit: number;
  readonly locale: Locale;
  readonly otherLocale: Locale;
  readonly subjects: ReadonlyMap<string, Subject>;
  /** Incident types that each placed requirement guards against. */
  readonly incidentsBehind: ReadonlyMap<string, ReadonlySet<string>>;
  say(text: Text): string;
  sayOther(text: Text): string;
  /** UUID of something of this edition. */
  editionId(...name: readonly string[]): Uuid;
  /** UUID of something of this city; the same in every plan of it. */
  cityId(...name: readonly string[]): Uuid;
  nameOf(key: string): string;
  list(names: readonly string[], most?: number): string;
}

export function startWriting({
  plan,
  edition,
  city: given,
  locale = 'ja',
  placedLimit = 10_000,
}: OscalInput): Writing {
  const city = canonicalCity(given);
  const index = indexCity(city);
  const subjects = new Map(plan.subjects.map((s) => [s.key, s]));
  const say = (text: Text): string => text[locale];
  const known = new Map<string, Uuid>();
  const named = (name: string): Uuid => {
    let uuid = known.get(name);
    if (uuid === undefined) {
      uuid = uuidV5(machimoriNamespace, name);
      known.set(name, uuid);
    }
    return uuid;
  };
  const plainName = (key: string): string => {
    const found = subjects.get(key) ?? index.organisations.get(key);
    return (locale === 'en' ? found?.nameEn : undefined) ?? found?.name ?? key;
  };
  const nameOf = (key: string): string => {
    const flow = index.flows.get(key);
    if (flow && (flow.name ?? '') === '')
      return say(messages.flowName)
        .replace('{from}', () => plainName(flow.from))
        .replace('{to}', () => plainName(flow.to));
    return oneLine(plainName(key)) || key;
  };
  return {
    plan,
    edition,
    city,
    index,
    placedLimit,
    locale,
    otherLocale: locale === 'ja' ? 'en' : 'ja',
    subjects,
    incidentsBehind: incidentsBehind(plan, edition),
    say,
    sayOther: (text) => text[locale === 'ja' ? 'en' : 'ja'],
    editionId: (...name) => named(['edition', edition.id, ...name].join('\n')),
    cityId: (...name) => named(['city', city.key, ...name].join('\n')),
    nameOf,
    list: (names, most = 20) =>
      names.length <= most
        ? names.join(say(messages.separator))
        : fillOne(say(messages.andMore), {
            names: names.slice(0, most).join(say(messages.separator)),
            count: names.length - most,
          }),
  };
}

function incidentsBehind(plan: Plan, edition: Edition): Writing['incidentsBehind'] {
  const incidentOf = new Map(edition.risks.map((r) => [r.id, r.incidentType]));
  return new Map(
    plan.requirements.map((p) => [
      p.id,
      new Set(p.scenarios.map((s) => incidentOf.get(s.slice(0, s.indexOf('@'))) ?? '')),
    ]),
  );
}

/** Fills `{name}` in one language, numbers with their thousands apart; what is filled in is never filled again. */
export const fillOne = (
  template: string,
  values: Readonly<Record<string, string | number>>,
): string =>
  fillWords(template, values, (value) => (typeof value === 'number' ? grouped(value) : value));

const grouped = (value: number): string => String(value).replace(/\B(?=(\d{3})+$)/g, ',');

/** A property in our namespace; none where there is nothing to say. */
export function ourProp(
  name: string,
  value: string | number | undefined,
  more: { class?: string; remarks?: string } = {},
): JsonObject | undefined {
  const line = value === undefined ? '' : oneLine(String(value));
  if (line === '') return undefined;
  return jsonObject({
    name,
    ns: machimoriNs,
    value: line,
    class: more.class,
    remarks: more.remarks,
  });
}

/** A property that OSCAL itself defines. */
export function oscalProp(name: string, value: string | undefined): JsonObject | undefined {
  const line = value === undefined ? '' : oneLine(value);
  return line === '' ? undefined : { name, value: line };
}

export const startOfDay = (day: Day): string => `${day}T00:00:00+09:00`;
export const endOfDay = (day: Day): string => `${day}T23:59:59+09:00`;
