import type { Actor, Standing } from '@machimori/authorisation';
import type { Database, Transaction } from '@machimori/database';
import type { Chance, Clock, Ids } from '@machimori/kernel';
import type { JsonObject } from './use-case.ts';

/** One entry of the audit stream, as the act hands it to the log. */
export interface AuditEntry {
  /** The city whose log it stands in; none: the installation's. */
  readonly city?: string | undefined;
  readonly organisation?: string | undefined;
  readonly at: Date;
  readonly action: string;
  /** A person's id, a token's, or `system:<name>`; `anonymous` where nobody had shown who they are. */
  readonly actor: string;
  readonly subjects: readonly string[];
  readonly outcome: 'done' | 'refused';
  readonly content?: JsonObject | undefined;
}

/** The log as an act sees it: an entry that cannot be written fails the act. */
export interface AuditLog {
  append(transaction: Transaction, entry: AuditEntry): Promise<void>;
}

/** Says from the database what an actor is at the moment of the act. */
export interface Standings {
  load(transaction: Transaction, actor: Actor): Promise<Standing>;
}

/** All that acts need of the world around them. */
export interface World<Ports = unknown> {
  readonly database: Database;
  readonly clock: Clock;
  readonly chance: Chance;
  readonly ids: Ids;
  readonly standings: Standings;
  readonly log: AuditLog;
  readonly ports: Ports;
}
