import { readFileSync } from 'node:fs';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { chromiumPath, faultsOf, launch, overhang, type Visitor, visitor } from './chromium.ts';
import { field } from './people.ts';
import { type StartedProgram, startProgram } from './start-program.ts';

const heading = (page: Page, name: string | RegExp): Locator =>
  page.getByRole('heading', { level: 1, name });
const button = (page: Page | Locator, name: string | RegExp): Locator =>
  page.getByRole('button', { name });
/** The line of an entry's summary that a label stands before. */
const said = (page: Page, label: string): Locator =>
  page.locator('.m-dl').first().locator(`dt:text-is("${label}") + dd`);
const waitForToast = (page: Page, words: string | RegExp): Promise<void> =>
  page.locator('.m-toasts').getByText(words).waitFor();

describe.skipIf(chromiumPath === undefined)('the city on screen', { timeout: 300_000 }, () => {
  let program: StartedProgram;
  let browser: Browser;
  const open: Visitor[] = [];

  beforeAll(async () => {
    [program, browser] = await Promise.all([startProgram({}, { sample: 'ja' }), launch()]);
  }, 480_000);
  afterEach(async () => {
    for (const each of open.splice(0)) {
      await each.close();
      expect(each.complaints).toEqual([]);
    }
  });
  afterAll(async () => {
    await browser?.close();
    await program?.stop();
  });

  const enter = async (role: string, path: string): Promise<Page> => {
    const link = program.sample.find((each) => each.role.ja === role)?.link ?? '';
    const at = await visitor(browser, program.origin);
    open.push(at);
    await at.page.goto(link);
    await at.page.waitForURL(`${program.origin}/`);
    await at.page.goto(path);
    return at.page;
  };

  it('shows what there is, and an entry with what follows from it', async () => {
    const page = await enter('都市の管理者', '/city');
    await heading(page, '星ヶ渡市のかたち').waitFor();
    expect(await faultsOf(page, 'city')).toEqual([]);
    await page.getByRole('link', { name: 'しくみ', exact: true }).click();
    await heading(page, 'しくみ').waitFor();
    await page.getByRole('link', { name: '川みまもり' }).waitFor();
    expect(await faultsOf(page, 'city-list')).toEqual([]);
    await field(page, 'search').fill('縞瀬');
    await button(page, '探す').click();
    await page.getByRole('link', { name: '川みまもり' }).waitFor();
    await expect.poll(() => page.getByRole('link', { name: 'けんこう手帳' }).count()).toBe(0);
    await page.getByRole('link', { name: '川みまもり' }).click();
    await heading(page, '川みまもり').waitFor();
    await page.getByRole('heading', { name: /起こりうること/ }).waitFor();
    expect(await faultsOf(page, 'city-entry')).toEqual([]);
    // From what follows, one press leads to its reasons.
    await page.locator('.m-follows a').first().click();
    await page.waitForURL(/\/why\?id=/);
  });

  it('lets a vendor keep up its own part, and propose the rest to the promoter, who accepts it', async () => {
    const vendor = await enter('組織の管理者', '/city/organisations/shimase?edit=true');
    // A part of a long form is one press away, and its entries say folded what they are about.
    await vendor.getByRole('link', { name: /^連絡先（\d+件）$/ }).press('Enter');
    expect(await vendor.evaluate('document.activeElement.id')).toMatch(/^field-contacts_/);
    const phone = field(vendor, 'contacts[0].phone');
    if (!(await phone.isVisible()))
      await vendor.locator('summary', { hasText: '連絡先（1つめ）：' }).press('Enter');
    await phone.fill('000-1000-2002');
    await button(vendor, '保存する').click();
    await waitForToast(vendor, '保存しました');
    await vendor.getByText('000-1000-2002').waitFor();

    await vendor.goto('/city/components?own=true');
    await vendor.getByRole('link', { name: 'API接続口' }).click();
    await button(vendor, '直す').click();
    await vendor.getByText('推進主体が決めます').first().waitFor();
    expect(await faultsOf(vendor, 'city-vendor-form')).toEqual([]);
    await vendor.getByRole('checkbox', { name: /遠隔保守/ }).click({ force: true });
    await button(vendor, '保存する').click();
    const asked = vendor.getByRole('dialog');
    await asked.getByRole('heading', { name: '推進主体に申し出ます' }).waitFor();
    expect(await faultsOf(vendor, 'city-vendor-propose')).toEqual([]);
    await field(vendor, 'proposalNote').fill('保守のしかたを変えるためです。');
    await button(asked, '申し出る').click();
    await waitForToast(vendor, /推進主体に申し出ました/);
    await vendor.goto('/city/proposals');
    await vendor.getByText('返事待ち').waitFor();
    expect(await faultsOf(vendor, 'city-vendor-proposals')).toEqual([]);

    const promoter = await enter('都市の管理者', '/city');
    await promoter.getByText('変更の申し出が1件、返事を待っています').waitFor();
    await promoter.getByRole('link', { name: '申し出を見る' }).click();
    await promoter.getByText('保守のしかたを変えるためです。').waitFor();
    await promoter.getByText(/遠隔保守/).waitFor();
    expect(await faultsOf(promoter, 'city-proposals')).toEqual([]);
    await button(promoter, '受け入れる').click();
    const look = promoter.getByRole('dialog');
    await look
      .getByText(/チェックシートの行|起こりうること|計画は変わりません/)
      .first()
      .waitFor();
    expect(await faultsOf(promoter, 'city-proposal-look')).toEqual([]);
    await button(look, '受け入れる').click();
    await waitForToast(promoter, /受け入れました/);
    await vendor.reload();
    await vendor.getByText('受け入れられました').waitFor();
  });

  it('loses nothing where two people edit one entry, and takes changes back', async () => {
    const path = '/city/dataSets/kawa-suii';
    const first = await enter('都市の管理者', `${path}?edit=true`);
    const second = await enter('都市の管理者', `${path}?edit=true`);
    await field(second, 'note').fill('市民課と共有しています。');
    await field(second, 'nameEn').fill('River levels, shared');
    await field(first, 'note').fill('防災課と共有しています。');
    await button(first, '保存する').click();
    await waitForToast(first, '保存しました');

    await button(second, '保存する').click();
    const both = second.getByRole('dialog');
    await both.getByRole('heading', { name: '同じところが、先に変えられました' }).waitFor();
    await both.getByText('防災課と共有しています。').first().waitFor();
    await both.getByText('市民課と共有しています。').first().waitFor();
    expect(await faultsOf(second, 'city-conflict')).toEqual([]);
    await button(both, '選んだ内容で進む').click();
    await both.getByText('どちらを残すか、選んでください').first().waitFor();
    await both.getByRole('radio', { name: /あなたの変更にする/ }).check({ force: true });
    await button(both, '選んだ内容で進む').click();
    await waitForToast(second, '保存しました');
    expect(await said(second, '備考').textContent()).toBe('市民課と共有しています。');
    expect(await said(second, '英語名').textContent()).toBe('River levels, shared');
    // Both stand in the history; the one that was chosen can be taken back, and brought back.
    await second
      .getByText(/防災課と共有しています。/)
      .first()
      .waitFor();
    await button(second.locator('.m-toasts'), '取り消す').click();
    await waitForToast(second, '変更を取り消しました');
    await expect.poll(() => said(second, '備考').textContent()).toBe('防災課と共有しています。');
    await button(second.locator('.m-toasts'), '元に戻す').click();
    await expect.poll(() => said(second, '備考').textContent()).toBe('市民課と共有しています。');
  });

  it('adds by keyboard alone, says what is wrong beside the field, and makes the key', async () => {
    const page = await enter('都市の管理者', '/city/externalSystems');
    await page.getByRole('link', { name: '外部のしくみを加える' }).focus();
    await page.keyboard.press('Enter');
    await heading(page, '外部のしくみを加える').waitFor();
    await field(page, 'name').focus();
    await page.keyboard.press('Enter');
    await page.getByText(/入力を確かめてください/).waitFor();
    expect(await faultsOf(page, 'city-add-errors')).toEqual([]);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.keyboard.type('けんりつ ひろば');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Tab');
    await page.keyboard.type('縞瀬');
    await page.getByRole('option', { name: /縞瀬都市基盤/ }).waitFor();
    // While its list is open a combo box hides the page behind it from screen readers: axe looks when it is closed.
    expect(await overhang(page)).toBe(0);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await button(page, '加える').focus();
    await page.keyboard.press('Enter');
    // It changes the plan: one looks first, and goes on by keyboard too.
    await page.getByRole('dialog').getByText('この内容で保存する').waitFor();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await heading(page, 'けんりつ ひろば').waitFor();
    expect(await faultsOf(page, 'city-added')).toEqual([]);
    expect(page.url()).toContain('/city/externalSystems/kenritsu-hiroba');
    await page.getByRole('link', { name: '株式会社縞瀬都市基盤' }).waitFor();
  });

  it('shows what goes along before something is removed, and brings it all back', async () => {
    const page = await enter('都市の管理者', '/city/components/kawa-camera');
    await button(page, '取り除く').click();
    const asked = page.getByRole('dialog');
    await asked.getByRole('heading', { name: 'いっしょに取り除かれるもの' }).waitFor();
    expect(await faultsOf(page, 'city-remove')).toEqual([]);
    await button(asked, '取り除く').click();
    await waitForToast(page, '取り除きました');
    await heading(page, 'しくみ').waitFor();
    await expect.poll(() => page.getByRole('link', { name: '河川カメラ' }).count()).toBe(0);
    await button(page.locator('.m-toasts'), '取り消す').click();
    await page.getByRole('link', { name: '河川カメラ' }).waitFor();
  });

  it('takes a table from a spreadsheet, row by row, and changes many at once', async () => {
    const page = await enter('都市の管理者', '/city/paste/components');
    await field(page, 'table').fill(
      [
        '機器名\t台数\t置き場所\tサポート期限',
        '河川カメラ\t25\t\t',
        'みずたまりセンサー\t４台\t屋外・公共の場所\t令和12年3月31日',
        '橋の傾斜計\t多数\t\t',
      ].join('\n'),
    );
    expect(await faultsOf(page, 'city-paste')).toEqual([]);
    await button(page, '読み取る').click();
    await page.getByText('加わります').waitFor();
    await page.getByText('直せません').waitFor();
    expect(await faultsOf(page, 'city-paste-rows')).toEqual([]);
    await button(page, '2件を保存する').click();
    const asked = page.getByRole('dialog');
    await asked.getByText('この内容で保存する').waitFor();
    expect(await faultsOf(page, 'city-change')).toEqual([]);
    await button(asked, 'この内容で保存する').click();
    await waitForToast(page, '2件を保存しました');
    await page.getByRole('link', { name: 'みずたまりセンサー' }).waitFor();

    await page.goto('/city/accounts');
    const boxes = page.getByRole('checkbox', { name: /を選ぶ$/ });
    await boxes.first().waitFor();
    for (const index of [0, 1]) await boxes.nth(index).click({ force: true });
    await page.getByText('2件を選んでいます').waitFor();
    expect(await faultsOf(page, 'city-chosen')).toEqual([]);
    await button(page, '選んだものをまとめて直す').click();
    await field(page, 'field').selectOption({ label: '棚卸しの日' });
    await field(page, 'value').fill('2026-11-20');
    expect(await faultsOf(page, 'city-bulk')).toEqual([]);
    await button(page, '確かめる').click();
    await page.getByText('一件ごとの結果').waitFor();
    expect(await faultsOf(page, 'city-bulk-rows')).toEqual([]);
    await button(page, '2件を保存する').click();
    const plan = button(page, 'この内容で保存する');
    await Promise.race([plan.waitFor(), waitForToast(page, '2件を保存しました')]);
    if ((await plan.count()) > 0) await plan.click();
    await waitForToast(page, '2件を保存しました');
  });

  it('shows the city over time, and gives it as it was', async () => {
    const page = await enter('監査者', '/city/versions');
    await heading(page, 'これまでのまち').waitFor();
    await button(page, /第2版のちがいを見る/).click();
    await page.getByRole('heading', { name: /変わったところ/ }).waitFor();
    expect(await faultsOf(page, 'city-versions')).toEqual([]);
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: '第1版 city.yaml' }).click(),
    ]);
    expect(readFileSync(await download.path(), 'utf8')).toContain('key: kawa-camera');
    await page.goto('/city/components/kawa-camera');
    await heading(page, '河川カメラ').waitFor();
    expect(await button(page, '直す').count()).toBe(0);
  });
});
