import { signerOf } from '@machimori/ledger';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type AnswerBook,
  fingerprintOf,
  type PortableAnswer,
  readAnswerBook,
  readFingerprint,
  writeAnswerBook,
} from '../../src/answer-books/answer-book-file.ts';
import { withoutDoubles } from '../../src/answer-books/make-answer-book.ts';
import { proposeAnswers } from '../../src/answer-books/propose-answers.ts';

const signer = signerOf('machimori/answers/org_1', new Uint8Array(32).fill(7));
const answer: PortableAnswer = {
  checkItem: 'service-2-3',
  about: 'service',
  product: '',
  state: 'implemented',
  planned: '',
  statement: 'WAFで守り、毎月ルールを見直している。',
  acceptedOn: '2026-11-01',
  evidence: ['a'.repeat(64)],
};
const book: AnswerBook = {
  vendor: '業者A',
  edition: 'mic-smart-city-security/2.0-draft',
  madeOn: '2026-11-22',
  answers: [answer],
};
const signed = () => writeAnswerBook(book, signer);
const text = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);
const bytesOf = (given: string): Uint8Array => new TextEncoder().encode(given);
const code = (bytes: Uint8Array): Promise<string> =>
  readAnswerBook(bytes).then(
    () => 'read',
    (error: { code?: string }) => error.code ?? String(error),
  );

const unit = fc.constantFrom('あ', '街', 'a', '1', '、', '"', '\\', '{');
const answers = fc.array(
  fc.record({
    checkItem: fc.constantFrom('service-2-3', 'service-1-1', 'asset-1-1'),
    about: fc.constantFrom('service', 'device-group'),
    product: fc.constantFrom('', 'MODEL-1'),
    state: fc.constantFrom('implemented' as const, 'not-applicable' as const),
    planned: fc.constant(''),
    statement: fc.string({ unit, minLength: 1, maxLength: 40 }),
    acceptedOn: fc.constantFrom('2026-10-01', '2026-11-01', '2024-01-01'),
    evidence: fc.constant([]),
  }),
  { minLength: 1, maxLength: 12 },
);
const of = {
  itemHere: (id: string) => ({ id, reworded: false }),
  labelOf: (id: string) => ({ ja: id, en: id }),
  oldBefore: '2025-11-22',
};

describe('an answer book', () => {
  it('says what was signed, by whom, and is the same bytes again', async () => {
    const bytes = await signed();
    const read = await readAnswerBook(bytes);
    expect(read.book).toEqual(book);
    expect(fingerprintOf(read.key)).toBe(fingerprintOf(signer.key));
    expect(await writeAnswerBook(read.book, signer)).toEqual(bytes);
  });

  it('is proposed unchanged to whoever asks the same', async () => {
    await fc.assert(
      fc.asyncProperty(answers, async (given) => {
        const { book: read } = await readAnswerBook(
          await writeAnswerBook({ ...book, answers: withoutDoubles(given) }, signer),
        );
        const lines = given.map((each, i) => ({ ...each, line: `line-${i}` }));
        const { rows } = proposeAnswers(read.answers, lines, of);
        expect(rows.map(({ line }) => line)).toEqual(lines.map(({ line }) => line));
        for (const [i, { cells }] of rows.entries()) {
          const asked = given[i];
          // What was accepted for the same item of the same kind, for this product or for any.
          const fitting = given.filter(
            ({ checkItem, about, product }) =>
              checkItem === asked?.checkItem &&
              about === asked.about &&
              (product === '' || product === asked.product),
          );
          expect(fitting.map(({ statement }) => statement)).toContain(cells.statement?.value);
          if (fitting.length === 1) expect(cells.statement?.value).toBe(asked?.statement);
        }
      }),
      { numRuns: 40 },
    );
  });

  it('of which one byte is another is refused, wherever it is', async () => {
    const bytes = await signed();
    for (let at = 0; at < bytes.length; at += 3) {
      const changed = bytes.slice();
      changed[at] = (changed[at] ?? 0) ^ 1;
      expect(['input-unreadable', 'not-verified']).toContain(await code(changed));
    }
  });

  it('that is cut off, says a name twice, is nested deep, too large or signed for another is refused', async () => {
    const good = text(await signed());
    expect(await code(bytesOf(good.slice(0, -20)))).toBe('input-unreadable');
    const twice = good.replace('"format":1', '"format":1,"format":1');
    expect(await code(bytesOf(twice))).toBe('input-unreadable');
    expect(await code(bytesOf(` ${good}`))).toBe('input-unreadable');
    const deep = `${'['.repeat(200_000)}${']'.repeat(200_000)}`;
    expect(await code(bytesOf(deep))).toBe('input-unreadable');
    expect(await code(new Uint8Array(4 * 1024 * 1024 + 1))).toBe('limit-exceeded');
    expect(await code(new Uint8Array())).toBe('input-unreadable');
    const other = signerOf('machimori/answers/org_2', new Uint8Array(32).fill(8));
    const { note } = JSON.parse(text(await writeAnswerBook({ ...book, vendor: 'B' }, signer)));
    const { key } = JSON.parse(text(await writeAnswerBook(book, other)));
    const put = (name: string, value: string) =>
      bytesOf(JSON.stringify({ ...JSON.parse(good), [name]: value }));
    expect(await code(put('note', note))).toBe('not-verified');
    expect(await code(put('key', key))).toBe('not-verified');
  });

  it('with what cannot stand in a cell is refused though it is signed', async () => {
    const of = async (answers: readonly PortableAnswer[]) =>
      code(await writeAnswerBook({ ...book, answers }, signer));
    expect(await of([{ ...answer, statement: 'あ'.repeat(2_001) }])).toBe('input-invalid');
    expect(await of([{ ...answer, state: 'constructor' as never }])).toBe('input-unreadable');
    expect(await of(Array.from({ length: 2_001 }, () => answer))).toBe('limit-exceeded');
  });

  it('tells by date what is old, and what nobody asks here', () => {
    const line = { line: 'a', checkItem: 'service-2-3', about: 'service', product: '' };
    const told = (given: PortableAnswer) =>
      proposeAnswers([given], [line], of).notes.map(({ what }) => what.ja);
    expect(told({ ...answer, acceptedOn: '2024-01-01' })[0]).toContain('1年以上');
    expect(told({ ...answer, about: 'device-group' })[0]).toContain('尋ねる行がありません');
    expect(told(answer)).toEqual([]);
  });

  it('has a fingerprint that is read however it is typed', () => {
    const shown = fingerprintOf(signer.key);
    expect(shown).toMatch(/^([0-9A-F]{4}-){7}[0-9A-F]{4}$/);
    expect(readFingerprint(` ${shown.toLowerCase().replaceAll('-', ' ')} `)).toBe(shown);
    expect(readFingerprint(shown.slice(1))).toBeUndefined();
  });
});
