import type { Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { chromiumPath, faultsOf } from './chromium.ts';
import { cell, paste, saved, sheetOf } from './grid-tools.ts';
import { type SampleJourney, sampleJourney } from './sample-journey.ts';

describe.skipIf(chromiumPath === undefined)(
  'what the grid of the check sheet says',
  { timeout: 300_000 },
  () => {
    let city: SampleJourney;

    beforeAll(async () => {
      city = await sampleJourney();
    }, 480_000);
    afterEach(() => city.leave());
    afterAll(() => city?.end());

    const enter = (role: string): Promise<Page> => city.enter(role);
    const sheet = (page: Page, asked?: string): Promise<void> => sheetOf(city, page, asked);

    it('tells beside the rows what became of them, above nothing that one works at', async () => {
      const page = await enter('記入者');
      await sheet(page);
      // Down to where the frame's upper edge, and all that stands above it, is out of the window.
      await page.evaluate('document.querySelector(".m-sheet").scrollIntoView({ block: "end" })');
      const own = page.locator('.m-sheet-row:has([data-at="state"]:not([aria-readonly]))').first();
      await own.locator('[data-at="planned"]').click();
      await paste(
        page,
        '2027年3月\tしくみを入れた\tここには書けない\r\n2027年4月\t二行目\tここにも',
      );
      const told = page.locator('.m-sheet-told');
      await told.getByText(/欄は、書けない欄か表の外/).waitFor();
      await saved(page);
      expect(await page.getByText(/欄は、書けない欄か表の外/).count()).toBe(1);
      const placeOf = async (of: Locator) => {
        const { y = 0, height = 0 } = (await of.boundingBox()) ?? {};
        return { top: y, bottom: y + height };
      };
      const active = page.locator('.m-sheet-cell[data-active]');
      await expect
        .poll(async () => {
          const bar = await placeOf(told);
          const at = await placeOf(active);
          return [bar.bottom <= 801, at.top >= -1, at.bottom <= bar.top + 1];
        })
        .toEqual([true, true, true]);
      await page.getByRole('button', { name: 'はじめの残した欄へ' }).click();
      await expect.poll(() => active.getAttribute('data-at')).toBe('stage');
      expect(await faultsOf(page, 'sheet-grid-told')).toEqual([]);
      await told.getByRole('button', { name: '閉じる' }).click();
      expect(await page.getByText(/欄は、書けない欄か表の外/).count()).toBe(0);
      // What cannot be emptied says so too, and nothing else.
      await own.locator('[data-at="stage"]').click();
      await page.keyboard.press('Delete');
      await told
        .getByText('1欄は、書けない欄か表の外なので、そのままです', { exact: true })
        .waitFor();
      await own.locator('[data-at="planned"]').click();
      await page.keyboard.press('Delete');
      await told.getByText('1欄を空にしました', { exact: true }).waitFor();
      await saved(page);
      await page.keyboard.press('Control+z');
      await told.getByText('1欄を元に戻しました').waitFor();
      await saved(page);
      // Taken back, what nobody had answered is not answered again.
      await own.locator('[data-at="planned"]').click();
      await page.keyboard.press('Control+z');
      await told.getByText(/欄を元に戻しました/).waitFor();
      await saved(page);
      await expect.poll(() => own.locator('[data-at="stage"]').textContent()).toBe('未回答');
    });

    it('has room for the words of its states in English too, and shows them beside each other', async () => {
      const page = await enter('都市の管理者');
      await page.evaluate("localStorage.setItem('machimori.language', 'en')");
      await sheet(page);
      await page.getByText('From the description', { exact: true }).first().waitFor();
      await page.getByText('Implemented', { exact: true }).first().waitFor();
      const cut = `[...document.querySelectorAll('[data-at="state"], [data-at="stage"]')]
        .flatMap((each) => [...each.querySelectorAll('.m-sheet-words')])
        .filter((each) => each.scrollWidth > each.clientWidth || each.clientHeight > 40)
        .map((each) => each.textContent)`;
      expect(await page.evaluate(cut)).toEqual([]);
      const frame = await page.locator('.m-sheet').boundingBox();
      const stage = await page.locator('.m-sheet-row [data-at="stage"]').first().boundingBox();
      expect((stage?.x ?? 0) + (stage?.width ?? 0)).toBeLessThanOrEqual(
        (frame?.x ?? 0) + (frame?.width ?? 0),
      );
    });

    it('leads to the cell that is refused, and goes on saying so when that is closed', async () => {
      const page = await enter('都市の管理者');
      await sheet(page);
      await cell(page, 20, 'state').click();
      await paste(page, 'わからない');
      const told = page.locator('.m-sheet-told');
      await told.getByRole('alert').getByText('1欄は、このままでは保存できません').waitFor();
      await cell(page, 16, 'item').click();
      await told.getByRole('button', { name: 'その欄へ' }).click();
      await expect.poll(() => cell(page, 20, 'state').getAttribute('data-active')).toBe('');
      await told.getByRole('alert').getByRole('button', { name: '閉じる' }).click();
      await told.getByRole('button', { name: '1欄は、このままでは保存できません' }).click();
      await told.getByRole('alert').waitFor();
      await cell(page, 20, 'state').click();
      await page.keyboard.press('Control+z');
      await told.getByRole('alert').waitFor({ state: 'detached' });
    });

    it('says what was looked for where nothing was found, and on paper what it was narrowed to', async () => {
      const page = await enter('都市の管理者');
      await page.goto(
        `${city.program.origin}/sheet?words=ありえない&answeredBy=uneri&order=subject`,
      );
      const none = page.locator('.m-empty');
      await none.getByText('探したことば：「ありえない」').waitFor();
      await none.getByText('答える組織：うねり交通システム株式会社').waitFor();
      expect(await faultsOf(page, 'sheet-nothing-found')).toEqual([]);
      await none.getByRole('button', { name: 'しぼり込みをやめる' }).click();
      await page.getByRole('grid').waitFor();
      expect(new URL(page.url()).search).toBe('?order=subject');
      await sheet(page, '?answeredBy=uneri&order=subject&descending=true');
      await page.getByText(/^\d+行$/).waitFor();
      // What the paper says was asked for before anybody prints.
      await page.waitForLoadState('networkidle');
      await page.evaluate('dispatchEvent(new Event("beforeprint"))');
      const paper = page.locator('dl', { hasText: '印刷した日時' });
      const said = (await paper.textContent()) ?? '';
      expect(said).toContain('答える組織：うねり交通システム株式会社');
      expect(said).toContain('対象：降順');
      expect(said).toMatch(/見える\d+行のうち\d+行/);
    });
  },
);
