import type { Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { chromiumPath, faultsOf } from './chromium.ts';
import { type SampleJourney, sampleJourney } from './sample-journey.ts';

// Two people at one cell of the grid, a line that breaks, a program that is stopped while somebody types: what either
// wrote is on the page until it is on the server, or until somebody has chosen.

const patience = { timeout: 60_000 } as const;

describe.skipIf(chromiumPath === undefined)(
  'two people at one cell of the grid',
  { timeout: 240_000 },
  () => {
    let city: SampleJourney;

    beforeAll(async () => {
      city = await sampleJourney();
    }, 480_000);
    afterEach(() => city.leave());
    afterAll(() => city?.end());

    const enter = (role: string): Promise<Page> => city.enter(role);
    async function sheet(page: Page): Promise<void> {
      await page.goto(`${city.program.origin}/sheet?answeredBy=uneri`);
      await page.getByRole('grid').waitFor();
    }
    const statement = (page: Page, index: number): Locator =>
      page.locator(`[aria-rowindex="${index}"] [data-at="statement"]`);
    async function write(page: Page, index: number, words: string): Promise<void> {
      await statement(page, index).click();
      await page.keyboard.type(words);
      await page.keyboard.press('Enter');
    }
    const saved = (page: Page): Promise<void> =>
      page.getByRole('status').filter({ hasText: '保存しました' }).waitFor();
    const first = '1欄を、ほかの人が先に書きかえました';
    async function both(page: Page): Promise<Locator> {
      const table = page.getByRole('table').filter({ hasText: '相手が書いたもの' });
      await page.getByRole('heading', { name: first }).waitFor();
      await table.waitFor();
      return table;
    }
    const kept = async (page: Page, index: number): Promise<string> => {
      await sheet(page);
      return (await statement(page, index).textContent()) ?? '';
    };

    it('see both, and what either chooses stays', async () => {
      const [vendor, officer] = [await enter('記入者'), await enter('都市の管理者')];
      await Promise.all([sheet(vendor), sheet(officer)]);
      await write(vendor, 2, '事業者が先に書いた');
      await saved(vendor);
      await write(officer, 2, '市があとから書いた');
      const table = await both(officer);
      expect(await table.textContent()).toContain('事業者が先に書いた');
      expect(await table.textContent()).toContain('市があとから書いた');
      expect(await faultsOf(officer, 'sheet-grid-conflict')).toEqual([]);
      // Until somebody has chosen, what was there first is there.
      expect(await kept(vendor, 2)).toContain('事業者が先に書いた');
      await officer.getByRole('button', { name: '自分のものにする' }).click();
      await saved(officer);
      expect(await kept(vendor, 2)).toContain('市があとから書いた');

      await write(officer, 2, '市がまた書いた');
      await saved(officer);
      await write(vendor, 2, '事業者も書きなおした');
      await both(vendor);
      await vendor.getByRole('button', { name: '相手のものを残す' }).click();
      await expect
        .poll(async () => await statement(vendor, 2).textContent(), patience)
        .toContain('市がまた書いた');
      expect(await kept(officer, 2)).toContain('市がまた書いた');
    });

    it('one of whom has no connection for a while: the other’s words are not lost, nor theirs', async () => {
      const [vendor, officer] = [await enter('記入者'), await enter('都市の管理者')];
      await Promise.all([sheet(vendor), sheet(officer)]);
      await vendor.context().setOffline(true);
      await write(vendor, 4, '切れている間の事業者');
      await vendor.getByText('まだ保存できていません（1欄）').waitFor();
      await write(vendor, 5, 'だれも触れていない欄');
      await vendor.getByText('まだ保存できていません（2欄）').waitFor();
      await write(officer, 4, 'その間の市');
      await saved(officer);
      await vendor.context().setOffline(false);
      const table = await both(vendor);
      expect(await table.textContent()).toContain('その間の市');
      expect(await table.textContent()).toContain('切れている間の事業者');
      await vendor.getByRole('button', { name: '自分のものにする' }).click();
      await expect
        .poll(async () => await kept(officer, 4), patience)
        .toContain('切れている間の事業者');
      expect(await kept(officer, 5)).toContain('だれも触れていない欄');
    });

    it('keep the sheet where a part beside it could not be fetched', async () => {
      const vendor = await enter('記入者');
      const away: string[] = [];
      await vendor.route(/\/assets\/(sheet-report|sheet-views)-[^/]*\.js$/, (route) => {
        away.push(route.request().url());
        return route.abort();
      });
      await sheet(vendor);
      await expect.poll(() => away.length, patience).toBeGreaterThan(1);
      await vendor.waitForLoadState('networkidle');
      await write(vendor, 8, '部品が届かなくても書ける');
      await saved(vendor);
    });

    it('outlive a program that is stopped while they type, and started again', async () => {
      const vendor = await enter('記入者');
      await sheet(vendor);
      // What the page is made of has come: what this is about is what is typed.
      await vendor.waitForLoadState('networkidle');
      await city.program.again(async () => {
        await write(vendor, 6, '止まっている間に書いた');
        await vendor.getByText('まだ保存できていません（1欄）').waitFor();
        await statement(vendor, 7).click();
        await vendor.keyboard.type('書きかけ');
      });
      await vendor.keyboard.type('の続き');
      await vendor.keyboard.press('Enter');
      await saved(vendor);
      await expect
        .poll(async () => await kept(vendor, 6), patience)
        .toContain('止まっている間に書いた');
      expect(await kept(vendor, 7)).toContain('書きかけの続き');
    });
  },
);
