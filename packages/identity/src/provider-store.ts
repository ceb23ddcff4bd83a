import type { Act } from '@machimori/application';
import { isRole, type Role } from '@machimori/authorisation';
import { Failure, type Id } from '@machimori/kernel';
import { sql } from 'kysely';
import { cityMessages } from './city-store.ts';
import type { ProviderSettings } from './provider-rules.ts';
import { tablesOf } from './tables.ts';

/** An organisation's provider of identities; its secret as it is kept. */
export interface ProviderRow extends ProviderSettings {
  readonly city: Id<'city'>;
  readonly organisation: Id<'organisation'>;
  readonly promoter: boolean;
  readonly sealedSecret: Uint8Array;
  readonly version: number;
}

type OrganisationOf = Pick<ProviderRow, 'city' | 'organisation'>;

const providers = (act: Act) =>
  tablesOf(act)
    .selectFrom('identity_providers as p')
    .innerJoin('organisations as o', (join) =>
      join
        .onRef('o.city_id', '=', 'p.city_id')
        .onRef('o.organisation_id', '=', 'p.organisation_id'),
    )
    .innerJoin('cities as c', 'c.city_id', 'p.city_id')
    .select([
      'p.city_id',
      'p.organisation_id',
      'o.promoter',
      'o.provider_only',
      'p.issuer',
      'p.client_id',
      'p.sealed_secret',
      'p.email_domains',
      'p.role_claim',
      'p.role_map',
      'p.trusts_second_factor',
      'p.second_factor_values',
      'p.version',
    ])
    .where('c.removed_at', 'is', null);

/** The provider of one organisation. */
export async function findProvider(
  act: Act,
  of: { readonly city: string; readonly organisation: string },
): Promise<ProviderRow | undefined> {
  const row = await providers(act)
    .where('p.city_id', '=', of.city)
    .where('p.organisation_id', '=', of.organisation)
    .executeTakeFirst();
  return row && rowOf(row);
}

/** As a link of an organisation's own names it, in whatever city. */
export async function findProviderOf(
  act: Act,
  organisation: Id<'organisation'>,
): Promise<ProviderRow | undefined> {
  const row = await providers(act).where('p.organisation_id', '=', organisation).executeTakeFirst();
  return row && rowOf(row);
}

/**
 * Which of these domains lead to another organisation's provider. That one is beyond the wall of this act,
 * which is moved for the one question, and back.
 */
export async function domainsTaken(
  act: Act,
  own: OrganisationOf,
  domains: readonly string[],
): Promise<readonly string[]> {
  const { scope, transaction } = act;
  await transaction.wall({ reach: 'sign-in' });
  const taken: string[] = [];
  for (const domain of domains) {
    const found = await findProviderOfDomain(act, domain);
    if (found !== undefined && found.organisation !== own.organisation) taken.push(domain);
  }
  await transaction.wall({
    reach: scope.reach,
    city: scope.inCity,
    organisation: own.organisation,
    person: scope.person,
  });
  return taken;
}

/** The provider that whoever has an address of this domain is sent to: of several, who was there first. */
export async function findProviderOfDomain(
  act: Act,
  domain: string,
): Promise<ProviderRow | undefined> {
  const row = await providers(act)
    .where(sql<boolean>`${domain} = any(p.email_domains)`)
    .orderBy('p.created_at')
    .orderBy('p.organisation_id')
    .executeTakeFirst();
  return row && rowOf(row);
}

/** Writes the settings; `version` is the one that was seen, none where there was no provider. */
export async function keepProvider(
  act: Act,
  of: OrganisationOf &
    ProviderSettings & {
      readonly sealedSecret: Uint8Array;
      readonly version: number | undefined;
      readonly now: Date;
    },
): Promise<void> {
  const values = {
    issuer: of.issuer,
    client_id: of.clientId,
    sealed_secret: Buffer.from(of.sealedSecret),
    email_domains: [...of.emailDomains],
    role_claim: of.roleClaim,
    role_map: JSON.stringify(of.roleMap) as never,
    trusts_second_factor: of.trustsSecondFactor,
    second_factor_values: [...of.secondFactorValues],
  };
  const key = { city_id: of.city, organisation_id: of.organisation };
  const written =
    of.version === undefined
      ? (
          await tablesOf(act)
            .insertInto('identity_providers')
            .values({ ...key, ...values, created_at: of.now })
            .onConflict((conflict) => conflict.doNothing())
            .executeTakeFirstOrThrow()
        ).numInsertedOrUpdatedRows
      : (
          await tablesOf(act)
            .updateTable('identity_providers')
            .set((eb) => ({ ...values, version: eb('version', '+', 1) }))
            .where('city_id', '=', of.city)
            .where('organisation_id', '=', of.organisation)
            .where('version', '=', of.version)
            .executeTakeFirstOrThrow()
        ).numUpdatedRows;
  if (written !== 1n)
    throw new Failure('conflict', cityMessages.changed, { next: cityMessages.changedNext });
  await setProviderOnly(act, of, of.providerOnly);
}

