import { defineUseCase } from '@machimori/application';
import { secondFactorCompulsory } from '@machimori/authorisation';
import type { Id } from '@machimori/kernel';
import { findAddressChange } from './address-change-store.ts';
import { type SeatRow, seatsOf } from './member-store.ts';
import { findPersonById } from './person-store.ts';
import { openSessionsOf, type SessionRow } from './session-store.ts';

export interface Account {
  readonly person: Id<'person'>;
  readonly name: string;
  readonly email: string;
  /** An address that waits to be confirmed by its link. */
  readonly newAddress: { readonly email: string; readonly expiresAt: Date } | undefined;
  readonly locale: 'ja' | 'en';
  /** Runs the installation: opens further cities. */
  readonly host: boolean;
  readonly secondFactor: boolean;
  /** What they act for now needs a second factor that they do not have yet. */
  readonly secondFactorMissing: boolean;
  readonly seats: readonly SeatRow[];
  readonly seat: SeatRow | undefined;
  /** An organisation's provider has signed them in: they act for that organisation alone. */
  readonly byProvider: boolean;
  readonly session: Id<'session'>;
  readonly sessions: readonly SessionRow[];
}

/** Everything about oneself that a page needs: who, which seats, which sessions. */
export const readAccount = defineUseCase<null, Account>({
  name: 'read-account',
  action: 'account:read',
  kind: 'query',
  async handle(context) {
    const { scope, now } = context;
    const { actor } = scope;
    const { person } = scope;
    const found = await findPersonById(context, person);
    if (found === undefined || actor.kind !== 'person')
      throw new TypeError('a session without its person');
    const waiting = await findAddressChange(context, { person }, now);
    const seats = await seatsOf(context, person);
    const seat = seats.find(
      ({ city, organisation }) =>
        city === actor.seat?.city && organisation === actor.seat.organisation,
    );
    const { name, email, locale, host, secondFactor } = found;
    return {
      output: {
        person,
        name,
        email,
        newAddress: waiting && { email: waiting.email, expiresAt: waiting.expiresAt },
        locale,
        host,
        secondFactor,
        secondFactorMissing:
          seat !== undefined && !actor.secondFactor && secondFactorCompulsory(seat),
        seats,
        seat,
        byProvider: actor.provider !== undefined,
        session: actor.session,
        sessions: await openSessionsOf(context, person, now),
      },
    };
  },
});
