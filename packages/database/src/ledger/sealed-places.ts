import type { SealedPlace } from '../sealed-store.ts';
import type { KeyPurpose } from './key-store.ts';
import { keyContext } from './log-keys.ts';

/** The keys of the logs. */
export const ledgerSeals: readonly SealedPlace[] = [
  {
    table: 'ledger_keys',
    key: ['city_id', 'purpose', 'number'],
    column: 'sealed',
    contextOf: ({ city_id = '', purpose = '', number = '' }) =>
      keyContext(city_id, purpose as KeyPurpose, Number(number)),
  },
];
