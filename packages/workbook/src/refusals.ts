import { Failure, fillText, type Text } from '@machimori/kernel';
import { workbookMessages as m } from './messages.ts';

/** The failures in which opening a workbook can end; each says what to do next. */

/** A bound was met; `what` says which. */
export function tooLarge(what: Text): Failure {
  return new Failure('limit-exceeded', fillText(m.bookTooLarge, { what }), {
    next: m.bookTooLargeNext,
  });
}

export const notAWorkbook = (cause?: unknown): Failure =>
  unreadable(m.notAWorkbook, m.notAWorkbookNext, cause);

export const protectedBook = (): Failure => unreadable(m.protectedBook, m.protectedNext);

export const brokenPackage = (cause?: unknown): Failure =>
  unreadable(m.brokenPackage, m.brokenNext, cause);

export const badEntryName = (): Failure => unreadable(m.badEntryName, m.brokenNext);

export const notUtf8 = (cause: unknown): Failure =>
  unreadable(m.notUtf8, m.notAWorkbookNext, cause);

export const declarationRefused = (): Failure => unreadable(m.doctypeRefused, m.notAWorkbookNext);

function unreadable(text: Text, next: Text, cause?: unknown): Failure {
  return new Failure('input-unreadable', text, {
    next,
    ...(cause === undefined ? {} : { cause }),
  });
}
