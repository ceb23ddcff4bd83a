import type { Act } from '@machimori/application';
import type { BookSignature } from '../sheet-books/book-store.ts';
import { fingerprintOf } from './answer-book-file.ts';
import { readComparedKey } from './answer-book-store.ts';

/** How the key that signed a received answer book stands with what people compared. */
export interface KeyStanding {
  /** Compared for this very book; known from a book before it; another key counts for this vendor by now. */
  readonly standing: 'first' | 'known' | 'replaced';
  readonly comparedAt: Date;
  /** Empty where the person is not known here. */
  readonly comparedByName: string;
}

/**
 * Derived each time, for a vendor's key may be replaced while its book lies there unmerged. It is that of the
 * organisation that received the book, whoever looks at it.
 */
export async function keyStandingOf(
  act: Act,
  {
    organisation,
    receivedAt,
    signed,
  }: {
    readonly organisation: string;
    readonly receivedAt: Date;
    readonly signed: BookSignature | undefined;
  },
): Promise<KeyStanding | undefined> {
  const compared = signed && (await readComparedKey(act, organisation, signed.by));
  if (compared === undefined) return undefined;
  const { at, byName, key } = compared;
  return {
    standing:
      fingerprintOf(key) !== signed?.fingerprint
        ? 'replaced'
        : at.getTime() === receivedAt.getTime()
          ? 'first'
          : 'known',
    comparedAt: at,
    comparedByName: byName,
  };
}
