import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { day, id, instant, letterFate, typed, words } from './fields.ts';

const digest = z.string().regex(/^[0-9a-f]{64}$/);

/** What became of a request. A self-check carries its mark, an approval the way it came. */
export const approvalOutcome = z
  .discriminatedUnion('state', [
    z.object({ state: z.literal('waiting') }),
    z.object({ state: z.literal('withdrawn') }),
    z.object({ state: z.literal('sent-back'), way: z.enum(['member', 'link']) }),
    z.object({
      state: z.literal('approved'),
      way: z.enum(['member', 'link', 'paper']),
      handedOver: z.boolean().describe('The link went through the hands of whoever asked'),
    }),
    z.object({
      state: z.literal('self-checked'),
      mark: words.describe('To be shown with it, always'),
    }),
  ])
  .meta({ id: 'ApprovalOutcome' });

const listed = z.object({
  approval: id('apr'),
  subjectKind: z.string(),
  subject: z.string(),
  title: words,
  outcome: approvalOutcome,
  requestedBy: z.string(),
  requestedAt: instant,
  decidedOn: day.optional(),
});

const shown = z.object({
  title: words,
  facts: z.array(z.object({ label: words, value: words })),
  lines: z.array(
    z.object({
      change: z.enum(['added', 'changed', 'removed']),
      what: words,
      among: words.optional().describe('The kind of thing it is'),
      details: z.array(words),
    }),
  ),
});

const one = z.object({ approval: id('apr') });

export const approvalEndpoints = {
  listApprovals: endpoint({
    method: 'GET',
    path: '/approvals',
    summary: { ja: '承認の一覧', en: 'Requests for approval' },
    query: z.object({
      state: z.enum(['waiting', 'approved', 'sent-back', 'self-checked', 'withdrawn']).optional(),
      subjectKind: typed(40).optional(),
      cursor: typed(200).optional(),
    }),
    response: z.object({
      approvals: z.array(listed),
      total: z.number().int().describe('Of all pages together'),
      next: z.string().optional(),
    }),
  }),
  readApproval: endpoint({
    method: 'GET',
    path: '/approvals/:approval',
    summary: {
      ja: '承認を求められた内容と、その結果',
      en: 'What is to be approved, and the outcome',
    },
    params: one,
    response: listed.extend({
      validity: z
        .enum(['holds', 'altered', 'newer'])
        .describe('Whether it is still what approval was asked for'),
      digest: digest.describe('SHA-256 of what is approved'),
      shown,
      note: z.string(),
      own: z.boolean().describe('One recorded it or asked for it, and cannot approve it'),
      selfCheckAllowed: z.boolean(),
      decision: z
        .object({
          name: z.string(),
          office: z.string(),
          on: day,
          at: instant,
          reason: z.string(),
          paper: z.boolean(),
          enteredBy: z.string().optional(),
        })
        .optional(),
      links: z.array(
        z.object({
          link: id('lnk'),
          name: z.string(),
          office: z.string(),
          email: z.string(),
          delivery: z.enum(['mail', 'by-hand']),
          createdAt: instant,
          expiresAt: instant,
          revoked: z.boolean(),
          used: z.boolean(),
          resting: z
            .boolean()
            .describe('Its sender is suspended, has left or may send none: it opens nothing'),
          letter: letterFate.optional().describe('None where it was handed over without a letter'),
        }),
      ),
    }),
  }),
  requestApproval: endpoint({
    method: 'POST',
    path: '/approvals',
    summary: { ja: '承認を求める', en: 'Asks for approval' },
    body: z.object({ subjectKind: typed(40), subject: typed(200), note: typed(8_000) }),
    response: z.object({ approval: id('apr'), digest }),
  }),
  withdrawApproval: endpoint({
    method: 'DELETE',
    path: '/approvals/:approval',
    summary: { ja: '承認の求めを取り下げる', en: 'Takes a request back' },
    params: one,
  }),
  decideApproval: endpoint({
    method: 'POST',
    path: '/approvals/:approval/decision',
    summary: { ja: '承認する、差し戻す', en: 'Approves, or sends back' },
    params: one,
    body: z.object({ verdict: z.enum(['approve', 'send-back']), reason: typed(8_000), digest }),
  }),
  selfCheck: endpoint({
    method: 'POST',
    path: '/approvals/:approval/self-check',
    summary: { ja: '自己確認する', en: 'Confirms one’s own work' },
    params: one,
    body: z.object({ reason: typed(8_000), digest }),
  }),
  sendApprovalLink: endpoint({
    method: 'POST',
    path: '/approvals/:approval/links',
    summary: { ja: '外の人に承認を頼むリンクをつくる', en: 'Asks somebody outside by a link' },
    params: one,
    body: z.object({
      name: typed(400),
      office: typed(400),
      email: typed(400),
      days: z.number().int(),
    }),
    response: z.object({
      link: id('lnk'),
      delivery: z.enum(['mail', 'by-hand']),
      expiresAt: instant,
      url: z.string().optional().describe('Shown once, and only where there is no mail'),
    }),
  }),
  revokeApprovalLink: endpoint({
    method: 'DELETE',
    path: '/approvals/:approval/links/:link',
    summary: { ja: 'リンクを取り消す', en: 'Revokes a link' },
    params: z.object({ approval: id('apr'), link: id('lnk') }),
  }),
  recordSignedPaper: endpoint({
    method: 'POST',
    path: '/approvals/:approval/paper',
    summary: {
      ja: '署名した書面（決裁）の写しを付けて、承認を記録する',
      en: 'Enters a decision signed on paper, with its copy',
    },
    params: one,
    query: z.object({
      name: typed(400),
      office: typed(400),
      on: typed(10),
      fileName: typed(400),
      digest,
    }),
    upload: { maxBytes: 10 * 1024 * 1024 },
  }),
  readSignedPaper: endpoint({
    method: 'GET',
    path: '/approvals/:approval/paper',
    summary: { ja: '書面の写し', en: 'The copy of the paper' },
    params: one,
    media: 'application/octet-stream',
  }),
  readApprovalPolicy: endpoint({
    method: 'GET',
    path: '/approval-policy',
    summary: { ja: '自己確認を認めるか', en: 'Whether self-checks are allowed' },
    response: z.object({ selfCheck: z.boolean(), version: z.number().int().nonnegative() }),
  }),
  changeApprovalPolicy: endpoint({
    method: 'PUT',
    path: '/approval-policy',
    summary: { ja: '自己確認の決まりを変える', en: 'Allows self-checks, or not' },
    body: z.object({ selfCheck: z.boolean(), version: z.number().int().nonnegative() }),
  }),
} as const;
