import { defineUseCase } from '@machimori/application';
import { readSeats } from '@machimori/register';
import {
  type AddedLine,
  type AskableElement,
  readAddedLines,
  readAskable,
} from './added-line-store.ts';

/** What was added by hand, and what one chooses from who adds more. */
export interface AddedLines {
  readonly lines: readonly AddedLine[];
  readonly elements: readonly AskableElement[];
  /** Key of one's own organisation; undefined before it is described. */
  readonly own: string | undefined;
  readonly organisation: string | undefined;
  /** One may add lines that others answer. */
  readonly forOthers: boolean;
}

export const listAddedLines = defineUseCase<null, AddedLines>({
  name: 'list-added-lines',
  action: 'sheet:read',
  kind: 'query',
  async handle(context) {
    const { reach, organisation } = context.scope;
    const seats = await readSeats(context);
    return {
      output: {
        lines: await readAddedLines(context, { standing: false }),
        elements: await readAskable(context),
        own: seats.find((seat) => seat.organisation === organisation)?.key,
        organisation,
        forOthers: reach === 'city',
      },
    };
  },
});

/** Items of the city's own, as far as one sees lines of them; those taken away are read still. */
export const readOwnItems = defineUseCase<null, readonly AddedLine[]>({
  name: 'read-own-items',
  action: 'sheet:read',
  kind: 'query',
  handle: async (context) => ({
    output: (await readAddedLines(context, { standing: false })).filter(
      ({ words }) => words !== undefined,
    ),
  }),
});
