import type { Locale, Text } from '@machimori/kernel';
import type { DiagnosticList } from './diagnostic-list.ts';
import type { OutsideName } from './field.ts';
import type { Spots } from './spots.ts';

/** Names that a caller knows from elsewhere; a name outside its list is refused. */
export type OutsideNames = Readonly<Partial<Record<OutsideName, readonly string[]>>>;

/** Names from outside with what people read for them: kinds of finding from the catalogue. */
export type NamedOutside = Readonly<Partial<Record<OutsideName, readonly NamedId[]>>>;

export interface NamedId {
  readonly id: string;
  readonly name: Text;
  /** Other ways in which people write it: the short label of a check item. */
  readonly also?: readonly string[];
}

/**
 * How an input writes words: YAML and JSON by their codes, a workbook by their labels in its language. A form
 * sends codes too, and shows people labels.
 */
export type Wording = 'codes' | 'form' | Locale;

/** Whether words come as codes. */
export const writesCodes = (wording: Wording): wording is 'codes' | 'form' =>
  wording === 'codes' || wording === 'form';

/** What a caller gives along with an input. */
export interface ReadingContext {
  readonly outside: OutsideNames;
  readonly wording: Wording;
  readonly names: NamedOutside;
}

/** What reading a city gathers on its way. */
export interface Reading extends ReadingContext {
  readonly found: DiagnosticList;
  readonly spots: Spots;
}

/** A given word as a message can show it. */
export const shorten = (given: string): string =>
  given.length > 60 ? `${given.slice(0, 60)}…` : given;

/** Longer than this, a given word is not compared with anything. */
export const comparable = (given: string): boolean => given.length <= 200;
