import { Failure, readId, text } from '@machimori/kernel';

/** Where the next page begins: after this entry. */
export interface LogCursor {
  readonly at: Date;
  readonly entryId: string;
}

const wrong = (): Failure =>
  new Failure(
    'input-invalid',
    text('続きの場所の形が正しくありません。', 'This is not where a page begins.'),
    { next: text('はじめのページから開き直してください。', 'Begin again from the first page.') },
  );

export const writeLogCursor = ({ at, entryId }: LogCursor): string => `${at.getTime()}.${entryId}`;

/** Throws `input-invalid` for what no page has given. */
export function readLogCursor(given: string): LogCursor {
  const [, digits = '', id] = /^(\d{1,15})\.(.{1,60})$/.exec(given) ?? [];
  const entryId = readId('entry', id);
  const at = new Date(Number(digits));
  if (entryId === undefined || digits === '' || Number.isNaN(at.getTime())) throw wrong();
  return { at, entryId };
}
