import { text } from '@machimori/kernel';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { changesInWords } from '../src/index.ts';

const told = (kind: string, was: object, is: object) =>
  changesInWords(
    kind,
    [...new Set([...Object.keys(was), ...Object.keys(is)])],
    was as Record<string, unknown>,
    is as Record<string, unknown>,
    (key) => text(`名${key}`, `name ${key}`),
  ).map(({ label, before, after }) => `${label.ja}: ${before.ja} → ${after.ja}`);

const contact = (phone: string) => ({ purpose: 'incident', post: '受付', phone });

describe('what differs', () => {
  it('is told entry by entry in a list, and of an entry that changed both sides', () => {
    expect(
      told(
        'organisations',
        { contacts: [contact('000-1'), { ...contact('000-2'), post: '夜間' }] },
        { contacts: [{ ...contact('000-2'), post: '夜間' }, contact('000-3')] },
      ),
    ).toEqual(['連絡先（事故のとき）: 電話: 000-1 → 000-3']);
    expect(
      told(
        'organisations',
        { contacts: [contact('000-1')] },
        {
          contacts: [
            contact('000-1'),
            { purpose: 'general', post: '総務課', mail: 'a@machi.example' },
          ],
        },
      ),
    ).toEqual([
      '連絡先: （なし） → 使うとき「ふだん」、部署・役職「総務課」、メール「a@machi.example」',
    ]);
    expect(
      told(
        'contracts',
        { covers: { components: ['a', 'b'], dataSets: ['d'] } },
        { covers: { components: ['b', 'c'], dataSets: ['d'] } },
      ),
    ).toEqual([
      expect.stringMatching(/: 名a → （なし）$/),
      expect.stringMatching(/: （なし） → 名c$/),
    ]);
  });

  it('is all of a list where only its order changed', () => {
    expect(told('flows', { dataSets: ['a', 'b'] }, { dataSets: ['b', 'a'] })).toEqual([
      expect.stringMatching(/: 名a、名b → 名b、名a$/),
    ]);
  });

  it('leads from one list to the other, whatever they hold', () => {
    const keys = fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { minLength: 1 });
    fc.assert(
      fc.property(keys, keys, (was, is) => {
        if (JSON.stringify(was.toSorted()) === JSON.stringify(is.toSorted())) return;
        const left = was.map((key) => `名${key}`);
        const come: string[] = [];
        for (const change of changesInWords(
          'flows',
          ['dataSets'],
          { dataSets: was },
          { dataSets: is },
          (key) => text(`名${key}`, key),
        )) {
          const { before, after } = change;
          if (before.ja !== '（なし）') left.splice(left.indexOf(before.ja), 1);
          if (after.ja !== '（なし）') come.push(after.ja);
        }
        expect([...left, ...come].sort()).toEqual(is.map((key) => `名${key}`).sort());
      }),
    );
  });
});
