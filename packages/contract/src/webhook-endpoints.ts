import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { id, instant, typed, version, words } from './fields.ts';

const params = z.object({ webhook: id('whk') });
const wanted = {
  address: typed(500).describe('https, to the internet or to a host that the operator allows'),
  types: z.array(typed(60)).max(50).describe('What it is told of; see docs/webhooks.md'),
};
const secret = z.string().describe('`whsec_` and base64, by Standard Webhooks; shown this once');

export const webhookEndpoints = {
  listWebhooks: endpoint({
    method: 'GET',
    path: '/webhooks',
    summary: {
      ja: '外への知らせ（webhook）の送り先（署名の鍵は出ない）',
      en: 'Webhooks of the city, without their secrets',
    },
    response: z.object({
      webhooks: z.array(
        z.object({
          webhook: id('whk'),
          address: z.string(),
          types: z.array(z.string()),
          madeAt: instant,
          stopped: z
            .object({ at: instant, why: z.enum(['person', 'gone', 'failing']) })
            .optional()
            .describe('Turned off by somebody, by the receiver (410), or since nothing arrived'),
          formerUntil: instant
            .optional()
            .describe('Until when the secret before this one signs too'),
          version,
        }),
      ),
      possibleTypes: z.array(z.object({ type: z.string(), text: words })),
      most: z.number().int(),
    }),
  }),
  makeWebhook: endpoint({
    method: 'POST',
    path: '/webhooks',
    summary: {
      ja: '外への知らせ（webhook）の送り先を加える（署名の鍵は一度だけ見せる）',
      en: 'Adds a webhook; its secret is shown this once',
    },
    body: z.object(wanted),
    response: z.object({ webhook: id('whk'), secret }),
  }),
  changeWebhook: endpoint({
    method: 'PUT',
    path: '/webhooks/:webhook',
    summary: {
      ja: '送り先（webhook）のアドレスや知らせることを変える、止める、また始める',
      en: 'Changes a webhook, turns it off or on again',
    },
    params,
    body: z.object({ ...wanted, on: z.boolean(), version }),
  }),
  rotateWebhook: endpoint({
    method: 'POST',
    path: '/webhooks/:webhook/secrets',
    summary: {
      ja: '送り先（webhook）の署名の鍵を取りかえる（前の鍵も一日のあいだ署名する）',
      en: 'Exchanges the secret of a webhook; the former signs beside it for a day',
    },
    params,
    response: z.object({ secret, formerUntil: instant }),
  }),
  removeWebhook: endpoint({
    method: 'DELETE',
    path: '/webhooks/:webhook',
    summary: { ja: '送り先（webhook）を削除する', en: 'Removes a webhook' },
    params,
  }),
  testWebhook: endpoint({
    method: 'POST',
    path: '/webhooks/:webhook/tests',
    summary: {
      ja: '送り先（webhook）に、ためしの知らせを送る',
      en: 'Sends a test message to a webhook',
    },
    params,
  }),
  listWebhookMessages: endpoint({
    method: 'GET',
    path: '/webhooks/:webhook/messages',
    summary: {
      ja: '送り先（webhook）への最近の知らせと、届いたかどうか（中身は出ない）',
      en: 'The last messages to a webhook and what became of them, without their bodies',
    },
    params,
    response: z.object({
      messages: z.array(
        z.object({
          message: id('msg'),
          type: z.string(),
          madeAt: instant,
          state: z
            .enum(['waiting', 'put-off', 'delivered', 'given-up', 'dropped'])
            .optional()
            .describe('None: so long ago that it is forgotten'),
          attempts: z.number().int(),
          at: instant
            .optional()
            .describe('When it arrived, was given up or let go; while it waits, when it is tried'),
          why: words.optional().describe('What went wrong'),
        }),
      ),
    }),
  }),
} as const;
