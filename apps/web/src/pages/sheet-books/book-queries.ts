import type { Answer } from '../../api/routes.ts';

export type BookList = Answer<'GET /sheet/books'>;
export type Preview = Answer<'POST /sheet/books/received'>;
export type Merged = Answer<'POST /sheet/books/received/:file/merge'>;

/** What somebody chose before a book is merged. */
export interface Choices {
  readonly clear: boolean;
  readonly chosen: readonly Pick<Preview['cells'][number], 'line' | 'field' | 'seen'>[];
  readonly spread: readonly string[];
  readonly moved: readonly string[];
}

/** Bytes of a file that the server does not take. */
export const tooLarge = 16 * 1024 * 1024;

/** One's own organisation, else the first. */
export const ownAmong = (answerers: BookList['answerers']): string =>
  (answerers.find(({ own }) => own) ?? answerers[0])?.key ?? '';
