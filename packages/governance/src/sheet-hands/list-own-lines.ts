import { defineUseCase } from '@machimori/application';
import { dayInJapan, type Text } from '@machimori/kernel';
import { readNamesOf } from '../sheet/line-store.ts';
import { type LineInHand, openLinesInHand } from './owner-store.ts';

/** So many are shown on the home page; the list shows all. */
const mostShown = 5;

export interface OwnLines {
  readonly lines: readonly LineInHand[];
  readonly total: number;
  /** Of these, how many are past their day. */
  readonly overdue: number;
  readonly names: ReadonlyMap<string, Text>;
}

/** Lines that one has in hand and has not handed in yet, what is overdue first. */
export const listOwnLines = defineUseCase<null, OwnLines>({
  name: 'list-own-lines',
  action: 'sheet:read',
  kind: 'query',
  async handle(context) {
    const open = await openLinesInHand(context, {
      today: dayInJapan(context.now),
      most: mostShown,
    });
    return { output: { ...open, names: await readNamesOf(context, open.lines) } };
  },
});
