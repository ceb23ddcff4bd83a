import { readFileSync } from 'node:fs';
import { readSheetBook } from '@machimori/documents/sheet-books';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { rawBook, rawRows } from '../register/raw-book.ts';
import { filledBook } from '../routes/sheet-book-examples.ts';
import { chromiumPath, faultsOf } from './chromium.ts';
import { type SampleJourney, sampleJourney } from './sample-journey.ts';

describe.skipIf(chromiumPath === undefined)(
  'the check sheet by Excel',
  { timeout: 300_000 },
  () => {
    let city: SampleJourney;

    beforeAll(async () => {
      city = await sampleJourney();
    }, 480_000);
    afterEach(() => city.leave());
    afterAll(() => city?.end());

    const enter = (role: string): Promise<Page> => city.enter(role);

    /** Writes into a line on its own page, as a colleague would meanwhile. */
    async function writeHere(page: Page, line: string, words: string): Promise<void> {
      await page.goto(`${city.program.origin}/sheet/line?id=${encodeURIComponent(line)}`);
      await page.getByLabel(/どのように行っているか/).fill(words);
      await page.keyboard.press('Tab');
      await page.getByRole('status').filter({ hasText: '保存しました' }).waitFor();
    }

    it('goes out, comes back, shows what would change, asks where both wrote, and is merged', async () => {
      const vendor = await enter('記入者');
      await vendor.goto(`${city.program.origin}/sheet`);
      await vendor.getByRole('link', { name: 'Excelでやりとり' }).click();
      await vendor.getByRole('heading', { name: 'Excelを出す' }).waitFor();
      const [got] = await Promise.all([
        vendor.waitForEvent('download'),
        vendor
          .getByRole('button', { name: 'うねり交通システム株式会社の回答用Excelを受け取る' })
          .click(),
      ]);
      expect(got.suggestedFilename()).toMatch(
        /^チェックシート_うねり交通システム株式会社_BK-.*\.xlsx$/,
      );
      const { rows } = readSheetBook(readFileSync(await got.path()));
      const number = rows[0]?.number ?? '';
      const [both, fresh] = rows.map(({ line }) => line);
      await writeHere(vendor, both ?? '', '画面で書いた');

      const back = await filledBook(number, [
        { line: both ?? '', statement: 'Excelで書いた' },
        { line: fresh ?? '', state: 'in-progress', planned: '令和9年度上期' },
        { line: 'service-2-3@nowhere', statement: '行がない' },
      ]);
      await vendor.goto(`${city.program.origin}/sheet/books`);
      await vendor
        .locator('input[type=file]')
        .first()
        .setInputFiles({
          name: '回答.xlsx',
          mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
          buffer: Buffer.from(back),
        });
      await vendor.getByRole('heading', { name: '取り込むと変わるところ' }).waitFor();
      await vendor.getByRole('tab', { name: '両方で書きかえられた 1' }).waitFor();
      expect(await faultsOf(vendor, 'sheet-books-preview')).toEqual([]);
      await vendor.getByText('画面で書いた').waitFor();
      await vendor.getByRole('button', { name: 'すべてExcelのほうにする' }).click();
      await vendor.getByRole('tab', { name: /取り込めない 1/ }).click();
      await vendor.getByText(/この行は見つかりません/).waitFor();
      await vendor.getByRole('button', { name: '取り込む', exact: true }).click();
      await vendor.getByText('3か所を書きました').first().waitFor();
      expect(await faultsOf(vendor, 'sheet-books-merged')).toEqual([]);
      await vendor.goto(`${city.program.origin}/sheet/line?id=${encodeURIComponent(both ?? '')}`);
      await expect
        .poll(() => vendor.getByLabel(/どのように行っているか/).inputValue())
        .toBe('Excelで書いた');
    });

    it('asks whose answers an official sheet has, and says it before and after it is merged', async () => {
      const officer = await enter('都市の管理者');
      await officer.goto(`${city.program.origin}/sheet`);
      const lines = await officer.request.get('/api/v1/sheet/lines?answeredBy=uneri&most=1');
      const { checkItems } = (await lines.json()) as { checkItems: { label: { ja: string } }[] };
      const label = checkItems[0]?.label.ja ?? '';
      const official = rawBook(
        rawRows([
          ['項目', '実装予定時期', '実装方法'],
          [label, '', '公式のシートに書いた'],
        ]),
      );
      await officer.goto(`${city.program.origin}/sheet/books`);
      await officer
        .locator('input[type=file]')
        .first()
        .setInputFiles({
          name: '別紙1.xlsx',
          mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
          buffer: Buffer.from(official),
        });
      await officer.getByText('公式のチェックシートです。どの組織の回答ですか').waitFor();
      expect(await faultsOf(officer, 'sheet-books-whose')).toEqual([]);
      const look = officer.getByRole('button', { name: 'この組織の回答として見る' });
      // Nobody's own organisation is supposed.
      await look.click();
      await officer.getByText('組織を選んでください。').first().waitFor();
      expect(await faultsOf(officer, 'sheet-books-whose-missing')).toEqual([]);
      await officer
        .locator('select[name=answeredBy]')
        .selectOption({ label: 'うねり交通システム株式会社' });
      await look.click();
      await officer.getByText('「うねり交通システム株式会社」の回答として見ています').waitFor();
      expect(await faultsOf(officer, 'sheet-books-official')).toEqual([]);
      await officer.getByRole('button', { name: 'English' }).click();
      await officer.getByText(/Looked at as the answers of/).waitFor();
      expect(await faultsOf(officer, 'sheet-books-official-en')).toEqual([]);
      for (const spread of await officer.getByRole('checkbox', { name: /into all/ }).all())
        await spread.click();
      await officer.getByRole('button', { name: 'Merge', exact: true }).click();
      await officer
        .getByText(/As the answers of .+ written/)
        .first()
        .waitFor();
      expect(await faultsOf(officer, 'sheet-books-official-done-en')).toEqual([]);
      await officer.getByRole('button', { name: '日本語' }).click();
      await officer
        .getByText(/「うねり交通システム株式会社」の回答として、\d+か所を書きました/)
        .waitFor();
      expect(await faultsOf(officer, 'sheet-books-official-done')).toEqual([]);
    });

    it('gives the list of all lines while it is written', async () => {
      const officer = await enter('都市の管理者');
      await officer.goto(`${city.program.origin}/sheet/books`);
      const [got] = await Promise.all([
        officer.waitForEvent('download'),
        officer.getByRole('button', { name: '一覧を受け取る' }).click(),
      ]);
      expect(readSheetBook(readFileSync(await got.path())).rows.length).toBeGreaterThan(300);
    });
  },
);
