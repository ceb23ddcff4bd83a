import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chromiumPath, faultsOf, launch, type Visitor, visitor } from './chromium.ts';
import { enrolPhone, field, officer, type Phone, setUpCity, signOut } from './people.ts';
import { type StartedProgram, startProgram } from './start-program.ts';

describe.skipIf(chromiumPath === undefined)('signing in', { timeout: 120_000 }, () => {
  let program: StartedProgram;
  let browser: Browser;
  let at: Visitor;
  let phone: Phone;

  beforeAll(async () => {
    [program, browser] = await Promise.all([startProgram(), launch()]);
    at = await visitor(browser, program.origin);
    await setUpCity(at.page, program.address);
    ({ phone } = await enrolPhone(at.page));
  }, 180_000);
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
});
