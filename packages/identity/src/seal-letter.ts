import type { Context, JsonObject } from '@machimori/application';
import type { IdentityPorts } from './ports.ts';

/**
 * A letter about an account, as it waits in the outbox: nobody but the program reads it there. `of`: the id
 * in the event's payload that it is sealed for.
 */
export const sealLetter = (
  { ports }: Pick<Context<IdentityPorts>, 'ports'>,
  of: string,
  letter: JsonObject,
): string =>
  Buffer.from(ports.vault.seal(Buffer.from(JSON.stringify(letter)), `letter/${of}`)).toString(
    'base64',
  );
