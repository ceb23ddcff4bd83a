import type { Locale, Text } from '@machimori/kernel';
import { fillText } from '@machimori/kernel';
import { createContext, type ReactNode, useCallback, useContext, useEffect, useState } from 'react';
import { I18nProvider } from 'react-aria-components/I18nProvider';

// Japanese unless a person chose English on this machine: an English Windows in a town hall must not
// turn the pages of a Japanese officer into English.
const place = 'machimori.language';

export function keptLanguage(read: (name: string) => string | null): Locale {
  try {
    return read(place) === 'en' ? 'en' : 'ja';
  } catch {
    // A browser may refuse storage; Japanese then.
    return 'ja';
  }
}

interface Language {
  readonly locale: Locale;
  readonly choose: (locale: Locale) => void;
}

const LanguageContext = createContext<Language>({ locale: 'ja', choose: () => undefined });

export function LanguageProvider({ children }: { readonly children: ReactNode }): ReactNode {
  const [locale, setLocale] = useState(() => keptLanguage((name) => localStorage.getItem(name)));
  useEffect(() => {
    document.documentElement.lang = locale;
  }, [locale]);
  const choose = useCallback((chosen: Locale) => {
    setLocale(chosen);
    try {
      localStorage.setItem(place, chosen);
    } catch {}
  }, []);
  return (
    <LanguageContext value={{ locale, choose }}>
      <I18nProvider locale={locale === 'ja' ? 'ja-JP' : 'en-US'}>{children}</I18nProvider>
    </LanguageContext>
  );
}

export const useLanguage = (): Language => useContext(LanguageContext);

export type Say = (text: Text, values?: Readonly<Record<string, Text | string | number>>) => string;

/** Says a text in the reader's language: `const say = useText(); say(words.title, { count: 3 })`. */
export function useText(): Say {
  const { locale } = useLanguage();
  return useCallback(
    (text, values) => (values === undefined ? text : fillText(text, values))[locale],
    [locale],
  );
}
