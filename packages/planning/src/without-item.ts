import type { EditionTables } from './edition-tables.ts';
import type { PlacedRequirement, Plan } from './plan.ts';
import { worst } from './risk-levels.ts';

/** Requirements that no check item asks for in a category, with the places where no line does: what a check sheet alone passes over. */
export function withoutItem(
  tables: EditionTables,
  requirements: readonly PlacedRequirement[],
): Plan['withoutItem'] {
  const unasked = Map.groupBy(
    requirements.filter((placed) => placed.lines.length === 0),
    (placed) => placed.requirement,
  );
  return tables.edition.withoutItem.flatMap(({ requirement, category, reason }) => {
    const placed = (unasked.get(requirement) ?? []).filter((p) => p.categories.includes(category));
    if (placed.length === 0) return [];
    return [
      {
        id: `${requirement}#${category}`,
        requirement,
        category,
        reason,
        level: worst(placed.map((p) => p.level)),
        requirements: placed.map((p) => p.id),
      },
    ];
  });
}
