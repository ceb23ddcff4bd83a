import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import type { CellValue } from 'hucre/xlsx';
import { describe, expect, it } from 'vitest';
import { everydayMeaning, likelyWords, looseWord, sameWords } from '../src/everyday-words.ts';
import {
  readCityWorkbook,
  type WordListName,
  wordLabel,
  wordLists,
  wordsOf,
} from '../src/index.ts';
import { book, changedCell, only, plain, type Rows, readRows } from './plain-workbook.ts';

/** The tables with one more column in a sheet, and what stands under it in the first row. */
function withColumn(sheet: string, heading: string, value: CellValue): Rows {
  const rows = plain();
  rows[sheet]?.[0]?.push(heading);
  rows[sheet]?.[1]?.push(value);
  return rows;
}

const firstError = async (rows: Rows) =>
  (await readRows(rows)).diagnostics.find((d) => d.severity === 'error');

describe('words that people write', () => {
  it.each([
    ['組織', 1, 3, '自治体', 'public-body', 'organisations', 0, 'legalForm'],
    ['組織', 2, 3, '会社', 'business', 'organisations', 1, 'legalForm'],
    ['契約', 1, 2, '業務委託', 'outsourcing', 'contracts', 0, 'kind'],
    ['データ', 1, 3, '公開', 'open', 'dataSets', 0, 'disclosure'],
    ['対策の状況', 1, 2, '済み', 'implemented', 'controls', 0, 'state'],
    ['対策の状況', 1, 2, '進行中', 'in-progress', 'controls', 0, 'state'],
    ['しくみ', 2, 2, 'センサー', 'device-group', 'components', 1, 'kind'],
  ] as const)('%s: %s,%s: %s is %s', async (sheet, row, column, given, meant, list, at, field) => {
    const { city, diagnostics } = await readRows(changedCell(sheet, row, column, given));
    expect(diagnostics.filter((d) => d.severity === 'error')).toEqual([]);
    expect(city?.[list][at]).toMatchObject({ [field]: meant });
  });

  it('are taken within a contract, a service, a contact and a device', async () => {
    const yearly = await readRows(changedCell('契約', 1, 8, '毎年'));
    expect(yearly.city?.contracts[0]?.term.renewal).toBe('yearly-renewed');
    const bus = await readRows(changedCell('サービスの内容', 1, 1, 'バス'));
    expect(bus.city?.components[0]?.service?.domain).toBe('transport');
    const called = await readRows(changedCell('連絡先', 1, 1, '事故の時'));
    expect(called.city?.organisations[0]?.contacts[0]?.purpose).toBe('incident');
    const gps = await readRows(withColumn('機器', '無線', 'GPS、4G'));
    expect(gps.city?.components[1]?.device?.radio).toEqual(['gnss', 'lte']);
    const clauses = await readRows(withColumn('契約', '条項', '弱点の知らせ'));
    expect(clauses.city?.contracts[0]?.clauses).toEqual([
      { clause: 'vulnerability-notification', requirements: [] },
    ]);
    const never = await readRows(withColumn('契約', '再委託', '不可'));
    expect(never.city?.contracts[0]?.subcontracting).toBe('prohibited');
    const asked = await readRows(withColumn('契約', '再委託', '事前の書面による承諾'));
    expect(asked.city?.contracts[0]?.subcontracting).toBe('with-consent');
    const vendor = await readRows(changedCell('組織', 1, 2, '都市OSベンダー、推進主体'));
    expect(vendor.city?.organisations[0]?.roles).toEqual(['cityOsVendor', 'promoter']);
  });

  it.each([
    ['有', true],
    ['無', false],
    ['していない', false],
  ])('%s answers a question with %s', async (given, meant) => {
    const { city } = await readRows(withColumn('しくみ', '遠隔保守', given));
    expect(city?.components[0]?.remoteMaintenance).toBe(meant);
  });

  it.each([
    ['しくみ', 2, 2, '端末', '機器／運用管理端末'],
    ['組織', 1, 2, 'ベンダー', '都市OSベンダ／IoT機器ベンダ'],
    ['契約', 1, 8, '単年度', '毎年更新／一回限り'],
    ['契約', 1, 2, '依託', '委託'],
    ['わかっている弱点', 1, 5, '令和8年5月末', '2026-05-31'],
  ] as const)('%s %s,%s: for %s suggests %s', async (sheet, row, column, given, nearest) => {
    expect(await only(changedCell(sheet, row, column, given))).toMatchObject({ nearest });
  });

  it('say that there is nothing, where a cell may stay empty', async () => {
    expect(
      (await readRows(changedCell('しくみ', 2, 4, 'なし'))).city?.components[1],
    ).not.toHaveProperty('operator');
    expect(
      (await readRows(withColumn('データ', '個人情報', 'なし'))).city?.dataSets[0]?.personalData,
    ).toEqual([]);
    expect(
      (await readRows(changedCell('契約', 1, 7, '－'))).city?.contracts[0]?.term,
    ).not.toHaveProperty('end');
    expect(await only(changedCell('データ', 1, 2, 'なし'))).toMatchObject({
      place: ['データ', 'C2'],
    });
  });

  it.each(Object.keys(wordLists) as WordListName[])(
    'of %s lead to one word, never past a label',
    (list) => {
      const labels = new Map(
        wordsOf(list).flatMap((word) => {
          const { ja, en } = wordLabel(list, word);
          return [word, ja, en].map((label) => [looseWord(label), word] as const);
        }),
      );
      for (const [word, written] of Object.entries(sameWords[list] ?? {}))
        for (const given of written.split('、')) {
          expect(everydayMeaning(sameWords, list, given), given).toEqual([word]);
          expect(labels.get(looseWord(given)) ?? word, given).toBe(word);
        }
      for (const written of Object.values(likelyWords[list] ?? {}))
        for (const given of written.split('、')) {
          expect(everydayMeaning(sameWords, list, given), given).toEqual([]);
          expect(labels.has(looseWord(given)), given).toBe(false);
        }
    },
  );
});

