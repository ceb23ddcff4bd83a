import { type Text, text } from '@machimori/kernel';

type Level = 'low' | 'medium' | 'high' | 'very-high';
type Tone = 'neutral' | 'info' | 'warning' | 'error';

/** How high a risk is, in the words of the criteria. */
export const levelWords: Readonly<Record<Level, { readonly label: Text; readonly tone: Tone }>> = {
  'very-high': { label: text('とても高い', 'Very high'), tone: 'error' },
  high: { label: text('高い', 'High'), tone: 'warning' },
  medium: { label: text('中くらい', 'Medium'), tone: 'info' },
  low: { label: text('低い', 'Low'), tone: 'neutral' },
};

/** The words of a level that may be none, or one that these pages do not know. */
export const levelIn = (level: string | undefined): (typeof levelWords)[Level] | undefined =>
  levelWords[level as Level];
