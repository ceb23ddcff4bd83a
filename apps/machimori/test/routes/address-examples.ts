import { createHash, randomBytes } from 'node:crypto';
import type { EndpointName } from '@machimori/contract';
import type { Example } from './example.ts';
import { marks, type Town } from './town.ts';

const administrator = 'promoter/cityAdministrator';

/** Whether the installation has a mail server: by it a person helps themselves, else an administrator does. */
export function sendsMail({ world }: Town, mail: boolean): void {
  (world.ports as { mail: boolean }).mail = mail;
}

/** The secret of a link that confirms a new address, as it stands behind the # of the letter. */
async function addressToken(town: Town): Promise<string> {
  const token = randomBytes(32).toString('base64url');
  await town.owner.query(
    `insert into address_changes values ($1, 'adc_0123456789ab7123856789abcdef0123', $2, $3, now(), now() + interval '1 hour')
     on conflict (person_id) do update set token_hash = excluded.token_hash`,
    [
      town.person('two/auditor').person,
      createHash('sha256').update(token).digest(),
      `atarashii@${marks.two}.example`,
    ],
  );
  return token;
}

/** Nobody waits for what was tried before. */
const patiently = (town: Town): Promise<unknown> => town.owner.query('delete from throttles');

/** One's own name and address, and those of members. */
export const addressExamples: { readonly [Name in EndpointName]?: Example } = {
  renamePerson: { as: administrator, send: () => ({ body: { name: '都市の管理者・改' } }) },
  askAddressChange: {
    as: administrator,
    send: async (town) => {
      sendsMail(town, true);
      await patiently(town);
      return { body: { email: 'atarashii@new.example' } };
    },
  },
  lookAtAddressChange: {
    as: 'nobody',
    send: async (town) => ({ body: { token: await addressToken(town) } }),
  },
  confirmAddressChange: {
    as: 'nobody',
    send: async (town) => ({ body: { token: await addressToken(town) } }),
  },
  changeMemberAddress: {
    as: administrator,
    send: async (town) => {
      sendsMail(town, false);
      await patiently(town);
      const { membership } = town.person('promoter/auditor');
      return { params: { membership }, body: { email: 'atarashii@promoter.example' } };
    },
  },
};
