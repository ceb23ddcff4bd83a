import type { FailureCode } from '@machimori/kernel';
import { type Text, text } from '@machimori/kernel';
import { z } from 'zod';
import { problemCauses } from './problem-causes.ts';

interface Meaning {
  readonly status: number;
  readonly title: Text;
  /** Worth trying again as it is. */
  readonly retry: boolean;
}

/** What each failure is to whoever asks by HTTP. The list of codes is the kernel's, and closed. */
export const failureMeanings: Readonly<Record<FailureCode, Meaning>> = {
  usage: { status: 400, title: text('使い方の誤り', 'Wrong use'), retry: false },
  'input-invalid': {
    status: 422,
    title: text('入力の誤り', 'Something is wrong with the input'),
    retry: false,
  },
  'input-unreadable': {
    status: 400,
    title: text('読めない入力', 'The input cannot be read'),
    retry: false,
  },
  'output-unwritable': { status: 507, title: text('書けない', 'Cannot be written'), retry: false },
  'catalogue-invalid': {
    status: 500,
    title: text('ガイドラインのデータの誤り', 'The guideline’s data is wrong'),
    retry: false,
  },
  'not-found': { status: 404, title: text('見つかりません', 'Not found'), retry: false },
  'limit-exceeded': { status: 413, title: text('上限をこえました', 'Too large'), retry: false },
  unauthenticated: {
    status: 401,
    title: text('サインインが必要です', 'Please sign in'),
    retry: false,
  },
  forbidden: { status: 403, title: text('権限がありません', 'Not allowed'), retry: false },
  'second-factor-required': {
    status: 403,
    title: text('二つ目の確認手段が必要です', 'A second factor is needed'),
    retry: false,
  },
  'step-up-required': {
    status: 403,
    title: text('もう一度、ご本人の確認が必要です', 'Show again that it is you'),
    retry: false,
  },
  conflict: { status: 409, title: text('食い違いがあります', 'Conflict'), retry: false },
  'rate-limited': {
    status: 429,
    title: text('しばらくお待ちください', 'Please wait'),
    retry: true,
  },
  configuration: { status: 500, title: text('設定の誤り', 'A setting is wrong'), retry: false },
  unavailable: {
    status: 503,
    title: text('いまは使えません', 'Not available now'),
    retry: true,
  },
  'not-verified': {
    status: 409,
    title: text('記録を確かめられません', 'The log does not verify'),
    retry: false,
  },
  internal: {
    status: 500,
    title: text('プログラムの中で問題が起きました', 'Something went wrong inside the program'),
    retry: true,
  },
};

export const failureCodes = Object.keys(failureMeanings) as [FailureCode, ...FailureCode[]];

const codesDescribed = failureCodes
  .map(
    (code) =>
      `- \`${code}\` (${failureMeanings[code].status}): ${problemCauses[code].ja} / ${problemCauses[code].en}`,
  )
  .join('\n');

const words = z.object({ ja: z.string(), en: z.string() });

/** RFC 9457, with our code, both languages, and what to do next. */
export const problemSchema = z
  .object({
    type: z.string().describe('/problems/<code>'),
    title: z.string(),
    status: z.number().int(),
    detail: z.string(),
    instance: z.string().describe('Id of the request; quote it when you report the problem'),
    code: z.enum(failureCodes).describe(codesDescribed),
    retry: z.boolean(),
    retryAfter: z.number().int().optional().describe('Seconds to wait before trying again'),
    text: words,
    next: words.optional(),
    errors: z
      .array(z.object({ path: z.string(), text: words }))
      .optional()
      .describe('Which field is wrong, and why'),
  })
  .meta({ id: 'Problem' });
export type Problem = z.infer<typeof problemSchema>;
