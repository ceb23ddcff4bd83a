import type { Edition } from '@machimori/catalogue';
import { writeAnswerBookCopy } from '@machimori/documents/sheet-books';
import { digestOf, fingerprintOf, readAnswerBook } from '@machimori/governance';
import { type Locale, text } from '@machimori/kernel';
import { itemLabel } from '@machimori/planning';

/**
 * The workbook in which a signed answer book is read. Its signature is verified before anything of it is shown: throws
 * as `readAnswerBook` does. `editionOf`: the edition by its id, undefined where this program does not know it.
 */
export async function copyAnswerBook(
  bytes: Uint8Array,
  locale: Locale,
  editionOf: (id: string) => Promise<Edition | undefined>,
): Promise<{ readonly workbook: Uint8Array; readonly vendor: string; readonly madeOn: string }> {
  const { book, key } = await readAnswerBook(bytes);
  const edition = await editionOf(book.edition);
  const items = new Map(
    (edition?.checkItems ?? []).map((item) => [
      item.id,
      { label: itemLabel(item), heading: item.heading, asks: item.asks },
    ]),
  );
  const unknown = (id: string) => ({
    label: text(id, id),
    heading: text('', ''),
    asks: text('', ''),
  });
  const workbook = await writeAnswerBookCopy({
    locale,
    vendor: book.vendor,
    fingerprint: fingerprintOf(key),
    madeOn: book.madeOn,
    edition:
      edition === undefined
        ? book.edition
        : {
            name: edition.framework,
            version: edition.version,
            draft: edition.status === 'draft',
          },
    sha256: digestOf(bytes),
    answers: book.answers.map(({ checkItem, ...answer }) => ({
      ...answer,
      item: items.get(checkItem) ?? unknown(checkItem),
    })),
  });
  return { workbook, vendor: book.vendor, madeOn: book.madeOn };
}
