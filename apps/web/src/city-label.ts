import { text } from '@machimori/kernel';
import type { Say } from './language.tsx';

const sampleMark = text('{city}（見本）', '{city} (sample)');

/** A city's name wherever it is shown: nobody takes the sample for a real city. */
export const cityLabel = (
  say: Say,
  { cityName, sample }: { readonly cityName: string; readonly sample: boolean },
): string => (sample ? say(sampleMark, { city: cityName }) : cityName);
