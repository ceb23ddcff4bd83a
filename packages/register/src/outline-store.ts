import type { Act } from '@machimori/application';
import type { Outline } from '@machimori/city';
import { tablesOf } from './tables.ts';

export interface KeptOutline {
  readonly polygons: Outline;
  readonly points: number;
  readonly keptAt: Date;
}

export async function readOutlineRow(act: Act): Promise<KeptOutline | undefined> {
  const row = await tablesOf(act)
    .selectFrom('city_outlines')
    .select(['polygons', 'points', 'kept_at'])
    .where('city_id', '=', act.scope.inCity)
    .executeTakeFirst();
  return row && { polygons: row.polygons as Outline, points: row.points, keptAt: row.kept_at };
}

export async function keepOutlineRow(
  act: Act,
  { polygons, points, digest, keptAt }: KeptOutline & { readonly digest: string },
): Promise<void> {
  const row = { polygons: JSON.stringify(polygons), points, digest, kept_at: keptAt };
  await tablesOf(act)
    .insertInto('city_outlines')
    .values({ city_id: act.scope.inCity, ...row })
    .onConflict((conflict) => conflict.column('city_id').doUpdateSet(row))
    .execute();
}

export async function removeOutlineRow(act: Act): Promise<void> {
  await tablesOf(act).deleteFrom('city_outlines').where('city_id', '=', act.scope.inCity).execute();
}
