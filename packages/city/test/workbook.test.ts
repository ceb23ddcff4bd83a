import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { type CellValue, readXlsx } from 'hucre/xlsx';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  type City,
  cityTemplate,
  readCity,
  readCityWorkbook,
  writeCityWorkbook,
} from '../src/index.ts';
import { guideName, sheetLayouts } from '../src/workbook-layout.ts';
import { book, changedCell, only, plain, readRows } from './plain-workbook.ts';
import { smallCity } from './small-city.ts';

let small: City;
beforeAll(() => {
  const { city } = readCity({ name: 'small', text: smallCity });
  if (!city) throw new Error('the small city is wrong');
  small = city;
});

describe('a workbook stripped to its cells', () => {
  it('is read as the same city', async () => {
    const { city, diagnostics } = await readRows(plain());
    expect(diagnostics).toEqual([]);
    expect(city).toEqual(small);
  });

  it('may have its sheets and columns in another order, and a title above', async () => {
    const turned = Object.fromEntries(
      Object.entries(plain())
        .reverse()
        .map(([name, rows]) => [name, [['町の台帳'], [], ...rows.map((row) => row.toReversed())]]),
    );
    expect((await readRows(turned)).city).toEqual(small);
  });

  it.each([
    ['a real date', new Date(Date.UTC(2027, 2, 31))],
    ['slashes', '2027/3/31'],
    ['the Japanese era', '令和9年3月31日'],
    ['the count of days that a text cell shows', 46_477],
  ])('may give a day as %s', async (_what, day) => {
    expect((await readRows(changedCell('契約', 1, 7, day))).city).toEqual(small);
  });

  it.each(['site、sensor', 'site,sensor', 'site\nsensor', ' ｓｉｔｅ， sensor 、'])(
    'may separate a list as %j',
    async (list) => {
      expect((await readRows(changedCell('契約', 1, 5, list))).city).toEqual(small);
    },
  );

  it.each([
    ['はい', true],
    ['yes', true],
    ['○', true],
    [true, true],
    ['いいえ', false],
    ['false', false],
    [false, false],
  ] as const)('takes %s for %s', async (given, meant) => {
    const rows = plain();
    rows['しくみ']?.[0]?.push('遠隔保守');
    rows['しくみ']?.[1]?.push(given);
    expect((await readRows(rows)).city?.components[0]?.remoteMaintenance).toBe(meant);
  });

  it.each([
    ['1,200', 1_200],
    ['１２', 12],
    [' 7 ', 7],
  ])('takes %s for a number', async (given, meant) => {
    expect((await readRows(changedCell('アカウント', 1, 3, given))).city?.accounts[0]?.total).toBe(
      meant,
    );
  });

  it('passes over notes, examples and empty rows', async () => {
    const rows = plain();
    rows['組織']?.splice(1, 0, ['※ 説明です'], ['例：sample', '見本'], [], [null, null]);
    rows['対策の状況']?.splice(1, 0, ['例：アセット②-2', 'nowhere']);
    expect((await readRows(rows)).city).toEqual(small);
  });

  it('shows the cell of a mistake and the nearest word', async () => {
    expect(await only(changedCell('契約', 1, 2, '依託'))).toMatchObject({
      code: 'unknown-word',
      place: ['契約', 'C2'],
    });
    expect(await only(changedCell('契約', 1, 2, 'outsorcing'))).toEqual({
      code: 'unknown-word',
      place: ['契約', 'C2'],
      nearest: '委託',
    });
    expect(await only(changedCell('しくみ', 1, 4, 'frm'))).toEqual({
      code: 'unknown-key',
      place: ['しくみ', 'E2'],
      nearest: 'firm',
    });
    expect(await only(changedCell('契約', 1, 7, '三月末'))).toMatchObject({
      code: 'bad-date',
      place: ['契約', 'H2'],
    });
    expect(await only(changedCell('機器', 1, 1, -1))).toMatchObject({
      code: 'bad-number',
      place: ['機器', 'B2'],
    });
    expect(await only(changedCell('組織', 2, 1, null))).toMatchObject({
      code: 'missing-field',
      place: ['組織', 'B3'],
    });
    expect(await only(changedCell('契約', 1, 8, null))).toMatchObject({
      code: 'missing-field',
      place: ['契約', 'I2'],
    });
    expect(await only(changedCell('わかっている弱点', 1, 3, 9))).toMatchObject({
      code: 'inconsistent',
      place: ['わかっている弱点', 'D2'],
    });
    expect(await only(changedCell('アカウント', 1, 0, 'site'))).toMatchObject({
      code: 'duplicate-key',
      place: ['アカウント', 'A2'],
    });
    expect(await only(changedCell('連絡先', 1, 0, 'hal'))).toEqual({
      code: 'unmatched-row',
      place: ['連絡先', 'A2'],
      nearest: 'hall',
    });
    expect(await only(changedCell('連絡先', 1, 0, null))).toMatchObject({
      code: 'unmatched-row',
      place: ['連絡先', 'A2'],
    });
  });

  it('needs the sheet of the city, with its headings', async () => {
    const { 都市: _city, ...others } = plain();
    expect(await only(others)).toMatchObject({ code: 'missing-field', place: ['都市', undefined] });
    expect((await readRows({ ...plain(), 都市: [['town', '町']] })).diagnostics[0]).toMatchObject({
      code: 'missing-field',
      place: { sheet: '都市' },
    });
  });

  it('says what it does not read', async () => {
    const { diagnostics } = await readRows({
      ...plain(),
      メモ: [['x']],
      アカウント: [
        ['キー', 'しくみ', '種類', '全部の数', '担当者名'],
        ['logins', 'site', '職員', 3, '山田'],
      ],
    });
    expect(diagnostics.map((d) => [d.severity, d.code, d.place.sheet, d.place.cell])).toEqual([
      ['warning', 'unknown-field', 'アカウント', 'E1'],
      ['warning', 'unmatched-row', 'メモ', undefined],
    ]);
  });

  it('refuses a second row for one thing', async () => {
    const twice = plain();
    twice['機器']?.push(['sensor', 5, '屋内']);
    expect(await only(twice)).toMatchObject({ code: 'duplicate-key', place: ['機器', 'A3'] });
    const cities = plain();
    cities['都市']?.push(['town-2', '町', 'hall']);
    expect(await only(cities)).toMatchObject({ code: 'unmatched-row', place: ['都市', 'A3'] });
  });
});

