import type { Act } from '@machimori/application';
import { sql } from 'kysely';
import type { CellOrigin } from './sheet-tables.ts';

/** Tables of packages/database/migrations/0031-sheet-books.sql, 0034-applied-controls.sql, 0029-evidence.sql and 0043-codes-by-hand.sql; meanings stand there. */
interface HandTables {
  readonly sheet_books_received: { city_id: string; file_id: string; received_by: string };
  readonly applied_control_moves: {
    city_id: string;
    control_id: string;
    said: unknown;
    moved_by: string;
  };
  readonly evidence_lines: {
    city_id: string;
    evidence_id: string;
    line_id: string;
    ended_at: Date | null;
  };
  readonly evidence: { city_id: string; evidence_id: string; removed_at: Date | null };
  readonly evidence_revisions: { city_id: string; evidence_id: string; added_by: string };
  readonly outside_links: { city_id: string; link_id: string; told_by: string[] };
}

/** Links by which somebody outside gave what proves these lines now, any of its revisions; by line. */
export async function linksOfProofs(
  { scope, transaction }: Act,
  lines: readonly string[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  if (lines.length === 0) return new Map();
  const rows = await transaction
    .tables<HandTables>()
    .selectFrom('evidence_lines as el')
    .innerJoin('evidence as e', (join) =>
      join.onRef('e.city_id', '=', 'el.city_id').onRef('e.evidence_id', '=', 'el.evidence_id'),
    )
    .innerJoin('evidence_revisions as r', (join) =>
      join.onRef('r.city_id', '=', 'e.city_id').onRef('r.evidence_id', '=', 'e.evidence_id'),
    )
    .select(['el.line_id as line', 'r.added_by as link'])
    .distinct()
    .where('el.city_id', '=', scope.inCity)
    .where('el.line_id', 'in', lines)
    .where('el.ended_at', 'is', null)
    .where('e.removed_at', 'is', null)
    .where('r.added_by', 'like', 'lnk%')
    .execute();
  const byLine = Map.groupBy(rows, ({ line }) => line);
  return new Map([...byLine].map(([line, its]) => [line, its.map(({ link }) => link)]));
}

/** Who sent the books, worded the controls and told codes of the links by which something came into cells, by id. */
export async function handsBehind(
  { scope, transaction }: Act,
  origins: readonly CellOrigin[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  const tables = transaction.tables<HandTables>();
  const idsOf = (way: CellOrigin['way']): readonly string[] => [
    ...new Set(
      origins.flatMap((each) => (each.way !== 'page' && each.way === way ? [each.id] : [])),
    ),
  ];
  // An answer book is received as books are, and whoever brought it in stands behind it.
  const books = [...idsOf('book'), ...idsOf('answer-book')];
  const controls = idsOf('applied-control');
  const received =
    books.length === 0
      ? []
      : await tables
          .selectFrom('sheet_books_received')
          .select(['file_id as id', 'received_by as by'])
          .where('city_id', '=', scope.inCity)
          .where('file_id', 'in', books)
          .execute();
  const worded =
    controls.length === 0
      ? []
      : await tables
          .selectFrom('applied_control_moves')
          .select(['control_id as id', 'moved_by as by'])
          .distinct()
          .where('city_id', '=', scope.inCity)
          .where('control_id', 'in', controls)
          .where('said', 'is not', null)
          .execute();
  const links = idsOf('link');
  const told =
    links.length === 0
      ? []
      : await tables
          .selectFrom('outside_links')
          .select(['link_id as id', sql<string>`unnest(told_by)`.as('by')])
          .where('city_id', '=', scope.inCity)
          .where('link_id', 'in', links)
          .execute();
  const hands = new Map<string, string[]>();
  for (const { id, by } of [...received, ...worded, ...told])
    hands.set(id, [...(hands.get(id) ?? []), by]);
  return hands;
}
