import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { chromiumPath, faultsOf } from './chromium.ts';
import { type SampleJourney, sampleJourney } from './sample-journey.ts';

describe.skipIf(chromiumPath === undefined)('the plan as an event', { timeout: 300_000 }, () => {
  let city: SampleJourney;

  beforeAll(async () => {
    city = await sampleJourney();
  }, 480_000);
  afterEach(() => city.leave());
  afterAll(() => city?.end());

  const enter = (role: string): Promise<Page> => city.enter(role);

  it('shows what a change did, and leads from there to the reasons', async () => {
    const page = await enter('都市の管理者');
    const made = await page.evaluate(async () => {
      const seen = await fetch('/api/v1/city/elements/components/kawa-mimamori');
      const { element } = (await seen.json()) as { element: { body: object } };
      const edits = [2, 3, 4, 5].map((number) => {
        const key = `kawa-mimamori-${number}`;
        const body = { ...element.body, key, name: `第${number}川みまもり` };
        return { change: 'add', kind: 'components', key, body };
      });
      const answer = await fetch('/api/v1/city/changes', {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'x-machimori': '1',
          'idempotency-key': crypto.randomUUID(),
        },
        body: JSON.stringify({ edits, note: '' }),
      });
      return answer.status;
    });
    expect(made).toBe(200);
    await page.goto(city.program.origin);
    const news = page.getByRole('region', { name: '計画のいちばん新しい変化' });
    await news.getByText(/この変更で、.*行が[0-9]+件加わり/).waitFor();
    expect(await faultsOf(page, 'home-plan-change')).toEqual([]);
    await news.getByRole('link', { name: '何が変わったかを見る' }).click();
    await page.getByRole('heading', { name: '第2版のまち' }).waitFor();
    // Its address can be kept and handed on.
    await page.reload();
    await page.getByRole('heading', { name: '第2版のまち' }).waitFor();
    const row = page
      .getByRole('list', { name: /^加わった/ })
      .first()
      .getByRole('link')
      .first();
    await row.waitFor();
    // A list goes on to its last row, though only the first are kept with the change.
    const risks = page.getByRole('region', { name: '起こりうること' });
    const all = Number(
      /（(\d+)件）/.exec(await risks.getByRole('heading', { level: 3 }).first().innerText())?.[1],
    );
    await risks
      .getByRole('button', { name: /^ほかの\d+件も見る$/ })
      .first()
      .click();
    const shown = risks.getByRole('list').first().getByRole('listitem');
    while ((await shown.count()) < all) {
      const before = await shown.count();
      await risks.getByRole('button', { name: 'さらに表示' }).first().click();
      await expect.poll(() => shown.count()).toBeGreaterThan(before);
    }
    expect(await shown.count()).toBe(all);
    expect(await faultsOf(page, 'plan-change')).toEqual([]);
    await row.click();
    await page.waitForURL(/\/why\?id=/);
    await page.getByRole('heading', { level: 1 }).waitFor();
    await page.goto(`${city.program.origin}/plan/changes`);
    await page.getByRole('rowheader', { name: /第2版のまち/ }).waitFor();
    expect(await faultsOf(page, 'plan-changes')).toEqual([]);
    await page.goto(`${city.program.origin}/city/versions`);
    await page.getByRole('link', { name: /行が[0-9]+件加わり/ }).waitFor();
  });

  it('says so where one works on the city, and shows a vendor its own share', async () => {
    const page = await enter('都市の管理者');
    await page.goto(`${city.program.origin}/city/components/kawa-mimamori`);
    await page.getByRole('button', { name: '直す' }).click();
    await page.getByLabel('備考').fill('夜間も動かす');
    await page.getByRole('button', { name: '保存する' }).click();
    await page.getByRole('status').getByText('計画の行は変わりませんでした').waitFor();
    const vendor = await enter('記入者');
    await vendor.goto(`${city.program.origin}/plan/changes`);
    await vendor.getByRole('heading', { level: 1, name: '計画の変化' }).waitFor();
    expect(await vendor.locator('main').textContent()).not.toContain('第2版');
  });

  it('tries other criteria, shows what would change, and adopts them', async () => {
    const page = await enter('都市の管理者');
    await page.goto(`${city.program.origin}/plan/yardstick`);
    await page.getByRole('heading', { name: 'いまのものさし' }).waitFor();
    const present = await page.evaluate(async () =>
      (await fetch('/api/v1/plan/yardstick/criteria')).text(),
    );
    // Whatever would be very high is high from now on.
    const criteria = present
      .replace('"from": 20', '"from": 25')
      .replace('"id": "', '"id": "machi-');
    await page.getByText('ファイルの基準に替える').click();
    await page.locator('input[type=file]').setInputFiles({
      name: 'kijun.json',
      mimeType: 'application/json',
      buffer: Buffer.from(present.replace('"base": 2', '"base": "二"')),
    });
    await page.getByRole('button', { name: '試す' }).click();
    await page.getByText(/^\d+行目：起こりやすさ（likelihood） › はじめの値（base）$/).waitFor();
    await page.getByText('書き方：整数').waitFor();
    expect(await faultsOf(page, 'yardstick-wrong')).toEqual([]);
    await page.locator('input[type=file]').setInputFiles({
      name: 'kijun.json',
      mimeType: 'application/json',
      buffer: Buffer.from(criteria),
    });
    await page.getByRole('button', { name: '試す' }).click();
    await page.getByRole('heading', { name: '採ると変わること' }).waitFor();
    await page.getByText(/この変更で、.*件変わりました/).waitFor();
    expect(await faultsOf(page, 'yardstick')).toEqual([]);
    await page.getByRole('button', { name: 'これを採る' }).click();
    await page.getByText('（このまちのもの）').first().waitFor();
    await page.getByRole('link', { name: '何が変わったかを見る' }).click();
    await page.getByRole('heading', { name: 'ガイドラインの版や評価基準の切り替え' }).waitFor();
    const other = await enter('監査者');
    await other.goto(`${city.program.origin}/plan/yardstick`);
    await other.getByText('（このまちのもの）').first().waitFor();
    expect(await other.getByRole('button', { name: '試す' }).count()).toBe(0);
  });
});
