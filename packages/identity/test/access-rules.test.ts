import { guardedRoles, type Role, roles } from '@machimori/authorisation';
import { addDays } from '@machimori/kernel';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { csvCell, csvOf } from '../src/access-csv.ts';
import { expectNotSelf, readDueDay, readReason } from '../src/access-review-rules.ts';
import {
  type AccountFacts,
  accessMarkGroups,
  accessMarks,
  marksOfAccount,
  marksOfInvitation,
  marksOfToken,
} from '../src/access-rules.ts';

const today = '2026-11-21';
const quiet: AccountFacts = {
  roles: ['contributor'],
  rolesOfPerson: ['contributor'],
  state: 'active',
  since: '2024-04-01',
  lastActiveOn: '2026-11-20',
  secondFactor: false,
  contract: 'current',
  administered: true,
  open: 2,
};

const role = fc.constantFrom(...(Object.keys(roles) as Role[]));
const day = fc.integer({ min: 0, max: 900 }).map((days) => addDays(today, -days));
const facts: fc.Arbitrary<AccountFacts> = fc.record({
  roles: fc.uniqueArray(role, { minLength: 1 }),
  rolesOfPerson: fc.array(role),
  state: fc.constantFrom('active', 'suspended', 'ended'),
  since: day,
  lastActiveOn: fc.option(day, { nil: undefined }),
  secondFactor: fc.boolean(),
  contract: fc.constantFrom('current', 'over', 'unknown'),
  administered: fc.boolean(),
  open: fc.nat(3),
});

describe('marks of an account', () => {
  test.each([
    [{}, []],
    [{ lastActiveOn: '2026-08-24' }, []],
    [{ lastActiveOn: '2026-08-23' }, ['dormant']],
    [{ lastActiveOn: undefined }, ['dormant']],
    [{ lastActiveOn: undefined, since: '2026-11-01' }, []],
    [{ contract: 'over' }, ['contract-over']],
    [{ contract: 'unknown' }, []],
    [{ administered: false }, ['unadministered']],
    [{ roles: ['approver'], secondFactor: false }, ['no-second-factor']],
    [{ roles: ['approver'], secondFactor: true }, []],
    [{ state: 'ended', lastActiveOn: undefined, open: 0 }, []],
    [{ state: 'ended', open: 1 }, ['left-open']],
  ] as const)('%j', (changes, marks) => {
    expect(marksOfAccount({ ...quiet, ...(changes as Partial<AccountFacts>) }, today)).toEqual(
      marks,
    );
  });

  test('several strong roles in one person, also in two organisations', () => {
    const strong: AccountFacts = {
      ...quiet,
      secondFactor: true,
      roles: ['approver'],
      rolesOfPerson: ['approver', 'organisationAdministrator'],
    };
    expect(marksOfAccount(strong, today)).toEqual(['several-guarded-roles']);
    expect(marksOfAccount({ ...strong, rolesOfPerson: ['approver', 'approver'] }, today)).toEqual(
      [],
    );
  });

  test('more caution never adds a mark, and time never takes one away', () => {
    fc.assert(
      fc.property(facts, fc.nat(400), (given, days) => {
        const marks = marksOfAccount(given, today);
        const later = marksOfAccount(given, addDays(today, days));
        expect(later).toEqual(expect.arrayContaining([...marks]));
        const safer = marksOfAccount({ ...given, secondFactor: true, open: 0 }, today);
        expect(marks).toEqual(expect.arrayContaining([...safer]));
        const weaker = given.roles.filter((each) => !guardedRoles.has(each));
        expect(marks).toEqual(
          expect.arrayContaining([...marksOfAccount({ ...given, roles: weaker }, today)]),
        );
      }),
    );
  });

  test('every mark stands under one heading', () => {
    const grouped = Object.values(accessMarkGroups).flat();
    expect([...grouped].sort()).toEqual(Object.keys(accessMarks).sort());
  });
});

