import { defineUseCase } from '@machimori/application';
import { Failure, text } from '@machimori/kernel';
import { expectNoProvider, expectOther, replaceAddress } from './address-change-rules.ts';
import { takeEmailAddress } from './email-address.ts';
import { knownPerson } from './known-person.ts';
import { seatsOf } from './member-store.ts';
import { whereSeated } from './open-session-for.ts';
import { findPersonById } from './person-store.ts';
import type { IdentityPorts } from './ports.ts';
import { lockPerson } from './second-factor-store.ts';
import { closeSessions } from './session-store.ts';

const messages = {
  none: text('このアドレスの人は登録されていません。', 'Nobody with this address is registered.'),
};

/** Who has this address, and where they act: shown to whoever works at the machine before it is another. */
export const lookAtAccount = defineUseCase<
  { readonly email: string },
  {
    readonly name: string;
    readonly email: string;
    readonly seats: readonly { readonly cityName: string; readonly organisationName: string }[];
  }
>({
  name: 'look-at-account',
  action: 'account:change-address',
  kind: 'query',
  async handle(context, input) {
    const person = await knownPerson(context, input.email);
    const own = await findPersonById(context, person);
    if (own === undefined) throw new Failure('not-found', messages.none);
    await context.transaction.wall({ reach: 'sign-in', person });
    const seats = await seatsOf(context, person);
    return { output: { name: own.name, email: own.email, seats } };
  },
});

/**
 * At the command line, where no mail is sent and nobody's administrator may: another address for whoever has this
 * one. All their sign-ins end, so that nobody goes on under an address that is not theirs.
 */
export const changeAddress = defineUseCase<
  { readonly email: string; readonly to: string },
  { readonly email: string; readonly closed: number },
  IdentityPorts
>({
  name: 'change-address',
  action: 'account:change-address',
  kind: 'command',
  async handle(context, input) {
    const email = takeEmailAddress(input.to);
    const person = await knownPerson(context, input.email);
    await lockPerson(context, person);
    const own = await findPersonById(context, person);
    if (own === undefined) throw new Failure('not-found', messages.none);
    expectOther(own, email);
    await expectNoProvider(context, person);
    await context.transaction.wall({ reach: 'sign-in' });
    const closed = await closeSessions(context, person, context.now);
    const told = await replaceAddress(context, { person: own, email, by: 'command-line' });
    return {
      output: { email: email.shown, closed },
      subjects: [person],
      content: { closed },
      events: [told],
      ...(await whereSeated(context, person)),
    };
  },
});
