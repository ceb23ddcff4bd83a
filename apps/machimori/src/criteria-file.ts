import { type Criteria, type Edition, readCriteria } from '@machimori/catalogue';
import { decodeCity } from '@machimori/city';
import { Failure, fill, text } from '@machimori/kernel';
import { readBytes } from './files.ts';

const messages = {
  wrong: text(
    '評価基準「{path}」に、直すところが{count}か所あります。',
    'The criteria “{path}” have {count} {count|thing|things} to correct.',
  ),
  next: text(
    '標準の評価基準は「./machimori catalogue criteria」で出せます。写して直すのが確かです。',
    'Print the default criteria with “./machimori catalogue criteria” and start from a copy.',
  ),
};

const limitBytes = 1024 * 1024;

/** Reads criteria that replace the edition's, checked against the same schema. */
export async function readCriteriaFile(path: string, edition: Edition): Promise<Criteria> {
  const bytes = await readBytes(path, limitBytes);
  const decoded = decodeCity(bytes, path);
  if (decoded.text === undefined)
    throw new Failure('input-unreadable', fill(messages.wrong, { path, count: 1 }), {
      diagnostics: decoded.diagnostics,
      next: messages.next,
    });
  const { criteria, diagnostics } = readCriteria(path, decoded.text, edition);
  if (!criteria)
    throw new Failure('input-invalid', fill(messages.wrong, { path, count: diagnostics.length }), {
      diagnostics,
      next: messages.next,
    });
  return criteria;
}
