import type { Act } from '@machimori/application';
import { tablesOf } from './approval-tables.ts';
import type { RecordedBy } from './separation-of-duties.ts';

/** Names of the persons among these actors, by their ids. */
export async function namesOf(
  act: Act,
  actors: Iterable<string>,
): Promise<ReadonlyMap<string, string>> {
  const rows = await persons(act, actors);
  return new Map(rows.map(({ person_id, name }) => [person_id, name]));
}

/** The address of a person whom this act sees; undefined for anybody else. */
export const addressOf = async (act: Act, person: string): Promise<string | undefined> =>
  (await persons(act, [person]))[0]?.email;

/** These actors with whoever made the tokens among them, and all their addresses. */
export async function recordedBy(act: Act, actors: Iterable<string>): Promise<RecordedBy> {
  const all = new Set(actors);
  const tokens = [...all].filter((actor) => actor.startsWith('tok_'));
  if (tokens.length > 0) {
    const rows = await tablesOf(act)
      .selectFrom('api_tokens')
      .select('created_by')
      .where('city_id', '=', act.scope.inCity)
      .where('token_id', 'in', tokens)
      .execute();
    for (const { created_by } of rows) all.add(created_by);
  }
  const rows = await persons(act, all);
  return {
    actors: all,
    addresses: rows.map(({ email }) => email),
    names: rows.map(({ name }) => name),
  };
}

async function persons(act: Act, actors: Iterable<string>) {
  const wanted = [...new Set(actors)].filter((actor) => actor.startsWith('per_'));
  if (wanted.length === 0) return [];
  return tablesOf(act)
    .selectFrom('persons')
    .select(['person_id', 'name', 'email'])
    .where('person_id', 'in', wanted)
    .execute();
}
