import { stateWords } from '@machimori/kernel';
import { sheetMessages as m } from './messages.ts';
import { SheetContent } from './sheet-content.ts';
import type { SheetEdition, SheetPlan } from './sheet-sources.ts';

export interface WrittenTexts {
  readonly planned: readonly string[];
  readonly statement: readonly string[];
  readonly state: readonly string[];
}

/** What a book made from this plan says under each merge key, in both languages: so that what people left alone is known. */
export function writtenTexts(
  plan: SheetPlan,
  edition: SheetEdition,
): ReadonlyMap<string, WrittenTexts> {
  const written = new Map<string, { planned: string[]; statement: string[]; state: string[] }>();
  for (const locale of ['ja', 'en'] as const) {
    const content = new SheetContent(plan, edition, locale);
    const organisations = new Set(plan.sheet.map((row) => row.organisation));
    const rows = [
      ...content.itemRows(),
      ...content.lineRows(),
      ...[...organisations].flatMap((key) => content.organisationRows(key)),
    ];
    for (const row of rows) {
      // A copy of the official sheet has no keys: there a row's words stand under its item.
      for (const key of row.key.includes('#') ? [row.key, row.item.id] : [row.key]) {
        const at = written.get(key) ?? { planned: [], statement: [], state: [] };
        written.set(key, at);
        at.planned.push(row.planned);
        at.statement.push(row.statement);
        at.state.push(row.state);
      }
    }
  }
  // Items that the plan asks of nothing, as filling a copy of the official sheet leaves them.
  for (const { id } of edition.checkItems)
    if (!written.has(id))
      written.set(id, {
        planned: [],
        statement: [m.askedOfNothing.ja, m.askedOfNothing.en],
        state: [stateWords['not-applicable'].ja, stateWords['not-applicable'].en],
      });
  return written;
}
