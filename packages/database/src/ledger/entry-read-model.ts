import { type Json, type Outcome, readCanonicalJson } from '@machimori/ledger';
import { sql } from 'kysely';
import type { Transaction } from '../transaction.ts';

/** Which entries a reader asks for; what is absent does not narrow. */
export interface EntryQuery {
  readonly log: string;
  readonly stream?: string;
  readonly from?: Date;
  readonly to?: Date;
  readonly action?: string;
  /** Only of this person, by id. */
  readonly person?: string;
  /** Only of this part of the program or this token, as the log names it. */
  readonly actor?: string;
  readonly organisation?: string;
  readonly subject?: string;
  readonly outcome?: Outcome;
  /** The last entry of the page before. */
  readonly after?: { readonly at: Date; readonly entryId: string };
  readonly limit: number;
}

/** An entry as people read it. */
export interface ReadEntry {
  readonly entryId: string;
  readonly at: Date;
  readonly stream: string;
  readonly action: string;
  readonly actor: string;
  /** The person behind the pseudonym, while that is kept. */
  readonly person: string | undefined;
  readonly organisation: string | undefined;
  readonly subjects: readonly string[];
  readonly outcome: Outcome;
  readonly content: Json | undefined;
  /** There was a content once, also where it has been destroyed since. */
  readonly hadContent: boolean;
  /** Where it stands in the log; undefined until the sequencer gave it its place. */
  readonly place:
    | { readonly epoch: number; readonly index: number; readonly counter: number }
    | undefined;
}

interface Row {
  readonly entry_id: string;
  readonly at: Date;
  readonly stream: string;
  readonly action: string;
  readonly actor: string;
  readonly person_id: string | null;
  readonly organisation_id: string | null;
  readonly subjects: readonly string[];
  readonly outcome: Outcome;
  readonly content: string | null;
  readonly had_content: boolean;
  readonly epoch: number | null;
  readonly leaf_index: string | null;
  readonly counter: string | null;
}

/** Who did what when, latest first. Persons and subjects are asked for by id: pseudonyms are looked up. */
export async function readEntries(
  { db }: Transaction,
  query: EntryQuery,
): Promise<readonly ReadEntry[]> {
  const { log, after, limit } = query;
  const asked = (value: string | undefined, condition: ReturnType<typeof sql>) =>
    value === undefined ? sql`true` : condition;
  const { rows } = await sql<Row>`
    select e.entry_id, e.at, e.stream, e.action, e.actor, p.person_id, e.organisation_id, e.subjects,
      e.outcome, c.content,
      e.commitment is not null as had_content, e.epoch, e.leaf_index, e.counter
    from ledger_entries e
    left join ledger_contents c on c.city_id = e.city_id and c.entry_id = e.entry_id
    left join ledger_pseudonyms p on p.city_id = e.city_id and p.pseudonym = e.actor
    where e.city_id = ${log}
      and ${asked(query.stream, sql`e.stream = ${query.stream}`)}
      and ${asked(query.action, sql`e.action = ${query.action}`)}
      and ${asked(query.outcome, sql`e.outcome = ${query.outcome}`)}
      and ${asked(query.organisation, sql`e.organisation_id = ${query.organisation}`)}
      and ${asked(query.actor, sql`e.actor = ${query.actor}`)}
      and ${asked(query.person, sql`p.person_id = ${query.person}`)}
      and ${asked(
        query.subject,
        sql`e.subjects && array(select ${query.subject}::text union all
          select s.pseudonym from ledger_pseudonyms s where s.city_id = ${log} and s.person_id = ${query.subject})`,
      )}
      and ${query.from === undefined ? sql`true` : sql`e.at >= ${query.from}::timestamptz`}
      and ${query.to === undefined ? sql`true` : sql`e.at < ${query.to}::timestamptz`}
      and ${
        after === undefined
          ? sql`true`
          : sql`(e.at, e.entry_id) < (${after.at}::timestamptz, ${after.entryId})`
      }
    order by e.at desc, e.entry_id desc limit ${limit}`.execute(db);
  return rows.map((row) => ({
    entryId: row.entry_id,
    at: row.at,
    stream: row.stream,
    action: row.action,
    actor: row.actor,
    person: row.person_id ?? undefined,
    organisation: row.organisation_id ?? undefined,
    subjects: row.subjects,
    outcome: row.outcome,
    content: row.content === null ? undefined : readCanonicalJson(row.content),
    hadContent: row.had_content,
    place:
      row.epoch === null
        ? undefined
        : { epoch: row.epoch, index: Number(row.leaf_index), counter: Number(row.counter) },
  }));
}
