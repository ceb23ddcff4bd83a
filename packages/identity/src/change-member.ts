import { defineUseCase } from '@machimori/application';
import { Failure, text } from '@machimori/kernel';
import { listOrganisations } from './city-store.ts';
import { handOverWork } from './departure.ts';
import { countCityAdministrators, findMember, updateMember } from './member-store.ts';
import { forgetWithdrawal } from './provider-store.ts';
import { readRoles } from './role-rules.ts';
import { leaveSeat } from './session-store.ts';

const messages = {
  none: text('そのメンバーは見つかりません。', 'There is no such member.'),
  self: text('ご自分の権限は変えられません。', 'You cannot change your own rights.'),
  selfNext: text('ほかの管理者に頼んでください。', 'Ask another administrator.'),
  last: text(
    '都市の管理者が一人もいなくなります。',
    'The city would be left without an administrator.',
  ),
  lastNext: text(
    '先に、ほかの人を都市の管理者にしてください。',
    'First make somebody else a city administrator.',
  ),
  gone: text('このメンバーは、もう離れています。', 'This member has left already.'),
};

export interface ChangeMember {
  readonly membership: string;
  readonly version: number;
  readonly roles: readonly string[];
  /**
   * Suspended: cannot act until an administrator says so, whatever a provider says. Ended: has left; an
   * invitation brings them back. Left out: stays as it is.
   */
  readonly state?: 'active' | 'suspended' | 'ended' | undefined;
}

type State = NonNullable<ChangeMember['state']>;

/** Changes what a member may do, suspends them, or notes that they have left; it takes effect at once. */
export const changeMember = defineUseCase<ChangeMember, null>({
  name: 'change-member',
  action: 'member:change',
  kind: 'command',
  async handle(context, input) {
    const { scope, now } = context;
    const member = await findMember(context, input.membership);
    if (member === undefined) throw new Failure('not-found', messages.none);
    if (member.person === scope.person)
      throw new Failure('forbidden', messages.self, { next: messages.selfNext });
    if (member.endedAt !== undefined) throw new Failure('conflict', messages.gone);
    const organisation = (await listOrganisations(context)).find(
      (each) => each.organisation === member.organisation,
    );
    const keepsRoles = sameRoles(input.roles, member.roles);
    const roles = keepsRoles
      ? member.roles
      : readRoles(input.roles, scope, { promoter: organisation?.promoter === true });
    // An organisation's administrator neither makes nor unmakes the city's.
    if (member.roles.includes('cityAdministrator') && scope.reach !== 'city')
      throw new Failure('forbidden', messages.self, { next: messages.selfNext });
    const { membership, person, suspendedAt } = member;
    const state = input.state ?? (suspendedAt === undefined ? 'active' : 'suspended');
    const loses =
      member.roles.includes('cityAdministrator') &&
      (!roles.includes('cityAdministrator') || state !== 'active');
    if (loses && (await countCityAdministrators(context)) <= 1)
      throw new Failure('conflict', messages.last, { next: messages.lastNext });

    await updateMember(context, {
      membership,
      version: input.version,
      roles,
      suspendedAt: state === 'suspended' ? (suspendedAt ?? now) : null,
      endedAt: state === 'ended' ? now : null,
    });
    const place = { city: scope.inCity, organisation: member.organisation };
    // What an organisation's provider had taken, and could give back, is an administrator's word from now on.
    if (input.state !== undefined) await forgetWithdrawal(context, { ...place, person });
    if (state !== 'active') await leaveSeat(context, { person, ...place, now });
    // Without a successor named (end-membership.ts) what they have begun ends with them.
    if (state === 'ended') await handOverWork(context, member, undefined);
    return {
      output: null,
      subjects: [membership, person],
      content: {
        deed: deedOf({ before: suspendedAt === undefined ? 'active' : 'suspended', state }),
        ...(keepsRoles ? { roles } : { before: { roles: member.roles }, after: { roles } }),
      },
      events: [
        {
          type: `member.${eventOf[state]}`,
          aggregate: membership,
          payload: { membership, person },
        },
      ],
    };
  },
});

/** What was done to somebody, as the log says it: each told from the others by its first word. */
const deedOf = ({ before, state }: { readonly before: State; readonly state: State }): string =>
  state === before ? 'role-change' : state === 'active' ? 'resumption' : deeds[state];
const deeds = { suspended: 'suspension', ended: 'departure' } as const;

const eventOf = { active: 'changed', suspended: 'suspended', ended: 'left' } as const;

const sameRoles = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((role) => b.includes(role));
