/** What a person reads, in both languages. Japanese is written first. */
export interface Text {
  readonly ja: string;
  readonly en: string;
}

export type Locale = 'ja' | 'en';

export const text = (ja: string, en: string): Text => ({ ja, en });

const place = /\{([a-zA-Z]+)(?:\|([^|{}]*)\|([^|{}]*))?\}/g;

/**
 * Fills `{name}` in words; an unknown name stays as it is, and what is filled in is never filled again.
 * `{count|line|lines}` says the first where the value is one, else the second. `shown`: how a value is written.
 */
export const fillWords = (
  words: string,
  values: Readonly<Record<string, string | number>>,
  shown: (value: string | number) => string = String,
): string =>
  words.replace(place, (whole, name: string, one?: string, many?: string) => {
    const value = Object.hasOwn(values, name) ? values[name] : undefined;
    if (value === undefined) return whole;
    if (one === undefined || many === undefined) return shown(value);
    return String(value) === '1' ? one : many;
  });

/** `fillWords` in both languages, from the same values. */
export const fill = (template: Text, values: Readonly<Record<string, string | number>>): Text => ({
  ja: fillWords(template.ja, values),
  en: fillWords(template.en, values),
});

/** As `fill`, where a value itself differs by language. */
export function fillText(
  template: Text,
  values: Readonly<Record<string, Text | string | number>>,
): Text {
  const side = (locale: Locale): Record<string, string | number> =>
    Object.fromEntries(
      Object.entries(values).map(([k, v]) => [k, typeof v === 'object' ? v[locale] : v]),
    );
  return { ja: fill(template, side('ja')).ja, en: fill(template, side('en')).en };
}
