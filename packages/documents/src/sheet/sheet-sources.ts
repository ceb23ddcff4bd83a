import type { Edition } from '@machimori/catalogue';
import type { Plan, SheetLine } from '@machimori/planning';

/** What of a line its rows say. */
export type RowLine = Pick<
  SheetLine,
  | 'id'
  | 'checkItem'
  | 'subject'
  | 'answeredBy'
  | 'requirements'
  | 'findings'
  | 'state'
  | 'statement'
> & {
  readonly level: SheetLine['level'] | undefined;
  readonly planned: Pick<SheetLine['planned'], 'raw' | 'by'>;
  readonly duty: Pick<SheetLine['duty'], 'performers' | 'answerable' | 'state'> &
    Partial<Pick<SheetLine['duty'], 'verifier' | 'selfCheck'>>;
};

/** What of a plan and of an edition the rows of a check sheet say: little enough to be handed to another process. */
export interface SheetPlan {
  readonly city: Pick<Plan['city'], 'key' | 'name' | 'nameEn'>;
  readonly subjects: readonly Pick<
    Plan['subjects'][number],
    'key' | 'name' | 'nameEn' | 'selfCheck'
  >[];
  readonly findings: readonly Pick<Plan['findings'][number], 'id' | 'firstStep'>[];
  readonly lines: readonly RowLine[];
  readonly sheet: readonly Pick<
    Plan['sheet'][number],
    'id' | 'checkItem' | 'organisation' | 'lines'
  >[];
}
export type SheetEdition = Pick<Edition, 'checkItems' | 'sections' | 'categories' | 'requirements'>;

/** The same without the rest of what they come from. */
export function sheetSources(
  plan: Plan,
  edition: Edition,
): { readonly plan: SheetPlan; readonly edition: SheetEdition } {
  const { city, subjects, findings, lines, sheet } = plan;
  return { plan: { city, subjects, findings, lines, sheet }, edition: sheetEdition(edition) };
}

export const sheetEdition = ({
  checkItems,
  sections,
  categories,
  requirements,
}: Edition): SheetEdition => ({ checkItems, sections, categories, requirements });
