import type { Act } from '@machimori/application';
import type { Transaction } from '@machimori/database';

/** Table of packages/database/migrations/0045-letters-caused.sql; meanings stand there. */
interface LettersCausedTables {
  readonly letters_caused: {
    city_id: string;
    person_id: string;
    caused_id: string;
    caused_at: Date;
    letters: number;
  };
}

const tablesOf = (transaction: Transaction) => transaction.tables<LettersCausedTables>();

/** Letters that this person has caused in the city since that moment, and when each time. */
export async function lettersSince(
  { scope, transaction }: Act,
  since: Date,
): Promise<readonly { readonly at: Date; readonly letters: number }[]> {
  const rows = await tablesOf(transaction)
    .selectFrom('letters_caused')
    .select(['caused_at', 'letters'])
    .where('city_id', '=', scope.inCity)
    .where('person_id', '=', scope.person)
    .where('caused_at', '>', since)
    .execute();
  return rows.map(({ caused_at, letters }) => ({ at: caused_at, letters }));
}

export async function insertLettersCaused(
  { scope, transaction }: Act,
  of: { readonly id: string; readonly letters: number; readonly at: Date },
): Promise<void> {
  await tablesOf(transaction)
    .insertInto('letters_caused')
    .values({
      city_id: scope.inCity,
      person_id: scope.person,
      caused_id: of.id,
      caused_at: of.at,
      letters: of.letters,
    })
    .execute();
}

/** Takes away what no limit counts any more. Says how many. */
export async function pruneLettersCaused(transaction: Transaction, now: Date): Promise<number> {
  const { numDeletedRows } = await tablesOf(transaction)
    .deleteFrom('letters_caused')
    .where('caused_at', '<', new Date(now.getTime() - 2 * 86_400_000))
    .executeTakeFirstOrThrow();
  return Number(numDeletedRows);
}
