import type { Edition } from '@machimori/catalogue';
import type { Plan } from '@machimori/planning';

/** What of a plan and of an edition the rows of a check sheet say: little enough to be handed to another process. */
export type SheetPlan = Pick<Plan, 'city' | 'subjects' | 'findings' | 'lines' | 'sheet'>;
export type SheetEdition = Pick<Edition, 'checkItems' | 'sections' | 'categories' | 'requirements'>;

/** The same without the rest of what they come from. */
export function sheetSources(
  plan: Plan,
  edition: Edition,
): { readonly plan: SheetPlan; readonly edition: SheetEdition } {
  const { city, subjects, findings, lines, sheet } = plan;
  const { checkItems, sections, categories, requirements } = edition;
  return {
    plan: { city, subjects, findings, lines, sheet },
    edition: { checkItems, sections, categories, requirements },
  };
}
