import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { keyPattern } from '../src/field.ts';
import { makeKey } from '../src/make-key.ts';
import { cellsOf, type PastedOnto, readPasted } from '../src/pasted-rows.ts';

const onto: PastedOnto = {
  kind: 'components',
  elements: [
    {
      key: 'kawa-sensor',
      body: {
        key: 'kawa-sensor',
        name: '河川水位センサー',
        kind: 'device-group',
        owner: 'machi',
        device: { count: 12, place: 'public', version: '2.1' },
      },
    },
  ],
  names: [
    { kind: 'organisations', key: 'machi', name: '雛形町' },
    { kind: 'organisations', key: 'densan', name: '燕沢電算株式会社' },
    { kind: 'components', key: 'kawa-sensor', name: '河川水位センサー' },
  ],
  base: { kind: 'device-group', owner: 'machi' },
};

const table = (...rows: string[]) => readPasted(cellsOf(rows.join('\r\n')), onto);

describe('a table from a spreadsheet', () => {
  it('changes what it names and adds the rest, by Japanese headings in any order', () => {
    const { columns, rows } = table(
      '置き場所\t機器名\t台数\tメーカー\t無線\tサポート期限\tメモ欄',
      '\t河川水位センサー\t１４台\t\t\t\t点検済',
      '屋内\tクビフリカメラ\t3\t燕沢電算株式会社\tLTE、Wi-Fi\t令和9年3月31日\t',
    );
    expect(columns.map(({ path }) => path?.join('.'))).toEqual([
      'device.place',
      'name',
      'device.count',
      'supplier',
      'device.radio',
      'device.supportEnd',
      undefined,
    ]);
    expect(rows.map(({ faults }) => faults)).toEqual([[], []]);
    expect(rows[0]?.edit).toEqual({
      change: 'set',
      kind: 'components',
      key: 'kawa-sensor',
      was: { device: { count: 12, place: 'public', version: '2.1' } },
      now: { device: { count: 14, place: 'public', version: '2.1' } },
    });
    expect(rows[1]?.edit).toEqual({
      change: 'add',
      kind: 'components',
      key: 'kubifurikamera',
      body: {
        key: 'kubifurikamera',
        name: 'クビフリカメラ',
        kind: 'device-group',
        owner: 'machi',
        supplier: 'densan',
        device: { place: 'indoor', count: 3, radio: ['lte', 'wifi'], supportEnd: '2027-03-31' },
      },
    });
  });

  it('says of each cell that cannot be read which it is, and changes nothing by that row', () => {
    const { rows } = table('名前\t台数\t供給者', '河川水位センサー\t多数\tだれか', '\t3\t');
    expect(rows.map(({ edit }) => edit)).toEqual([undefined, undefined]);
    expect(rows[0]?.faults.map(({ heading, given }) => [heading, given])).toEqual([
      ['台数', '多数'],
      ['供給者', 'だれか'],
    ]);
    expect(rows[0]?.faults.map(({ text }) => text.ja)).toEqual([
      '0以上の整数で書いてください。',
      'この名前の組織は、まちにありません。あるもの：雛形町、燕沢電算株式会社。先に「まち」に加えるか、ある名前に直してください。',
    ]);
    expect(rows[1]?.faults.map(({ text }) => text.ja)).toEqual([
      '「名前」の列が空です。書きこんでください。',
    ]);
  });

  it('speaks of accounts by whose they are, for they have no name', () => {
    const accounts = { ...onto, kind: 'accounts', elements: [], base: {} } as const;
    const faultsOf = (...lines: string[]) =>
      readPasted(cellsOf(lines.join('\n')), accounts).rows.map(({ name, faults }) => [
        name,
        ...faults.map(({ heading, text }) => `${heading}｜${text.ja}`),
      ]);
    expect(
      faultsOf('システム\t種類\t数', '河川水位センサ\t管理者\t3', '\t職員\t2', '都市OS\tだれか\t2'),
    ).toEqual([
      [
        '河川水位センサ・管理者',
        'システム｜この名前のしくみは、まちにありません。「河川水位センサー」のことですか。先に「まち」に加えるか、ある名前に直してください。',
      ],
      ['職員', '｜「システム」の列が空です。書きこんでください。'],
      [
        '都市OS・だれか',
        'システム｜この名前のしくみは、まちにありません。あるもの：河川水位センサー。先に「まち」に加えるか、ある名前に直してください。',
        '種類｜次のどれかを書いてください：職員、管理者、利用者、機器・プログラム、すべて。',
      ],
    ]);
    expect(faultsOf('種類\t数', '職員\t2')).toEqual([
      ['職員', '｜「しくみ」の列が表にありません。列を加えて、貼り直してください。'],
    ]);
  });

  it('changes nothing where the table says what stands, and names no thing twice', () => {
    const { rows } = table('名前\t台数', '河川水位センサー\t12', '河川水位センサー\t13');
    expect(rows[0]).toMatchObject({ edit: undefined, faults: [] });
    expect(rows[1]?.edit).toBeUndefined();
    expect(rows[1]?.faults).toHaveLength(1);
  });

  it('reads nothing without a heading that it knows', () => {
    expect(table('河川水位センサー\t12').rows).toEqual([]);
    expect(readPasted([], onto).rows).toEqual([]);
  });

  it('finds accounts by whose and of which kind they are', () => {
    const { rows } = readPasted(
      cellsOf('システム\t種類\t数\t休眠\n河川水位センサー\t管理者\t3\t1'),
      {
        ...onto,
        kind: 'accounts',
        elements: [
          {
            key: 'acc',
            body: { key: 'acc', component: 'kawa-sensor', kind: 'administrator', total: 2 },
          },
        ],
        base: {},
      },
    );
    expect(rows[0]?.edit).toMatchObject({
      change: 'set',
      key: 'acc',
      now: { total: 3, dormant: 1 },
    });
  });

  it('keeps every cell that a spreadsheet quotes', () => {
    const cell = fc.stringMatching(/^[^\r]{0,12}$/);
    const quoted = (words: string): string =>
      /["\t\n]/.test(words) ? `"${words.replaceAll('"', '""')}"` : words;
    fc.assert(
      fc.property(
        fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { maxLength: 5 }),
        (rows) => {
          const pasted = rows.map((row) => row.map(quoted).join('\t')).join('\n');
          const kept = rows.filter((row) => row.some((each) => each.trim() !== ''));
          expect(cellsOf(pasted)).toEqual(kept);
        },
      ),
    );
  });

  it('never breaks on what people paste', () => {
    fc.assert(
      fc.property(fc.array(fc.array(fc.string(), { maxLength: 6 }), { maxLength: 6 }), (rows) => {
        const read = readPasted([['名前', '台数', '無線', 'キー', '緯度'], ...rows], onto);
        for (const { edit, faults } of read.rows)
          expect(edit === undefined || faults.length === 0).toBe(true);
      }),
    );
  });
});

describe('a key made of a name', () => {
  it.each([
    ['けんこう手帳', 'kenkou'],
    ['ショッピングカート', 'shoppingukato'],
    ['River Watch', 'river-watch'],
    ['都市OS', 'component-1'],
    ['ほしコイン', 'hoshikoin'],
  ])('of %s is %s', (name, key) => {
    expect(makeKey('components', [name], new Set())).toBe(key);
  });

  it('is always a key, and never one that is taken', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.nat(30), (name, count) => {
        const taken = new Set<string>();
        for (let i = 0; i <= count; i += 1) {
          const key = makeKey('flows', [undefined, name], taken);
          expect(key).toMatch(keyPattern);
          expect(taken.has(key)).toBe(false);
          taken.add(key);
        }
      }),
      { numRuns: 60 },
    );
  });
});
