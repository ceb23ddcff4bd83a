import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { chromiumPath, faultsOf } from './chromium.ts';
import { type SampleJourney, sampleJourney } from './sample-journey.ts';

const pictures = process.env['JOURNEY_PICTURES'];

/** The page on paper, as it would lie on a desk; kept where somebody looks at it. */
async function pagesOf(page: Page, name: string): Promise<number> {
  if (pictures !== undefined) mkdirSync(pictures, { recursive: true });
  const paper = await page.pdf({
    format: 'A4',
    printBackground: true,
    ...(pictures === undefined ? {} : { path: join(pictures, `${name}.pdf`) }),
  });
  return paper.toString('latin1').match(/\/Type\s*\/Page\b/g)?.length ?? 0;
}

const styleOf = (page: Page, selector: string, property: string): Promise<string> =>
  page.evaluate<string>(
    `getComputedStyle(document.querySelector(${JSON.stringify(selector)})).${property}`,
  );

describe.skipIf(chromiumPath === undefined)(
  'who answers for what, in the sample city',
  { timeout: 300_000 },
  () => {
    let city: SampleJourney;

    beforeAll(async () => {
      city = await sampleJourney();
    }, 480_000);
    afterEach(() => city.leave());
    afterAll(() => city?.end());

    const enter = (role: string): Promise<Page> => city.enter(role);

    async function openPage(page: Page): Promise<void> {
      await page.getByRole('link', { name: '責任分界' }).click();
      await page.getByRole('heading', { level: 2, name: '担当が決まっていません' }).waitFor();
    }

    const card = (page: Page, name: RegExp) =>
      page.locator('.m-card', { has: page.getByRole('heading', { level: 3, name }) }).first();

    it('closes a gap with a boundary, after showing what follows, and takes it back', async () => {
      const page = await enter('都市の管理者');
      await openPage(page);
      expect(await faultsOf(page, 'responsibilities')).toEqual([]);
      const gap = card(page, /^のりバス・除雪\s*担当なし$/);
      await gap.getByRole('button', { name: /直し方を選ぶ/ }).click();
      await gap.getByRole('radio').nth(1).waitFor();
      expect(await faultsOf(page, 'responsibilities-mend')).toEqual([]);
      await gap.getByRole('button', { name: '起こることを確かめる' }).click();
      const asked = page.getByRole('dialog', { name: 'この分担を記しますか' });
      await asked.waitFor();
      // The contract is silent: all that it covers is settled at once, so that nothing of it is left presumed.
      await asked.getByText(/3か所すべての対策をうねり交通システム株式会社が行うと/).waitFor();
      expect(await faultsOf(page, 'responsibilities-follows')).toEqual([]);
      await asked.getByRole('button', { name: 'このとおりに記す' }).click();
      await page.getByText('分担を記しました').waitFor();
      await card(page, /^のりバス・除雪\s*担当なし$/).waitFor({ state: 'detached' });
      expect(await card(page, /^のりバス車載機/).count()).toBe(0);
      await page.getByRole('button', { name: '取り消す' }).click();
      await card(page, /^のりバス・除雪\s*担当なし$/).waitFor();
    });

    it('lets a vendor propose the same for its own part, and see nothing of others', async () => {
      const page = await enter('記入者');
      await openPage(page);
      const text = (await page.locator('main').textContent()) ?? '';
      expect(text).toContain('のりバス');
      expect(text).not.toContain('ほしコイン');
      const gap = card(page, /^のりバス・除雪\s*担当なし$/);
      await gap.getByRole('button', { name: /直し方を選ぶ/ }).click();
      await gap.getByRole('button', { name: '起こることを確かめる' }).click();
      const asked = page.getByRole('dialog');
      await asked.waitFor();
      await asked.getByRole('button', { name: /申し出る/ }).click();
      await page
        .getByText(/申し出ました/)
        .first()
        .waitFor();
    });

    it('shows the table by keyboard, as a list where it is narrow, and on paper', async () => {
      const page = await enter('監査者');
      await page.goto('/responsibilities?part=table');
      const grid = page.getByRole('grid', { name: '分担の表' });
      await grid.waitFor();
      expect(await faultsOf(page, 'responsibilities-table')).toEqual([]);
      await grid.focus();
      for (const key of ['ArrowRight', 'ArrowDown', 'End', 'Control+End'])
        await page.keyboard.press(key);
      const active = await grid.getAttribute('aria-activedescendant');
      const last = page.locator(`[id="${active}"]`);
      expect(await last.getAttribute('aria-selected')).toBe('true');
      expect(await grid.evaluate((each: { scrollTop: number }) => each.scrollTop)).toBeGreaterThan(
        0,
      );
      await page.keyboard.press('Control+Home');
      const first = page.locator('.m-duty-cell[data-state]').first();
      const id = await first.getAttribute('id');
      await first.click();
      await page.waitForURL(/\/why\?id=/);
      expect(id).not.toBeNull();
      await page.goBack();
      await page.setViewportSize({ width: 320, height: 640 });
      await page.getByRole('cell', { name: '取り決めあり' }).first().waitFor();
      expect(await grid.count()).toBe(0);
    });

    it('says before printing how many sheets the table takes, and offers to narrow it', async () => {
      const page = await enter('監査者');
      await page.goto('/responsibilities?part=table');
      const said = page.locator('#duty-sheets');
      await said.waitFor();
      const sheets = async (): Promise<number> =>
        Number(/A4でおよそ(\d+)枚/.exec((await said.textContent()) ?? '')?.[1]);
      const whole = await sheets();
      expect(whole).toBeGreaterThan(10);
      await page.evaluate('window.print = () => { document.body.dataset.printed = "yes"; }');
      await page.getByRole('button', { name: '印刷する' }).click();
      const asked = page.getByRole('dialog', { name: '印刷する前に' });
      await asked.getByText(`A4でおよそ${whole}枚`).waitFor();
      expect(await faultsOf(page, 'responsibilities-print')).toEqual([]);
      await asked.getByLabel('見せるもの').selectOption({ label: 'だれも行わないところだけ' });
      await expect.poll(sheets).toBeLessThan(whole);
      await asked.getByLabel('対象').selectOption({ label: 'のりバス車載機' });
      await page.waitForURL(/only=nobody/);
      await asked.getByRole('button', { name: '印刷する' }).click();
      await page.locator('body[data-printed]').waitFor();
      expect(await asked.count()).toBe(0);
      // What was said comes about, however much is printed.
      for (const part of ['', '&only=nobody', '&by=items', '&as=list']) {
        await page.goto(`/responsibilities?part=table${part}`);
        await said.waitFor();
        const [expected, made] = [await sheets(), await pagesOf(page, `paper${part}`)];
        expect(Math.abs(made - expected), part).toBeLessThanOrEqual(1 + expected * 0.15);
      }
    });

    it('prints whom to call, with lines to fill in for those outside', async () => {
      const page = await enter('監査者');
      await page.goto('/responsibilities?part=contacts');
      await page.getByRole('rowheader', { name: /JPCERT\/CC/ }).waitFor();
      await page.getByText('0000-20-1199').waitFor();
      expect(await faultsOf(page, 'contacts')).toEqual([]);
      expect(await pagesOf(page, 'contacts')).toBeLessThanOrEqual(3);
      await page.emulateMedia({ media: 'print' });
      for (const block of ['.m-contact-table tbody', '.m-contacts-outside'])
        expect(await styleOf(page, block, 'breakInside'), block).toBe('avoid');
    });

    it('bears town, day and handling on every paper', async () => {
      const page = await enter('監査者');
      for (const path of ['/responsibilities', '/city/picture?part=list', '/city/components']) {
        await page.goto(path);
        await page.locator('.m-card, .m-table').first().waitFor();
        await page.emulateMedia({ media: 'print' });
        await page.evaluate('dispatchEvent(new Event("beforeprint"))');
        const head = page.locator('.m-paper-head');
        expect(await head.isVisible(), path).toBe(true);
        expect(await head.textContent()).toMatch(/^星ヶ渡市.*印刷した日：\d{4}年.*関係者限り$/);
        const foot = await page.evaluate<string>(
          'getComputedStyle(document.documentElement).getPropertyValue("--m-paper-foot")',
        );
        expect(foot).toMatch(/^"星ヶ渡市.*関係者限り"$/);
        await page.evaluate('dispatchEvent(new Event("afterprint"))');
        expect(await head.count()).toBe(0);
        await page.emulateMedia({ media: 'screen' });
      }
    });
  },
);
