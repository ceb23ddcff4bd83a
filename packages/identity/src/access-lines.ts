import type { Context } from '@machimori/application';
import type { Role } from '@machimori/authorisation';
import { type Day, dayInJapan } from '@machimori/kernel';
import {
  type AccessMark,
  marksOfAccount,
  marksOfInvitation,
  marksOfToken,
} from './access-rules.ts';
import { contractsOn, openSeats, secondFactorHolders } from './access-store.ts';
import { listTokens, type TokenRow } from './api-token-store.ts';
import { listOrganisations } from './city-store.ts';
import { type InvitationRow, listOpenInvitations } from './invitation-store.ts';
import { listMembers, type MemberRow } from './member-store.ts';

/** One way into the city's data: somebody's account, an open invitation, a machine's token. */
export interface AccessLine {
  readonly kind: 'account' | 'invitation' | 'token';
  /** Of the membership, invitation or token. */
  readonly id: string;
  readonly organisation: string;
  readonly organisationName: string;
  readonly person: string | undefined;
  readonly name: string;
  readonly email: string;
  /** Roles, or what a token may do. */
  readonly rights: readonly string[];
  readonly state: 'active' | 'suspended' | 'ended' | 'waiting' | 'over';
  readonly since: Day;
  readonly until: Day | undefined;
  readonly lastUsedOn: Day | undefined;
  /** Undefined where it is no account. */
  readonly secondFactor: boolean | undefined;
  readonly marks: readonly AccessMark[];
}

/** All ways in that the scope reaches, in the order in which people look for them. */
export async function accessLines(context: Context): Promise<readonly AccessLine[]> {
  const { now } = context;
  const today = dayInJapan(now);
  const members = await listMembers(context);
  const invitations = await listOpenInvitations(context);
  const tokens = (await listTokens(context)).filter(({ revokedAt }) => revokedAt === undefined);
  const organisations = await listOrganisations(context);
  const contracts = await contractsOn(context, today);
  const seats = await openSeats(context, now);
  const holders = await secondFactorHolders(context, [
    ...new Set(members.map(({ person }) => person)),
  ]);
  const promoters = new Set(
    organisations.filter(({ promoter }) => promoter).map(({ organisation }) => organisation),
  );
  const active = members.filter((each) => stateOf(each) === 'active');
  const administered = new Set(
    active.filter(({ roles }) => roles.some(administers)).map(({ organisation }) => organisation),
  );
  const rolesOf = new Map<string, Role[]>();
  for (const { person, roles } of active)
    rolesOf.set(person, [...(rolesOf.get(person) ?? []), ...roles]);
  // What still works, counted by who began it for which organisation.
  const open = new Map<string, number>();
  const count = (person: string, organisation: string | null): void => {
    const key = `${person} ${organisation}`;
    open.set(key, (open.get(key) ?? 0) + 1);
  };
  for (const each of seats) count(each.person, each.organisation);
  for (const each of tokens) if (isLive(each, now)) count(each.createdBy, each.organisation);
  for (const each of invitations) if (isLive(each, now)) count(each.invitedBy, each.organisation);

  const accounts = members.map((member): AccessLine => {
    const { membership, person, organisation, roles } = member;
    const state = stateOf(member);
    const lastActiveOn = member.lastActiveOn;
    const secondFactor = holders.has(person);
    const since = dayInJapan(member.since);
    const contract = promoters.has(organisation)
      ? 'current'
      : (contracts.get(organisation) ?? 'unknown');
    return {
      kind: 'account',
      id: membership,
      organisation,
      organisationName: member.organisationName,
      person,
      name: member.name,
      email: member.email,
      rights: roles,
      state,
      since,
      until: member.endedAt && dayInJapan(member.endedAt),
      lastUsedOn: lastActiveOn,
      secondFactor,
      marks: marksOfAccount(
        {
          rolesOfPerson: rolesOf.get(person) ?? [],
          roles,
          state,
          since,
          lastActiveOn,
          secondFactor,
          contract,
          administered: administered.has(organisation),
          open: open.get(`${person} ${organisation}`) ?? 0,
        },
        today,
      ),
    };
  });
  const nameOf = (organisation: string): string =>
    organisations.find((each) => each.organisation === organisation)?.name ?? '';
  const here = new Set(active.map(({ person }) => person as string));
  const lines = [
    ...accounts,
    ...invitations.map((each) => invitationLine(each, now, today)),
    ...tokens.map((each) => tokenLine(each, nameOf(each.organisation), here, now, today)),
  ];
  return lines.sort(
    (a, b) =>
      collator.compare(a.organisationName, b.organisationName) ||
      kinds.indexOf(a.kind) - kinds.indexOf(b.kind) ||
      collator.compare(a.name, b.name) ||
      (a.id < b.id ? -1 : 1),
  );
}

const collator = new Intl.Collator('ja');
const kinds = ['account', 'invitation', 'token'] as const;

const administers = (role: Role): boolean =>
  role === 'cityAdministrator' || role === 'organisationAdministrator';

const stateOf = (member: MemberRow): 'active' | 'suspended' | 'ended' => {
  if (member.endedAt !== undefined) return 'ended';
  return member.suspendedAt === undefined ? 'active' : 'suspended';
};

const isLive = ({ expiresAt }: TokenRow | InvitationRow, now: Date): boolean =>
  expiresAt.getTime() > now.getTime();

function invitationLine(row: InvitationRow, now: Date, today: Day): AccessLine {
  const sentOn = dayInJapan(row.createdAt);
  const over = !isLive(row, now);
  return {
    kind: 'invitation',
    id: row.invitation,
    organisation: row.organisation,
    organisationName: row.organisationName,
    person: undefined,
    name: row.email,
    email: row.email,
    rights: row.roles,
    state: over ? 'over' : 'waiting',
    since: sentOn,
    until: dayInJapan(row.expiresAt),
    lastUsedOn: undefined,
    secondFactor: undefined,
    marks: marksOfInvitation({ sentOn, over }, today),
  };
}

function tokenLine(
  row: TokenRow,
  organisationName: string,
  here: ReadonlySet<string>,
  now: Date,
  today: Day,
): AccessLine {
  const createdOn = dayInJapan(row.createdAt);
  const endsOn = dayInJapan(row.expiresAt);
  const over = !isLive(row, now);
  const { lastUsedOn } = row;
  const makerHere = here.has(row.createdBy);
  return {
    kind: 'token',
    id: row.token,
    organisation: row.organisation,
    organisationName,
    person: row.createdBy,
    name: row.name,
    email: '',
    rights: row.actions,
    state: over ? 'over' : 'active',
    since: createdOn,
    until: endsOn,
    lastUsedOn,
    secondFactor: undefined,
    marks: marksOfToken({ createdOn, lastUsedOn, endsOn, over, makerHere }, today),
  };
}
