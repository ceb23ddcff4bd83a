import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { id, instant, typed, version } from './fields.ts';

const membership = z.object({ membership: id('mem') });

export const memberEndpoints = {
  endMembership: endpoint({
    method: 'POST',
    path: '/members/:membership/end',
    summary: {
      ja: 'メンバーが離れたことにし、しかけの仕事を引き継ぐ',
      en: 'Ends a membership and hands over what the member began',
    },
    params: membership,
    body: z.object({
      version,
      successor: id('mem')
        .optional()
        .describe('Takes over open invitations and tokens; without one they end'),
    }),
    response: z.object({
      successor: id('per').optional(),
      invitations: z.number().int(),
      tokens: z.number().int(),
    }),
  }),
  changeMemberAddress: endpoint({
    method: 'PUT',
    path: '/members/:membership/address',
    summary: {
      ja: 'メンバーのメールアドレスを変える（メールを送らない街守りで、自組織だけのメンバーに）',
      en: 'Changes a member’s address, where no mail is sent, for members of the own organisation alone',
    },
    params: z.object({ membership: id('mem') }),
    body: z.object({ email: typed(400) }),
  }),
  resetMemberPassword: endpoint({
    method: 'POST',
    path: '/members/:membership/reset-password',
    summary: {
      ja: 'パスワードを忘れたメンバーに渡すリンクをつくる（メールを送らない街守りだけ）',
      en: 'A link to hand to a member who forgot their password, where no mail is sent',
    },
    params: membership,
    response: z.object({ link: z.string(), expiresAt: instant }),
  }),
  resetMemberSecondFactor: endpoint({
    method: 'POST',
    path: '/members/:membership/reset-second-factor',
    summary: {
      ja: '確認手段をすべてなくした人の登録を消し、サインアウトさせる',
      en: 'For who has lost every second factor: removes them and signs out everywhere',
    },
    params: membership,
    response: z.object({ removed: z.number().int(), closed: z.number().int() }),
  }),
} as const;
