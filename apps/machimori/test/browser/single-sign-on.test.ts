import { startProvider, type TestProvider } from '@machimori/testkit';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chromiumPath, faultsOf, launch, type Visitor, visitor } from './chromium.ts';
import { enrolPhone, field, type Person, setUpCity } from './people.ts';
import { type StartedProgram, startProgram } from './start-program.ts';

const vendor: Person = {
  name: 'データ屋の管理者',
  email: 'kanri@vendor.example',
  password: '川べりの石を七つ積んだ午後',
};
const member = { name: 'データ屋の担当', email: 'tantou@vendor.example' };

const home = (page: Page) => page.getByRole('heading', { level: 1, name: 'ホーム' });
const signInTab = (page: Page) => page.getByRole('tab', { name: 'シングルサインオン' });

/** Somebody of the provider, as it tells of them. */
const told = (person: { name: string; email: string }, groups: readonly string[] = []) => ({
  ...person,
  email_verified: true,
  groups,
});

describe.skipIf(chromiumPath === undefined)('single sign-on', { timeout: 300_000 }, () => {
  let provider: TestProvider;
  let program: StartedProgram;
  let browser: Browser;
  let admin: Visitor;
  let worker: Visitor;

  /** Asks for the way in with the address alone; the provider sees whoever stands there. */
  async function signInByAddress(page: Page, email: string): Promise<void> {
    await page.goto('/sign-in');
    await field(page, 'email').fill(email);
    await page.getByRole('button', { name: '次へ' }).click();
  }

  beforeAll(async () => {
    // Another site to the browser, so that cookies cross as they do between two towns.
    [provider, browser] = await Promise.all([startProvider('127.0.0.1'), launch()]);
    program = await startProgram({ MACHIMORI_ALLOWED_HOSTS: provider.host });
    admin = await visitor(browser, program.origin);
    worker = await visitor(browser, program.origin);
    const officer = await visitor(browser, program.origin);
    await setUpCity(officer.page, program.address);
    await enrolPhone(officer.page);
    await officer.page.evaluate(
      `fetch('/api/v1/organisations', { method: 'POST', body: '{"name":"データ屋"}',
        headers: { 'content-type': 'application/json', 'x-machimori': '1' } }).then((a) => a.status)`,
    );
    await officer.page.goto('/people/invite');
    await field(officer.page, 'email').fill(vendor.email);
    await field(officer.page, 'organisation').selectOption({ label: 'データ屋' });
    await officer.page.getByRole('checkbox', { name: /組織の管理者/ }).check({ force: true });
    await officer.page.getByRole('button', { name: '招待をつくる' }).click();
    await admin.page.goto(await officer.page.getByLabel('招待のリンク').inputValue());
    await officer.close();
    await field(admin.page, 'name').fill(vendor.name);
    await field(admin.page, 'password').fill(vendor.password);
    await admin.page.getByRole('button', { name: '招待を受ける' }).click();
    await enrolPhone(admin.page);
  }, 480_000);
  afterAll(async () => {
    await browser?.close();
    await program?.stop();
    await provider?.close();
  });

  it('is set up by the administrator of an organisation, who learns what is wrong', async () => {
    const { page } = admin;
    await page.goto('/settings');
    await signInTab(page).click();
    provider.register(await page.getByLabel('認証基盤に登録するリダイレクトURI').inputValue());
    await field(page, 'issuer').fill('http://127.0.0.1:9');
    await field(page, 'clientId').fill(provider.clientId);
    await field(page, 'clientSecret').fill(provider.clientSecret);
    await field(page, 'emailDomains').fill('vendor.example');
    await field(page, 'roleMap').fill('uketsuke = 記入者\nkanri = 組織の管理者');
    await page.getByRole('checkbox', { name: '認証基盤の二つ目の確認を認める' }).check({
      force: true,
    });
    const save = page.getByRole('button', { name: '確かめて保存する' });
    await save.click();
    await page
      .getByText(/つながせません/)
      .first()
      .waitFor();
    expect(await faultsOf(page, 'provider-wrong')).toEqual([]);
    await field(page, 'issuer').fill(provider.issuer);
    await save.click();
    await page.getByText('シングルサインオンを保存しました').first().waitFor();
    await page.getByText('まだだれもいません').waitFor();
    expect(await faultsOf(page, 'provider-settings')).toEqual([]);
    expect(admin.complaints).toEqual([]);
  });

  it('lets a member in, who was invited and has no password here', async () => {
    const invite = admin.page;
    await invite.goto('/people/invite');
    await field(invite, 'email').fill(member.email);
    await invite.getByRole('checkbox', { name: /記入者/ }).check({ force: true });
    await invite.getByRole('button', { name: '招待をつくる' }).click();
    await invite.getByLabel('招待のリンク').waitFor();

    const { page } = worker;
    await signInByAddress(page, 'dareka@elsewhere.example');
    await page
      .getByText(/パスワードでサインインします/)
      .first()
      .waitFor();
    expect(await faultsOf(page, 'sign-in-by-password')).toEqual([]);

    // Whom the provider does not know as one of the organisation's comes back with a word.
    provider.accounts.set('stranger', told({ name: 'よその人', email: 'yoso@vendor.example' }));
    provider.visitor = { accountId: 'stranger' };
    await signInByAddress(page, member.email);
    await page.getByRole('heading', { name: 'サインインできませんでした' }).waitFor();
    expect(await faultsOf(page, 'provider-return-refused')).toEqual([]);
    expect(page.url()).toMatch(/\/sign-in\/provider\/org_[0-9a-f]{32}$/);
    await page.context().clearCookies();

    provider.accounts.set('tantou', told(member, ['uketsuke']));
    provider.visitor = { accountId: 'tantou' };
    await signInByAddress(page, member.email);
    await home(page).waitFor();
    expect(page.url()).not.toContain('code=');
    await page.getByRole('button', { name: `${member.name}さんのメニュー` }).waitFor();
    expect(await faultsOf(page, 'home-of-member')).toEqual([]);
    expect(worker.complaints).toEqual([]);
  });

  it('shows again who one is at the provider, before a sensitive act', async () => {
    const other = await visitor(browser, program.origin);
    const { page } = other;
    provider.accounts.set('kanri', told(vendor, ['kanri']));
    const anHourAgo = Math.floor(Date.now() / 1000) - 3_600;
    provider.visitor = { accountId: 'kanri', amr: ['mfa'], ts: anHourAgo };
    await signInByAddress(page, vendor.email);
    await home(page).waitFor();
    await page.goto('/settings');
    await signInTab(page).click();
    const save = page.getByRole('button', { name: '確かめて保存する' });
    await save.click();
    const byProvider = page.getByRole('button', { name: '組織の認証基盤で確かめる' });
    await byProvider.waitFor();
    expect(await faultsOf(page, 'step-up-by-provider')).toEqual([]);
    provider.visitor = { accountId: 'kanri', amr: ['mfa'] };
    await byProvider.click();
    await page.waitForURL(/\/settings$/);
    await signInTab(page).click();
    await save.click();
    await page.getByText('シングルサインオンを保存しました').first().waitFor();
    expect(other.complaints).toEqual([]);
    await other.close();
  });

  it('releases a person, after asking, and the session that the provider opened ends', async () => {
    const { page } = admin;
    await page.goto('/settings');
    await signInTab(page).click();
    await page.getByRole('button', { name: `「${member.name}」の結びつきを外す` }).click();
    const asked = page.getByRole('alertdialog');
    await asked.waitFor();
    expect(await faultsOf(page, 'provider-release')).toEqual([]);
    await page.keyboard.press('Escape');
    await asked.waitFor({ state: 'detached' });
    await worker.page.goto('/');
    await home(worker.page).waitFor();
    await page.getByRole('button', { name: `「${member.name}」の結びつきを外す` }).click();
    await asked.getByRole('button', { name: '結びつきを外す' }).click();
    await page.getByText('結びつきを外しました').first().waitFor();
    expect(await faultsOf(page, 'provider-persons')).toEqual([]);
    await worker.page.goto('/');
    await worker.page.waitForURL(/\/sign-in/);
    expect(admin.complaints).toEqual([]);
  });
});
