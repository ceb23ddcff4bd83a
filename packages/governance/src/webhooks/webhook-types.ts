import type { JsonObject } from '@machimori/application';
import { type Text, text } from '@machimori/kernel';

interface WebhookType {
  readonly means: Text;
  /** What of the event goes out: ids and counts, never what anybody wrote. */
  readonly fields: readonly string[];
}

/**
 * What an address outside can be told of, by the names of events (docs/webhooks.md). Names and fields stay as they
 * are: others build on them.
 */
export const webhookTypes = {
  'answer.submitted': {
    means: text('回答が提出された', 'Answers were handed in'),
    fields: ['count', 'lines'],
  },
  'answer.accepted': {
    means: text('回答が認められた', 'Answers were accepted'),
    fields: ['count', 'lines'],
  },
  'answer.returned': {
    means: text('回答に直しが求められた', 'Changes to answers were asked for'),
    fields: ['count', 'lines'],
  },
  'answers.requested': {
    means: text('組織に回答が頼まれた', 'An organisation was asked for answers'),
    fields: ['request', 'organisation', 'count'],
  },
  'evidence.added': {
    means: text('証跡が加わった', 'Evidence was added'),
    fields: ['evidence', 'organisation', 'lines'],
  },
  'book.merged': {
    means: text('Excelや回答集が取り込まれた', 'A workbook or an answer book was merged'),
    fields: ['book', 'count'],
  },
  'review.frozen': {
    means: text('点検の時点が残された', 'The sheet was kept as it stood at a review'),
    fields: ['review', 'revision', 'count'],
  },
  'evidence.expired': {
    means: text('証跡の期限が切れた', 'Evidence expired'),
    fields: ['count', 'pieces'],
  },
  'answer.stale': {
    means: text('認められた回答が、見直しになった', 'Accepted answers are to be looked at again'),
    fields: ['count', 'lines'],
  },
  'plan.made': {
    means: text('計画がつくり直された', 'A new plan was made'),
    fields: ['revision', 'yardstick'],
  },
} as const satisfies Readonly<Record<string, WebhookType>>;
export type WebhookTypeName = keyof typeof webhookTypes;

/** A message that somebody asks for, to see whether it arrives. It is sent to one address, whatever that wants. */
export const testType = 'webhook.test';

export const webhookTypeNames = Object.keys(webhookTypes) as readonly WebhookTypeName[];
export const isWebhookType = (name: string): name is WebhookTypeName =>
  Object.hasOwn(webhookTypes, name);

/** What is said of an event; a field of another shape, from a program before this one, stays away. */
export function dataOf(type: WebhookTypeName, payload: unknown): JsonObject {
  const given = (payload ?? {}) as Readonly<Record<string, unknown>>;
  const data: Record<string, string | number | readonly string[]> = {};
  for (const field of webhookTypes[type].fields) {
    const value = given[field];
    if (typeof value === 'string' || typeof value === 'number') data[field] = value;
    else if (Array.isArray(value)) data[field] = value.filter((each) => typeof each === 'string');
  }
  return data;
}
