import { type Locale, type Text, text } from '@machimori/kernel';
import { unknownCountry } from './countries.ts';

const notKnown = text('不明', 'Not known');
const namesIn = (locale: Locale): Intl.DisplayNames =>
  new Intl.DisplayNames([locale], { type: 'region' });
const japanese = namesIn('ja');
const english = namesIn('en');

/** What a country is called, by its code; what is no code stays as it is. */
export function countryName(code: string): Text {
  if (code === unknownCountry) return notKnown;
  try {
    return text(japanese.of(code) ?? code, english.of(code) ?? code);
  } catch {
    return text(code, code);
  }
}
