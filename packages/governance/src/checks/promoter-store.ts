import type { Act } from '@machimori/application';

interface Organisations {
  readonly organisations: { city_id: string; organisation_id: string; promoter: boolean };
}

/** The promoting body, which keeps what the program says of itself. */
export async function readPromoter({ scope, transaction }: Act): Promise<string | undefined> {
  const row = await transaction
    .tables<Organisations>()
    .selectFrom('organisations')
    .select('organisation_id')
    .where('city_id', '=', scope.inCity)
    .where('promoter', '=', true)
    .orderBy('organisation_id')
    .executeTakeFirst();
  return row?.organisation_id;
}
