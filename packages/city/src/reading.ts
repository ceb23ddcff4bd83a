import type { DiagnosticList } from './diagnostic-list.ts';
import type { OutsideName } from './field.ts';
import type { Spots } from './spots.ts';

/** Names that a caller knows from elsewhere; a name outside its list is refused. */
export type OutsideNames = Readonly<Partial<Record<OutsideName, readonly string[]>>>;

/** What reading a city gathers on its way. */
export interface Reading {
  readonly found: DiagnosticList;
  readonly spots: Spots;
  readonly outside: OutsideNames;
}

/** A given word as a message can show it. */
export const shorten = (given: string): string =>
  given.length > 60 ? `${given.slice(0, 60)}…` : given;

/** Longer than this, a given word is not compared with anything. */
export const comparable = (given: string): boolean => given.length <= 200;
