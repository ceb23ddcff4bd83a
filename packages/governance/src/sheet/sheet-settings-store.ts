import type { Act } from '@machimori/application';
import { tablesOf } from './sheet-tables.ts';

/** What a city has settled about its sheet. */
export interface SheetSettings {
  /** After so long an accepted answer is to be confirmed; 3 to 36. */
  readonly reviewMonths: number;
  readonly version: number;
}

export async function readSettingsRow(act: Act): Promise<SheetSettings | undefined> {
  const row = await tablesOf(act)
    .selectFrom('sheet_settings')
    .select(['review_months', 'version'])
    .where('city_id', '=', act.scope.inCity)
    .executeTakeFirst();
  return row && { reviewMonths: row.review_months, version: row.version };
}

/** Writes the version after this one; false where somebody else did. */
export async function writeSettings(
  act: Act,
  { reviewMonths, version }: SheetSettings,
): Promise<boolean> {
  const next = { review_months: reviewMonths, version: version + 1 };
  const { numInsertedOrUpdatedRows } = await tablesOf(act)
    .insertInto('sheet_settings')
    .values({ city_id: act.scope.inCity, ...next })
    .onConflict((conflict) =>
      conflict.column('city_id').doUpdateSet(next).where('sheet_settings.version', '=', version),
    )
    .executeTakeFirstOrThrow();
  return numInsertedOrUpdatedRows === 1n;
}
