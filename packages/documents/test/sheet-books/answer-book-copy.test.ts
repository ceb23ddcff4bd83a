import { text } from '@machimori/kernel';
import { describe, expect, it } from 'vitest';
import { type AnswerBookCopy, writeAnswerBookCopy } from '../../src/sheet-books/index.ts';
import { cellsOf, openElsewhere, partsOf } from '../sheet/other-reader.ts';

const hostile = ['=1+1', '+81', '-1', '@SUM(A1)', '\t=cmd', '=HYPERLINK("http://x")', '_x003D_1'];
const copyOf = (locale: 'ja' | 'en', more: Partial<AnswerBookCopy> = {}): AnswerBookCopy => ({
  locale,
  vendor: 'かわせみ計測',
  fingerprint: '0123-4567-89AB-CDEF-0123-4567-89AB-CDEF',
  madeOn: '2026-11-22',
  edition: { name: text('ガイドライン', 'Guideline'), version: '2.0-draft', draft: true },
  sha256: 'ab'.repeat(32),
  answers: hostile.map((statement, at) => ({
    item: {
      label: text(`サービス②-${at}`, `Service ②-${at}`),
      heading: text('見出し', 'Heading'),
      asks: text('していますか。', 'Is it done?'),
    },
    about: at === 0 ? 'device-group' : at === 1 ? 'contracts' : 'constructor',
    product: at === 0 ? 'RV-200' : '',
    state: 'implemented',
    planned: statement,
    statement,
    acceptedOn: '2026-10-01',
    evidence: at === 0 ? ['cd'.repeat(32)] : [],
  })),
  ...more,
});
const saidIn = (bytes: Uint8Array): readonly (readonly string[])[] => {
  const book = openElsewhere(bytes);
  return book.SheetNames.map((sheet) => cellsOf(book, sheet).map(([, { v }]) => String(v ?? '')));
};

describe('a workbook in which an answer book is read', () => {
  it('says who signed by which key, when, by which edition, and of which file it is a copy', async () => {
    for (const locale of ['ja', 'en'] as const) {
      const [cover = []] = saidIn(await writeAnswerBookCopy(copyOf(locale)));
      for (const words of ['かわせみ計測', copyOf(locale).fingerprint, 'ab'.repeat(32)])
        expect(cover).toContain(words);
      expect(cover.join('\n')).toContain(
        locale === 'ja'
          ? '署名されているのは、もとの回答集（.json）です。'
          : 'What is signed is the answer book itself (.json).',
      );
      expect(cover.join('\n')).toContain(
        locale === 'ja' ? 'ガイドライン 第2.0版（案）' : 'Guideline, version 2.0 (draft)',
      );
    }
  });

  it('holds every answer as text, whatever it begins with, and nothing hidden', async () => {
    const bytes = await writeAnswerBookCopy(copyOf('ja'));
    const book = openElsewhere(bytes);
    expect(book.SheetNames).toHaveLength(2);
    for (const { Hidden } of book.Workbook?.Sheets ?? []) expect(Hidden ?? 0).toBe(0);
    for (const sheet of book.SheetNames)
      for (const [, cell] of cellsOf(book, sheet)) {
        expect(cell.f).toBeUndefined();
        expect(['s', 'z']).toContain(cell.t);
      }
    const parts = partsOf(bytes);
    expect(Object.keys(parts).some((name) => /externalLink|connections|vba/i.test(name))).toBe(
      false,
    );
    for (const [name, part] of Object.entries(parts)) {
      if (!/worksheets\/sheet\d/.test(name)) continue;
      expect(part, name).toContain('<sheetProtection');
      expect(part, name).not.toMatch(/hidden="1"/);
    }
    const [, answers = []] = saidIn(bytes);
    for (const words of hostile.map((each) => each.trim()))
      expect(answers.map((each) => each.trim())).toContain(words);
    expect(answers.join('\n')).toContain('RV-200');
    expect(answers).toContain('契約');
    // A kind that a stranger made up is shown as it stands.
    expect(answers).toContain('constructor');
  });

  it('is the same bytes for the same book, and names an edition that nobody knows by its id', async () => {
    const once = await writeAnswerBookCopy(copyOf('ja', { edition: 'other/9.9' }));
    const again = await writeAnswerBookCopy(copyOf('ja', { edition: 'other/9.9' }));
    expect(Buffer.compare(Buffer.from(once), Buffer.from(again))).toBe(0);
    expect(saidIn(once)[0]).toContain('other/9.9');
  });
});
