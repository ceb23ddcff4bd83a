import type { PlannedDate } from '@machimori/kernel';
import { compare } from './canonical-city.ts';
import type { EditionTables } from './edition-tables.ts';
import type { SheetLine, SheetRow } from './plan.ts';
import { worst } from './risk-levels.ts';

/** The sheet as people answer it: one row a check item and answerer, gathering the lines answered alike. */
export function gatherRows(tables: EditionTables, lines: readonly SheetLine[]): SheetRow[] {
  const rows = Map.groupBy(lines, (line) => `${line.checkItem}#${line.answeredBy}`);
  return [...rows]
    .map(([id, its]): SheetRow => {
      const [first] = its as [SheetLine, ...SheetLine[]];
      const soonest = its.reduce<PlannedDate>(
        (best, l) => (l.planned.by < best.by ? l.planned : best),
        first.planned,
      );
      return {
        id,
        checkItem: first.checkItem,
        organisation: first.answeredBy,
        lines: its.map((l) => l.id),
        level: worst(its.map((l) => l.level)),
        planned: { raw: soonest.raw, by: soonest.by },
      };
    })
    .sort(
      (a, b) =>
        (tables.itemOrder.get(a.checkItem) ?? 0) - (tables.itemOrder.get(b.checkItem) ?? 0) ||
        compare(a.organisation, b.organisation),
    );
}
