import { useCallback, useState } from 'react';
import { typedPlace } from '../../api/use-server.ts';

export { typedPlace };

/** What is typed and not sent yet lies in this tab: it is there again after a reload, and nowhere else. */
export function useKeptText(place: string): readonly [string, (value: string) => void] {
  const key = `${typedPlace}${place}`;
  const [value, setValue] = useState(() => readKept(key) ?? '');
  const keep = useCallback(
    (next: string) => {
      setValue(next);
      writeKept(key, next === '' ? undefined : next);
    },
    [key],
  );
  return [value, keep];
}

/** A browser may refuse storage: then nothing outlives a reload, and all else goes on. */
export function readKept(key: string): string | undefined {
  try {
    return sessionStorage.getItem(key) ?? undefined;
  } catch {
    return undefined;
  }
}

export function writeKept(key: string, value: string | undefined): void {
  try {
    if (value === undefined) sessionStorage.removeItem(key);
    else sessionStorage.setItem(key, value);
  } catch {}
}
