import type { SealedPlace } from '@machimori/database';
import { secretContext } from './change-provider.ts';
import { totpContext } from './totp.ts';

/** What identity seals and keeps; questions of a moment (challenges) are never kept. */
export const identitySeals: readonly SealedPlace[] = [
  {
    table: 'totp_secrets',
    key: ['credential_id'],
    column: 'sealed',
    also: { person: 'person_id' },
    contextOf: ({ person = '' }) => totpContext(person),
  },
  {
    table: 'identity_providers',
    key: ['city_id', 'organisation_id'],
    column: 'sealed_secret',
    contextOf: ({ city_id: city = '', organisation_id: organisation = '' }) =>
      secretContext({ city, organisation }),
  },
];
