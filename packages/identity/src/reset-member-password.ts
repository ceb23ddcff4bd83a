import { defineUseCase } from '@machimori/application';
import { Failure, text } from '@machimori/kernel';
import { findMember } from './member-store.ts';
import {
  actsForNobodyElse,
  hasOwnPassword,
  type MadeReset,
  makeReset,
  resetMessages,
} from './password-reset-rules.ts';
import type { IdentityPorts } from './ports.ts';
import { lockPerson } from './second-factor-store.ts';

const messages = {
  none: text('そのメンバーは見つかりません。', 'There is no such member.'),
  self: text('ご自分のパスワードは、「設定」で変えてください。', 'Change your own in Settings.'),
  mail: text(
    '本人が、サインインの画面の「パスワードを忘れたとき」から、メールで決め直せます。',
    'They can set it themselves by mail: “I forgot my password” on the sign-in page.',
  ),
  city: text(
    '都市の管理者のパスワードのリンクは、都市の管理者だけがつくれます。',
    'Only a city administrator makes a link for a city administrator.',
  ),
  cityNext: text('都市の管理者に頼んでください。', 'Ask a city administrator.'),
  suspended: text('このメンバーは、いま止められています。', 'This member is suspended at present.'),
  suspendedNext: text('先に、利用を再開してください。', 'Let them go on first.'),
  beyond: text(
    'この人のパスワードのリンクは、ここからはつくれません。この組織だけのメンバーではないためです。',
    'A link for this person cannot be made here: this organisation is not the only one they act for.',
  ),
  beyondNext: text(
    '街守りを動かしている人に、「./machimori admin reset-password」を頼んでください。',
    'Ask whoever runs the program for “./machimori admin reset-password”.',
  ),
};

/**
 * Where no mail is sent: a link for a member who has forgotten their password, to hand over. Only for whoever
 * belongs to the administrator's own organisation and to nothing else; the log has it, and so has the member,
 * whose password of before opens nothing once the link is used. A second factor stays as it is.
 */
export const resetMemberPassword = defineUseCase<
  { readonly membership: string },
  Pick<MadeReset, 'link' | 'expiresAt'>,
  IdentityPorts
>({
  name: 'reset-member-password',
  action: 'member:reset-password',
  kind: 'command',
  secretOutput: true,
  async handle(context, input) {
    const { scope, ports } = context;
    const member = await findMember(context, input.membership);
    if (member === undefined || member.endedAt !== undefined)
      throw new Failure('not-found', messages.none);
    const { person, membership, organisation } = member;
    if (person === scope.person) throw new Failure('forbidden', messages.self);
    if (member.roles.includes('cityAdministrator') && scope.reach !== 'city')
      throw new Failure('forbidden', messages.city, { next: messages.cityNext });
    if (organisation !== scope.organisation) throw beyond();
    if (ports.mail) throw new Failure('conflict', messages.mail);
    if (member.suspendedAt !== undefined)
      throw new Failure('conflict', messages.suspended, { next: messages.suspendedNext });
    const own = { city: scope.inCity, organisation };
    await context.transaction.wall({ reach: 'sign-in', person });
    await lockPerson(context, person);
    if (!(await actsForNobodyElse(context, { person, ...own }))) throw beyond();
    if (!(await hasOwnPassword(context, person)))
      throw new Failure('conflict', resetMessages.provider, { next: resetMessages.providerNext });
    const { link, expiresAt } = await makeReset(context, {
      person,
      way: 'administrator',
      maker: { person: scope.person, ...own },
    });
    return {
      output: { link, expiresAt },
      subjects: [membership, person],
      content: { way: 'administrator' },
    };
  },
});

const beyond = (): Failure =>
  new Failure('forbidden', messages.beyond, { next: messages.beyondNext });
