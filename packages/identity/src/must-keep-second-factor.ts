import type { Act } from '@machimori/application';
import { secondFactorCompulsory } from '@machimori/authorisation';
import type { Id } from '@machimori/kernel';
import { seatsOf } from './member-store.ts';
import { findPersonHost } from './second-factor-store.ts';

/** Whether any of a person's seats, in any city, asks for a second factor, or they run the installation. */
export async function mustKeepSecondFactor(act: Act, person: Id<'person'>): Promise<boolean> {
  const seats = await seatsOf(act, person);
  return seats.some(secondFactorCompulsory) || (await findPersonHost(act, person));
}
