import { defineUseCase } from '@machimori/application';
import type { Id } from '@machimori/kernel';
import { type OpenedSession, openSessionFor } from './open-session-for.ts';

/**
 * Opens a full session of a sample person, whose link only the terminal has shown. It stands for both
 * factors; where the program does not run on throw-away data, nothing runs this.
 */
export const openSampleSession = defineUseCase<
  {
    readonly person: Id<'person'>;
    readonly seat: { readonly city: Id<'city'>; readonly organisation: Id<'organisation'> };
    readonly device: string;
  },
  OpenedSession
>({
  name: 'open-sample-session',
  action: 'sample:sign-in',
  kind: 'command',
  secretOutput: true,
  async handle(context, { person, seat, device }) {
    await context.transaction.wall({ reach: 'sign-in', person, city: seat.city });
    const of = { person, device, awaiting: false, secondFactor: true, seat };
    const opened = await openSessionFor(context, of);
    return { output: opened, subjects: [opened.session], performedBy: person };
  },
});
