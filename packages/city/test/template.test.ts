import type { Locale } from '@machimori/kernel';
import { readXlsx, type Sheet, writeXlsx } from 'hucre/xlsx';
import { describe, expect, it } from 'vitest';
import { exampleCity } from '../src/example-city.ts';
import { cityTemplate, readCityWorkbook, writeCityWorkbook } from '../src/index.ts';
import { exampleMarks, sheetLayouts, turnOf } from '../src/workbook-layout.ts';

const names = {
  findingKinds: [
    {
      id: 'default-password',
      name: { ja: '工場出荷時のパスワードのまま', en: 'Factory password' },
    },
  ],
};
const sheetsOf = async (locale: Locale = 'ja'): Promise<readonly Sheet[]> =>
  (await readXlsx(await cityTemplate(locale, names))).sheets;
const sheetNamed = async (name: string): Promise<Sheet> => {
  const sheet = (await sheetsOf()).find((s) => s.name === name);
  if (!sheet) throw new Error(`no sheet ${name}`);
  return sheet;
};
const noteUnder = async (sheet: string, heading: string): Promise<string> => {
  const { rows } = await sheetNamed(sheet);
  return String(rows[1]?.[(rows[0] ?? []).indexOf(heading)]);
};

describe('the examples of a template', () => {
  it.each(['ja', 'en'] as const)(
    'are one small city through all sheets, without a word to say about it (%s)',
    async (locale) => {
      const mark = exampleMarks[locale];
      const sheets = (await sheetsOf(locale)).slice(1).map(({ name, rows }) => ({
        name,
        rows: rows
          .filter((row, at) => at === 0 || String(row[0]).startsWith(mark))
          .map(([first, ...others]) => [String(first).replace(mark, ''), ...others]),
      }));
      const { city, diagnostics } = await readCityWorkbook(await writeXlsx({ sheets }), { names });
      expect(diagnostics).toEqual([]);
      expect(city).toEqual(exampleCity(locale));
    },
  );

  it('give a service what services have, and open data no people', () => {
    const { components, dataSets } = exampleCity('ja');
    for (const { kind, service, device, hosting } of components) {
      expect(service !== undefined).toBe(kind === 'service');
      expect(device !== undefined).toBe(kind === 'device-group');
      if (hosting) expect(kind).toBe('service');
    }
    for (const { disclosure, subjects, personalData } of dataSets) {
      expect(subjects !== undefined).toBe(personalData.length > 0);
      if (subjects) expect(disclosure).not.toBe('open');
    }
  });
});

describe('the notes of a template', () => {
  it('name no column that is not there', async () => {
    for (const { rows } of (await sheetsOf()).slice(1))
      for (const note of rows[1] ?? []) expect(String(note)).not.toMatch(/【「/);
    expect(await noteUnder('組織', '評価した日')).toContain('【評価したことを書くなら必須】');
    expect(await noteUnder('しくみ', '緯度')).toContain('【緯度と経度は、二つとも書きます】');
    expect(await noteUnder('データ', '誰のデータか')).toContain('【個人のデータなら必須】');
  });

  it('say how to write what is chosen and what is a day', async () => {
    expect(await noteUnder('わかっている弱点', '種類')).toContain(
      '一覧から選びます（「選べる名前」のシートにもあります）。',
    );
    for (const [sheet, heading] of [
      ['契約', '終了日'],
      ['わかっている弱点', '分かった日'],
    ] as const)
      expect(await noteUnder(sheet, heading)).toContain('令和9年3月31日');
    expect(await noteUnder('契約', '更新')).toContain('終わったあとどうなるか');
  });

  it('ask for no version, which is filled in and alone is no city', async () => {
    expect(await noteUnder('都市', '様式の版')).not.toContain('必須');
    const { rows } = await sheetNamed('都市');
    const column = (rows[0] ?? []).indexOf('様式の版');
    expect(rows[3]?.[column]).toBe(1);
  });
});

describe('the sheets of a template', () => {
  it('begin with the nine that a small town needs, in the order in which they are written', async () => {
    const [guide, ...sheets] = await sheetsOf();
    const needed = [
      '都市',
      '組織',
      '連絡先',
      'しくみ',
      'サービスの内容',
      '機器',
      'データ',
      'データの流れ',
      '契約',
    ];
    expect(sheets.slice(0, 9).map((s) => s.name)).toEqual(needed);
    expect(sheetLayouts.filter((l) => turnOf(l) !== undefined)).toHaveLength(9);
    const numbered = (guide?.rows ?? []).filter(([turn]) => /^\d$/.test(String(turn)));
    expect(numbered.map(([, name]) => name)).toEqual(needed);
  });

  it('are printed without the columns that few fill in, unless somebody did', async () => {
    const lastPrinted = (sheet: Sheet | undefined): string => {
      const [, column = ''] = /:\$([A-Z]+)\$/.exec(sheet?.pageSetup?.printArea ?? '') ?? [];
      return String(sheet?.rows[0]?.[column.charCodeAt(0) - 65]);
    };
    expect(lastPrinted(await sheetNamed('組織'))).toBe('評価の方法');
    expect((await sheetNamed('都市')).rows[0]?.slice(-2)).toEqual(['英語名', '様式の版']);
    const city = exampleCity('en');
    const withNote = {
      ...city,
      organisations: city.organisations.map((o) => ({ ...o, note: '年に一度集まる' })),
    };
    for (const [given, last] of [
      [city, '決めた日・署名した日'],
      [withNote, '備考'],
    ] as const) {
      const { sheets } = await readXlsx(await writeCityWorkbook(given));
      const sheet = sheets.find((s) => s.name === '組織');
      expect(lastPrinted(sheet)).toBe(last);
      // Rows that nobody filled in make no pages.
      expect(sheet?.pageSetup?.printArea).toMatch(/\$4$/);
    }
  });

  it('say what to do where something is written that is not on a list, and still take it', async () => {
    const rules = (await sheetsOf()).flatMap((s) => s.dataValidations ?? []);
    const speaking = rules.filter((rule) => rule.showErrorMessage === true);
    expect(speaking.length).toBeGreaterThan(30);
    for (const { errorStyle, errorMessage } of speaking) {
      expect(errorStyle).not.toBe('stop');
      expect(errorMessage).toMatch(/選んで|選ぶか/);
      expect(errorMessage?.length).toBeLessThan(225);
    }
  });

  it('offer keys from below the examples of the sheet that holds them', async () => {
    const rule = (await sheetNamed('連絡先')).dataValidations?.[0];
    const examples = exampleCity('ja').organisations.length;
    expect(rule?.formula1).toBe(`'組織'!$A$${2 + examples + 1}:$A$1000`);
  });
});
