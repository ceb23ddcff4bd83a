import { Failure, type Id, type IdKind, readId, text } from '@machimori/kernel';

/** Where the next page of a list begins: after this row. */
export interface PageCursor<Kind extends IdKind> {
  readonly at: Date;
  readonly id: Id<Kind>;
}

/** For a cursor that no page of the list has given. */
export const wrongCursor = (): Failure =>
  new Failure(
    'input-invalid',
    text('続きの場所の形が正しくありません。', 'This is not where a page begins.'),
    { next: text('はじめのページから開き直してください。', 'Begin again from the first page.') },
  );

export const writePageCursor = <Kind extends IdKind>({ at, id }: PageCursor<Kind>): string =>
  `${at.getTime()}.${id}`;

/** Throws `input-invalid` for what no page of a list of this kind has given. */
export function readPageCursor<Kind extends IdKind>(kind: Kind, given: string): PageCursor<Kind> {
  const [, digits = '', name] = /^(\d{1,15})\.(.{1,60})$/.exec(given) ?? [];
  const id = readId(kind, name);
  const at = new Date(Number(digits));
  if (id === undefined || digits === '' || Number.isNaN(at.getTime())) throw wrongCursor();
  return { at, id };
}
