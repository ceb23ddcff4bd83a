import { defineUseCase, type Outcome } from '@machimori/application';
import { Failure, text } from '@machimori/kernel';
import {
  addressTaken,
  expectNoProvider,
  expectOther,
  replaceAddress,
} from './address-change-rules.ts';
import { takeEmailAddress } from './email-address.ts';
import { findMember } from './member-store.ts';
import { tooOften } from './open-session.ts';
import { expectOwnSignIn } from './own-sign-in.ts';
import { actsForNobodyElse } from './password-reset-rules.ts';
import { findPersonByEmail, findPersonById } from './person-store.ts';
import type { IdentityPorts } from './ports.ts';
import { lockPerson } from './second-factor-store.ts';
import { closeSessions } from './session-store.ts';
import { resetPatience, throttleKeys } from './throttle.ts';
import { countFailure } from './throttle-store.ts';

const messages = {
  none: text('そのメンバーは見つかりません。', 'There is no such member.'),
  mail: text(
    'メールを送る街守りでは、本人が「設定」でアドレスを変え、届いたリンクで確かめます。',
    'Where mail is sent, they change it themselves in Settings, and confirm it by the link that arrives.',
  ),
  city: text(
    '都市の管理者のアドレスは、都市の管理者だけが変えられます。',
    'Only a city administrator changes the address of a city administrator.',
  ),
  cityNext: text('都市の管理者に頼んでください。', 'Ask a city administrator.'),
  suspended: text('このメンバーは、いま止められています。', 'This member is suspended at present.'),
  suspendedNext: text('先に、利用を再開してください。', 'Let them go on first.'),
  beyond: text(
    'この人のアドレスは、ここからは変えられません。この組織だけのメンバーではないためです。',
    'The address of this person cannot be changed here: this organisation is not the only one they act for.',
  ),
  beyondNext: text(
    '街守りを動かしている人に頼んでください（コマンド「admin change-address」）。',
    'Ask whoever runs the program (the command “admin change-address”).',
  ),
  blocked: text(
    '続けて変えようとしたため、いまは変えられません（あと{wait}）。',
    'You tried several times: nothing is changed for now ({wait} left).',
  ),
  blockedNext: text('時間をおいて、もう一度試してください。', 'Try again later.'),
};

/**
 * Where no mail is sent: an administrator corrects their own address, or that of a member of their own
 * organisation and of nothing else. Whether another account has an address cannot be hidden from whoever sets it, so tries are
 * counted as those of strangers are, and each stands in the log. A colleague's sign-ins end, so that nobody goes on under
 * an address that is not theirs; whoever corrects their own has just shown who they are.
 */
export const changeMemberAddress = defineUseCase<
  { readonly membership: string; readonly email: string; readonly network: string },
  null,
  IdentityPorts
>({
  name: 'change-member-address',
  action: 'member:change-address',
  kind: 'command',
  async handle(context, input): Promise<Outcome<null>> {
    const { scope, now, ports } = context;
    const member = await findMember(context, input.membership);
    if (member === undefined || member.endedAt !== undefined)
      throw new Failure('not-found', messages.none);
    const { person, membership, organisation } = member;
    if (member.roles.includes('cityAdministrator') && scope.reach !== 'city')
      throw new Failure('forbidden', messages.city, { next: messages.cityNext });
    if (organisation !== scope.organisation)
      throw new Failure('forbidden', messages.beyond, { next: messages.beyondNext });
    if (ports.mail) throw new Failure('conflict', messages.mail);
    if (member.suspendedAt !== undefined)
      throw new Failure('conflict', messages.suspended, { next: messages.suspendedNext });
    const email = takeEmailAddress(input.email);
    const by = scope.person;
    await context.transaction.wall({ reach: 'sign-in', person });
    await lockPerson(context, person);
    if (person === by) expectOwnSignIn(context);
    else if (!(await actsForNobodyElse(context, { person, city: scope.inCity, organisation })))
      throw new Failure('forbidden', messages.beyond, { next: messages.beyondNext });
    await expectNoProvider(context, person);
    await context.transaction.wall({ reach: 'sign-in', person });
    const keys = throttleKeys(ports.throttleKey, {
      emailKey: by,
      knownDevice: false,
      network: input.network,
      of: 'address',
    });
    const blocked = await countFailure(context, keys, now, resetPatience);
    if (blocked !== undefined) throw tooOften(blocked, now, messages);
    const own = await findPersonById(context, person);
    if (own === undefined) throw new Failure('not-found', messages.none);
    const holder = await findPersonByEmail(context, email);
    const subjects = [membership, person];
    if (holder !== undefined && holder.person !== person)
      return { output: null, subjects, refusal: addressTaken() };
    expectOther(own, email);
    const closed = person === by ? 0 : await closeSessions(context, person, now);
    const told = await replaceAddress(context, { person: own, email, by: 'administrator' });
    return { output: null, subjects, content: { closed }, events: [told] };
  },
});
