import { fileKeyContext } from '@machimori/application';
import type { SealedPlace } from '@machimori/database';
import { answerBookKeyContext } from '../answer-books/answer-book-store.ts';
import { webhookContext } from '../webhooks/sign-webhook.ts';

/** What governance seals and keeps: keys of the files that people hand in, those that sign answer books, and secrets of webhooks. */
export const governanceSeals: readonly SealedPlace[] = [
  {
    table: 'evidence_files',
    key: ['city_id', 'file_id'],
    column: 'sealed_key',
    contextOf: ({ city_id: city = '', file_id: file = '' }) => fileKeyContext({ city, file }),
  },
  {
    table: 'answer_book_keys',
    key: ['city_id', 'organisation_id'],
    column: 'sealed',
    contextOf: ({ city_id: city = '', organisation_id: organisation = '' }) =>
      answerBookKeyContext(city, organisation),
  },
  ...['secret', 'former_secret'].map((column) => ({
    table: 'webhooks',
    key: ['city_id', 'webhook_id'],
    column,
    contextOf: ({
      city_id: city = '',
      webhook_id: webhook = '',
    }: Readonly<Record<string, string>>) => webhookContext(city, webhook),
  })),
];