describe('names from outside', () => {
  const named = (id: string, ja: string, ...also: string[]) => ({ id, name: { ja, en: id }, also });
  const names = {
    findingKinds: [
      named('default-password', '工場出荷時のパスワードのまま'),
      named('end-of-support', '供給者のサポートが切れている'),
    ],
    checkItems: [named('service-2-3', 'サービス②-3 認証を強める', 'サービス②-3')],
    facts: [named('plain', '住民がいる', '住民がいますか。')],
  };
  const outside = {
    findingKinds: ['default-password', 'end-of-support'],
    checkItems: ['service-2-3', 'サービス②-3'],
    facts: ['plain'],
  };

  it.each([
    'サービス2-3',
    'サービス２－３',
    'サービス②ー３',
    'サービス ② - 3',
    'サービス②-3 認証を強める',
  ])('are found as %s', async (given) => {
    const { city, diagnostics } = await readRows(changedCell('対策の状況', 1, 0, given), {
      names,
      outside,
    });
    expect(diagnostics).toEqual([]);
    expect(city?.controls[0]?.checkItem).toBe('service-2-3');
  });

  it('stay as they are where they are right, and are known by what they were called before', async () => {
    const rows = withColumn('都市', '当てはまる事情', '住民がいますか。');
    const { city, diagnostics } = await readRows(rows, { names, outside });
    expect(diagnostics).toEqual([]);
    expect([city?.controls[0]?.checkItem, city?.facts]).toEqual(['サービス②-3', ['plain']]);
  });

  it('are told by their Japanese names', async () => {
    const { diagnostics } = await readRows(
      changedCell('わかっている弱点', 1, 1, '工場出荷時のパスワード'),
      {
        names,
        outside,
      },
    );
    expect(diagnostics[0]).toMatchObject({
      code: 'unknown-word',
      nearest: '工場出荷時のパスワードのまま',
    });
    expect(diagnostics[0]?.expected?.ja).toBe(
      '工場出荷時のパスワードのまま、供給者のサポートが切れている のどれか',
    );
  });
});

