import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  chromiumPath,
  faultsOf,
  launch,
  plugInAuthenticator,
  type Visitor,
  visitor,
} from './chromium.ts';
import { enrolPhone, field, officer, type Person, setUpCity, signOut } from './people.ts';
import { type StartedProgram, startProgram } from './start-program.ts';

const vendor: Person = {
  name: 'データ屋の担当',
  email: 'kanri@vendor.example',
  password: '川べりの石を七つ積んだ午後',
};

const home = (page: Page) => page.getByRole('heading', { level: 1, name: 'ホーム' });
const tab = (page: Page, name: string) => page.getByRole('tab', { name });

describe.skipIf(chromiumPath === undefined)('who may do what', { timeout: 300_000 }, () => {
  let program: StartedProgram;
  let browser: Browser;
  let at: Visitor;
  let guest: Visitor;

  beforeAll(async () => {
    [program, browser] = await Promise.all([startProgram(), launch()]);
    at = await visitor(browser, program.origin);
    guest = await visitor(browser, program.origin);
    await setUpCity(at.page, program.address);
    await enrolPhone(at.page);
    await at.page.evaluate(
      `fetch('/api/v1/organisations', { method: 'POST', body: '{"name":"データ屋"}',
        headers: { 'content-type': 'application/json', 'x-machimori': '1' } }).then((a) => a.status)`,
    );
  }, 480_000);
  afterAll(async () => {
    await browser?.close();
    await program?.stop();
  });

  it('brings in a person of a second organisation, who enrols and sees their share alone', async () => {
    const { page } = at;
    await page.goto('/people/invite');
    await field(page, 'email').fill(vendor.email);
    await field(page, 'organisation').selectOption({ label: 'データ屋' });
    await page.getByRole('checkbox', { name: /組織の管理者/ }).check({ force: true });
    await page.getByRole('button', { name: '招待をつくる' }).click();
    const link = await page.getByLabel('招待のリンク').inputValue();
    expect(await faultsOf(page, 'invited')).toEqual([]);

    const other = guest.page;
    await other.goto(link);
    await field(other, 'name').fill(vendor.name);
    await field(other, 'password').fill(vendor.password);
    expect(await faultsOf(other, 'invitation')).toEqual([]);
    await other.getByRole('button', { name: '招待を受ける' }).click();
    await enrolPhone(other);
    await other.goto('/people');
    await other.getByText(vendor.email).first().waitFor();
    expect(await other.getByText(officer.email).count()).toBe(0);
    await tab(other, 'アカウント台帳').click();
    await other.getByRole('link', { name: /台帳を書き出す/ }).waitFor();
    expect(await other.getByText(officer.name).count()).toBe(0);
    expect(await faultsOf(other, 'ledger-of-vendor')).toEqual([]);
    await other.goto('/settings');
    await tab(other, 'APIトークン').click();
    await other.getByRole('heading', { name: 'トークンをつくる' }).waitFor();
    expect(await faultsOf(other, 'tokens-of-vendor')).toEqual([]);
    expect(guest.complaints).toEqual([]);

    const late = await visitor(browser, program.origin);
    await late.page.goto(link);
    await late.page
      .getByText(/招待は/)
      .first()
      .waitFor();
    expect(await field(late.page, 'password').count()).toBe(0);

    // A new link put over the ended one differs behind the # alone: the same tab opens it all the same.
    await page.goto('/people/invite');
    await field(page, 'email').fill('tsugi@vendor.example');
    await field(page, 'organisation').selectOption({ label: 'データ屋' });
    await page.getByRole('checkbox', { name: /記入者/ }).check({ force: true });
    await page.getByRole('button', { name: '招待をつくる' }).click();
    await late.page.goto(await page.getByLabel('招待のリンク').inputValue());
    await field(late.page, 'password').waitFor();
    expect(late.page.url()).not.toContain('#');
    await late.close();
  });

  it('reviews every account: starts, decides, closes and hands on the list', async () => {
    const { page } = at;
    await page.goto('/people');
    await field(page, 'search').fill('データ屋');
    await page.getByRole('button', { name: '探す' }).click();
    await page.getByText(officer.email).waitFor({ state: 'detached' });
    await page.getByText('1人', { exact: true }).waitFor();
    expect(await page.getByText(vendor.email).count()).toBe(1);
    await tab(page, '棚卸し').click();
    await field(page, 'name').fill('令和8年度 下期');
    const due = new Date(Date.now() + 20 * 86_400_000).toISOString().slice(0, 10);
    await field(page, 'dueOn').fill(due);
    await page.getByRole('button', { name: '棚卸しをはじめる' }).click();
    await page.getByText('2人のうち0人を確かめました').waitFor();
    expect(await faultsOf(page, 'review')).toEqual([]);

    await page.getByRole('button', { name: `${officer.name}さんについて判断する` }).click();
    const reason = page.getByRole('dialog').getByRole('textbox', { name: /理由/ });
    await reason.fill('いまも担当です');
    await page.getByRole('button', { name: 'この判断にする' }).click();
    await page.getByText('2人のうち1人を確かめました').waitFor();
    await page.getByText('このまま残す（自己確認）').waitFor();

    await page.getByRole('button', { name: `${vendor.name}さんについて判断する` }).click();
    await page.getByRole('radio', { name: '外す' }).check({ force: true });
    await page.getByRole('button', { name: 'この判断にする' }).click();
    await page.getByText('理由を書いてください').first().waitFor();
    expect(await faultsOf(page, 'decide')).toEqual([]);
    await reason.fill('契約が終わりました');
    await page.getByRole('button', { name: 'この判断にする' }).click();
    await page.getByText('2人のうち2人を確かめました').waitFor();

    const download = page.waitForEvent('download');
    await page.getByRole('link', { name: '一覧を書き出す（CSV）' }).click();
    expect((await download).suggestedFilename()).toBe('access-review.csv');
    await page.getByRole('button', { name: '棚卸しを終える' }).click();
    await page.getByRole('alertdialog').getByRole('button', { name: '棚卸しを終える' }).click();
    await page.getByRole('heading', { name: '終わった棚卸し' }).waitFor();
    expect(await faultsOf(page, 'review-closed')).toEqual([]);

    await guest.page.goto('/people');
    await guest.page.waitForURL(/sign-in/);
    expect(at.complaints).toEqual([]);
  });

  it('lets a passkey sign in alone', async () => {
    const { page } = at;
    await plugInAuthenticator(page);
    await page.goto('/settings');
    await field(page, 'passkeyName').fill('窓口のパソコン');
    await page.getByRole('button', { name: 'パスキーを加える' }).click();
    await page.getByRole('rowheader', { name: '窓口のパソコン' }).waitFor();
    expect(await faultsOf(page, 'settings')).toEqual([]);
    await signOut(page);
    await page.getByRole('button', { name: 'パスキーを使う' }).click();
    await home(page).waitFor();
    expect(at.complaints).toEqual([]);
  });

  it('makes whoever guesses wait, and says until when; the passkey need not wait', async () => {
    const { page } = at;
    await signOut(page);
    const stranger = await visitor(browser, program.origin);
    await stranger.page.goto('/sign-in');
    const said = stranger.page.getByText('しばらくサインインできません');
    for (let tries = 0; tries < 12 && (await said.count()) === 0; tries++) {
      await field(stranger.page, 'email').fill(officer.email);
      await field(stranger.page, 'password').fill(`まちがえたことば${tries}`);
      const answered = stranger.page.waitForResponse(/\/api\/v1\/session$/);
      await stranger.page.getByRole('button', { name: '次へ' }).click();
      await (await answered).finished();
      await stranger.page.locator('form [role=alert], #error-summary-title').first().waitFor();
    }
    await said.first().waitFor();
    await stranger.page.getByText(/\d+:\d+:\d+を過ぎてから/).waitFor();
    expect(await faultsOf(stranger.page, 'sign-in-wait')).toEqual([]);
    await stranger.close();
    await page.getByRole('button', { name: 'パスキーを使う' }).click();
    await home(page).waitFor();
  });

  it('speaks English when asked, and Japanese again', async () => {
    const { page } = at;
    await page.getByRole('button', { name: 'English で表示する' }).click();
    await page.getByRole('heading', { level: 1, name: 'Home' }).waitFor();
    await page.goto('/people');
    await page.getByRole('tab', { name: 'Account ledger' }).click();
    await page.getByText('Account', { exact: true }).first().waitFor();
    expect(await page.evaluate('document.documentElement.lang')).toBe('en');
    expect(await faultsOf(page, 'ledger-english')).toEqual([]);
    await page.getByRole('button', { name: /日本語で表示する/ }).click();
    await tab(page, 'アカウント台帳').waitFor();
  });
});
