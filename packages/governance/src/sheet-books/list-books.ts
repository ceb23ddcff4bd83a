import { defineUseCase } from '@machimori/application';
import type { Text } from '@machimori/kernel';
import { readNames } from '../sheet/line-store.ts';
import {
  type IssuedBook,
  listAnswerers,
  listIssuedBooks,
  listReceivedBooks,
  type ReceivedBook,
} from './book-store.ts';

export interface BookList {
  readonly answerers: Awaited<ReturnType<typeof listAnswerers>>;
  readonly issued: readonly IssuedBook[];
  readonly received: readonly ReceivedBook[];
  readonly names: ReadonlyMap<string, Text>;
}

const most = 50;

/** For whom books can be made, and those that went out and came back, the latest first. */
export const listBooks = defineUseCase<null, BookList>({
  name: 'list-books',
  action: 'sheet:read',
  kind: 'query',
  async handle(context) {
    const answerers = await listAnswerers(context);
    const issued = await listIssuedBooks(context, most);
    const received = await listReceivedBooks(context, most);
    const names = await readNames(context, [
      ...answerers.map(({ key }) => key),
      ...issued.map(({ answeredBy }) => answeredBy),
      ...received.flatMap(({ answeredBy }) => answeredBy ?? []),
    ]);
    return {
      output: {
        // An organisation that one does not see has neither a name nor a key here.
        answerers: answerers.filter(({ key }) => names.has(key)),
        issued,
        received,
        names,
      },
    };
  },
});
