import type { Act } from '@machimori/application';
import type { BookReading } from '@machimori/documents/sheet-books';
import { Failure, type Text, text } from '@machimori/kernel';
import { readYardstick } from '../yardstick-store.ts';
import type { findReceivedBook } from './book-store.ts';

const messages = {
  over: text('このファイルの取り込みは、もう終わっています。', 'This file is done with.'),
  overNext: text(
    'もう一度取り込むには、同じファイルをもう一度選んでください。',
    'To take it in again, choose the same file again.',
  ),
  otherEdition: text(
    'このファイルを受け取ったあとで、まちのガイドラインの版が変わりました。何も書いていません。',
    'The town goes by another edition of the guideline since this file came. Nothing was written.',
  ),
  otherEditionNext: text(
    '同じファイルをもう一度選んでください。いまの版の行と比べます。',
    'Choose the same file again: it is compared with the lines of the present edition.',
  ),
} as const satisfies Record<string, Text>;

/**
 * What was read from a file, for its preview and for merging alike: as long as it is kept, and as long as the city goes
 * by the edition by which its rows were put to lines. A number may ask something else in another one.
 */
export async function openReading(
  act: Act,
  { reading }: NonNullable<Awaited<ReturnType<typeof findReceivedBook>>>,
): Promise<BookReading> {
  if (reading === undefined)
    throw new Failure('conflict', messages.over, { next: messages.overNext });
  const { edition } = await readYardstick(act);
  if (reading.by !== undefined && edition !== undefined && reading.by !== edition)
    throw new Failure('conflict', messages.otherEdition, { next: messages.otherEditionNext });
  return reading;
}
