import { defineUseCase } from '@machimori/application';
import {
  addressTaken,
  noAddressChange,
  openAddressChange,
  replaceAddress,
} from './address-change-rules.ts';
import { spendAddressChange } from './address-change-store.ts';
import { readEmailAddress } from './email-address.ts';
import { whereTried } from './open-session-for.ts';
import { findPersonByEmail, findPersonById } from './person-store.ts';
import type { IdentityPorts } from './ports.ts';
import { lockPerson } from './second-factor-store.ts';

/** Which address a link confirms, for whoever reads there. Throws `conflict` where another account has it. */
export const lookAtAddressChange = defineUseCase<
  { readonly token: string },
  { readonly email: string; readonly expiresAt: Date }
>({
  name: 'look-at-address-change',
  action: 'account:confirm-address',
  kind: 'query',
  async handle(context, { token }) {
    const { person, email, expiresAt } = await openAddressChange(context, token);
    const holder = await findPersonByEmail(context, readEmailAddress(email));
    if (holder !== undefined && holder.person !== person) throw addressTaken();
    return { output: { email, expiresAt } };
  },
});

/** Whoever holds the link reads at the new address: it is the person's from now on. Signs nobody in. */
export const confirmAddressChange = defineUseCase<
  { readonly token: string },
  { readonly email: string },
  IdentityPorts
>({
  name: 'confirm-address-change',
  action: 'account:confirm-address',
  kind: 'command',
  async handle(context, { token }) {
    const { person, email, tokenHash } = await openAddressChange(context, token);
    await lockPerson(context, person);
    const own = await findPersonById(context, person);
    if (own === undefined || !(await spendAddressChange(context, { person, tokenHash })))
      throw noAddressChange();
    const told = await replaceAddress(context, {
      person: own,
      email: readEmailAddress(email),
      by: 'oneself',
    });
    const places = await whereTried(context, person);
    return {
      output: { email },
      ...places,
      subjects: [person],
      performedBy: person,
      events: [told],
    };
  },
});
