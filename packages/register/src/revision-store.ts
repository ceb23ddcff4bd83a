import type { Act } from '@machimori/application';
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
