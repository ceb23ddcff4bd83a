import type { Act } from '@machimori/application';
import type { Id } from '@machimori/kernel';

/** Table of packages/database/migrations/0027-sheet-views.sql; meanings stand there. */
interface ViewTables {
  readonly sheet_views: {
    city_id: string;
    view_id: string;
    organisation_id: string;
    person_id: string;
    name: string;
    filter: Readonly<Record<string, string>>;
    shared: boolean;
    kept_at: Date;
  };
}

/** A way of looking at the check sheet that somebody keeps under a name. */
export interface SheetView {
  readonly view: string;
  readonly name: string;
  readonly filter: Readonly<Record<string, string>>;
  /** Others of the organisation use it too. */
  readonly shared: boolean;
  /** Kept by whoever asks. */
  readonly own: boolean;
}

const tablesOf = ({ transaction }: Act) => transaction.tables<ViewTables>();

/** One's own views and those that others of the organisation share; the latest last. */
export async function readViews(act: Act): Promise<readonly SheetView[]> {
  const rows = await tablesOf(act)
    .selectFrom('sheet_views')
    .select(['view_id', 'name', 'filter', 'shared', 'person_id'])
    .where('city_id', '=', act.scope.inCity)
    .where('organisation_id', '=', act.scope.organisation ?? '')
    .where(({ or, eb }) => or([eb('shared', '=', true), eb('person_id', '=', act.scope.person)]))
    .orderBy('kept_at')
    .orderBy('view_id')
    .execute();
  return rows.map(({ view_id: view, name, filter, shared, person_id }) => ({
    view,
    name,
    filter,
    shared,
    own: person_id === act.scope.person,
  }));
}

/** Puts a view in the place of one's own of the same name. */
export async function writeView(
  act: Act,
  view: Id<'sheetView'>,
  { name, filter, shared }: Pick<SheetView, 'name' | 'filter' | 'shared'>,
  now: Date,
): Promise<void> {
  await own(act).where('name', '=', name).execute();
  await tablesOf(act)
    .insertInto('sheet_views')
    .values({
      city_id: act.scope.inCity,
      view_id: view,
      organisation_id: act.scope.organisation ?? '',
      person_id: act.scope.person,
      name,
      filter,
      shared,
      kept_at: now,
    })
    .execute();
}

/** False where there is none of one's own. */
export async function deleteView(act: Act, view: string): Promise<boolean> {
  const { numDeletedRows } = await own(act).where('view_id', '=', view).executeTakeFirst();
  return numDeletedRows > 0n;
}

const own = (act: Act) =>
  tablesOf(act)
    .deleteFrom('sheet_views')
    .where('city_id', '=', act.scope.inCity)
    .where('organisation_id', '=', act.scope.organisation ?? '')
    .where('person_id', '=', act.scope.person);
