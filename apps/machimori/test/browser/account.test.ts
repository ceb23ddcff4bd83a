import { transact } from '@machimori/database';
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

const clerk: Person = {
  name: 'データ屋の記入係',
  email: 'kinyu@vendor.example',
  password: '石段をのぼる白い猫と丸い月',
};

const home = (page: Page) => page.getByRole('heading', { level: 1, name: 'ホーム' });

describe.skipIf(chromiumPath === undefined)(
  'one account, several organisations',
  {
    timeout: 300_000,
  },
  () => {
    let program: StartedProgram;
    let browser: Browser;
    let at: Visitor;
    let guest: Visitor;
    let phone: Phone;

    beforeAll(async () => {
      [program, browser] = await Promise.all([startProgram(), launch()]);
      at = await visitor(browser, program.origin);
      guest = await visitor(browser, program.origin);
      await setUpCity(at.page, program.address);
      ({ phone } = await enrolPhone(at.page));
      for (const name of ['データ屋', '地図屋'])
        await at.page.evaluate(
          `fetch('/api/v1/organisations', { method: 'POST', body: '{"name":"${name}"}',
        headers: { 'content-type': 'application/json', 'x-machimori': '1' } }).then((a) => a.status)`,
        );
    }, 480_000);
    afterAll(async () => {
      await browser?.close();
      await program?.stop();
    });

    const invite = async (organisation: string): Promise<string> => {
      const { page } = at;
      await page.goto('/people/invite');
      await field(page, 'email').fill(clerk.email);
      await field(page, 'organisation').selectOption({ label: organisation });
      await page.getByRole('checkbox', { name: /記入者/ }).check({ force: true });
      await page.getByRole('button', { name: '招待をつくる' }).click();
      return page.getByLabel('招待のリンク').inputValue();
    };

    /** As if an hour had gone by since everybody showed who they are. */
    const letProofsAge = (): Promise<unknown> =>
      transact(program.opened.database, { reach: 'sign-in' }, (transaction) =>
        transaction
          .tables<{ sessions: { proved_at: Date } }>()
          .updateTable('sessions')
          .set({ proved_at: new Date(Date.now() - 3_600_000) })
          .execute(),
      );

    it('leads whoever has an account through signing in, and back to the invitation', async () => {
      const { page } = guest;
      await page.goto(await invite('データ屋'));
      await field(page, 'name').fill(clerk.name);
      await field(page, 'password').fill(clerk.password);
      await page.getByRole('button', { name: '招待を受ける' }).click();
      await home(page).waitFor();
      await signOut(page);

      const link = await invite('地図屋');
      const token = link.split('#')[1] ?? '';
      const asked: string[] = [];
      page.on('request', (request) => {
        const { referer = '', cookie = '' } = request.headers();
        asked.push(request.url().split('#')[0] ?? '', referer, cookie);
      });
      await page.goto(link);
      await page.getByRole('button', { name: 'サインインして受ける' }).waitFor();
      expect(await field(page, 'password').count()).toBe(0);
      expect(await faultsOf(page, 'invitation-has-account')).toEqual([]);
      await page.getByRole('button', { name: 'サインインして受ける' }).click();
      await page.getByText('サインインすると、招待の画面に戻ります。').waitFor();
      expect(await faultsOf(page, 'sign-in-for-invitation')).toEqual([]);
      await field(page, 'email').fill(clerk.email);
      await field(page, 'password').fill(clerk.password);
      await page.getByRole('button', { name: '次へ' }).click();

      await page.getByText(`${clerk.name}さんとしてサインインしています`).waitFor();
      expect(await field(page, 'password').count()).toBe(0);
      expect(await faultsOf(page, 'invitation-signed-in')).toEqual([]);
      await page.getByRole('button', { name: '招待を受ける' }).click();
      await home(page).waitFor();
      await page.locator('header').getByText('地図屋').waitFor();
      // The token was in bodies alone, and nothing of it is left.
      expect(asked.filter((each) => each.includes(token))).toEqual([]);
      const kept = await page.evaluate(
        'JSON.stringify([{ ...sessionStorage }, { ...localStorage }])',
      );
      expect(kept).not.toContain(token);
      expect(guest.complaints).toEqual([]);
    });

    it('tells whoever is signed in as somebody else, and goes on after they sign out', async () => {
      const { page } = at;
      const link = await invite('星ヶ渡市役所');
      await page.goto(link);
      await page.getByText('この招待は、ほかのメールアドレスの方に宛てたものです').waitFor();
      await page.getByText(officer.email).first().waitFor();
      expect(await faultsOf(page, 'invitation-of-another')).toEqual([]);
      const other = await visitor(browser, program.origin);
      await other.page.goto(link);
      await other.page.getByRole('button', { name: 'サインインして受ける' }).click();
      await field(other.page, 'email').fill(clerk.email);
      await field(other.page, 'password').fill(clerk.password);
      await other.page.getByRole('button', { name: '次へ' }).click();
      await other.page.getByRole('button', { name: 'いまは受けない' }).click();
      await home(other.page).waitFor();
      expect(await other.page.evaluate('sessionStorage.length')).toBe(0);
      await other.close();
    });

    it('renews an invitation, registers a security key at the first sign-in, and stops whoever is suspended', async () => {
      const { page } = at;
      const chief: Person = {
        name: 'データ屋の責任者',
        email: 'sekinin@vendor.example',
        password: '坂の上の図書館に灯がともる',
      };
      const ask = async (): Promise<void> => {
        await page.goto('/people/invite');
        await field(page, 'email').fill(chief.email);
        await field(page, 'organisation').selectOption({ label: 'データ屋' });
        await page.getByRole('checkbox', { name: /承認者/ }).check({ force: true });
        await page.getByRole('button', { name: '招待をつくる' }).click();
      };
      await ask();
      await page.getByLabel('招待のリンク').waitFor();
      await ask();
      await page.getByText(/もう「データ屋」への招待を送っています/).waitFor();
      expect(await faultsOf(page, 'invitation-open')).toEqual([]);
      await page.getByRole('button', { name: '招待し直す' }).click();
      await page.getByLabel('招待のリンク').waitFor();
      await page.goto('/people');
      await page.getByRole('tab', { name: '招待' }).click();
      await page.getByRole('button', { name: `${chief.email} を招待し直す` }).click();
      const link = await page.getByRole('alertdialog').getByLabel('招待のリンク').inputValue();
      expect(await faultsOf(page, 'invitation-renewed')).toEqual([]);

      const other = await visitor(browser, program.origin);
      await plugInAuthenticator(other.page);
      await other.page.goto(link);
      await field(other.page, 'name').fill(chief.name);
      await field(other.page, 'password').fill(chief.password);
      await other.page.getByRole('button', { name: '招待を受ける' }).click();
      await other.page.waitForURL(/\/sign-in\/set-up/);
      await other.page.getByRole('radio', { name: /セキュリティキー/ }).check({ force: true });
      expect(await other.page.locator('.m-qr').count()).toBe(0);
      expect(await faultsOf(other.page, 'set-up-security-key')).toEqual([]);
      await field(other.page, 'passkeyName').fill('机の鍵');
      await other.page.getByRole('button', { name: 'パスキーを加える' }).click();
      const codes = other.page.getByRole('list', { name: '予備のコード（すべて）' });
      await codes.waitFor();
      expect(await codes.locator('li').count()).toBe(10);
      await other.page.getByRole('button', { name: '控えました' }).click();
      await home(other.page).waitFor();
      expect(other.complaints).toEqual([]);

      await page.goto('/people');
      await page.getByRole('button', { name: `${chief.name}さんのほかの操作` }).click();
      await page.getByRole('menuitem', { name: '利用を止める' }).click();
      expect(await faultsOf(page, 'suspend')).toEqual([]);
      await page.getByRole('alertdialog').getByRole('button', { name: '利用を止める' }).click();
      await page.getByText('停止中').waitFor();
      await other.page.goto('/approvals');
      await other.page.waitForURL(/sign-in/);
      await other.close();
      expect(at.complaints).toEqual([]);
    });

    it('asks again by the passkey where somebody has nothing else', async () => {
      const { page } = guest;
      await plugInAuthenticator(page);
      await page.goto('/settings');
      await field(page, 'passkeyName').fill('机のパソコン');
      await page.getByRole('button', { name: 'パスキーを加える' }).click();
      await page.getByRole('button', { name: '控えました' }).click();
      await page.getByRole('rowheader', { name: '机のパソコン' }).waitFor();
      await letProofsAge();
      await page.getByRole('button', { name: '予備のコードをつくり直す' }).click();
      await page.getByRole('button', { name: 'つくり直す', exact: true }).click();
      const dialog = page.getByRole('dialog', { name: 'ご本人であることを確かめます' });
      await dialog.getByRole('button', { name: 'パスキーを使う' }).waitFor();
      expect(await dialog.locator('input').count()).toBe(0);
      expect(await faultsOf(page, 'step-up-passkey')).toEqual([]);
      await dialog.getByRole('button', { name: 'パスキーを使う' }).click();
      await page.getByRole('list', { name: '予備のコード（すべて）' }).waitFor();
      await page.getByRole('button', { name: '控えました' }).click();
      expect(guest.complaints).toEqual([]);
    });

    it('signs out everywhere else, and stays', async () => {
      const { page } = at;
      const second = await visitor(browser, program.origin);
      await signIn(second.page, officer, phone);
      const ownMark = async (of: Page): Promise<string> => {
        await of.goto('/settings');
        const row = of.getByRole('row').filter({ hasText: 'この端末' });
        return (await row.getByText(/^しるし/).textContent()) ?? '';
      };
      const marks = [await ownMark(second.page), await ownMark(page)];
      // Two browsers of one kind: each knows its own, and the list of either tells them apart.
      expect(new Set(marks).size).toBe(2);
      for (const mark of marks) await page.getByText(mark, { exact: true }).waitFor();
      const everywhere = page.getByRole('button', {
        name: 'この端末のほかは、すべてサインアウトさせる',
      });
      await everywhere.click();
      expect(await faultsOf(page, 'sign-out-elsewhere')).toEqual([]);
      await page
        .getByRole('alertdialog')
        .getByRole('button', { name: 'サインアウトさせる', exact: true })
        .click();
      await page.getByText('1件のサインインを終わらせました').waitFor();
      expect(await everywhere.count()).toBe(0);
      // Whoever is on a page and presses on is told why they are asked, and so is whoever opens one.
      await second.page.getByRole('link', { name: 'メンバー', exact: true }).click();
      for (const again of [false, true]) {
        if (again) await second.page.goto('/log');
        await second.page.waitForURL(/sign-in/);
        await second.page.getByText('このサインインは、終わっています').waitFor();
      }
      expect(await faultsOf(second.page, 'sign-in-closed')).toEqual([]);
      await second.close();
      await page.goto('/log');
      await page.getByRole('heading', { level: 1, name: '記録' }).waitFor();
      expect(at.complaints).toEqual([]);
    });
  },
);
