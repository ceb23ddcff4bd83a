import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verified, WebhookReceiver } from '../webhook-receiver.ts';
import { chromiumPath, faultsOf, launch, type Visitor, visitor } from './chromium.ts';
import { enrolPhone, field, setUpCity } from './people.ts';
import { type StartedProgram, startProgram } from './start-program.ts';

describe.skipIf(chromiumPath === undefined)(
  'a webhook of the city',
  {
    timeout: 300_000,
  },
  () => {
    const receiver = new WebhookReceiver();
    let program: StartedProgram;
    let browser: Browser;
    let at: Visitor;
    let secret = '';

    beforeAll(async () => {
      await receiver.start();
      [program, browser] = await Promise.all([
        startProgram({ MACHIMORI_ALLOWED_HOSTS: receiver.host }),
        launch(),
      ]);
      at = await visitor(browser, program.origin);
      await setUpCity(at.page, program.address);
      await enrolPhone(at.page);
    }, 480_000);
    afterAll(async () => {
      await browser?.close();
      await program?.stop();
      await receiver.stop();
    });

    const act = (page: Page, name: string | RegExp) =>
      page.getByRole('button', { name, exact: typeof name === 'string' });
    const arrived = (count: number) =>
      expect.poll(() => receiver.received.length, { timeout: 60_000 }).toBe(count);

    it('is made, and its secret seen once', async () => {
      const { page } = at;
      await page.goto('/settings');
      await page.getByRole('tab', { name: '外への知らせ' }).click();
      await page.getByText('送り先は、まだありません。').waitFor();
      expect(await faultsOf(page, 'webhooks-none')).toEqual([]);

      await act(page, '送り先を加える').click();
      await page.getByText('送り先のアドレスを書いてください。').first().waitFor();
      await field(page, 'address').fill('https://10.0.0.5/hook');
      await page.getByRole('checkbox', { name: '回答が認められた' }).check({ force: true });
      await page.getByRole('checkbox', { name: '計画がつくり直された' }).check({ force: true });
      await act(page, '送り先を加える').click();
      await page.getByText('このアドレスには送れません。').first().waitFor();
      expect(await faultsOf(page, 'webhooks-refused')).toEqual([]);

      await field(page, 'address').fill(receiver.address);
      await act(page, '送り先を加える').click();
      secret = await page.getByLabel('署名の鍵', { exact: true }).inputValue();
      expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
      expect(await faultsOf(page, 'webhooks-secret')).toEqual([]);
      await act(page, '渡しました').click();
      await page.getByRole('heading', { name: receiver.address }).waitFor();
      await page.reload();
      await page.getByRole('heading', { name: receiver.address }).waitFor();
      expect(await page.content()).not.toContain(secret);
    });

    it('sends a test that arrives and verifies, and says so', async () => {
      const { page } = at;
      await act(page, /をためしに送る$/).click();
      await arrived(1);
      const [one] = receiver.received;
      expect(one && verified(secret, one)['type']).toBe('webhook.test');
      await page.getByText('最近の知らせ', { exact: true }).click();
      await page.getByText('届きました').waitFor();
      receiver.answer = (answer) => answer.writeHead(500).end();
      await act(page, /をためしに送る$/).click();
      await arrived(2);
      await page.getByText('受け取る側が、エラー（500）を答えました。').waitFor();
      expect(await faultsOf(page, 'webhooks-log')).toEqual([]);
      receiver.forget();
    });

    it('gets another secret, by which it verifies beside the former', async () => {
      const { page } = at;
      await act(page, /鍵を取りかえる$/).click();
      await page.getByRole('alertdialog').waitFor();
      expect(await faultsOf(page, 'webhooks-rotate')).toEqual([]);
      await page.getByRole('alertdialog').getByRole('button', { name: '鍵を取りかえる' }).click();
      const next = await page.getByLabel('署名の鍵', { exact: true }).inputValue();
      expect(next).not.toBe(secret);
      await act(page, '渡しました').click();
      await page.getByText(/まで、前の鍵でも署名します/).waitFor();
      await act(page, /をためしに送る$/).click();
      await arrived(1);
      const [one] = receiver.received;
      if (one === undefined) throw new Error('nothing arrived');
      verified(secret, one);
      verified(next, one);
    });

    it('is changed, turned off and on again, and removed', async () => {
      const { page } = at;
      await act(page, /を変える$/).click();
      const form = page.getByRole('form', { name: '送り先を変える' });
      await form.getByRole('checkbox', { name: '証跡が加わった' }).check({ force: true });
      expect(await faultsOf(page, 'webhooks-change')).toEqual([]);
      await form.getByRole('button', { name: '変更を残す' }).click();
      await page.getByText('回答が認められた、証跡が加わった、計画がつくり直された').waitFor();

      await act(page, /を止める$/).click();
      await page.getByText('止めています', { exact: true }).waitFor();
      expect(await act(page, /をためしに送る$/).count()).toBe(0);
      await page.getByText('ほかの送り先を加える').click();
      await page.getByRole('form', { name: '送り先を加える' }).waitFor();
      expect(await faultsOf(page, 'webhooks-off')).toEqual([]);
      await act(page, /をまた始める$/).click();
      await page.getByText('送っています', { exact: true }).waitFor();

      // The receiver wants no more: the program turns it off by itself, and says why.
      receiver.answer = (answer) => answer.writeHead(410).end();
      await act(page, /をためしに送る$/).click();
      await expect
        .poll(
          async () => {
            await page.reload();
            await page.getByRole('heading', { name: receiver.address }).waitFor();
            return page.getByText(/もう受け取らないと答えました/).count();
          },
          { timeout: 60_000 },
        )
        .toBe(1);
      expect(await faultsOf(page, 'webhooks-gone')).toEqual([]);

      await act(page, /を削除する$/).click();
      await page.getByRole('alertdialog').getByRole('button', { name: '削除する' }).click();
      await page.getByText('送り先は、まだありません。').waitFor();
      expect(at.complaints).toEqual([]);
    });
  },
);
