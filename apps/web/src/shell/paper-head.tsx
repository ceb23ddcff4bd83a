import { type ReactNode, useLayoutEffect } from 'react';
import { dateText } from '../design/date-text.tsx';
import { usePrinting } from '../design/use-printing.ts';
import { useLanguage, useText } from '../language.tsx';
import { shellWords } from '../messages/shell.ts';
import { signs } from '../messages/signs.ts';

/**
 * On paper: whose city it is, the day, and who may have it. It heads the first sheet; where the browser can, the foot
 * of each sheet says it again, with its number, so that a sheet that lies about alone still says it.
 */
export function PaperHead({ city }: { readonly city: string }): ReactNode {
  const say = useText();
  const { locale } = useLanguage();
  const printing = usePrinting();
  const day = dateText(new Date().toISOString(), locale);
  const handling = say(shellWords.handling);
  const foot = CSS.escape([city, day, handling].join(say(signs.apart)));
  useLayoutEffect(() => {
    if (printing) document.documentElement.style.setProperty('--m-paper-foot', `"${foot}"`);
  }, [printing, foot]);
  if (!printing) return null;
  return (
    <p className="m-paper-head" aria-hidden="true">
      <strong>{city}</strong>
      <span>{say(shellWords.printedOn, { day })}</span>
      <b>{handling}</b>
    </p>
  );
}
