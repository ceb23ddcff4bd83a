import { createHash } from 'node:crypto';
import type { Act, Json } from '@machimori/application';
import type { Text } from '@machimori/kernel';
import { canonicalBytes } from '@machimori/ledger';

/** One thing that the subject changes, in words: 変わる 見守りカメラ（しくみ）… */
export interface ShownLine {
  readonly change: 'added' | 'changed' | 'removed';
  readonly what: Text;
  /** What it is among, as people call that; lines are read by it. Requests of before had none. */
  readonly among?: Text;
  readonly details: readonly Text[];
}

/** The subject in words, exactly as it is put before whoever decides. */
export interface Shown {
  readonly title: Text;
  readonly facts: readonly { readonly label: Text; readonly value: Text }[];
  readonly lines: readonly ShownLine[];
}

/** A subject as it is at this moment. */
export interface SubjectSeen extends Shown {
  /** All that is approved; its digest fixes it. */
  readonly content: Json;
  /** Everybody who recorded any of it, as the log names them. */
  readonly recorders: readonly string[];
  /** Since when it is what it is: nobody signed it before. */
  readonly since: Date;
  /** Nothing newer stands in its place. */
  readonly current: boolean;
}

/** A kind of thing that can be approved: whoever brings one says what it is, and who recorded it. */
export interface ApprovalSubject {
  /** Undefined where there is none, or the scope does not reach all of it. */
  read(act: Act, id: string): Promise<SubjectSeen | undefined>;
}

/** SHA-256 of the content under its name, in hexadecimal: the same words elsewhere are another matter. */
export function digestOf(city: string, kind: string, id: string, content: Json): string {
  return createHash('sha256').update(canonicalBytes({ city, kind, id, content })).digest('hex');
}
