import { folded } from '../sheet/row-words.ts';
import type { SheetEdition, SheetPlan } from '../sheet/sheet-sources.ts';
import { writtenTexts } from '../sheet/written-texts.ts';
import type { ItemRow } from './read-any-book.ts';

/**
 * Rows of the official sheet without what stands in them as filling the sheet from these lines writes it. One cell
 * holds there what several lines say, each behind its name: read as new words, it would go into all of them.
 */
export function withoutLeftAlone(
  items: readonly ItemRow[],
  plan: SheetPlan,
  edition: SheetEdition,
): readonly ItemRow[] {
  const written = writtenTexts(plan, edition);
  return items.flatMap((item) => {
    const ours = written.get(item.checkItem);
    if (ours === undefined) return [item];
    const { state, planned, statement } = item.cells;
    const isLeft = (said: string | undefined, texts: readonly string[]): boolean =>
      said !== undefined && texts.some((each) => folded(each) === folded(said));
    const plannedLeft = isLeft(planned?.value, ours.planned);
    // A state that was told in the words of a date is left alone with them.
    const stateLeft = plannedLeft && state?.at === planned?.at;
    const cells = {
      ...(state === undefined || stateLeft ? {} : { state }),
      ...(planned === undefined || plannedLeft ? {} : { planned }),
      ...(statement === undefined || isLeft(statement.value, ours.statement) ? {} : { statement }),
    };
    return Object.keys(cells).length === 0 ? [] : [{ ...item, cells }];
  });
}
