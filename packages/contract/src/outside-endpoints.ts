import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { id, instant, letterFate, typed, words } from './fields.ts';
import { answerStage, lineState } from './sheet-endpoints.ts';

const link = id('lnk');
const one = z.object({ link });
const addressee = {
  name: typed(400),
  office: typed(400).describe('Where they belong'),
  email: typed(400),
  days: z.number().int().describe('How long the link is good'),
  message: typed(8_000),
};
const sent = z.object({
  link,
  expiresAt: instant,
  url: z.string().describe('Shown once'),
});

export const outsideEndpoints = {
  listOutsideLinks: endpoint({
    method: 'GET',
    path: '/sheet/links',
    summary: {
      ja: '外の人へのリンク（自分の組織がつくったもの。まち全体が見える人には、すべて）',
      en: 'Links to people outside that one’s organisation made; all of them for whoever sees the whole city',
    },
    query: z.object({
      line: typed(300).optional().describe('Those alone that name this line'),
      handedBack: z
        .enum(['true'])
        .optional()
        .describe('Those alone that came back and of which nobody has taken note'),
    }),
    response: z.object({
      links: z.array(
        z.object({
          link,
          kind: z.enum(['answers', 'progress']),
          state: z.enum(['sent', 'opened', 'handed-back', 'expired', 'revoked']),
          name: z.string().describe('Empty once it is forgotten'),
          office: z.string(),
          email: z.string(),
          message: z.string(),
          withCode: z.boolean(),
          withStatements: z.boolean(),
          madeBy: z.string(),
          organisation: z.string(),
          codeByHand: z
            .boolean()
            .describe('No mail is sent: one tells whoever it is for a code of it oneself'),
          own: z.boolean().describe('One made it and may send it again'),
          lines: z.number().int(),
          answered: z.number().int().describe('Lines into which something was written by it'),
          createdAt: instant,
          sentAt: instant,
          expiresAt: instant,
          openedAt: instant.optional(),
          openings: z.number().int(),
          handedBackAt: instant.optional(),
          noted: z.boolean().describe('Somebody has taken note of what came back'),
          note: z.string().describe('What was written with handing back'),
          resting: z
            .boolean()
            .describe('Its maker is suspended, has left or may make none: it opens nothing'),
          letter: letterFate.optional().describe('None where it was handed over without a letter'),
        }),
      ),
    }),
  }),
  readLinkLines: endpoint({
    method: 'GET',
    path: '/sheet/links/:link/lines',
    summary: {
      ja: '外の人へのリンクの行と、そのリンクから届いたもの',
      en: 'Lines that a link to somebody outside names, and what came by it',
    },
    params: one,
    response: z.object({
      lines: z.array(
        z.object({
          line: z.string(),
          checkItem: z.object({ id: z.string(), label: words, heading: words }),
          subject: words.optional().describe('Absent where the line is gone or has moved'),
          standing: z
            .enum(['open', 'gone', 'moved', 'handed-in', 'handed-back'])
            .describe(
              'Still to be written; no longer in the plan; answered by others; handed in by members; handed back',
            ),
          stage: answerStage.optional(),
          state: lineState.optional().describe('As it is said now'),
          wrote: z.boolean().describe('What stands there now came by this link, in part at least'),
          complete: z.boolean().describe('It lacks nothing to be handed in'),
          evidence: z.number().int().describe('Pieces that came by this link'),
        }),
      ),
    }),
  }),
  sendAnswerLink: endpoint({
    method: 'POST',
    path: '/sheet/links',
    summary: {
      ja: '外の人に、行への回答をリンクで頼む',
      en: 'Asks somebody outside to answer lines, by a link',
    },
    body: z.object({ lines: z.array(typed(300).min(1)).min(1).max(200), ...addressee }),
    response: sent,
  }),
  shareProgress: endpoint({
    method: 'POST',
    path: '/sheet/progress-links',
    summary: {
      ja: '外の人（議員など）に、進みぐあいをリンクで見せる',
      en: 'Shows somebody outside, such as a member of the council, the progress by a link',
    },
    body: z.object({
      ...addressee,
      email: typed(400).describe('Empty: the link is handed over'),
      withCode: z.boolean().describe('A code goes to the address before anything is seen'),
      withStatements: z.boolean().describe('What stands in accepted answers may be read, too'),
    }),
    response: sent,
  }),
  sendOutsideLinkAgain: endpoint({
    method: 'POST',
    path: '/sheet/links/:link/letters',
    summary: {
      ja: 'リンクを新しくして、もう一度送る（受け渡されたものは、また書けるようになる）',
      en: 'Sends a link again with another secret; what was handed back is open again',
    },
    params: one,
    body: z.object({ days: z.number().int(), message: typed(8_000) }),
    response: sent,
  }),
  giveCodeByHand: endpoint({
    method: 'POST',
    path: '/sheet/links/:link/codes',
    summary: {
      ja: 'リンクの確認コードをつくり、口頭で伝える（メールを送らない街守りだけ）',
      en: 'Makes a code of a link to be read out; only where the program sends no mail',
    },
    params: one,
    response: z.object({
      code: z.string().describe('Eight digits; shown once'),
      expiresAt: instant,
    }),
  }),
  noteHandedBack: endpoint({
    method: 'PUT',
    path: '/sheet/links/:link/note',
    summary: {
      ja: '受け渡された回答を確かめたと記す',
      en: 'Takes note of what was handed back',
    },
    params: one,
  }),
  revokeOutsideLink: endpoint({
    method: 'DELETE',
    path: '/sheet/links/:link',
    summary: { ja: 'リンクを取り消す', en: 'Revokes a link' },
    params: one,
  }),
} as const;
