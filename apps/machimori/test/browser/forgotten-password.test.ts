import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MailServer, subjectOf, textOf } from '../mail-server.ts';
import { chromiumPath, faultsOf, launch, type Visitor, visitor } from './chromium.ts';
import {
  enrolPhone,
  field,
  officer,
  type Person,
  type Phone,
  setUpCity,
  signIn,
  signOut,
} from './people.ts';
import { type StartedProgram, startProgram } from './start-program.ts';

const fresh = '白い灯台を七つ数えて帰る夜';
const colleague: Person = {
  name: '文書係',
  email: 'bunsho@example.lg.jp',
  password: '川べりの石を七つ積んだ午後',
};

/** Opens the link, sets the password, and goes on to the sign-in page. */
async function setAnew(page: Page, link: string, picture: string): Promise<void> {
  await page.goto(link);
  await field(page, 'password').fill('みじかい');
  await page.getByRole('button', { name: 'このパスワードにする' }).click();
  await page
    .getByText(/12文字以上にしてください/)
    .first()
    .waitFor();
  // What the server alone judges is told at the field, too.
  await field(page, 'password').fill('password1234');
  await page.getByRole('button', { name: 'このパスワードにする' }).click();
  await page.locator('.m-error', { hasText: 'すぐに当てられます' }).waitFor();
  expect(await field(page, 'password').getAttribute('aria-invalid')).toBe('true');
  expect(page.url()).not.toContain('#');
  expect(await faultsOf(page, `new-password-${picture}`)).toEqual([]);
  await field(page, 'password').fill(fresh);
  await field(page, 'password').press('Enter');
  await page.getByText('パスワードを決めました').waitFor();
  expect(await faultsOf(page, `password-set-${picture}`)).toEqual([]);
  await page.getByRole('button', { name: 'サインインする' }).click();
  await field(page, 'email').waitFor();
}

describe.skipIf(chromiumPath === undefined)('a forgotten password', { timeout: 300_000 }, () => {
  const mail = new MailServer();
  let program: StartedProgram;
  let browser: Browser;
  let at: Visitor;
  let phone: Phone;

  beforeAll(async () => {
    await mail.start();
    const environment = {
      MACHIMORI_SMTP_URL: `smtp://127.0.0.1:${mail.port}`,
      MACHIMORI_MAIL_FROM: 'machimori@example.lg.jp',
    };
    [program, browser] = await Promise.all([startProgram(environment), launch()]);
    at = await visitor(browser, program.origin);
    await setUpCity(at.page, program.address);
    ({ phone } = await enrolPhone(at.page));
  }, 480_000);
  afterAll(async () => {
    await browser?.close();
    await program?.stop();
    await mail.stop();
  });

  it('is set by mail, from the sign-in page back to home, past the second step', async () => {
    const guest = await visitor(browser, program.origin);
    const { page } = guest;
    await page.goto('/sign-in');
    await page.getByRole('link', { name: 'パスワードを忘れたとき' }).click();
    await field(page, 'email').waitFor();
    expect(await faultsOf(page, 'forgotten')).toEqual([]);
    const said: string[] = [];
    for (const address of ['dare-mo-inai@example.lg.jp', officer.email]) {
      await field(page, 'email').fill(address);
      await page.getByRole('button', { name: 'リンクを送る' }).click();
      await page.getByText('受けつけました').waitFor();
      said.push((await page.locator('main').innerText()).replaceAll(address, ''));
      if (address === officer.email) expect(await faultsOf(page, 'forgotten-sent')).toEqual([]);
      else await page.getByRole('button', { name: 'もう一度送る' }).click();
    }
    expect(said[1]).toBe(said[0]);

    await expect.poll(() => mail.letters.length).toBe(1);
    const [letter = ''] = mail.letters;
    expect(mail.recipients).toEqual([[officer.email]]);
    expect(subjectOf(letter)).toBe('【街守り】新しいパスワードを決めるリンク');
    const link = /http:\S+#[\w-]+/.exec(textOf(letter))?.[0] ?? '';
    expect(link).toMatch(new RegExp(`^${program.origin}/new-password#[\\w-]{43}$`));
    await setAnew(page, link, 'by-mail');
    await signIn(page, { ...officer, password: fresh }, phone);

    await expect.poll(() => mail.letters.length).toBe(2);
    expect(subjectOf(mail.letters[1] ?? '')).toBe('【街守り】パスワードが変わりました');
    expect(mail.letters.slice(1).map(textOf).join()).not.toContain('#');
    // Who was signed in elsewhere is no more.
    await at.page.goto('/');
    await field(at.page, 'email').waitFor();
    // The same link once more, and half a link.
    await page.goto(link);
    await page.getByText('このリンクは使えません').first().waitFor();
    expect(await faultsOf(page, 'new-password-over')).toEqual([]);
    await page.goto('/new-password#short');
    await page.reload();
    await page.getByText('リンクが正しくありません').waitFor();
    expect(guest.complaints).toEqual([]);
    await guest.close();
  });
});

describe.skipIf(chromiumPath === undefined)('without mail', { timeout: 300_000 }, () => {
  let program: StartedProgram;
  let browser: Browser;
  let at: Visitor;

  beforeAll(async () => {
    [program, browser] = await Promise.all([startProgram(), launch()]);
    at = await visitor(browser, program.origin);
    await setUpCity(at.page, program.address);
    await enrolPhone(at.page);
  }, 480_000);
  afterAll(async () => {
    await browser?.close();
    await program?.stop();
  });

  it('the page says whom to ask, and the administrator hands a link over', async () => {
    const { page } = at;
    await page.goto('/people/invite');
    await field(page, 'email').fill(colleague.email);
    await page
      .getByRole('checkbox', { name: /記入者/ })
      .first()
      .check({ force: true });
    await page.getByRole('button', { name: '招待をつくる' }).click();
    const invitation = await page.getByLabel('招待のリンク').inputValue();
    const guest = await visitor(browser, program.origin);
    await guest.page.goto(invitation);
    await field(guest.page, 'name').fill(colleague.name);
    await field(guest.page, 'password').fill(colleague.password);
    await guest.page.getByRole('button', { name: '招待を受ける' }).click();
    await guest.page.getByRole('heading', { level: 1, name: 'ホーム' }).waitFor();
    await signOut(guest.page);
    await guest.page.getByRole('link', { name: 'パスワードを忘れたとき' }).click();
    await guest.page.getByText('組織の管理者に、リンクを頼んでください').waitFor();
    expect(await faultsOf(guest.page, 'forgotten-by-hand')).toEqual([]);

    await page.goto('/people');
    await page.getByRole('button', { name: new RegExp(`${colleague.name}.*ほか`) }).click();
    await page.getByRole('menuitem', { name: 'パスワードのリンクを渡す' }).click();
    await page.getByRole('button', { name: 'リンクをつくる' }).waitFor();
    expect(await faultsOf(page, 'hand-over-asked')).toEqual([]);
    await page.getByRole('button', { name: 'リンクをつくる' }).click();
    const link = await page.getByLabel('渡すリンク').inputValue();
    expect(await faultsOf(page, 'hand-over')).toEqual([]);
    await setAnew(guest.page, link, 'by-hand');
    await signIn(guest.page, { ...colleague, password: fresh });
    await guest.page.getByRole('heading', { level: 1, name: 'ホーム' }).waitFor();
    expect(guest.complaints).toEqual([]);
    expect(at.complaints).toEqual([]);
  });
});
