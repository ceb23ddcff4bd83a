import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chromiumPath, faultsOf, launch, type Visitor, visitor } from './chromium.ts';
import { enrolPhone, field, officer, type Phone, setUpCity, signIn, signOut } from './people.ts';
import { type StartedProgram, startProgram } from './start-program.ts';

describe.skipIf(chromiumPath === undefined)('signing in', { timeout: 300_000 }, () => {
  let program: StartedProgram;
  let browser: Browser;
  let at: Visitor;
  let phone: Phone;

  beforeAll(async () => {
    [program, browser] = await Promise.all([startProgram(), launch()]);
    at = await visitor(browser, program.origin);
    await setUpCity(at.page, program.address);
    ({ phone } = await enrolPhone(at.page));
  }, 480_000);
  afterAll(async () => {
    await browser?.close();
    await program?.stop();
  });

  it('goes by keyboard alone', async () => {
    const { page } = at;
    await signOut(page);
    expect(await faultsOf(page, 'sign-in')).toEqual([]);
    await page.goto('/sign-in');
    await field(page, 'email').waitFor();
    const tabTo = async (name: string): Promise<void> => {
      for (let pressed = 0; pressed < 30; pressed++) {
        await page.keyboard.press('Tab');
        const there = await page.evaluate('document.activeElement?.getAttribute("name")');
        if (there === name) return;
      }
      throw new Error(`no way to ${name} by Tab`);
    };
    await tabTo('email');
    await page.keyboard.type(officer.email);
    await tabTo('password');
    await page.keyboard.type(officer.password);
    await page.keyboard.press('Enter');
    await field(page, 'code').waitFor();
    expect(await faultsOf(page, 'second-step')).toEqual([]);
    await tabTo('code');
    await page.keyboard.type(phone.code());
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'ホーム' }).waitFor();
    expect(at.complaints).toEqual([]);
  });

  it('sends at the first click after an error was mended: nothing moves under the pointer', async () => {
    const { page } = await visitor(browser, program.origin);
    await page.goto('/sign-in');
    const next = page.getByRole('button', { name: '次へ' });
    await next.click();
    const email = field(page, 'email');
    await page.locator('.m-error').waitFor();
    expect(await email.getAttribute('aria-invalid')).toBe('true');
    await field(page, 'password').fill('まちがいのことばを並べた');
    await email.focus();
    await page.keyboard.type(officer.email);
    await next.hover();
    const before = await next.boundingBox();
    await page.mouse.down();
    expect(await next.boundingBox()).toEqual(before);
    await page.mouse.up();
    await page.getByText('メールアドレスかパスワードが違います。').first().waitFor();
    expect(await email.getAttribute('aria-invalid')).toBeNull();
  });

  it('says of a mistyped code that it is wrong, at its field', async () => {
    const { page, complaints } = await visitor(browser, program.origin);
    await signIn(page, officer);
    const code = field(page, 'code');
    await code.waitFor();
    const mistyped = String((Number(phone.code()) + 500_000) % 1_000_000).padStart(6, '0');
    for (let times = 0; times < 2; times++) {
      await code.fill(mistyped);
      const answered = page.waitForResponse(/session\/confirm$/);
      await page.getByRole('button', { name: 'サインインする' }).click();
      expect((await answered).status()).toBe(422);
      await page.locator('.m-error', { hasText: 'コードが違います。' }).waitFor();
    }
    expect(await page.getByText('一度しか使えません').count()).toBe(0);
    expect(await code.getAttribute('aria-invalid')).toBe('true');
    expect(await faultsOf(page, 'second-step-wrong')).toEqual([]);
    expect(complaints).toEqual([]);
  });
});
