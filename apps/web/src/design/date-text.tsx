import { dayInJapan, dayText, type Locale, timeInJapan } from '@machimori/kernel';
import type { ReactNode } from 'react';
import { useLanguage } from '../language.tsx';

/** `2026-11-30` or an instant, as people read it: 2026年11月30日（月）, with the time where it matters. */
export function dateText(value: string, locale: Locale, withTime = false): string {
  if (/^\d{4}-\d{2}-\d{2}$/.test(value)) return dayText(value)[locale];
  const instant = new Date(value);
  if (Number.isNaN(instant.getTime())) return value;
  const day = dayText(dayInJapan(instant))[locale];
  return withTime ? `${day} ${timeInJapan(instant)}` : day;
}

export function DateText({
  value,
  time = false,
}: {
  readonly value: string;
  readonly time?: boolean;
}): ReactNode {
  const { locale } = useLanguage();
  return <time dateTime={value}>{dateText(value, locale, time)}</time>;
}
