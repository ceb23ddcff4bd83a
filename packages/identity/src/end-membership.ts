import { type Context, defineUseCase } from '@machimori/application';
import { Failure, type Id, text } from '@machimori/kernel';
import { cityMessages } from './city-store.ts';
import { endMembershipOf, type HandedOver } from './departure.ts';
import { countCityAdministrators, findMember, type MemberRow } from './member-store.ts';

const messages = {
  none: text('そのメンバーは見つかりません。', 'There is no such member.'),
  gone: text('このメンバーは、もう離れています。', 'This member has left already.'),
  self: text('ご自分を離れさせることはできません。', 'You cannot end your own membership.'),
  selfNext: text('ほかの管理者に頼んでください。', 'Ask another administrator.'),
  city: text(
    '都市の管理者を離れさせられるのは、都市の管理者だけです。',
    'Only a city administrator ends a city administrator’s membership.',
  ),
  last: text(
    '都市の管理者が一人もいなくなります。',
    'The city would be left without an administrator.',
  ),
  lastNext: text(
    '先に、ほかの人を都市の管理者にしてください。',
    'First make somebody else a city administrator.',
  ),
  successor: text(
    '引き継ぐ人は、同じ組織の、いま働いている管理者から選んでください。',
    'Choose as successor an active administrator of the same organisation.',
  ),
  successorNext: text(
    '選ばないときは、送った招待を取り下げ、つくったトークンを取り消します。',
    'Without one, invitations are withdrawn and tokens revoked.',
  ),
};

export interface EndMembership {
  readonly membership: string;
  readonly version: number;
  /** Membership of whoever takes over open invitations and tokens; without one they end. */
  readonly successor?: string | undefined;
}

/** Notes that somebody has left, and hands over what they have begun. */
export const endMembership = defineUseCase<EndMembership, HandedOver>({
  name: 'end-membership',
  action: 'member:change',
  kind: 'command',
  async handle(context, input) {
    const { scope } = context;
    const member = await findMember(context, input.membership);
    if (member === undefined) throw new Failure('not-found', messages.none);
    if (member.person === scope.person)
      throw new Failure('forbidden', messages.self, { next: messages.selfNext });
    if (member.endedAt !== undefined) throw new Failure('conflict', messages.gone);
    if (member.version !== input.version)
      throw new Failure('conflict', cityMessages.changed, { next: cityMessages.changedNext });
    await expectCityKeepsAdministrator(context, member);
    const successor = await successorOf(context, member, input.successor);
    const handedOver = await endMembershipOf(context, member, successor);
    const { membership, person } = member;
    const { invitations, tokens } = handedOver;
    return {
      output: handedOver,
      subjects: [membership, person, ...(successor === undefined ? [] : [successor])],
      content: {
        deed: 'departure',
        roles: member.roles,
        invitations,
        tokens,
        successor: successor ?? null,
      },
      events: [
        {
          type: 'member.left',
          aggregate: membership,
          payload: { membership, person, ...(successor === undefined ? {} : { successor }) },
        },
      ],
    };
  },
});

/** An organisation's administrator does not unmake the city's, and the last of these stays. */
async function expectCityKeepsAdministrator(context: Context, member: MemberRow): Promise<void> {
  if (!member.roles.includes('cityAdministrator')) return;
  if (context.scope.reach !== 'city')
    throw new Failure('forbidden', messages.city, { next: messages.selfNext });
  if ((await countCityAdministrators(context)) <= 1)
    throw new Failure('conflict', messages.last, { next: messages.lastNext });
}

async function successorOf(
  context: Context,
  member: MemberRow,
  successor: string | undefined,
): Promise<Id<'person'> | undefined> {
  if (successor === undefined) return undefined;
  const found = await findMember(context, successor);
  const fits =
    found !== undefined &&
    found.membership !== member.membership &&
    found.organisation === member.organisation &&
    found.endedAt === undefined &&
    found.suspendedAt === undefined &&
    found.roles.some(
      (role) => role === 'cityAdministrator' || role === 'organisationAdministrator',
    );
  if (!fits)
    throw new Failure('input-invalid', messages.successor, { next: messages.successorNext });
  return found.person;
}
