import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { id, typed } from './fields.ts';

const name = typed(60).min(1);
const filter = z
  .record(typed(40), typed(200))
  .refine((parts) => Object.keys(parts).length <= 20)
  .describe('As the address of the page says it: `{ stage: "submitted", gather: "subject" }`');

export const sheetViewEndpoints = {
  listViews: endpoint({
    method: 'GET',
    path: '/sheet/views',
    summary: {
      ja: '残した見かた（自分のものと、組織で共有しているもの）',
      en: 'Views that one keeps, and those that one’s organisation shares',
    },
    response: z.object({
      views: z.array(
        z.object({
          view: id('viw'),
          name: z.string(),
          filter: z.record(z.string(), z.string()),
          shared: z.boolean(),
          own: z.boolean().describe('Kept by oneself: one may remove it'),
        }),
      ),
    }),
  }),
  keepView: endpoint({
    method: 'POST',
    path: '/sheet/views',
    summary: {
      ja: '見かたを残す（同じ名前の自分のものと置きかえる）',
      en: 'Keep a view, in the place of one’s own of the same name',
    },
    body: z.object({
      name,
      filter,
      shared: z.boolean().describe('Others of one’s organisation use it too'),
    }),
    response: z.object({ view: id('viw') }),
  }),
  removeView: endpoint({
    method: 'DELETE',
    path: '/sheet/views/:view',
    summary: { ja: '自分の見かたを消す', en: 'Remove a view of one’s own' },
    params: z.object({ view: id('viw') }),
  }),
} as const;
