/**
 * Tables whose primary key city_id does not lead, each with its reason. A test holds the catalogue of the
 * database to this list; backup and removal of one city go by city_id, and by `ofCity` for these.
 */
export interface Unscoped {
  readonly table: string;
  readonly reason: string;
  /** Which of its rows a city's backup takes along, with $1 the city; none where absent. */
  readonly ofCity?: string;
}

const membersOf = 'select m.person_id from memberships m where m.city_id = $1';

export const unscoped: readonly Unscoped[] = [
  {
    table: 'schema_migrations',
    reason:
      'The record of changes to the tables themselves; in clear, it holds nothing of anybody.',
  },
  {
    table: 'parties',
    reason: 'Signs in once an installation, in whatever cities.',
    ofCity: 'party_id in (select o.party_id from organisations o where o.city_id = $1)',
  },
  {
    table: 'persons',
    reason: 'A person is one in all the cities they work for.',
    ofCity: `person_id in (${membersOf})`,
  },
  {
    table: 'passwords',
    reason: 'Of a person.',
    ofCity: `person_id in (${membersOf})`,
  },
  {
    table: 'totp_secrets',
    reason: 'Of a person.',
    ofCity: `person_id in (${membersOf})`,
  },
  {
    table: 'passkeys',
    reason: 'Of a person.',
    ofCity: `person_id in (${membersOf})`,
  },
  {
    table: 'recovery_codes',
    reason: 'Of a person.',
    ofCity: `person_id in (${membersOf})`,
  },
  { table: 'password_resets', reason: 'Of a person, for half an hour.' },
  { table: 'address_changes', reason: 'Of a person, for a day.' },
  { table: 'sessions', reason: 'Of a person; none is carried to another installation.' },
  { table: 'challenges', reason: 'Of a moment of signing in.' },
  { table: 'throttles', reason: 'Counts attempts before it is known who tries.' },
  {
    table: 'kept_answers',
    reason: 'Of an actor; kept for hours, so that a repeated write is one.',
  },
];
