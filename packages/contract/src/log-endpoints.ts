import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { day, id, instant, typed, words } from './fields.ts';

const named = z.object({ id: z.string(), name: words });
const outcome = z.enum(['done', 'refused', 'failed']);

/** What a stranger needs to verify: the key they know, the way from it to the one that signed, the checkpoint. */
const trusted = {
  verifierKey: z.string().describe('The first verifier key of the log'),
  handOvers: z.array(z.string()).describe('Signed hand-overs after it, oldest first'),
};
const hashes = z.array(z.string()).describe('Base64, from the leaf to the root');

const months = z.number().int().min(12).max(1_200).optional().describe('Absent: for ever');
const retention = z.object({
  signIn: months,
  log: months,
  accounts: months,
  city: months,
});

export const logEndpoints = {
  readLog: endpoint({
    method: 'GET',
    path: '/log',
    summary: { ja: '記録: だれが、いつ、何をしたか', en: 'The log: who did what when' },
    query: z.object({
      cursor: typed(200).optional(),
      action: z
        .string()
        .regex(/^[a-z][a-z:-]{1,80}$/)
        .optional(),
      actor: z
        .string()
        .regex(/^(per|tok)_[0-9a-f]{32}$|^system:[a-z-]{1,40}$/)
        .optional(),
      organisation: id('org').optional(),
      outcome: outcome.optional(),
      from: day.optional(),
      until: day.optional(),
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
          outcome,
          subjects: z.array(z.object({ id: z.string(), name: z.string().optional() })),
          content: z.string().optional().describe('Details as canonical JSON, where still kept'),
          contentGone: z.boolean().describe('There were details; their time is over'),
          place: z
            .object({ epoch: z.number().int(), number: z.number().int() })
            .optional()
            .describe('Place in the log, counted from 1, once sequenced'),
        }),
      ),
      next: z.string().optional(),
    }),
  }),
  listLogChoices: endpoint({
    method: 'GET',
    path: '/log/choices',
    summary: { ja: '記録を絞り込むための選択肢', en: 'What the log can be narrowed by' },
    response: z.object({
      actions: z.array(named.extend({ group: words.describe('Kind of act') })),
      actors: z.array(named),
      organisations: z.array(z.object({ id: z.string(), name: z.string() })),
    }),
  }),
  readCheckpoint: endpoint({
    method: 'GET',
    path: '/log/checkpoint',
    summary: {
      ja: '最新のチェックポイント（署名つきノート）と検証鍵',
      en: 'The latest checkpoint (signed note) and the verifier key',
    },
    response: z.object({
      checkpoint: z.string(),
      epoch: z.number().int(),
      entries: z.number().int(),
      at: instant.describe('When it was signed'),
      ...trusted,
    }),
  }),
  proveLogEntry: endpoint({
    method: 'GET',
    path: '/log/entries/:entry/proof',
    summary: { ja: '一件が記録に含まれる証明', en: 'Proof that one entry is in the log' },
    params: z.object({ entry: id('ent') }),
    response: z.object({
      ...trusted,
      proof: z
        .object({
          leaf: z.string().describe('The entry as it was hashed'),
          index: z.number().int().describe('Its place, from 0'),
          hashes,
          checkpoint: z.string(),
          entries: z.number().int(),
          at: instant,
        })
        .optional()
        .describe('Absent until the entry has its place'),
    }),
  }),
  proveLogGrowth: endpoint({
    method: 'GET',
    path: '/log/growth',
    summary: {
      ja: '手元のチェックポイントから、書き足されただけである証明',
      en: 'Proof that the log only grew since a checkpoint that one kept',
    },
    query: z.object({ checkpoint: typed(4_000) }),
    response: z.object({
      growth: z.enum(['grew', 'same', 'broken', 'not-signed']),
      older: z.number().int().describe('Entries under the checkpoint that was kept'),
      entries: z.number().int(),
      epoch: z.number().int(),
      latestEpoch: z.number().int(),
      checkpoint: z.string(),
      hashes,
      ...trusted,
    }),
  }),
  readLogRetention: endpoint({
    method: 'GET',
    path: '/log/retention',
    summary: { ja: '記録の内容を残す期間', en: 'How long contents of the log are kept' },
    response: retention,
  }),
  changeLogRetention: endpoint({
    method: 'PUT',
    path: '/log/retention',
    summary: { ja: '記録の内容を残す期間を変える', en: 'Change how long contents are kept' },
    body: retention,
  }),
  exportLog: endpoint({
    method: 'GET',
    path: '/log/export',
    summary: { ja: '記録の書き出し（だれでも検証できる）', en: 'The log for anyone to verify' },
    query: z.object({ contents: z.enum(['true', 'false']).optional() }),
    media: 'application/jsonl',
  }),
} as const;
