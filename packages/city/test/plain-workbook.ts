import { type CellValue, type WriteSheet, writeXlsx } from 'hucre/xlsx';
import { expect } from 'vitest';
import { readCityWorkbook, type WorkbookReadOptions } from '../src/index.ts';

export type Rows = Record<string, CellValue[][]>;

/** The small city as plain tables: no styles, no drop-downs, no notes, as a sanitiser leaves them. */
export const plain = (): Rows => ({
  都市: [
    ['キー', '名前', '推進主体'],
    ['town', '町', 'hall'],
  ],
  組織: [
    ['キー', '名前', '役割', '組織の形', '所在国', '従う法律の国'],
    ['hall', '町役場', '推進主体', '公的機関', 'JP', '日本'],
    ['firm', '業者', null, 'business', 'JP', 'JP'],
  ],
  連絡先: [
    ['組織のキー', '使うとき', '部署・役職'],
    ['hall', '事故のとき', '総務課'],
  ],
  契約: [
    ['キー', '名前', '種類', '委託元', '委託先', '対象のしくみ', '開始日', '終了日', '更新'],
    [
      'deal',
      '委託',
      '委託',
      'hall',
      'firm',
      'site、sensor',
      '2026-04-01',
      '2027-03-31',
      '毎年更新',
    ],
  ],
  しくみ: [
    ['キー', '名前', '種類', '持ち主', '運用者', '持っているデータ'],
    ['site', '川のようす', 'サービス', 'hall', 'firm', 'level'],
    ['sensor', 'センサー', '機器', 'hall', null, null],
  ],
  サービスの内容: [
    ['しくみのキー', '分野'],
    ['site', '防災'],
  ],
  機器: [
    ['しくみのキー', '台数', '置き場所'],
    ['sensor', 4, '屋外・公共の場所'],
  ],
  データ: [
    ['キー', '名前', '持ち主', '公開の範囲'],
    ['level', '水位', 'hall', 'オープン'],
  ],
  データの流れ: [
    ['キー', '送り元', '送り先', '流れるデータ', '目的', '通信の方式'],
    ['wave', 'sensor', 'site', 'level', '知らせる', 'HTTPS'],
  ],
  アカウント: [
    ['キー', 'しくみ', '種類', '全部の数'],
    ['logins', 'site', '職員', 3],
  ],
  わかっている弱点: [
    ['キー', '種類', 'どこにあるか', '当てはまる数', '調べた数', '分かった日'],
    ['hole', 'default-password', 'sensor', 1, 4, '2026-05-01'],
  ],
  対策の状況: [
    ['チェック項目', 'どこの対策か', '状況', '実装予定時期'],
    ['サービス②-3', 'site', '予定あり', '令和8年度下期'],
  ],
});

export const book = (rows: Rows, more: Partial<WriteSheet> = {}): Promise<Uint8Array> =>
  writeXlsx({
    sheets: Object.entries(rows).map(([name, table]) => ({ name, rows: table, ...more })),
  });
export const readRows = async (rows: Rows, options: WorkbookReadOptions = {}) =>
  readCityWorkbook(await book(rows), options);

/** The tables with one cell changed. */
export function changedCell(sheet: string, row: number, column: number, value: CellValue): Rows {
  const rows = plain();
  const line = rows[sheet]?.[row];
  if (!line) throw new Error(`no such row: ${sheet} ${row}`);
  line[column] = value;
  return rows;
}

export const only = async (
  rows: Rows,
): Promise<{ code: string; place: unknown; nearest: string | undefined }> => {
  const { city, diagnostics } = await readRows(rows);
  const errors = diagnostics.filter((d) => d.severity === 'error');
  expect(city).toBeUndefined();
  expect(errors.map((d) => `${d.code} ${d.place.sheet ?? ''} ${d.place.cell ?? ''}`)).toHaveLength(
    1,
  );
  const [first] = errors;
  return {
    code: first?.code ?? '',
    place: [first?.place.sheet, first?.place.cell],
    nearest: first?.nearest,
  };
};
