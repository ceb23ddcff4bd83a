import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MailServer, textOf } from '../mail-server.ts';
import { root } from '../run-program.ts';
import { chromiumPath, faultsOf, launch, type Visitor, visitor } from './chromium.ts';
import { enrolPhone, field, setUpCity } from './people.ts';
import { type StartedProgram, startProgram } from './start-program.ts';

const wrong = 'machigai@example.lg.jp';
const late = 'atode@example.lg.jp';

describe.skipIf(chromiumPath === undefined)(
  'letters that do not go out',
  { timeout: 300_000 },
  () => {
    const mail = new MailServer();
    let program: StartedProgram;
    let browser: Browser;
    let at: Visitor;

    beforeAll(async () => {
      await mail.start();
      const environment = {
        MACHIMORI_SMTP_URL: `smtp://127.0.0.1:${mail.port}`,
        MACHIMORI_MAIL_FROM: 'machimori@example.lg.jp',
      };
      [program, browser] = await Promise.all([startProgram(environment), launch()]);
      at = await visitor(browser, program.origin);
      await setUpCity(at.page, program.address);
      await enrolPhone(at.page);
    }, 480_000);
    afterAll(async () => {
      await browser?.close();
      await program?.stop();
      await mail.stop();
    });

    const invite = async (page: Page, email: string): Promise<void> => {
      await page.goto('/people/invite');
      // What a plain start makes is of use on this machine alone, and that is said before anything is sent.
      await page
        .getByText(/この?.*機械の中でだけ開けます/)
        .first()
        .waitFor();
      await field(page, 'email').fill(email);
      await page.getByRole('checkbox', { name: /記入者/ }).check({ force: true });
      await page.getByRole('button', { name: '招待をつくる' }).click();
      await page.getByText(`${email} へのメールを、送る準備をしました`).waitFor();
    };
    const row = (page: Page, email: string) => page.getByRole('row').filter({ hasText: email });

    it('are told in the list of invitations: why, and what to do', async () => {
      const { page } = at;
      mail.refusals.set(wrong, '550 5.1.1 no such user');
      await invite(page, wrong);
      expect(await faultsOf(page, 'letter-prepared')).toEqual([]);
      await page.getByRole('link', { name: '招待の一覧を見る' }).click();
      await row(page, wrong).getByText('送れませんでした').waitFor();
      await row(page, wrong)
        .getByText(/この宛先はない/)
        .waitFor();

      await mail.stop();
      await invite(page, late);
      await page.getByRole('link', { name: '招待の一覧を見る' }).click();
      await row(page, late).getByText('まだ送れていません').waitFor();
      await row(page, late)
        .getByText(/もう一度試します/)
        .waitFor();
      expect(await faultsOf(page, 'letters-in-list')).toEqual([]);
      await mail.start();
    });

    it('are renewed, with the link to hand over', async () => {
      const { page } = at;
      await row(page, late)
        .getByRole('button', { name: /招待し直す/ })
        .click();
      const link = await page.getByRole('alertdialog').getByLabel('招待のリンク').inputValue();
      expect(await faultsOf(page, 'letter-renewed')).toEqual([]);
      await page.getByRole('alertdialog').getByRole('button', { name: '閉じる' }).last().click();
      await row(page, late)
        .getByText(/メールサーバに渡しました/)
        .waitFor();
      expect(mail.letters.map((letter) => textOf(letter).includes(link))).toEqual([true]);
    });

    it('are in the settings of the city, to be tried again', async () => {
      const { page } = at;
      mail.refusals.clear();
      await page.goto('/settings?part=city');
      const part = page.getByRole('region', { name: '届けられなかったもの' });
      await part.getByText('招待の手紙').waitFor();
      expect(await faultsOf(page, 'undelivered')).toEqual([]);
      await part.getByRole('button', { name: '「招待の手紙」を取りやめる' }).click();
      await page.getByRole('alertdialog').getByRole('button', { name: 'やめる' }).last().click();
      await part.getByRole('button', { name: '「招待の手紙」をもう一度試す' }).click();
      await part.getByText('いまは、ありません。').waitFor();
      await page.goto('/people?part=invitations');
      await row(page, wrong)
        .getByText(/メールサーバに渡しました/)
        .waitFor();
      expect(at.complaints).toEqual([]);
    });

    it('are told beside the links for approval, too', async () => {
      const { page } = at;
      mail.refusals.set(wrong, '550 5.1.1 no such user');
      await page.goto('/import');
      const file = join(root, 'examples', 'hoshigawatari', 'city.yaml');
      await page.locator('input[type="file"]').setInputFiles(file);
      await page.getByRole('button', { name: 'この内容で取り込む' }).click();
      await page.getByRole('link', { name: '版の一覧を見る' }).click();
      await page.getByRole('button', { name: '版1の承認を求める' }).click();
      await page.getByRole('dialog').getByRole('button', { name: '承認を求める' }).click();
      await page.getByText('外の人に頼む').click();
      for (const email of [wrong, late]) {
        await field(page, 'office').fill('星ヶ渡市長');
        await field(page, 'name').fill('市長');
        await field(page, 'email').fill(email);
        await page.getByRole('button', { name: 'リンクをつくる' }).click();
        await row(page, email).waitFor();
      }
      await row(page, wrong).getByText('送れませんでした').waitFor();
      await row(page, late)
        .getByText(/メールサーバに渡しました/)
        .waitFor();
      expect(await faultsOf(page, 'letters-of-approval')).toEqual([]);
    });
  },
);
