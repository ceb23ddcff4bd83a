import { extname } from 'node:path';
import { type Criteria, type Edition } from '@machimori/catalogue';
import { readCriteriaText } from '@machimori/catalogue/compile';
import { Failure, fill, text } from '@machimori/kernel';
import { readBytes } from './files.ts';

const messages = {
  wrong: text('評価基準「{path}」に、直すところが{count}か所あります。', 'The criteria “{path}” have {count} things to correct.'),
  next: text('標準の評価基準は catalogue/…/ours/criteria.yaml にあります。写して直すのが確かです。', 'The default criteria stand in catalogue/…/ours/criteria.yaml; start from a copy.'),
};

/** Reads criteria that replace the edition's, checked against the same schema. */
export async function readCriteria(path: string, edition: Edition): Promise<Criteria> {
  const bytes = await readBytes(path, 1024 * 1024);
  const { criteria, diagnostics } = readCriteriaText(path, new TextDecoder().decode(bytes), edition, extname(path));
  if (!criteria) throw new Failure('input-invalid', fill(messages.wrong, { path, count: diagnostics.length }), { diagnostics, next: messages.next });
  return criteria;
}
