import { text } from '@machimori/kernel';

/** What stands between words that are put together: each language has its own. */
export const signs = {
  comma: text('、', ', '),
  dot: text('・', ' · '),
  colon: text('：', ': '),
  /** Between what stands beside each other in a line. */
  apart: text('　', ' – '),
  open: text('（', ' ('),
  close: text('）', ')'),
} as const;