describe('a cell that is not a value', () => {
  const withSheet = async (change: (xml: string) => string): Promise<Uint8Array> => {
    const parts = unzipSync(await book(plain()));
    const path = 'xl/worksheets/sheet10.xml';
    return zipSync({ ...parts, [path]: strToU8(change(strFromU8(parts[path] as Uint8Array))) });
  };

  it('is refused where it is a formula, whatever result it shows', async () => {
    for (const cell of [
      '<c r="D2"><f>1+2</f><v>3</v></c>',
      '<c r="D2"><f>1+2</f></c>',
      '<c r="D2" t="str"><f t="shared" si="0"/><v>3</v></c>',
    ]) {
      const { city, diagnostics } = await readCityWorkbook(
        await withSheet((xml) => xml.replace(/<c r="D2".*?<\/c>/, cell)),
      );
      expect(city).toBeUndefined();
      expect(diagnostics[0]).toMatchObject({
        code: 'formula-refused',
        place: { sheet: 'アカウント', cell: 'D2' },
      });
    }
  });

  it('is refused where it is an error', async () => {
    const { diagnostics } = await readCityWorkbook(
      await withSheet((xml) =>
        xml.replace(/<c r="D2".*?<\/c>/, '<c r="D2" t="e"><v>#REF!</v></c>'),
      ),
    );
    expect(diagnostics[0]).toMatchObject({ code: 'wrong-type', place: { cell: 'D2' } });
  });

  it('leaves readings of kanji out of the text', async () => {
    const parts = unzipSync(await book(plain()));
    const strings = strFromU8(parts['xl/sharedStrings.xml'] as Uint8Array).replace(
      '<t>業者</t>',
      '<t>業者</t><rPh sb="0" eb="2"><t>ギョウシャ</t></rPh><phoneticPr fontId="1"/>',
    );
    expect(strings).toContain('rPh');
    expect(
      (await readCityWorkbook(zipSync({ ...parts, 'xl/sharedStrings.xml': strToU8(strings) })))
        .city,
    ).toEqual(small);
  });
});

