import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { chromiumPath, faultsOf } from './chromium.ts';
import { type SampleJourney, sampleJourney } from './sample-journey.ts';

const vendorsOwn = '/sheet/line?id=service-2-2%40nori-bus&answeredBy=uneri';

describe.skipIf(chromiumPath === undefined)('one line at a time', { timeout: 300_000 }, () => {
  let city: SampleJourney;

  beforeAll(async () => {
    city = await sampleJourney();
  }, 480_000);
  afterEach(() => city.leave());
  afterAll(() => city?.end());

  async function enter(role: string, path: string): Promise<Page> {
    const page = await city.enter(role);
    await page.goto(city.program.origin + path);
    await page.getByRole('heading', { name: '求められること' }).waitFor();
    return page;
  }
  const statement = (page: Page) => page.getByLabel(/どのように行っているか/);
  const saved = (page: Page) =>
    page.getByRole('status').filter({ hasText: '保存しました' }).waitFor();

  it('is gone through by keys, and what was typed is kept first', async () => {
    const page = await enter('記入者', vendorsOwn);
    const steps = page.getByRole('navigation', { name: '行から行へ' });
    await steps.waitFor();
    const title = await page.locator('h1').textContent();
    await statement(page).fill('進む前に書いたこと');
    await statement(page).press('Control+Enter');
    await expect.poll(() => page.locator('h1').textContent()).not.toBe(title);
    await steps.waitFor();
    await page.keyboard.press('Control+Shift+Enter');
    await expect.poll(() => page.locator('h1').textContent()).toBe(title);
    expect(await statement(page).inputValue()).toBe('進む前に書いたこと');
    expect(await faultsOf(page, 'sheet-line-steps')).toEqual([]);
  });

  it('begins at the first line that one’s organisation is still to answer, and goes through its own', async () => {
    const page = await city.enter('記入者');
    await page.goto(`${city.program.origin}/sheet`);
    await page.getByText(/見える行が\d+行/).waitFor();
    await page.getByRole('link', { name: '行を順に答える' }).click();
    const place = page.getByRole('navigation', { name: '行から行へ' }).getByText(/行のうち/);
    await place.waitFor();
    await statement(page).waitFor();
    expect(new URL(page.url()).searchParams.get('answeredBy')).toBe('uneri');
    const own = await page.evaluate(async () => {
      const answer = await fetch('/api/v1/sheet/lines?answeredBy=uneri&most=1');
      return ((await answer.json()) as { total: number }).total;
    });
    expect(await place.textContent()).toMatch(new RegExp(`^${own}行のうち`));
  });

  it('shows what is asked, how far it is and the first field without scrolling', async () => {
    const page = await enter('記入者', vendorsOwn);
    const bottomOf = async (name: string): Promise<number> => {
      const { y = 0, height = 0 } =
        (await page.getByLabel(name, { exact: true }).boundingBox()) ?? {};
      return y + height;
    };
    await expect.poll(() => bottomOf('実施状況'), { timeout: 15_000 }).toBeGreaterThan(0);
    expect(await bottomOf('実施状況')).toBeLessThan(800);
    // By the keyboard the fields come before what stands beside them.
    await page.getByLabel('実施状況', { exact: true }).focus();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    expect(await page.evaluate('document.activeElement?.name')).toBe('statement');
  });

  it('prints what it says, and no form that waits to be filled in', async () => {
    const page = await enter('記入者', vendorsOwn);
    const evidence = page.getByText('証跡を加える', { exact: true });
    const comment = page.getByLabel('新しいコメント');
    await evidence.waitFor();
    await comment.waitFor();
    await page.emulateMedia({ media: 'print' });
    await evidence.waitFor({ state: 'hidden' });
    await comment.waitFor({ state: 'hidden' });
    expect(await statement(page).isVisible()).toBe(true);
    // What somebody opened is there.
    await page.emulateMedia({ media: 'screen' });
    await evidence.click();
    await page.emulateMedia({ media: 'print' });
    await evidence.waitFor();
    await page.emulateMedia({ media: 'screen' });
  });

  it('keeps what is typed while there is no connection, also when the page is loaded anew', async () => {
    const page = await enter('記入者', vendorsOwn);
    await page.route('**/api/v1/sheet/lines/*/cells', (route) => route.abort());
    await statement(page).fill('つながらないあいだに書いたこと');
    await statement(page).blur();
    await page.getByRole('status').filter({ hasText: 'つながりません' }).waitFor();
    page.on('dialog', (dialog) => void dialog.accept());
    await page.reload();
    await page.getByRole('heading', { name: '回答' }).waitFor();
    expect(await statement(page).inputValue()).toBe('つながらないあいだに書いたこと');
    await page.unroute('**/api/v1/sheet/lines/*/cells');
    await saved(page);
    await page.reload();
    await page.getByRole('heading', { name: '回答' }).waitFor();
    expect(await statement(page).inputValue()).toBe('つながらないあいだに書いたこと');
  });

  it('is talked about: whom a comment calls finds it on the home page, and answers', async () => {
    const vendor = await enter('記入者', vendorsOwn);
    const called = vendor.getByLabel('知らせる人');
    const office = called.locator('option', { hasText: '（組織）' }).first();
    await called.selectOption((await office.getAttribute('value')) ?? '');
    const comment = vendor.getByLabel('新しいコメント');
    await comment.fill(`${await comment.inputValue()}機器の台帳をください。`);
    await vendor.getByRole('button', { name: 'コメントする' }).click();
    await vendor.locator('.m-talk').getByText('機器の台帳をください。').waitFor();
    expect(await faultsOf(vendor, 'sheet-line-talk')).toEqual([]);

    const officer = await enter('都市の管理者', '/sheet/line?id=service-3-1%40nori-bus');
    await officer.goto(`${city.program.origin}/`);
    await officer.getByRole('link', { name: /チェックシートの行であなたを待っています/ }).click();
    await officer.locator('.m-talk').getByText('機器の台帳をください。').waitFor();
    await officer.getByRole('button', { name: '返事を書く' }).click();
    await officer.getByLabel('返事').fill('きょう送ります。');
    await officer.getByRole('button', { name: '返事を送る' }).click();
    await officer.locator('.m-talk').getByText('きょう送ります。').waitFor();
    await officer.getByRole('button', { name: '解決済みにする' }).click();
    await officer.getByText('解決済みのやりとり（1）').waitFor();
  });

  it('is asked for together with others, found on the home page, and answered for all that ask the same', async () => {
    const officer = await enter('都市の管理者', '/sheet/line?id=service-3-1%40nori-bus');
    await officer.goto(`${city.program.origin}/sheet/requests`);
    await officer.getByLabel('どの組織に').selectOption({ label: 'うねり交通システム株式会社' });
    await officer.getByText(/まだ提出されていない行: \d+/).waitFor();
    await officer.getByLabel('いつまでに').fill('2036-03-31');
    await officer.getByRole('button', { name: '回答を頼む' }).click();
    await officer.getByRole('button', { name: /への依頼を取り下げる/ }).waitFor();
    expect(await faultsOf(officer, 'sheet-requests')).toEqual([]);

    const vendor = await enter('記入者', vendorsOwn);
    await vendor.goto(`${city.program.origin}/`);
    await vendor.getByRole('link', { name: /行の回答を頼まれています/ }).click();
    await vendor.getByRole('link', { name: '順に答える' }).click();
    await vendor.getByRole('navigation', { name: '行から行へ' }).waitFor();

    await vendor.goto(`${city.program.origin}/sheet?answeredBy=uneri`);
    await vendor.locator('main h1').waitFor();
    const alike = await vendor.evaluate(async () => {
      const answer = await fetch('/api/v1/sheet/lines?answeredBy=uneri&most=500');
      const { lines } = (await answer.json()) as { lines: { line: string; checkItem: string }[] };
      const heaps = Map.groupBy(lines, ({ checkItem }) => checkItem);
      return [...heaps.values()].find((heap) => heap.length > 1)?.map(({ line }) => line) ?? [];
    });
    expect(alike.length).toBeGreaterThan(1);
    await vendor.goto(`${city.program.origin}/sheet/line?id=${encodeURIComponent(alike[0] ?? '')}`);
    await vendor.getByRole('heading', { name: /同じことを問われているほかの行/ }).waitFor();
    await vendor.getByLabel('実施状況').selectOption('implemented');
    await saved(vendor);
    await statement(vendor).fill('どのしくみでも同じ手順で行っている');
    await statement(vendor).blur();
    const write = vendor.getByRole('button', { name: /行に写す/ });
    await expect.poll(() => write.isEnabled()).toBe(true);
    await write.click();
    await vendor.locator('summary', { hasText: '同じ回答の行' }).waitFor();
    expect(await faultsOf(vendor, 'sheet-line-alike')).toEqual([]);
    await vendor.goto(`${city.program.origin}/sheet/line?id=${encodeURIComponent(alike[1] ?? '')}`);
    await vendor.getByRole('heading', { name: '回答' }).waitFor();
    expect(await statement(vendor).inputValue()).toBe('どのしくみでも同じ手順で行っている');
  });
});
