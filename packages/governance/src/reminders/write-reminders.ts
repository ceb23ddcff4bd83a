import { defineUseCase, sealedLetter } from '@machimori/application';
import { addDays, dayInJapan } from '@machimori/kernel';
import { readCityName } from '../approval/approval-city-store.ts';
import type { GovernancePorts } from '../approval/ports.ts';
import {
  type PresentMember,
  presentMembers,
  readOrganisations,
} from '../sheet-talk/people-store.ts';
import { type DueInHand, type DueLines, readDue, readWaiting } from './due-read-model.ts';
import { readRefusals } from './refusal-store.ts';

/** So many days ahead something is due soon. */
const daysAhead = 14;

/** What the weekly letter to somebody says; it lies sealed until it is sent. */
export interface ReminderLetter {
  readonly to: string;
  readonly name: string;
  readonly city: string;
  /** What they have in hand themselves. */
  readonly own: DueLines;
  /** What nobody has in hand, of organisations that they administer. */
  readonly nobodys: DueLines;
  /** Answers that wait for their word. */
  readonly toDecide: number;
  readonly url: string;
}

const nothing: DueLines = { overdue: 0, soon: 0, sentBack: 0 };

/**
 * Writes one letter to each person who should look at lines of the check sheet: what they have in hand as it is in
 * whose hands now, what nobody has and they administer, what waits for their word. None where there is nothing, nor
 * to whoever wants none. Done by the program, once a week.
 */
export const writeReminders = defineUseCase<null, { readonly letters: number }, GovernancePorts>({
  name: 'write-reminders',
  action: 'sheet:remind',
  kind: 'command',
  async handle(context) {
    const { ports, now, ids } = context;
    const today = dayInJapan(now);
    const organisations = await readOrganisations(context);
    const members = await presentMembers(
      context,
      organisations.map(({ organisation }) => organisation),
    );
    const due = await readDue(context, { today, until: addDays(today, daysAhead) });
    const waiting = await readWaiting(context);
    const promoter = organisations.find((each) => each.promoter)?.organisation;
    const refused = await readRefusals(context);
    const city = await readCityName(context);
    const letters = [...Map.groupBy(members, ({ person }) => person)].flatMap(
      ([person, seats]): ReminderLetter[] => {
        const [first] = seats;
        if (first === undefined || refused.has(person)) return [];
        const letter = {
          to: first.email,
          name: first.name,
          city,
          own: together(due.filter((each) => each.person === person && sits(seats, each))),
          nobodys: together(
            due.filter((each) => isNobodys(each, members) && sits(seats.filter(administers), each)),
          ),
          toDecide: seats
            .filter(accepts)
            .reduce((sum, { organisation }) => sum + waitingFor(organisation), 0),
          url: `${ports.origin}/`,
        };
        return isEmpty(letter) ? [] : [letter];
      },
    );
    function waitingFor(organisation: string): number {
      const own = waiting.get(organisation) ?? 0;
      if (organisation !== promoter) return own;
      // What nobody else can accept waits for the promoting body.
      const orphaned = [...waiting].filter(
        ([verifier]) => !members.some((each) => each.organisation === verifier && accepts(each)),
      );
      return orphaned.reduce(
        (sum, [verifier, lines]) => sum + (verifier === promoter ? 0 : lines),
        own,
      );
    }
    return {
      output: { letters: letters.length },
      content: { letters: letters.length },
      events: letters.map((letter) => {
        // An aggregate of its own for each: none waits behind another that cannot be sent.
        const reminder = ids.next('event');
        return {
          type: 'reminder.due',
          aggregate: reminder,
          payload: sealedLetter(ports.vault, { reminder }, letter),
        };
      }),
    };
  },
});

const sits = (seats: readonly PresentMember[], { organisation }: DueInHand): boolean =>
  seats.some((seat) => seat.organisation === organisation);

const accepts = ({ roles }: PresentMember): boolean => roles.includes('approver');

const administers = ({ roles }: PresentMember): boolean =>
  roles.includes('organisationAdministrator') || roles.includes('cityAdministrator');

/** In nobody's hands, or in those of somebody who does not work there any more. */
const isNobodys = (
  { person, organisation }: DueInHand,
  members: readonly PresentMember[],
): boolean => !members.some((each) => each.person === person && each.organisation === organisation);

const together = (parts: readonly DueLines[]): DueLines =>
  parts.reduce(
    (sum, { overdue, soon, sentBack }) => ({
      overdue: sum.overdue + overdue,
      soon: sum.soon + soon,
      sentBack: sum.sentBack + sentBack,
    }),
    nothing,
  );

const isEmpty = ({ own, nobodys, toDecide }: ReminderLetter): boolean =>
  toDecide === 0 &&
  [own, nobodys].every(({ overdue, soon, sentBack }) => overdue + soon + sentBack === 0);