describe('what is written', () => {
  const texts = ['=1+1', '=cmd|x', '+81', '-5', '@you', '_x0041_', '  ', "'quoted"];

  it('is never a formula', async () => {
    for (const name of texts.filter((t) => t.trim() !== '')) {
      const bytes = await writeCityWorkbook({
        ...small,
        name,
        organisations: small.organisations.map((o) => ({ ...o, note: name })),
      });
      for (const [path, part] of Object.entries(unzipSync(bytes)))
        if (path.startsWith('xl/worksheets/')) expect(strFromU8(part)).not.toMatch(/<f[\s>]/);
      expect((await readCityWorkbook(bytes)).city).toMatchObject({ name });
    }
  });

  it.each(['ja', 'en'] as const)(
    'is a template with an example in each sheet (%s), ignored when read',
    async (locale) => {
      const bytes = await cityTemplate(locale);
      const { sheets } = await readXlsx(bytes);
      expect(sheets.map((s) => s.name)).toEqual([
        guideName[locale],
        ...sheetLayouts.map((l) => l.name[locale]),
      ]);
      for (const sheet of sheets.slice(1)) {
        expect(String(sheet.rows[1]?.[0])).toMatch(/^※/);
        expect(String(sheet.rows[2]?.[0])).toMatch(locale === 'ja' ? /^例：/ : /^e\.g\. /);
      }
      const { diagnostics } = await readCityWorkbook(bytes);
      expect(diagnostics.map((d) => [d.code, d.place.sheet])).toEqual([
        ['missing-field', sheetLayouts[0]?.name[locale]],
      ]);
    },
  );

  it('offers words in drop-downs that Excel takes, and hides nothing', async () => {
    const { sheets } = await readXlsx(await writeCityWorkbook(small));
    expect(sheets.some((s) => s.hidden === true || s.veryHidden === true)).toBe(false);
    const rules = sheets.flatMap((s) => s.dataValidations ?? []);
    expect(rules.length).toBeGreaterThan(30);
    for (const rule of rules) {
      expect((rule.values ?? []).join(',').length).toBeLessThan(250);
      expect((rule.values ?? []).every((v) => !v.includes(','))).toBe(true);
    }
  });

  it('has one heading for each column of a sheet', () => {
    for (const { columns, name } of sheetLayouts)
      for (const locale of ['ja', 'en'] as const)
        expect(new Set(columns.map((c) => c.label[locale])).size, name.en).toBe(columns.length);
    for (const locale of ['ja', 'en'] as const)
      expect(new Set(sheetLayouts.map((l) => l.name[locale])).size).toBe(sheetLayouts.length);
  });

  it('shows names from outside by their labels, lists them, and takes them back', async () => {
    const named = (id: string, ja: string, en: string) => ({ id, name: { ja, en } });
    const names = {
      findingKinds: [
        named('default-password', '工場出荷時のパスワードのまま', 'Factory password'),
        named('same', '工場出荷時と同じ', 'Same'),
      ],
      facts: [named('one', '一つ、二つ', 'One, two'), named('plain', '住民がいる', 'Residents')],
      checkItems: [named('service-2-3', 'サービス②-3 認証、ほか', 'Service 2-3')],
    };
    const city: City = {
      ...small,
      facts: ['one', 'plain'],
      controls: [
        { checkItem: 'サービス②-3', subject: 'site', state: 'planned' },
        { checkItem: 'service-2-3', subject: 'site', state: 'planned' },
      ],
    };
    const bytes = await writeCityWorkbook(city, { names });
    const { sheets } = await readXlsx(bytes);
    const textOf = (name: string): CellValue[] =>
      sheets.find((s) => s.name === name)?.rows.flat() ?? [];
    expect(textOf('わかっている弱点')).toContain('工場出荷時のパスワードのまま');
    expect(textOf('都市')).toContain('one、住民がいる');
    expect(textOf('選べる名前')).toEqual(
      expect.arrayContaining(['工場出荷時と同じ', 'same', '一つ、二つ']),
    );
    const { city: again, diagnostics } = await readCityWorkbook(bytes, { names });
    expect(diagnostics).toEqual([]);
    expect(again).toEqual(city);
  });
});
