import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { chromiumPath, faultsOf } from './chromium.ts';
import { type SampleJourney, sampleJourney } from './sample-journey.ts';

const line = '/sheet/line?id=service-2-2%40nori-bus';

describe.skipIf(chromiumPath === undefined)('the check sheet', { timeout: 300_000 }, () => {
  let city: SampleJourney;

  beforeAll(async () => {
    city = await sampleJourney();
  }, 480_000);
  afterEach(() => city.leave());
  afterAll(() => city?.end());

  const enter = (role: string): Promise<Page> => city.enter(role);

  const statement = (page: Page) => page.getByLabel(/どのように行っているか/);
  const saved = (page: Page) =>
    page.getByRole('status').filter({ hasText: '保存しました' }).waitFor();

  it('is answered by a vendor, kept as it is written, and accepted by the promoting body', async () => {
    const vendor = await enter('記入者');
    await vendor.goto(`${city.program.origin}/sheet`);
    await vendor.getByLabel('答える組織').selectOption({ label: 'うねり交通システム株式会社' });
    await vendor.getByRole('link', { name: /サービス②-2.*のりバス・除雪/ }).click();
    await vendor.getByRole('heading', { name: '回答' }).waitFor();
    await vendor.getByLabel('実施状況').selectOption('implemented');
    await saved(vendor);
    await vendor.getByRole('button', { name: '提出する' }).click();
    await vendor.getByText('どのように行っているかを書いてください。').waitFor();
    await statement(vendor).fill('毎月一度、一覧を見直し、結果を協議会に知らせている。');
    await vendor.getByRole('button', { name: '提出する' }).click();
    await vendor.locator('main').getByText('確認待ち').waitFor();
    expect(await faultsOf(vendor, 'sheet-line-handed-in')).toEqual([]);

    const approver = await enter('承認者');
    await approver.goto(city.program.origin + line);
    await approver.getByRole('heading', { name: '確かめる' }).waitFor();
    await approver.getByText('毎月一度、一覧を見直し、').first().waitFor();
    expect(await approver.getByRole('button', { name: '提出する' }).count()).toBe(0);
    expect(await faultsOf(approver, 'sheet-line-decide')).toEqual([]);
    await approver.getByRole('button', { name: '認める' }).click();
    await approver.locator('main').getByText('認められた').waitFor();

    // From there it is part of the city's description and of the plan.
    await expect
      .poll(
        async () => {
          await vendor.goto(`${city.program.origin}/plan?list=lines&state=implemented`);
          await vendor.locator('main h1').waitFor();
          await vendor.waitForLoadState('networkidle');
          return vendor.getByRole('link', { name: /のりバス・除雪/ }).count();
        },
        { timeout: 60_000 },
      )
      .toBeGreaterThan(0);
  });

  it('keeps what is written faster than it is sent, one after another, and is handed in by one press', async () => {
    const vendor = await enter('記入者');
    await vendor.goto(`${city.program.origin}/sheet?group=service`);
    await vendor.getByRole('link', { name: /サービス③-1.*のりバス・除雪/ }).click();
    await vendor.getByRole('heading', { name: '回答' }).waitFor();
    const refused: string[] = [];
    vendor.on('response', (answer) => {
      if (answer.status() >= 400) refused.push(`${answer.status()} ${answer.url()}`);
    });
    await vendor.getByLabel('実施状況').focus();
    for (const key of ['ArrowDown', 'ArrowDown', 'ArrowUp', 'Tab'])
      await vendor.keyboard.press(key);
    await vendor.keyboard.type('2027年');
    await vendor.keyboard.press('Tab');
    await vendor.keyboard.type('来年度の予算で行う');
    await vendor.getByLabel('いつまでに').fill('2027年9月');
    await vendor.getByRole('button', { name: '提出する' }).click();
    await vendor.locator('main').getByText('確認待ち').waitFor();
    expect(refused).toEqual([]);
    expect([
      await vendor.getByLabel('実施状況').inputValue(),
      await vendor.getByLabel('いつまでに').inputValue(),
      await statement(vendor).inputValue(),
    ]).toEqual(['planned', '2027年9月', '来年度の予算で行う']);
  });

  it('shows both where two write into one field, and loses neither', async () => {
    const [vendor, officer] = [await enter('記入者'), await enter('都市の管理者')];
    for (const page of [vendor, officer]) {
      await page.goto(`${city.program.origin}/sheet?group=asset`);
      await page.getByRole('link', { name: /アセット②-1.*のりバス車載機/ }).click();
      await page.getByRole('heading', { name: '回答' }).waitFor();
    }
    await statement(vendor).fill('業者の書いたこと');
    await statement(vendor).blur();
    await saved(vendor);
    await statement(officer).fill('町の書いたこと');
    await statement(officer).blur();
    const dialog = officer.getByRole('alertdialog', { name: '同じ欄を、ほかの人が書きかえました' });
    await dialog.getByText('業者の書いたこと').waitFor();
    expect(await faultsOf(officer, 'sheet-line-conflict')).toEqual([]);
    await dialog.getByRole('button', { name: '自分のものにする' }).click();
    await saved(officer);
    await officer.locator('summary', { hasText: 'この行の履歴' }).click();
    await officer.getByRole('cell', { name: '業者の書いたこと' }).waitFor();
    await officer.getByRole('cell', { name: '町の書いたこと' }).waitFor();
  });
});