/** Takes the provider away with all whom it knew; members sign in by themselves again. */
export async function deleteProvider(act: Act, of: OrganisationOf): Promise<boolean> {
  await deleteProviderPersons(act, of);
  const { numDeletedRows } = await tablesOf(act)
    .deleteFrom('identity_providers')
    .where('city_id', '=', of.city)
    .where('organisation_id', '=', of.organisation)
    .executeTakeFirstOrThrow();
  await setProviderOnly(act, of, false);
  return numDeletedRows === 1n;
}

async function setProviderOnly(act: Act, of: OrganisationOf, only: boolean): Promise<void> {
  await tablesOf(act)
    .updateTable('organisations')
    .set({ provider_only: only })
    .where('city_id', '=', of.city)
    .where('organisation_id', '=', of.organisation)
    .execute();
}

/** Forgets whom the provider knew: all, or one person. Says how many. */
export async function deleteProviderPersons(
  act: Act,
  of: OrganisationOf & { readonly person?: string },
): Promise<number> {
  const { numDeletedRows } = await tablesOf(act)
    .deleteFrom('provider_persons')
    .where('city_id', '=', of.city)
    .where('organisation_id', '=', of.organisation)
    .$if(of.person !== undefined, (query) => query.where('person_id', '=', of.person ?? ''))
    .executeTakeFirstOrThrow();
  return Number(numDeletedRows);
}

export interface ProviderPersonRow {
  readonly person: Id<'person'>;
  readonly subject: string;
  readonly createdAt: Date;
  readonly lastUsedAt: Date;
  readonly withdrawnAt: Date | undefined;
}

/** Whom the provider of an organisation knows. */
export async function providerPersonsOf(
  act: Act,
  of: OrganisationOf,
): Promise<readonly ProviderPersonRow[]> {
  const rows = await tablesOf(act)
    .selectFrom('provider_persons')
    .selectAll()
    .where('city_id', '=', of.city)
    .where('organisation_id', '=', of.organisation)
    .orderBy('created_at')
    .execute();
  return rows.map(personRowOf);
}

/** Who a subject is, or which subject a person is, at the provider of one organisation. */
export async function findProviderPerson(
  act: Act,
  of: OrganisationOf & Pick<ProviderRow, 'issuer'>,
  by: { readonly subject: string } | { readonly person: string },
): Promise<ProviderPersonRow | undefined> {
  const query = tablesOf(act)
    .selectFrom('provider_persons')
    .selectAll()
    .where('city_id', '=', of.city)
    .where('organisation_id', '=', of.organisation);
  const row = await ('subject' in by
    ? query.where('issuer', '=', of.issuer).where('subject', '=', by.subject)
    : query.where('person_id', '=', by.person)
  ).executeTakeFirst();
  return row && personRowOf(row);
}

export async function insertProviderPerson(
  act: Act,
  of: OrganisationOf & {
    readonly issuer: string;
    readonly subject: string;
    readonly person: Id<'person'>;
    readonly now: Date;
  },
): Promise<void> {
  await tablesOf(act)
    .insertInto('provider_persons')
    .values({
      city_id: of.city,
      organisation_id: of.organisation,
      issuer: of.issuer,
      subject: of.subject,
      person_id: of.person,
      created_at: of.now,
      last_used_at: of.now,
      withdrawn_at: null,
    })
    .execute();
}

/** Notes that the provider has spoken of a person, and whether it took their roles away. */
export async function noteProviderPerson(
  act: Act,
  of: OrganisationOf & {
    readonly person: string;
    readonly now: Date;
    readonly withdrawnAt: Date | null;
  },
): Promise<void> {
  await tablesOf(act)
    .updateTable('provider_persons')
    .set({ last_used_at: of.now, withdrawn_at: of.withdrawnAt })
    .where('city_id', '=', of.city)
    .where('organisation_id', '=', of.organisation)
    .where('person_id', '=', of.person)
    .execute();
}

