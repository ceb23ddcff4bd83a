import type { Locale } from '@machimori/kernel';

/** Language of what is printed: `--lang`, else the machine's locale; Japanese unless it clearly says another. */
export function localeOf(
  lang: string | undefined,
  environment: Readonly<Record<string, string | undefined>>,
): Locale {
  if (lang === 'ja' || lang === 'en') return lang;
  const set = environment['LC_ALL'] || environment['LC_MESSAGES'] || environment['LANG'] || '';
  return /^en/i.test(set) ? 'en' : 'ja';
}
