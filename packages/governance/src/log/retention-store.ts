import type { Act } from '@machimori/application';
import { type RecordKind, recordKinds, retentionByDefault } from './retention-rules.ts';

/** Table of packages/database/migrations/0008-log-retention.sql; meanings stand there. */
interface RetentionTables {
  readonly log_retention: {
    city_id: string;
    kind: string;
    months: number | null;
    changed_at: Date;
  };
}

/** For how many months contents of each kind are kept; undefined: for ever. */
export type Retention = Readonly<Record<RecordKind, number | undefined>>;

/** What a city has decided, and for the rest what the program does by itself. */
export async function readRetention({ scope, transaction }: Act): Promise<Retention> {
  const rows =
    scope.city === undefined
      ? []
      : await transaction
          .tables<RetentionTables>()
          .selectFrom('log_retention')
          .select(['kind', 'months'])
          .where('city_id', '=', scope.city)
          .execute();
  const decided = new Map(rows.map(({ kind, months }) => [kind, months ?? undefined]));
  const each = recordKinds.map((kind) => [
    kind,
    decided.has(kind) ? decided.get(kind) : retentionByDefault[kind],
  ]);
  return Object.fromEntries(each) as Retention;
}

export async function writeRetention(
  { scope, transaction }: Act,
  retention: Retention,
  now: Date,
): Promise<void> {
  const rows = recordKinds.map((kind) => ({
    city_id: scope.inCity,
    kind,
    months: retention[kind] ?? null,
    changed_at: now,
  }));
  await transaction
    .tables<RetentionTables>()
    .insertInto('log_retention')
    .values(rows)
    .onConflict((conflict) =>
      conflict.columns(['city_id', 'kind']).doUpdateSet((eb) => ({
        months: eb.ref('excluded.months'),
        changed_at: eb.ref('excluded.changed_at'),
      })),
    )
    .execute();
}