describe('what a workbook is told', () => {
  it('has the words of its cells and no codes', async () => {
    for (const [sheet, row, column] of [
      ['組織', 1, 3],
      ['契約', 1, 2],
      ['データの流れ', 1, 5],
      ['しくみ', 1, 2],
    ] as const) {
      const error = await firstError(changedCell(sheet, row, column, 'ほげほげ'));
      expect(error?.expected?.ja).toMatch(/のどれか$/);
      expect(error?.expected?.ja).not.toMatch(/[a-z]-[a-z]/);
    }
    const remote = await firstError(withColumn('しくみ', '遠隔保守', 'ときどき'));
    expect(remote?.message.ja).toContain('「ときどき」');
    expect(remote?.expected?.ja).toContain('「はい」か「いいえ」');
    expect((await firstError(changedCell('組織', 2, 1, null)))?.message.ja).toBe(
      '「名前」が空いています。書き加えてください。',
    );
    expect((await firstError(changedCell('組織', 1, 4, 'どこか')))?.expected?.ja).toContain(
      '「不明」',
    );
    expect((await firstError(changedCell('契約', 1, 6, '春ごろ')))?.expected?.ja).toContain('令和');
  });

  it('quotes what is no number, and reads what people count', async () => {
    const error = await firstError(changedCell('アカウント', 1, 3, '十二人くらい'));
    expect(error?.message.ja).toBe('「全部の数」の「十二人くらい」は、数として読めません。');
    for (const [given, meant] of [
      ['3人', 3],
      ['１，２００台', 1_200],
      ['約８００件', 800],
      ['1、200名', 1_200],
      ['約1万2千人', 12_000],
      ['1.5万', 15_000],
    ] as const)
      expect(
        (await readRows(changedCell('アカウント', 1, 3, given))).city?.accounts[0]?.total,
      ).toBe(meant);
    expect((await firstError(changedCell('アカウント', 1, 3, '5、6人')))?.message.ja).toContain(
      '5、6人',
    );
  });

  it('names the key where a name was written', async () => {
    expect(await only(changedCell('しくみ', 1, 4, '業者'))).toMatchObject({
      place: ['しくみ', 'E2'],
      nearest: 'firm',
    });
    const { diagnostics } = await readRows(changedCell('機器', 1, 0, 'センサー'));
    expect(diagnostics.find((d) => d.place.sheet === '機器')).toMatchObject({ nearest: 'sensor' });
    const error = await firstError(changedCell('契約', 1, 3, '町役場'));
    expect(error?.message.ja).toContain('名前ではなく、キーを書いてください');
    expect(error?.expected?.ja).toBe('「組織」のシートにあるキー');
  });

  it('names the sheet on which details of a component are missing', async () => {
    const rows = plain();
    rows['サービスの内容']?.pop();
    expect((await firstError(rows))?.message.ja).toContain(
      '「サービスの内容」のシートにも、このキーの行を',
    );
  });

  it('shows both days where a term ends before it starts', async () => {
    const error = await firstError(changedCell('契約', 1, 7, '2025-03-31'));
    expect(error?.message.ja).toContain('2025-03-31');
    expect(error?.message.ja).toContain('2026-04-01');
    expect(error?.expected?.ja).toBe('2026-04-01 以後の日付');
  });

  it.each([
    ['アカウント', 'sheet10.xml', 'D2'],
    ['アカウント', 'sheet10.xml', 'B2'],
    ['連絡先', 'sheet3.xml', 'A2'],
  ])('says one thing about a cell with a formula (%s %s %s)', async (sheet, part, cell) => {
    const parts = unzipSync(await book(plain()));
    const path = `xl/worksheets/${part}`;
    const xml = strFromU8(parts[path] as Uint8Array);
    for (const [put, code] of [
      [`<c r="${cell}"><f>1+2</f><v>3</v></c>`, 'formula-refused'],
      [`<c r="${cell}" t="e"><v>#REF!</v></c>`, 'wrong-type'],
    ] as const) {
      const changed = xml.replace(new RegExp(`<c r="${cell}".*?</c>`), put);
      expect(changed).not.toBe(xml);
      const { diagnostics } = await readCityWorkbook(
        zipSync({ ...parts, [path]: strToU8(changed) }),
      );
      expect(
        diagnostics
          .filter((d) => d.severity === 'error')
          .map((d) => [d.code, d.place.sheet, d.place.cell]),
      ).toEqual([[code, sheet, cell]]);
    }
  });

  it('comes sheet by sheet and row by row, as the book is turned over', async () => {
    const rows = plain();
    const put = (sheet: string, row: number, column: number, value: CellValue): void => {
      const line = rows[sheet]?.[row];
      if (line) line[column] = value;
    };
    put('組織', 2, 3, 'ほげほげ');
    put('組織', 1, 4, 'どこか');
    put('契約', 1, 7, '2025-03-31');
    put('契約', 1, 3, 'nowhere');
    put('データの流れ', 1, 1, 'nobody');
    put('機器', 1, 1, '十台');
    const { diagnostics } = await readRows(rows);
    expect(diagnostics.map((d) => `${d.place.sheet} ${d.place.cell}`)).toEqual([
      '組織 E2',
      '組織 D3',
      '契約 D2',
      '契約 H2',
      '機器 B2',
      'データの流れ B2',
    ]);
  });
});

describe('a row under the name of its element', () => {
  it('says so once, and what else is wrong in it too', async () => {
    const rows = changedCell('サービスの内容', 1, 0, '川のようす');
    const [, row] = rows['サービスの内容'] ?? [];
    if (row) row[1] = '空を飛ぶ';
    const { city, diagnostics } = await readRows(rows);
    expect(city).toBeUndefined();
    expect(diagnostics.map((d) => [d.code, d.place.cell, d.nearest])).toEqual([
      ['unmatched-row', 'A2', 'site'],
      ['unknown-word', 'B2', undefined],
    ]);
  });
});

describe('a telephone number', () => {
  it.each([
    [9012345678, true],
    ['312345678', true],
    ['0312345678', false],
    ['03-1234-5678', false],
    ['+81312345678', false],
    ['119', false],
  ] as const)('%s lacks its first 0: %s', async (given, lacks) => {
    const { city, diagnostics } = await readRows(withColumn('連絡先', '電話', given));
    expect(city).toBeDefined();
    expect(diagnostics.map((d) => [d.severity, d.place.cell])).toEqual(
      lacks ? [['warning', 'D2']] : [],
    );
  });
});
