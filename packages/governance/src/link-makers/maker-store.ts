import type { Act } from '@machimori/application';
import type { Standing } from '@machimori/authorisation';
import type { Transaction } from '@machimori/database';
import type { Id } from '@machimori/kernel';

/** Tables of packages/database/migrations/0002-identity.sql, as far as the seat of whoever made a link goes. */
interface SeatTables {
  readonly cities: { city_id: string; second_factor_for_all: boolean; removed_at: Date | null };
  readonly organisations: { city_id: string; organisation_id: string; promoter: boolean };
  readonly memberships: {
    city_id: string;
    organisation_id: string;
    person_id: string;
    roles: string[];
    suspended_at: Date | null;
    ended_at: Date | null;
  };
}

const tablesOf = ({ transaction }: Pick<Act, 'transaction'>) => transaction.tables<SeatTables>();

/** For whom a link was made, and by whom. */
export interface Made {
  readonly organisation: string;
  readonly createdBy: string;
}

/** Nothing at all: a link that is over, or whose maker could not make it today. */
export const nobody: Standing = { host: false };

/**
 * What a link lends: the share of the organisation it was made for, with no role, and only while whoever made it has
 * a seat there with one of `roles` (undefined: whatever they may do).
 */
export async function standingOfMaker(
  transaction: Transaction,
  of: Made & { readonly city: Id<'city'>; readonly roles: readonly string[] | undefined },
): Promise<Standing> {
  const row = await tablesOf({ transaction })
    .selectFrom('memberships as m')
    .innerJoin('organisations as o', (join) =>
      join
        .onRef('o.city_id', '=', 'm.city_id')
        .onRef('o.organisation_id', '=', 'm.organisation_id'),
    )
    .innerJoin('cities as c', 'c.city_id', 'm.city_id')
    .select(['o.promoter', 'c.second_factor_for_all', 'm.roles'])
    .where('m.city_id', '=', of.city)
    .where('m.organisation_id', '=', of.organisation)
    .where('m.person_id', '=', of.createdBy)
    .where('m.suspended_at', 'is', null)
    .where('m.ended_at', 'is', null)
    .where('c.removed_at', 'is', null)
    .executeTakeFirst();
  const { roles } = of;
  if (row === undefined || (roles !== undefined && !row.roles.some((role) => roles.includes(role))))
    return nobody;
  return {
    host: false,
    seat: {
      city: of.city,
      organisation: of.organisation as Id<'organisation'>,
      promoter: row.promoter,
      roles: [],
      secondFactorForAll: row.second_factor_for_all,
    },
  };
}

/** Of these links, those whose makers could make them today; whoever was suspended, left or changed roles could not. */
export async function ofPresentMakers<Link extends Made>(
  act: Act,
  made: readonly Link[],
  rolesFor: (link: Link) => readonly string[],
): Promise<ReadonlySet<Link>> {
  if (made.length === 0) return new Set();
  const rows = await tablesOf(act)
    .selectFrom('memberships')
    .select(['organisation_id', 'person_id', 'roles'])
    .where('city_id', '=', act.scope.inCity)
    .where('person_id', 'in', [...new Set(made.map(({ createdBy }) => createdBy))])
    .where('suspended_at', 'is', null)
    .where('ended_at', 'is', null)
    .execute();
  const rolesOf = new Map(
    rows.map((row) => [`${row.organisation_id} ${row.person_id}`, row.roles] as const),
  );
  return new Set(
    made.filter((link) =>
      rolesOf
        .get(`${link.organisation} ${link.createdBy}`)
        ?.some((role) => rolesFor(link).includes(role)),
    ),
  );
}
