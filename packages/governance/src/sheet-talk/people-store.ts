import type { Act } from '@machimori/application';
import { tablesOf } from './talk-tables.ts';

/** Somebody who works for an organisation of the city now. */
export interface PresentMember {
  readonly person: string;
  readonly name: string;
  readonly email: string;
  readonly organisation: string;
  readonly organisationName: string;
  /** Key of the organisation, as lines name who answers them; none where the city does not describe it. */
  readonly answers: string | undefined;
  readonly roles: readonly string[];
}

/** Who works for these organisations now, neither suspended nor gone, as far as one sees them. */
export async function presentMembers(
  act: Act,
  organisations: readonly string[],
): Promise<readonly PresentMember[]> {
  if (organisations.length === 0) return [];
  const rows = await tablesOf(act)
    .selectFrom('memberships as m')
    .innerJoin('persons as p', 'p.person_id', 'm.person_id')
    .innerJoin('organisations as o', (join) =>
      join
        .onRef('o.city_id', '=', 'm.city_id')
        .onRef('o.organisation_id', '=', 'm.organisation_id'),
    )
    .select([
      'm.person_id',
      'p.name',
      'p.email',
      'm.organisation_id',
      'o.name as organisation_name',
      'o.element_key',
      'm.roles',
    ])
    .where('m.city_id', '=', act.scope.inCity)
    .where('m.organisation_id', 'in', organisations)
    .where('m.suspended_at', 'is', null)
    .where('m.ended_at', 'is', null)
    .orderBy('p.name')
    .orderBy('m.person_id')
    .execute();
  return rows.map((row) => ({
    person: row.person_id,
    name: row.name,
    email: row.email,
    organisation: row.organisation_id,
    organisationName: row.organisation_name,
    answers: row.element_key ?? undefined,
    roles: row.roles,
  }));
}

/** Who answers lines: administrators and contributors; approvers and auditors do not. */
const working: ReadonlySet<string> = new Set([
  'cityAdministrator',
  'organisationAdministrator',
  'contributor',
]);
export const works = ({ roles }: PresentMember): boolean => roles.some((role) => working.has(role));

/** An organisation of the city that one sees by its name. */
export interface OrganisationSeen {
  readonly organisation: string;
  readonly name: string;
  readonly promoter: boolean;
}

export async function readOrganisations(act: Act): Promise<readonly OrganisationSeen[]> {
  const rows = await tablesOf(act)
    .selectFrom('organisations')
    .select(['organisation_id', 'name', 'promoter'])
    .where('city_id', '=', act.scope.inCity)
    .orderBy('name')
    .execute();
  return rows.map((row) => ({
    organisation: row.organisation_id,
    name: row.name,
    promoter: row.promoter,
  }));
}
