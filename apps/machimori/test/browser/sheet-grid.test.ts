import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { chromiumPath, faultsOf, violations } from './chromium.ts';
import { cell, paste, row, saved, sheetOf } from './grid-tools.ts';
import { type SampleJourney, sampleJourney } from './sample-journey.ts';

describe.skipIf(chromiumPath === undefined)(
  'the grid of the check sheet',
  {
    timeout: 300_000,
  },
  () => {
    let city: SampleJourney;

    beforeAll(async () => {
      city = await sampleJourney();
    }, 480_000);
    afterEach(() => city.leave());
    afterAll(() => city?.end());

    const enter = (role: string): Promise<Page> => city.enter(role);
    const sheet = (page: Page, asked?: string): Promise<void> => sheetOf(city, page, asked);

    it('is written into by an input method, and Enter that ends its words stays in the cell', async () => {
      const page = await enter('都市の管理者');
      await sheet(page);
      await cell(page, 2, 'statement').click();
      const tools = await page.context().newCDPSession(page);
      await tools.send('Input.imeSetComposition', {
        text: 'きろく',
        selectionStart: 3,
        selectionEnd: 3,
      });
      await page.locator('.m-sheet-editor[data-open]').waitFor();
      await tools.send('Input.insertText', { text: '記録を残している' });
      const editor = page.locator('.m-sheet-editor[data-open]');
      expect(await editor.inputValue()).toBe('記録を残している');
      await page.keyboard.press('Enter');
      await saved(page);
      expect(await cell(page, 2, 'statement').textContent()).toContain('記録を残している');
      expect(await cell(page, 3, 'statement').getAttribute('data-active')).toBe('');
      // The state is chosen by its words.
      await cell(page, 2, 'state').click();
      await page.keyboard.type('済');
      await page.keyboard.press('Tab');
      await page.getByText('実施済み', { exact: true }).first().waitFor();
      expect(await cell(page, 2, 'state').textContent()).toContain('実施済み');
      expect(await faultsOf(page, 'sheet-grid')).toEqual([]);
    });

    it('takes a block from Excel, gives it back, and undoes it as a whole', async () => {
      const page = await enter('都市の管理者');
      await sheet(page);
      await cell(page, 10, 'planned').click();
      const rows = Array.from(
        { length: 20 },
        (_, n) => `2027年${(n % 12) + 1}月\t"一行目\n${n}番"`,
      );
      await paste(page, `${rows.join('\r\n')}\r\n`);
      await page.getByText('40欄に貼り付けました').waitFor();
      await saved(page);
      await sheet(page);
      await cell(page, 10, 'planned').click();
      expect(await cell(page, 10, 'statement').textContent()).toContain('0番');
      await cell(page, 11, 'planned').click();
      await cell(page, 12, 'statement').click({ modifiers: ['Shift'] });
      await paste(page, '同じ');
      await page.getByText('4欄に貼り付けました').waitFor();
      await saved(page);
      await page.keyboard.press('Control+z');
      await page.getByText('4欄を元に戻しました').waitFor();
      await saved(page);
      expect(await cell(page, 12, 'planned').textContent()).toContain('2027年3月');
    });

    it('keeps what is written while the line is broken', async () => {
      const page = await enter('都市の管理者');
      await sheet(page);
      await page.context().setOffline(true);
      await cell(page, 5, 'statement').click();
      await page.keyboard.type('切れている間に書いた');
      await page.keyboard.press('Enter');
      await page.getByText('まだ保存できていません（1欄）').waitFor();
      await page.context().setOffline(false);
      // It is sent again by itself as soon as the browser says that the line holds.
      await saved(page);
      await sheet(page);
      expect(await cell(page, 5, 'statement').textContent()).toContain('切れている間に書いた');
    });

    it('is narrowed and kept as a view; chosen lines are written, handed in and accepted together', async () => {
      const vendor = await enter('記入者');
      await sheet(vendor);
      await vendor.getByLabel('答える組織').selectOption({ label: 'うねり交通システム株式会社' });
      await vendor.getByRole('button', { name: 'この見かたを残す' }).click();
      await vendor.getByLabel('見かたの名前').fill('うちの行');
      await vendor.getByRole('dialog').getByRole('button', { name: 'この見かたを残す' }).click();
      await vendor.getByText('見かたを残しました').waitFor();
      await sheet(vendor);
      await vendor.getByLabel('残した見かた').selectOption({ label: 'うちの行' });
      await vendor.waitForURL(/answeredBy=/);
      // Until the new lines are there, the old ones stay.
      await vendor.reload();
      await vendor.getByRole('grid').waitFor();
      for (const index of [2, 3]) await row(vendor, index).getByRole('checkbox').check();
      for (const [field, value] of [
        ['どのように行っているか', '毎月確かめている'],
        ['実施状況', 'implemented'],
      ] as const) {
        await vendor.getByRole('button', { name: 'まとめて書く' }).click();
        const dialog = vendor.getByRole('dialog');
        await dialog.getByLabel('欄', { exact: true }).selectOption({ label: field });
        const given = dialog.getByLabel('書くこと');
        await (value === 'implemented' ? given.selectOption(value) : given.fill(value));
        await dialog.getByRole('button', { name: '選んだ行に書く' }).click();
        await saved(vendor);
      }
      await vendor.getByRole('button', { name: '提出する' }).click();
      await vendor.getByRole('dialog', { name: '2行を進めました' }).waitFor();

      const approver = await enter('承認者');
      await sheet(approver, '?stage=submitted');
      await approver.getByText('2行', { exact: true }).waitFor();
      await approver.getByLabel('表示している行をすべて選ぶ').check();
      await approver.getByRole('button', { name: '認める' }).click();
      await approver.getByRole('dialog').getByRole('button', { name: '認める' }).click();
      await approver.getByRole('dialog', { name: '2行を進めました' }).waitFor();
      expect(await cell(approver, 2, 'stage').textContent()).toContain('認められた');
      expect(await faultsOf(approver, 'sheet-grid-bulk')).toEqual([]);
    });

    it('puts chosen lines into hands, asks for others, and goes on through what it was narrowed to', async () => {
      const vendor = await enter('記入者');
      await sheet(vendor, '?answeredBy=uneri');
      for (const index of [2, 3]) await row(vendor, index).getByRole('checkbox').check();
      await vendor.getByRole('button', { name: '担当者を決める' }).click();
      const dialog = vendor.getByRole('dialog', { name: '担当者を決める' });
      await expect.poll(() => dialog.getByRole('option').count(), { timeout: 15_000 }).not.toBe(1);
      await dialog.getByLabel('担当者', { exact: true }).selectOption({ index: 1 });
      expect(await faultsOf(vendor, 'sheet-grid-assign')).toEqual([]);
      await dialog.getByRole('button', { name: '担当者にする' }).click();
      const done = vendor.getByRole('dialog', { name: '2行の担当者を変えました' });
      await done.getByRole('button', { name: '閉じる' }).last().click();
      for (const index of [2, 3])
        expect(await cell(vendor, index, 'owner').textContent()).not.toBe('');
      expect(await cell(vendor, 4, 'owner').textContent()).toBe('');
      await row(vendor, 2).getByRole('link').click();
      await vendor.waitForURL(/\/sheet\/line\?.*answeredBy=uneri/);
      const at = vendor.url();
      await vendor.getByRole('navigation', { name: '行から行へ' }).waitFor();
      await vendor.keyboard.press('Control+Enter');
      await vendor.waitForURL((url) => url.href !== at && url.search.includes('answeredBy=uneri'));

      const officer = await enter('都市の管理者');
      await sheet(officer, '?answeredBy=uneri');
      await row(officer, 4).getByRole('checkbox').check();
      await officer.getByRole('button', { name: '回答を頼む' }).click();
      const asking = officer.getByRole('dialog', { name: '回答を頼む' });
      await asking.getByLabel('いつまでに').fill('2030-03-31');
      await asking.getByRole('button', { name: '回答を頼む' }).click();
      await officer.getByRole('dialog', { name: '1行の回答を頼みました' }).waitFor();
    });

    it('lets lines be chosen from cards', async () => {
      const page = await enter('都市の管理者');
      await page.setViewportSize({ width: 320, height: 800 });
      await page.goto(`${city.program.origin}/sheet?answeredBy=uneri`);
      await page.locator('.m-sheet-card').first().getByRole('checkbox').check();
      await page.getByText('1行を選んでいます').waitFor();
      expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBe(0);
      expect(await violations(page)).toEqual([]);
      await page.getByLabel('表示している行をすべて選ぶ').check();
      await page.getByText('1行を選んでいます').waitFor({ state: 'detached' });
      await page.getByRole('button', { name: '担当者を決める' }).waitFor();
    });

    it('is gathered as a tree, and read as cards where there is no room', async () => {
      const page = await enter('都市の管理者');
      await page.goto(`${city.program.origin}/sheet?gather=subject`);
      await page.getByRole('treegrid').waitFor();
      const heap = page.locator('[role="row"][aria-level="1"]').first();
      expect(await heap.getAttribute('aria-expanded')).toBe('true');
      await heap.click();
      await expect.poll(() => heap.getAttribute('aria-expanded')).toBe('false');
      expect(await faultsOf(page, 'sheet-grid-gathered')).toEqual([]);
      await page.setViewportSize({ width: 320, height: 800 });
      await page.locator('.m-sheet-card').first().waitFor();
      expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBe(0);
      expect(await faultsOf(page, 'sheet-cards')).toEqual([]);
    });
  },
);
