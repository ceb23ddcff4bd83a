import type { Act } from '@machimori/application';
import { Failure, type Id, text } from '@machimori/kernel';
import { readEmailAddress } from './email-address.ts';
import { findPersonByEmail } from './person-store.ts';

const messages = {
  none: text('このアドレスの人は登録されていません。', 'Nobody with this address is registered.'),
  noneNext: text('つづりを確かめてください。', 'Check the spelling.'),
};

/** Whose address this is, for acts at the command line: whoever runs those could read the database, too. */
export async function knownPerson(act: Act, written: string): Promise<Id<'person'>> {
  const email = readEmailAddress(written);
  await act.transaction.wall({ reach: 'sign-in' });
  const found = await findPersonByEmail(act, email);
  if (found === undefined)
    throw new Failure('not-found', messages.none, { next: messages.noneNext });
  return found.person;
}