/** What the provider has taken from somebody is no longer its own to give back. */
export async function forgetWithdrawal(
  act: Act,
  of: { readonly city: string; readonly organisation: string; readonly person: string },
): Promise<void> {
  await tablesOf(act)
    .updateTable('provider_persons')
    .set({ withdrawn_at: null })
    .where('city_id', '=', of.city)
    .where('organisation_id', '=', of.organisation)
    .where('person_id', '=', of.person)
    .where('withdrawn_at', 'is not', null)
    .execute();
}

export interface ProviderMember {
  readonly membership: Id<'membership'>;
  readonly roles: readonly Role[];
  readonly suspendedAt: Date | undefined;
  readonly endedAt: Date | undefined;
  readonly secondFactorForAll: boolean;
}

/** A person's membership in the organisation; locked until the act is over. */
export async function findProviderMember(
  act: Act,
  of: OrganisationOf & { readonly person: string },
): Promise<ProviderMember | undefined> {
  const row = await tablesOf(act)
    .selectFrom('memberships')
    .select(['membership_id', 'roles', 'suspended_at', 'ended_at'])
    .where('city_id', '=', of.city)
    .where('organisation_id', '=', of.organisation)
    .where('person_id', '=', of.person)
    .forUpdate()
    .executeTakeFirst();
  if (row === undefined) return undefined;
  const city = await tablesOf(act)
    .selectFrom('cities')
    .select('second_factor_for_all')
    .where('city_id', '=', of.city)
    .executeTakeFirst();
  return {
    membership: row.membership_id as Id<'membership'>,
    roles: row.roles.filter(isRole),
    suspendedAt: row.suspended_at ?? undefined,
    endedAt: row.ended_at ?? undefined,
    secondFactorForAll: city?.second_factor_for_all ?? false,
  };
}

/** What the provider has made of a membership. */
export async function updateProviderMember(
  act: Act,
  of: OrganisationOf & {
    readonly membership: string;
    readonly roles: readonly Role[];
    readonly suspendedAt: Date | null;
  },
): Promise<void> {
  await tablesOf(act)
    .updateTable('memberships')
    .set((eb) => ({
      roles: [...of.roles],
      suspended_at: of.suspendedAt,
      version: eb('version', '+', 1),
    }))
    .where('city_id', '=', of.city)
    .where('membership_id', '=', of.membership)
    .execute();
}

/**
 * Whether somebody else still administers the city; locks them. Signing in sees one person's memberships
 * alone, so the wall is moved for this one question, and back.
 */
export async function hasOtherCityAdministrator(
  act: Act,
  of: { readonly city: string; readonly person: string },
): Promise<boolean> {
  await act.transaction.wall({ reach: 'city', city: of.city });
  const rows = await tablesOf(act)
    .selectFrom('memberships')
    .select('person_id')
    .where('city_id', '=', of.city)
    .where('suspended_at', 'is', null)
    .where('ended_at', 'is', null)
    .where(sql<boolean>`'cityAdministrator' = any(roles)`)
    .forUpdate()
    .execute();
  await act.transaction.wall({ reach: 'sign-in', person: of.person });
  return rows.some(({ person_id }) => person_id !== of.person);
}

const rowOf = (
  row: Awaited<ReturnType<ReturnType<typeof providers>['executeTakeFirstOrThrow']>>,
): ProviderRow => ({
  city: row.city_id as Id<'city'>,
  organisation: row.organisation_id as Id<'organisation'>,
  promoter: row.promoter,
  issuer: row.issuer,
  clientId: row.client_id,
  sealedSecret: row.sealed_secret,
  emailDomains: row.email_domains,
  roleClaim: row.role_claim,
  roleMap: Object.fromEntries(
    Object.entries(row.role_map).filter((entry): entry is [string, Role] => isRole(entry[1])),
  ),
  trustsSecondFactor: row.trusts_second_factor,
  secondFactorValues: row.second_factor_values,
  providerOnly: row.provider_only,
  version: row.version,
});

const personRowOf = (row: {
  readonly person_id: string;
  readonly subject: string;
  readonly created_at: Date;
  readonly last_used_at: Date;
  readonly withdrawn_at: Date | null;
}): ProviderPersonRow => ({
  person: row.person_id as Id<'person'>,
  subject: row.subject,
  createdAt: row.created_at,
  lastUsedAt: row.last_used_at,
  withdrawnAt: row.withdrawn_at ?? undefined,
});
