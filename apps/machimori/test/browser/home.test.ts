import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { chromiumPath, faultsOf } from './chromium.ts';
import { type SampleJourney, sampleJourney } from './sample-journey.ts';

describe.skipIf(chromiumPath === undefined)('home per role', { timeout: 300_000 }, () => {
  let city: SampleJourney;

  beforeAll(async () => {
    city = await sampleJourney();
  }, 480_000);
  afterEach(() => city.leave());
  afterAll(() => city?.end());

  const enter = (role: string): Promise<Page> => city.enter(role);

  it('shows the promoting body how far each organisation is, and one thing at a time', async () => {
    const page = await enter('都市の管理者');
    await page.getByRole('table', { name: '組織ごと' }).waitFor();
    await page.getByRole('rowheader', { name: 'サプライチェーン' }).waitFor();
    expect(await faultsOf(page, 'home-promoter')).toEqual([]);
    await page.getByRole('button', { name: '一つずつ進める' }).click();
    await page.getByText('10のうち1つ目').waitFor();
    await page.keyboard.press('ArrowRight');
    await page.getByText('10のうち2つ目').waitFor();
    expect(await page.locator('.m-action').count()).toBe(1);
    expect(await faultsOf(page, 'home-one')).toEqual([]);
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: '一つずつ進める' }).waitFor();
  });

  it('leads in two presses from a number to its reasons', async () => {
    const page = await enter('都市の管理者');
    await page.getByRole('region', { name: 'まち全体' }).getByRole('link').nth(1).click();
    await page.getByRole('combobox', { name: '担当' }).waitFor();
    await page
      .getByRole('status')
      .getByText(/件のうち[0-9]+件を表示/)
      .waitFor();
    expect(await faultsOf(page, 'plan-gaps')).toEqual([]);
    await page.getByRole('tab', { name: 'チェックシートの行' }).click();
    await page.getByRole('combobox', { name: '分類・視点' }).selectOption('asset');
    await page.waitForURL(/group=asset/);
    // What was there stays until what is asked for has come.
    const row = page.getByRole('rowheader').first().getByRole('link', { name: 'アセット' });
    await row.waitFor();
    expect(await faultsOf(page, 'plan-lines')).toEqual([]);
    await row.click();
    await page.locator('.m-chain-step').first().waitFor();
  });

  it('shows a vendor its own things, and nothing of others', async () => {
    const page = await enter('記入者');
    const own = page.getByRole('table', { name: 'あなたの組織が見るもの' });
    await own.getByText('のりバス・除雪').waitFor();
    expect(await page.getByRole('table', { name: '組織ごと' }).count()).toBe(0);
    expect(await page.locator('main').textContent()).not.toContain('ほしコイン');
    // One number for one thing: on home, on the page of progress, and of the lines themselves.
    const told = await page.getByText(/^あなたの組織が答える行が[0-9]+行。/).innerText();
    const lines = /([0-9]+行)。/.exec(told)?.[1] ?? '';
    expect(await faultsOf(page, 'home-vendor')).toEqual([]);
    await page.getByRole('link', { name: '組織や時期ごとの進みぐあい' }).click();
    const figure = page.getByRole('link', { name: lines, exact: true });
    expect(await page.locator('.m-figures').innerText()).toContain(`答える行\n${lines}`);
    await figure.click();
    await page.getByText(lines, { exact: true }).waitFor();
    expect(new URL(page.url()).searchParams.get('answeredBy')).toBe('uneri');
  });

  it('says what others changed since one was here', async () => {
    const page = await enter('監査者');
    await page.waitForFunction('Object.keys(localStorage).some((k) => k.includes(".visit."))');
    const changer = await enter('都市の管理者');
    const changed = await changer.evaluate(async () => {
      const send = (method: string, path: string, body?: unknown) =>
        fetch(`/api/v1${path}`, {
          method,
          headers: {
            'content-type': 'application/json',
            'x-machimori': '1',
            'idempotency-key': crypto.randomUUID(),
          },
          ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        });
      const edit = { change: 'set', kind: 'components', key: 'kawa-mimamori' };
      const edits = [{ ...edit, was: { note: null }, now: { note: '見直した' } }];
      return (await send('POST', '/city/changes', { edits, note: '' })).status;
    });
    expect(changed).toBe(200);
    // The browser was closed in between.
    await page.evaluate('sessionStorage.clear()');
    await page.reload();
    const since = page.getByRole('region', { name: '前に開いたときから変わったこと' });
    await since.getByText('川みまもり').waitFor();
  });
});
