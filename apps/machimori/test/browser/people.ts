import { URI } from 'otpauth';
import type { Locator, Page } from 'playwright-core';

/** What a person of a journey types. */
export interface Person {
  readonly name: string;
  readonly email: string;
  readonly password: string;
}

export const officer: Person = {
  name: '窓口担当',
  email: 'madoguchi@example.lg.jp',
  password: '青い自転車が三台ならぶ朝',
};

const stepMs = 30_000;

/** A phone with an authenticator app. No code counts twice, so each that it shows is a later one. */
export class Phone {
  readonly #secret: string;
  #last = 0;

  /** `secret` as the page shows it for typing. */
  constructor(secret: string) {
    this.#secret = secret.replaceAll(/[^A-Z2-7]/g, '');
  }

  /** The code of this half minute, else of the next: clocks may differ by that, so two are good at once. */
  code(): string {
    this.#last = Math.max(Math.floor(Date.now() / stepMs), this.#last + 1);
    const app = URI.parse(`otpauth://totp/Machimori?secret=${this.#secret}`);
    return app.generate({ timestamp: this.#last * stepMs } as never) as string;
  }
}

/** A field by its name: what its label says is read by axe and by people. */
export const field = (page: Page, name: string): Locator => page.locator(`[name="${name}"]`);

/** At the address that `start` prints: names city and administrator, up to the page for the second factor. */
export async function setUpCity(page: Page, address: string, person = officer): Promise<void> {
  await page.goto(address);
  await page.getByRole('button', { name: '登録をはじめる' }).click();
  await field(page, 'cityName').fill('星ヶ渡市');
  await field(page, 'organisationName').fill('星ヶ渡市役所');
  await field(page, 'name').fill(person.name);
  await field(page, 'email').fill(person.email);
  await field(page, 'password').fill(person.password);
  await page.getByRole('button', { name: '登録して次へ' }).click();
  await page.waitForURL(/\/sign-in\/set-up/);
}

/** Where a second factor is asked for: registers an authenticator app, keeps the codes, arrives at home (by its heading). */
export async function enrolPhone(
  page: Page,
  home: string | RegExp = 'ホーム',
): Promise<{ readonly phone: Phone; readonly recoveryCodes: readonly string[] }> {
  const phone = new Phone(await page.getByLabel(/この文字を認証アプリに/).inputValue());
  await field(page, 'code').fill(phone.code());
  await page.getByRole('button', { name: '登録する' }).click();
  const codes = page.getByRole('list', { name: '予備のコード（すべて）' });
  const recoveryCodes = await codes.locator('li').allTextContents();
  await page.getByRole('button', { name: '控えました' }).click();
  await page.getByRole('heading', { level: 1, name: home }).waitFor();
  return { phone, recoveryCodes };
}

/** Signs in by password, and by the phone where there is one. */
export async function signIn(page: Page, person: Person, phone?: Phone): Promise<void> {
  await page.goto('/sign-in');
  await field(page, 'email').fill(person.email);
  await field(page, 'password').fill(person.password);
  await page.getByRole('button', { name: '次へ' }).click();
  if (phone === undefined) return;
  await field(page, 'code').fill(phone.code());
  await page.getByRole('button', { name: 'サインインする' }).click();
  await page.getByRole('heading', { level: 1, name: 'ホーム' }).waitFor();
}

export async function signOut(page: Page): Promise<void> {
  await page.getByRole('button', { name: /さんのメニュー/ }).click();
  await page.getByRole('menuitem', { name: 'サインアウト' }).click();
  await page.waitForURL(/\/sign-in/);
}
