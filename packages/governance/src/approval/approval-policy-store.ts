import type { Act } from '@machimori/application';
import { tablesOf } from './approval-tables.ts';

interface Row {
  readonly selfCheck: boolean;
  readonly version: number;
}

export async function readApprovalPolicyRow(act: Act): Promise<Row | undefined> {
  const row = await tablesOf(act)
    .selectFrom('approval_policies')
    .select(['self_check', 'version'])
    .where('city_id', '=', act.scope.inCity)
    .executeTakeFirst();
  return row && { selfCheck: row.self_check, version: row.version };
}

/** Writes the version after this one; false where somebody else did. */
export async function writeApprovalPolicy(act: Act, { selfCheck, version }: Row): Promise<boolean> {
  const city = act.scope.inCity;
  const next = { self_check: selfCheck, version: version + 1 };
  const { numInsertedOrUpdatedRows } = await tablesOf(act)
    .insertInto('approval_policies')
    .values({ city_id: city, ...next })
    .onConflict((conflict) =>
      conflict.column('city_id').doUpdateSet(next).where('approval_policies.version', '=', version),
    )
    .executeTakeFirstOrThrow();
  return numInsertedOrUpdatedRows === 1n;
}
