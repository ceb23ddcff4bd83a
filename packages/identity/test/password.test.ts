import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { commonPasswords } from '../src/guessed-passwords.ts';
import { expectStrongPassword } from '../src/password.ts';

const about = ['町の担当', 'tanto@example.lg.jp', '星ヶ渡市'];
const judge = (password: string) => () => expectStrongPassword(password, about);

describe('how a new password is judged', () => {
  test.each([
    '青い自転車が三台ならぶ朝',
    'correct horse battery staple',
    '夕焼けの橋を渡る猫七匹よ',
    'kx7!pw-2mzq-rt90',
  ])('takes %s, of whatever letters', (password) => {
    expect(judge(password)).not.toThrow();
  });

  test.each([
    'みじかい',
    'password1234',
    'ｐａｓｓｗｏｒｄ１２３４',
    'Yakuba2026!!!!',
    'aaaaaaaaaaaaaa',
    'abcabcabcabcabc',
    '123456789012',
    'qwertyuiopasdf',
    'tanto-tanto-2026',
    '星ヶ渡市星ヶ渡市星ヶ渡市',
  ])('refuses %s', (password) => {
    expect(judge(password)).toThrow();
  });

  test('refuses a common word that only grew a year and signs, wherever they stand', () => {
    const tail = fc
      .array(fc.constantFrom(...'0123456789!?-_#'), { maxLength: 9 })
      .map((each) => each.join(''));
    fc.assert(
      fc.property(
        fc.constantFrom(...commonPasswords),
        tail,
        fc.boolean(),
        (word, digits, first) => {
          const password = first ? `${digits}${word}` : `${word}${digits}`;
          expect(judge(password)).toThrow();
        },
      ),
    );
  });
});
