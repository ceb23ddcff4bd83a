import type { Day, Locale, Text } from '@machimori/kernel';
import type { BookLine } from '../sheet-books/line-columns.ts';
import type { staleWords } from './messages.ts';

/** Why an accepted line is to be looked at again. */
export type StaleWord = keyof typeof staleWords;

/** A piece of evidence by reference. */
export interface ReportProof {
  readonly evidence: string;
  readonly title: string;
  readonly kind: string;
  readonly effectiveOn: Day;
  readonly expiresOn: Day | undefined;
  /** SHA-256 of its file, in hexadecimal. */
  readonly digest: string | undefined;
}

/** A line of the sheet as a report tells of it: what a book tells, and what it is by key. */
export interface ReportLine extends BookLine {
  readonly checkItem: string;
  /** Whether the edition has the check item. */
  readonly itemKnown: boolean;
  readonly group: string;
  readonly subjectKey: string;
  /** `*`: an organisation that the reader does not see. */
  readonly answererKey: string;
  /** What progress counts: what was accepted last, or what the city's description says; never a draft. */
  readonly counts: BookLine['state'];
  /** Its day has passed, and it does not count as done. */
  readonly overdue: boolean;
  readonly stale: readonly StaleWord[];
  /** When its answer was accepted. */
  readonly acceptedAt: string | undefined;
  readonly proofs: readonly ReportProof[];
  /** Whether the plan asks it: its check item is selected by the plan's profile. */
  readonly asked: boolean;
  /** Id of the applied control that answers it, where one may know. */
  readonly control: string | undefined;
}

/** An applied control that answers lines of a report; nobody who has it in hand is named. */
export interface ReportControl {
  readonly control: string;
  readonly name: string;
  readonly kind: 'technical' | 'procedure' | 'people' | 'physical' | 'contract';
  readonly state: BookLine['state'];
  readonly planned: string;
  readonly statement: string;
  /** Key of the organisation that keeps it up, where one sees it. */
  readonly organisationKey: string | undefined;
  /** The component that carries it out, where one sees it. */
  readonly element: { readonly key: string; readonly name: Text } | undefined;
  readonly effectiveOn: Day | undefined;
  readonly reviewBy: Day | undefined;
  /** Ids of what proves it. */
  readonly evidence: readonly string[];
}

/** What a report says of itself. */
export interface SheetReportHead {
  readonly locale: Locale;
  /** `key`: as the description names it, so that the plan's documents and these point at the same things. */
  readonly city: { readonly key: string; readonly name: string };
  /** By what the lines were chosen, part by part; empty: all. */
  readonly narrowed: readonly { readonly name: Text; readonly value: Text }[];
  /** Who made it and for which organisation; empty where a program did. */
  readonly by: { readonly person: string; readonly organisation: string };
  /** Whether that organisation sees all lines of the city. */
  readonly wholeCity: boolean;
  /** An instant as ISO 8601, and the same as people say it in Japan: a day, and hours and minutes. */
  readonly at: string;
  readonly day: Day;
  readonly time: string;
  readonly edition: {
    readonly id: string;
    readonly framework: Text;
    readonly version: string;
    readonly draft: boolean;
    /** Categories and views, in their order. */
    readonly groups: readonly { readonly id: string; readonly name: Text }[];
  };
  readonly program: string;
}

export const isDone = ({ counts }: Pick<ReportLine, 'counts'>): boolean =>
  counts === 'implemented' || counts === 'not-applicable';
