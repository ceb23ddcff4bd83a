import { fileKeyContext } from '@machimori/application';
import type { SealedPlace } from '@machimori/database';

/** What governance seals and keeps: the keys of the files that people hand in. */
export const governanceSeals: readonly SealedPlace[] = [
  {
    table: 'evidence_files',
    key: ['city_id', 'file_id'],
    column: 'sealed_key',
    contextOf: ({ city_id: city = '', file_id: file = '' }) => fileKeyContext({ city, file }),
  },
];
