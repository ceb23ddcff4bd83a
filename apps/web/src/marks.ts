import { text } from '@machimori/kernel';

/** Marks between words, as each language writes them. No page puts in its own: 「：」 is no mark of English. */
export const marks = {
  named: text('{name}：{value}', '{name}: {value}'),
  aside: text('{words}（{aside}）', '{words} ({aside})'),
  /** Between what stands beside each other in a line. */
  apart: text('　', ' – '),
  /** Between facts of one thing. */
  facts: text('・', ' · '),
  list: text('、', ', '),
};
