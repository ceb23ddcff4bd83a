import type { RoleId, Text } from '@machimori/kernel';
import type { Source } from './named.ts';

/** P: the primary text was read; S: from a secondary source; K: general knowledge, to be confirmed. */
export type Confidence = 'P' | 'S' | 'K';

/** An article as the source cites it, and its number today where that differs. */
export interface ReferenceArticle {
  readonly cited: string;
  readonly citedEn: string;
  readonly heading?: Text;
  readonly today?: string;
  readonly todayEn?: string;
  readonly asOf?: string;
  readonly confidence?: Confidence;
  readonly citation?: string;
  readonly note?: Text;
}

export interface ReferenceSuccessor {
  readonly name: Text;
  readonly asOf: string;
  readonly confidence: Confidence;
  readonly citation: string;
  readonly note: Text;
}

/** A deadline or a threshold that a law sets: a value, a range, or a bound to exceed. */
export interface ReferenceFigure {
  readonly id: string;
  readonly name: Text;
  readonly unit: 'calendarDays' | 'people';
  readonly value?: number;
  readonly min?: number;
  readonly max?: number;
  readonly above?: number;
  readonly asOf: string;
  readonly confidence: Confidence;
  readonly note: Text;
}

/** A law or guideline of Appendix A, or one that is in force since (`added`). */
export interface Reference {
  readonly id: string;
  readonly number: number;
  readonly added?: boolean;
  readonly name: Text;
  readonly kind: 'law' | 'guideline';
  readonly audience: 'all' | readonly RoleId[];
  readonly issuer?: Text;
  readonly when: Text;
  readonly articles: readonly ReferenceArticle[];
  readonly asOf: string;
  readonly citation: string;
  readonly confidence?: Confidence;
  readonly summary: Text;
  readonly point: Text;
  readonly notes?: readonly Text[];
  readonly figures?: readonly ReferenceFigure[];
  readonly dates?: readonly { readonly date: string; readonly what: Text }[];
  readonly successors?: readonly ReferenceSuccessor[];
  /** Absent for what is added: the sources lack it. */
  readonly source?: Source;
}
