import { type Context, defineUseCase } from '@machimori/application';
import { Failure, type Id, text } from '@machimori/kernel';
import { findMember } from './member-store.ts';
import { passwordOrOtherSeats } from './own-sign-in-store.ts';
import { deleteAllFactors, lockPerson } from './second-factor-store.ts';
import { closeSessions } from './session-store.ts';

const messages = {
  none: text('そのメンバーは見つかりません。', 'There is no such member.'),
  self: text('ご自分の確認手段は、「設定」で変えてください。', 'Change your own in Settings.'),
  city: text(
    '都市の管理者の確認手段を外せるのは、都市の管理者だけです。',
    'Only a city administrator resets a city administrator’s second factors.',
  ),
  cityNext: text('都市の管理者に頼んでください。', 'Ask a city administrator.'),
  beyond: text(
    'この人の確認手段は、ここからは外せません。',
    'This person’s second factors cannot be reset from here.',
  ),
  beyondNext: text(
    'プログラムを動かしている人に、コマンドで外すよう頼んでください。',
    'Ask whoever runs the program to do it at the command line.',
  ),
};

/**
 * For a member who has lost phone, passkeys and recovery codes: takes all of them away and signs them out
 * everywhere. Whoever acts for others beyond the administrator's reach, or runs the installation, is not
 * theirs to weaken: being invited into a second city must not give that city's administrator power over
 * an account in the first.
 */
export const resetMemberSecondFactor = defineUseCase<
  { readonly membership: string },
  { readonly removed: number; readonly closed: number }
>({
  name: 'reset-member-second-factor',
  action: 'member:reset-second-factor',
  kind: 'command',
  async handle(context, input) {
    const { scope, now, transaction } = context;
    const member = await findMember(context, input.membership);
    if (member === undefined || member.endedAt !== undefined)
      throw new Failure('not-found', messages.none);
    const { person, membership } = member;
    if (person === scope.person) throw new Failure('forbidden', messages.self);
    if (member.roles.includes('cityAdministrator') && scope.reach !== 'city')
      throw new Failure('forbidden', messages.city, { next: messages.cityNext });
    await transaction.wall({ reach: 'sign-in', person });
    await lockPerson(context, person);
    if (!(await isWithinReach(context, person)))
      throw new Failure('forbidden', messages.beyond, { next: messages.beyondNext });
    const removed = await deleteAllFactors(context, person);
    const closed = await closeSessions(context, person, now);
    return {
      output: { removed, closed },
      subjects: [membership, person],
      content: { removed, closed },
      events: [{ type: 'second-factor.removed', aggregate: person, payload: { person } }],
    };
  },
});

/**
 * All that this person acts for lies within what the administrator administers: however either of them signs
 * in, and where the person is suspended, too.
 */
async function isWithinReach(context: Context, person: Id<'person'>): Promise<boolean> {
  const { scope } = context;
  const { host, organisations } = await passwordOrOtherSeats(context, person);
  if (host) return false;
  return organisations.every(
    ({ city, organisation }) =>
      city === scope.inCity && (scope.reach === 'city' || organisation === scope.organisation),
  );
}
