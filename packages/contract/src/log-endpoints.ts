import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { id, instant, typed, words } from './fields.ts';

export const logEndpoints = {
  readLog: endpoint({
    method: 'GET',
    path: '/log',
    summary: { ja: '記録: だれが、いつ、何をしたか', en: 'The log: who did what when' },
    query: z.object({
      cursor: typed(200).optional(),
      action: typed(60).optional(),
      actor: id('per').optional(),
      from: z.iso.date().optional(),
      until: z.iso.date().optional(),
    }),
    response: z.object({
      entries: z.array(
        z.object({
          entry: id('ent'),
          at: instant,
          action: z.string(),
          actionText: words,
          actor: z.string(),
          actorName: words,
          organisationName: z.string().optional(),
          outcome: z.enum(['done', 'refused']),
          subjects: z.array(z.string()),
          content: z.string().optional().describe('Details as canonical JSON, where still kept'),
          index: z.number().int().optional().describe('Place in the log, once sequenced'),
        }),
      ),
      next: z.string().optional(),
    }),
  }),
  readCheckpoint: endpoint({
    method: 'GET',
    path: '/log/checkpoint',
    summary: {
      ja: '最新のチェックポイント（署名つきノート）と検証鍵',
      en: 'The latest checkpoint (signed note) and the verifier key',
    },
    response: z.object({ checkpoint: z.string(), verifierKey: z.string() }),
  }),
  exportLog: endpoint({
    method: 'GET',
    path: '/log/export',
    summary: { ja: '記録の書き出し（だれでも検証できる）', en: 'The log for anyone to verify' },
    media: 'application/jsonl',
  }),
} as const;
