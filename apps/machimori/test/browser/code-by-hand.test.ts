import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chromiumPath, faultsOf, launch, type Visitor, visitor, widths } from './chromium.ts';
import { field } from './people.ts';
import { type StartedProgram, startProgram } from './start-program.ts';

// A town without a mail server: the link is handed over, the code read out by telephone.

describe.skipIf(chromiumPath === undefined)('a code told by hand', { timeout: 300_000 }, () => {
  let program: StartedProgram;
  let browser: Browser;
  let vendor: Visitor;
  let phone: BrowserContext;
  let page: Page;
  let url = '';

  beforeAll(async () => {
    [program, browser] = await Promise.all([startProgram({}, { sample: 'ja' }), launch()]);
    vendor = await visitor(browser, program.origin);
    await vendor.page.goto(program.sample.find(({ role }) => role.ja === '記入者')?.link ?? '');
    await vendor.page.locator('.m-action').first().waitFor();
    phone = await browser.newContext({
      baseURL: program.origin,
      javaScriptEnabled: false,
      locale: 'ja-JP',
      viewport: widths.narrow,
    });
    phone.setDefaultTimeout(60_000);
    page = await phone.newPage();
  }, 480_000);
  afterAll(async () => {
    await browser?.close();
    await program?.stop();
  });

  /** The same page in a browser that can run the check for accessibility; the cookies are the phone's. */
  async function faults(name: string): Promise<readonly string[]> {
    const looking = await browser.newContext({
      storageState: await phone.storageState(),
      locale: 'ja-JP',
    });
    const other = await looking.newPage();
    await other.goto(page.url());
    const found = await faultsOf(other, name);
    await looking.close();
    return found;
  }

  it('goes with a link that is handed over', async () => {
    const own = vendor.page;
    await own.goto('/sheet/links/ask');
    await own.getByText('この街守りは、メールを送りません').waitFor();
    await own.getByRole('checkbox').nth(1).waitFor();
    await own
      .getByRole('group', { name: /頼む行/ })
      .locator('label')
      .first()
      .click();
    await field(own, 'office').fill('保守の会社');
    await field(own, 'name').fill('外の担当者');
    await field(own, 'email').fill('hoshu@outside.example');
    expect(await faultsOf(own, 'told-ask')).toEqual([]);
    await own.getByRole('button', { name: 'リンクをつくる' }).click();
    url = await own.getByRole('textbox', { name: 'リンク' }).inputValue();
    expect(await faultsOf(own, 'told-made')).toEqual([]);
  });

  it('is asked for on a phone without script, told by the member, and opens the lines', async () => {
    await page.goto(url);
    await page.getByText('電話などで直接お伝えします', { exact: false }).waitFor();
    expect(await faults('told-opening')).toEqual([]);
    await page.getByRole('button', { name: '確認コードを入れる' }).click();
    await page.getByText('リンクを渡した人に確認コードを聞いて', { exact: false }).waitFor();
    expect(await faults('told-entry')).toEqual([]);
    await field(page, 'code').fill('12345678');
    await page.getByRole('button', { name: '進む' }).click();
    await page.getByText('使える確認コードがありません').waitFor();

    const own = vendor.page;
    await own.goto('/sheet/links');
    await own.getByRole('button', { name: '外の担当者さんに確認コードを手渡す' }).click();
    const dialog = own.getByRole('dialog');
    expect(await faultsOf(own, 'told-dialog')).toEqual([]);
    await dialog.getByRole('button', { name: 'コードをつくる' }).click();
    const said = await dialog.getByText(/^\d{4} \d{4}$/).textContent();
    expect(await faultsOf(own, 'told-code')).toEqual([]);

    await field(page, 'code').fill(said ?? '');
    await page.getByRole('button', { name: '進む' }).click();
    await page.getByRole('heading', { name: '答える行' }).waitFor();
    await dialog.getByRole('button', { name: '閉じる' }).click();
    await dialog.waitFor({ state: 'detached' });
    await own.reload();
    await own.getByText('開かれた', { exact: true }).waitFor();
    expect(await own.getByText(said ?? '').count()).toBe(0);
    expect(await faultsOf(own, 'told-links')).toEqual([]);
    expect(vendor.complaints).toEqual([]);
  });
});
