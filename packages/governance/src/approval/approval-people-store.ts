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

/** These actors with whoever made the tokens among them, and all the addresses and names they have or had. */
export async function recordedBy(act: Act, actors: Iterable<string>): Promise<RecordedBy> {
  const [by] = await recordedByEach(act, [actors]);
  if (by === undefined) throw new TypeError('one group of actors has one answer');
  return by;
}

/** The same for several groups of actors, each for itself and in their order. */
export async function recordedByEach(
  act: Act,
  groups: readonly Iterable<string>[],
): Promise<readonly RecordedBy[]> {
  const named = groups.map((actors) => [...new Set(actors)]);
  const makers = await makersOf(act, named.flat());
  const whole = named.map(
    (actors) => new Set(actors.flatMap((actor) => [actor, makers.get(actor) ?? actor])),
  );
  const rows = new Map(
    (
      await persons(
        act,
        whole.flatMap((actors) => [...actors]),
      )
    ).map((row) => [row.person_id, row]),
  );
  return whole.map((actors) => {
    const known = [...actors].flatMap((actor) => rows.get(actor) ?? []);
    return {
      actors,
      addresses: known.flatMap((row) => [row.email, ...row.former_emails]),
      names: known.flatMap((row) => [row.name, ...row.former_names]),
    };
  });
}

/** Who made the tokens among these actors, by token. */
async function makersOf(act: Act, actors: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const tokens = actors.filter((actor) => actor.startsWith('tok_'));
  if (tokens.length === 0) return new Map();
  const rows = await tablesOf(act)
    .selectFrom('api_tokens')
    .select(['token_id', 'created_by'])
    .where('city_id', '=', act.scope.inCity)
    .where('token_id', 'in', tokens)
    .execute();
  return new Map(rows.map(({ token_id, created_by }) => [token_id, created_by]));
}

async function persons(act: Act, actors: Iterable<string>) {
  const wanted = [...new Set(actors)].filter((actor) => actor.startsWith('per_'));
  if (wanted.length === 0) return [];
  return tablesOf(act)
    .selectFrom('persons')
    .select(['person_id', 'name', 'email', 'former_names', 'former_emails'])
    .where('person_id', 'in', wanted)
    .execute();
}
