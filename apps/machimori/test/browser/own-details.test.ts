import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MailServer, subjectOf, textOf } from '../mail-server.ts';
import { chromiumPath, faultsOf, launch, type Visitor, visitor } from './chromium.ts';
import { enrolPhone, field, officer, setUpCity } from './people.ts';
import { type StartedProgram, startProgram } from './start-program.ts';

const next = 'atarashii@example.lg.jp';
const fresh = '白い灯台を七つ数えて帰る夜';

describe.skipIf(chromiumPath === undefined)('one’s own details', { timeout: 300_000 }, () => {
  const mail = new MailServer();
  let program: StartedProgram;
  let browser: Browser;
  let at: Visitor;
  let page: Page;

  beforeAll(async () => {
    await mail.start();
    const environment = {
      MACHIMORI_SMTP_URL: `smtp://127.0.0.1:${mail.port}`,
      MACHIMORI_MAIL_FROM: 'machimori@example.lg.jp',
    };
    [program, browser] = await Promise.all([startProgram(environment), launch()]);
    at = await visitor(browser, program.origin);
    ({ page } = at);
    await setUpCity(page, program.address);
    await enrolPhone(page);
  }, 480_000);
  afterAll(async () => {
    await browser?.close();
    await program?.stop();
    await mail.stop();
  });

  it('a name is corrected at once', async () => {
    await page.goto('/settings');
    await page.getByRole('button', { name: '名前を直す' }).click();
    const name = page.getByRole('dialog').locator('[name=name]');
    await name.fill('');
    await name.press('Enter');
    await page.getByText('お名前を入力してください').first().waitFor();
    await name.fill('町田 花子');
    await page.getByRole('dialog').getByRole('button', { name: '保存する' }).click();
    await page.getByText('お名前を直しました').first().waitFor();
    expect(await page.locator('main').innerText()).toContain('町田 花子');
  });

  it('an address is another once its link is opened, and the former is told', async () => {
    await page.getByRole('button', { name: 'メールアドレスを変える' }).click();
    const field = page.getByRole('dialog').locator('[name=email]');
    await field.fill('tanto@example');
    await field.press('Enter');
    await page
      .getByText(/「@」のあとに、「.」がありません/)
      .first()
      .waitFor();
    await field.fill(next);
    await page.getByRole('button', { name: 'リンクを送る' }).click();
    await page.getByText('確かめるのを待っているアドレス').first().waitFor();
    expect(await faultsOf(page, 'address-waits')).toEqual([]);
    await expect.poll(() => mail.letters.length).toBe(1);
    const [letter = ''] = mail.letters;
    expect(mail.recipients.at(-1)).toEqual([next]);
    expect(subjectOf(letter)).toContain('新しいメールアドレスの確認');
    const link = /http\S+\/new-address#\S+/.exec(textOf(letter))?.[0] ?? '';

    // Opened at another device, where nobody is signed in.
    const other = await visitor(browser, program.origin);
    await other.page.goto(link);
    await other.page.getByRole('button', { name: 'このアドレスにする' }).waitFor();
    expect(other.page.url()).not.toContain('#');
    expect(await faultsOf(other.page, 'address-confirm')).toEqual([]);
    await other.page.getByRole('button', { name: 'このアドレスにする' }).click();
    await other.page.getByText('メールアドレスを変えました').first().waitFor();
    await expect.poll(() => mail.letters.length).toBe(2);
    expect(mail.recipients.at(-1)).toEqual([officer.email]);
    expect(textOf(mail.letters.at(-1) ?? '')).toContain('ほかのアドレスに変わりました');
    await other.page.goto('/sign-in');
    await other.page.goto(link);
    await other.page.getByText('このリンクは使えません').first().waitFor();
    expect(await faultsOf(other.page, 'address-over')).toEqual([]);
    await other.close();
    await page.reload();
    await page.getByText(next).first().waitFor();
  });

  it('a password is another where the present one is known', async () => {
    for (const [current, said] of [
      ['ちがうことばを五つならべた', 'いまのパスワードが違います。'],
      [officer.password, 'パスワードを変えました'],
    ] as const) {
      await field(page, 'current').fill(current);
      await field(page, 'password').fill(fresh);
      await page.getByRole('button', { name: 'パスワードを変える' }).click();
      await page.getByText(said).first().waitFor();
    }
    expect(await faultsOf(page, 'own-details')).toEqual([]);
  });
});
