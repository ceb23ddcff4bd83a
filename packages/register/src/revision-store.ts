import type { Act } from '@machimori/application';
import { addDays, type Day } from '@machimori/kernel';
import type { ElementContent } from './difference.ts';
import type { ElementKind } from './element.ts';
import type { RevisionRow } from './element-store.ts';
import { tablesOf } from './tables.ts';

/** What the city's description said at a revision, by kind and key; nothing for who sees only a share. */
export async function elementsAt(act: Act, revision: number): Promise<readonly ElementContent[]> {
  const rows = await tablesOf(act)
    .selectFrom('element_revisions')
    .distinctOn(['kind', 'element_key'])
    .select(['kind', 'element_key', 'body'])
    .where('city_id', '=', act.scope.inCity)
    .where('revision', '<=', revision)
    .orderBy('kind')
    .orderBy('element_key')
    .orderBy('revision', 'desc')
    .execute();
  return rows.flatMap(({ kind, element_key, body }) =>
    body === null
      ? []
      : [
          {
            kind: kind as ElementKind,
            key: element_key,
            body: body as unknown as Readonly<Record<string, unknown>>,
          },
        ],
  );
}

/** The change sets after one revision, up to another and with it, oldest first. */
export async function changeSetsBetween(
  act: Act,
  after: number,
  upTo: number,
): Promise<readonly RevisionRow[]> {
  return tablesOf(act)
    .selectFrom('change_sets')
    .select(['revision', 'at', 'actor', 'source', 'added', 'changed', 'removed'])
    .where('city_id', '=', act.scope.inCity)
    .where('revision', '>', after)
    .where('revision', '<=', upTo)
    .orderBy('revision')
    .execute();
}

/** The last revision of a day in Japan or before it; 0 where there was none yet. */
export async function lastRevisionOn(act: Act, on: Day): Promise<number> {
  const row = await tablesOf(act)
    .selectFrom('change_sets')
    .select('revision')
    .where('city_id', '=', act.scope.inCity)
    .where('at', '<', new Date(`${addDays(on, 1)}T00:00:00+09:00`))
    .orderBy('revision', 'desc')
    .executeTakeFirst();
  return row?.revision ?? 0;
}

export interface ElementMoment {
  readonly revision: number;
  readonly at: Date;
  /** Empty where the program did it, or the person is not known here. */
  readonly actorName: string;
  /** None: it was removed. */
  readonly body: Readonly<Record<string, unknown>> | undefined;
}

/** What one element said over time, newest first. */
export async function momentsOf(
  act: Act,
  kind: ElementKind,
  key: string,
): Promise<readonly ElementMoment[]> {
  const rows = await tablesOf(act)
    .selectFrom('element_revisions as e')
    .innerJoin('change_sets as s', (join) =>
      join.onRef('s.city_id', '=', 'e.city_id').onRef('s.revision', '=', 'e.revision'),
    )
    .leftJoin('persons as p', 'p.person_id', 's.actor')
    .select(['e.revision', 's.at', 'p.name', 'e.body'])
    .where('e.city_id', '=', act.scope.inCity)
    .where('e.kind', '=', kind)
    .where('e.element_key', '=', key)
    .orderBy('e.revision', 'desc')
    .execute();
  return rows.map(({ revision, at, name, body }) => ({
    revision,
    at,
    actorName: name ?? '',
    body: (body as unknown as Readonly<Record<string, unknown>> | null) ?? undefined,
  }));
}
