import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { commonPasswords } from '../src/guessed-passwords.ts';
import { checkInTurn, expectStrongPassword, hashInTurn } from '../src/password.ts';
import { ownLane, PasswordQueue } from '../src/password-queue.ts';

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

describe('how a password is kept', () => {
  const queue = new PasswordQueue();
  const lane = ownLane('somebody');
  const keep = (password: string) => hashInTurn(queue, lane, password)(async (kept) => kept);

  test('by argon2id at the cost that OWASP names, with a salt of its own each time', async () => {
    const [one, two] = [
      await keep('青い自転車が三台ならぶ朝'),
      await keep('青い自転車が三台ならぶ朝'),
    ];
    expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$[\w+/]{22,}\$[\w+/]{43}$/);
    expect(one).not.toBe(two);
  });

  test('and is right as a whole alone: every letter, each in its case, to the very end', async () => {
    const whole = `${'長い合言葉Kx7 '.repeat(15).slice(0, 127)}終`;
    expect(whole).toHaveLength(128);
    expect(judge(whole)).not.toThrow();
    expect(judge(`${whole}x`)).toThrow();
    const kept = await keep(whole);
    const right = (given: string) =>
      checkInTurn(queue, lane, kept, given)(async (checked) => checked.right);
    expect(await right(whole)).toBe(true);
    // However the keyboard wrote it: full width and half width are one (NIST SP 800-63B).
    expect(await right(whole.replaceAll('K', 'Ｋ'))).toBe(true);
    for (const other of [whole.slice(0, -1), `${whole}x`, whole.toLowerCase(), ` ${whole}`, ''])
      expect(await right(other)).toBe(false);
  });
});
