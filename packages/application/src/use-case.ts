import type { Action, Scope } from '@machimori/authorisation';
import type { Transaction } from '@machimori/database';
import type { Chance, Failure, Ids } from '@machimori/kernel';

/** JSON as it goes into events and the log. */
export type Json =
  | string
  | number
  | boolean
  | null
  | readonly Json[]
  | { readonly [key: string]: Json };
export type JsonObject = { readonly [key: string]: Json };

/** What a store needs to be asked anything: the right to ask, and the transaction it is asked in. */
export interface Act {
  readonly scope: Scope;
  readonly transaction: Transaction;
}

/** What a use case's handler is given. It may be run again from the start, and does no network I/O. */
export interface Context<Ports = unknown> extends Act {
  /** The one `now` of this act. */
  readonly now: Date;
  readonly ids: Ids;
  readonly chance: Chance;
  readonly ports: Ports;
}

/** Something that has happened, for whoever subscribes: past tense, `member.invited`. */
export interface Event {
  readonly type: string;
  /** Events of one aggregate reach a subscriber in order. */
  readonly aggregate: string;
  /** Where it goes to, if that may not answer: of one lane one delivery is tried at a time. */
  readonly lane?: string;
  readonly payload: JsonObject;
}

/** What an act comes to: the answer, and what the log and other rooms shall know of it. */
export interface Outcome<Output> {
  readonly output: Output;
  /** Ids of what the act is about. */
  readonly subjects?: readonly string[];
  /** Details for the log: committed to by a salted hash, shown to those who may read it. No secret. */
  readonly content?: JsonObject;
  readonly events?: readonly Event[];
  /** Whose act it is in the log where the actor was nobody yet: whoever has just signed in. */
  readonly performedBy?: string;
  /** The city in whose log it stands where the scope names none: an invitation that was accepted. */
  readonly city?: string;
  readonly organisation?: string;
  /**
   * Further cities in whose logs it stands as well, each told nothing of the others: somebody's sign-in failed
   * who has seats there, or something was done to their account. Of its subjects only persons are named, whom each
   * log knows by another pseudonym.
   */
  readonly alsoIn?: readonly { readonly city: string; readonly organisation: string }[];
  /** It stands in the installation's log, since its city's is gone: a city was removed. */
  readonly inInstallation?: true;
  /** What was written stays (a failed attempt is counted), the log says refused, and the caller gets this. */
  readonly refusal?: Failure;
}

/**
 * One thing that can be done. Commands and sensitive queries leave an entry in the log, queries do not;
 * queries run read-only.
 */
export interface UseCase<Input, Output, Ports = unknown, Prepared = unknown> {
  /** The file's name in the past of a reader: `invite-member`. */
  readonly name: string;
  readonly action: Action;
  readonly kind: 'command' | 'query' | 'sensitive-query';
  /** The output holds a secret that is shown once, and never kept to be repeated. */
  readonly secretOutput?: true;
  /**
   * For what takes long: reads what that needs, in a read-only transaction of its own which is as authorised
   * as the act, and gives back the work that is done once that transaction is over, while no connection waits.
   * The work goes on with what came of it to the act's own transaction, for which it may keep its turn; the
   * handler judges for itself whether what was read still holds.
   */
  prepare?(
    context: Context<Ports>,
    input: Input,
  ): Promise<<T>(goOn: (prepared: Prepared) => Promise<T>) => Promise<T>>;
  handle(context: Context<Ports>, input: Input, prepared: Prepared): Promise<Outcome<Output>>;
}

export const defineUseCase = <Input, Output, Ports = unknown, Prepared = undefined>(
  useCase: UseCase<Input, Output, Ports, Prepared>,
): UseCase<Input, Output, Ports> => useCase;
