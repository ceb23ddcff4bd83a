import { defineUseCase } from '@machimori/application';
import { findPlace, type LinePlace } from './line-search-store.ts';
import { type ListLines, questionOf } from './list-lines.ts';

/** Where a line stands among those that one goes through, one after the other; it stands there whatever it says by now. */
export const placeOfLine = defineUseCase<
  Omit<ListLines, 'cursor' | 'most'> & { readonly line: string },
  LinePlace | undefined
>({
  name: 'place-of-line',
  action: 'sheet:read',
  kind: 'query',
  async handle(context, { line, ...search }) {
    const question = await questionOf(context, { ...search, cursor: undefined, most: 1 });
    return {
      output: question === undefined ? undefined : await findPlace(context, question, line),
    };
  },
});
