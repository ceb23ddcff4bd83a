import { type Text, levelWords as words } from '@machimori/kernel';

type Level = 'low' | 'medium' | 'high' | 'very-high';
type Tone = 'neutral' | 'info' | 'warning' | 'error';

/** How high a risk is, in the words of the criteria. */
export const levelWords: Readonly<Record<Level, { readonly label: Text; readonly tone: Tone }>> = {
  'very-high': { label: words['very-high'], tone: 'error' },
  high: { label: words.high, tone: 'warning' },
  medium: { label: words.medium, tone: 'info' },
  low: { label: words.low, tone: 'neutral' },
};

/** The words of a level that may be none, or one that these pages do not know. */
export const levelIn = (level: string | undefined): (typeof levelWords)[Level] | undefined =>
  levelWords[level as Level];
