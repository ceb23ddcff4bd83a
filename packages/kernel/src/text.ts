/** What a person reads, in both languages. Japanese is written first. */
export interface Text {
  readonly ja: string;
  readonly en: string;
}

export type Locale = 'ja' | 'en';

export const text = (ja: string, en: string): Text => ({ ja, en });

/** Fills `{name}` in both languages from the same values; an unknown name stays as it is. */
export function fill(template: Text, values: Readonly<Record<string, string | number>>): Text {
  const put = (s: string): string =>
    s.replace(/\{([a-zA-Z]+)\}/g, (whole, name: string) => {
      const value = Object.hasOwn(values, name) ? values[name] : undefined;
      return value === undefined ? whole : String(value);
    });
  return { ja: put(template.ja), en: put(template.en) };
}

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