describe('marks of invitations and tokens', () => {
  test('an invitation waits a week before it is marked, and is over after its end', () => {
    expect(marksOfInvitation({ sentOn: '2026-11-15', over: false }, today)).toEqual([]);
    expect(marksOfInvitation({ sentOn: '2026-11-14', over: false }, today)).toEqual([
      'invitation-pending',
    ]);
    expect(marksOfInvitation({ sentOn: '2026-11-01', over: true }, today)).toEqual([
      'invitation-over',
    ]);
  });

  test('a token near its end, at its end, unused, without its maker', () => {
    const token = {
      createdOn: '2026-11-01',
      lastUsedOn: undefined,
      endsOn: '2027-10-01',
      over: false,
      makerHere: true,
    };
    expect(marksOfToken(token, today)).toEqual([]);
    expect(marksOfToken({ ...token, endsOn: '2026-12-21' }, today)).toEqual(['token-near-end']);
    expect(marksOfToken({ ...token, endsOn: '2026-11-20', over: true }, today)).toEqual([
      'token-over',
    ]);
    expect(marksOfToken({ ...token, createdOn: '2026-01-01' }, today)).toEqual(['dormant']);
    expect(marksOfToken({ ...token, makerHere: false }, today)).toEqual(['token-ownerless']);
  });
});

describe('deciding', () => {
  const refused = (act: () => void): boolean => {
    try {
      act();
      return false;
    } catch {
      return true;
    }
  };

  test('nobody decides about themselves, but the only administrator there is, who may keep', () => {
    const decide = (own: boolean, otherAdministrators: number, decision: 'keep' | 'end') =>
      refused(() => expectNotSelf({ own, otherAdministrators, decision }));
    expect(decide(false, 0, 'end')).toBe(false);
    expect(decide(true, 1, 'keep')).toBe(true);
    expect(decide(true, 0, 'keep')).toBe(false);
    expect(decide(true, 0, 'end')).toBe(true);
  });

  test('a reason is there where somebody will ask for it', () => {
    expect(readReason('', 'keep', false)).toBe('');
    expect(readReason('  異動の\tため ', 'end', false)).toBe('異動の ため');
    for (const [decision, marked] of [
      ['keep', true],
      ['end', false],
      ['change', false],
    ] as const)
      expect(refused(() => readReason(' ', decision, marked))).toBe(true);
    expect(refused(() => readReason('あ'.repeat(501), 'end', false))).toBe(true);
  });

  test('it is due between today and a year from now', () => {
    expect(readDueDay('2026-11-21', today)).toBe('2026-11-21');
    expect(readDueDay('2027-11-21', today)).toBe('2027-11-21');
    for (const wrong of ['2026-11-20', '2027-11-22', '2026-02-30', '', '来週', '2026/12/01'])
      expect(refused(() => readDueDay(wrong, today))).toBe(true);
  });
});

describe('the file for Excel', () => {
  test.each([
    ['=1+1', "'=1+1"],
    ['+81', "'+81"],
    ['-1', "'-1"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['＝cmd', "'＝cmd"],
    ['\t=1', "'\t=1"],
    [' =1', "' =1"],
    ['\u200b=1', "'\u200b=1"],
    ['=HYPERLINK("x","y")', `"'=HYPERLINK(""x"",""y"")"`],
    ['町役場, 総務課', '"町役場, 総務課"'],
    ['a"b', '"a""b"'],
    ['町の担当', '町の担当'],
    ['tanto@example.lg.jp', 'tanto@example.lg.jp'],
  ])('%j is written %j', (value, cell) => {
    expect(csvCell(value)).toBe(cell);
  });

  test('no cell begins a formula or breaks its line, whatever is in it', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (value) => {
        const cell = csvCell(value);
        const shown = cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell;
        expect(shown).not.toMatch(/^[=+\-@\t\r＝＋－＠]/);
        if (!cell.startsWith('"')) expect(cell).not.toMatch(/[",\r\n]/);
        expect(shown.replace(/^'/, '')).toBe(value.replace(/^'/, ''));
      }),
    );
  });

  test('begins with the mark of UTF-8 and ends lines as Excel does', () => {
    expect(csvOf([['a', 'b'], ['c']])).toBe('\ufeffa,b\r\nc\r\n');
  });
});
