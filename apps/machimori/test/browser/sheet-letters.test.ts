import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { remindNow } from '../../src/serve/reminder-letters.ts';
import { MailServer, subjectOf, textOf } from '../mail-server.ts';
import { chromiumPath, launch, type Visitor, visitor } from './chromium.ts';
import { type StartedProgram, startProgram } from './start-program.ts';

// The program as it is started sends its letters; whoever gets one opens the address in it and is where it says.

describe.skipIf(chromiumPath === undefined)(
  'letters about the check sheet',
  { timeout: 300_000 },
  () => {
    const mail = new MailServer();
    let program: StartedProgram;
    let browser: Browser;
    let officer: Visitor;
    let vendor: Visitor;

    beforeAll(async () => {
      await mail.start();
      [program, browser] = await Promise.all([
        startProgram({ MACHIMORI_SMTP_URL: `smtp://127.0.0.1:${mail.port}` }, { sample: 'ja' }),
        launch(),
      ]);
      [officer, vendor] = await Promise.all([signedIn('都市の管理者'), signedIn('記入者')]);
    }, 480_000);
    afterAll(async () => {
      await browser?.close();
      await program?.stop();
      await mail.stop();
    });

    async function signedIn(role: string): Promise<Visitor> {
      const at = await visitor(browser, program.origin);
      await at.page.goto(program.sample.find((each) => each.role.ja === role)?.link ?? '');
      await at.page.locator('.m-action').first().waitFor();
      return at;
    }
    /** Asks the program as the page does, and fails where it says no. */
    async function done(
      { page }: Visitor,
      method: 'GET' | 'POST',
      path: string,
      data?: unknown,
    ): Promise<Record<string, unknown>> {
      const answer = await page.request.fetch(`/api/v1${path}`, {
        method,
        headers: { 'x-machimori': '1', origin: program.origin },
        ...(data === undefined ? {} : { data: data as object }),
      });
      if (!answer.ok()) throw new Error(`${path}: ${answer.status()} ${await answer.text()}`);
      return answer.status() === 204 ? {} : answer.json();
    }
    /** The letter to somebody whose subject says this, once it is there; and the one address in it. */
    async function letterTo(email: string, about: string): Promise<{ text: string; url: string }> {
      const found = () =>
        mail.letters.filter(
          (each, at) => mail.recipients[at]?.[0] === email && subjectOf(each).includes(about),
        );
      await expect.poll(() => found().length, { timeout: 60_000 }).toBe(1);
      const text = textOf(found()[0] ?? '');
      const [url = '', ...more] = text.match(/https?:\/\/\S+/g) ?? [];
      expect(more).toEqual([]);
      return { text, url };
    }
    const emailOf = async (of: Visitor): Promise<string> =>
      String((await done(of, 'GET', '/account'))['email']);
    const opened = async (page: Page, url: string, heading: string): Promise<void> => {
      await page.goto(url);
      await page.getByRole('heading', { level: 1, name: heading }).waitFor();
    };

    /** Lines that the vendor answers. */
    async function ownLines(): Promise<readonly string[]> {
      const { lines } = (await done(vendor, 'GET', '/sheet/lines?answeredBy=uneri')) as unknown as {
        lines: { line: string }[];
      };
      return lines.map(({ line }) => line);
    }

    it('lead to the requests that were made', async () => {
      const [line = ''] = await ownLines();
      await done(officer, 'POST', '/sheet/requests', {
        lines: [line],
        due: '2036-03-31',
        words: '',
      });
      const { text, url } = await letterTo(await emailOf(vendor), '回答のお願い');
      expect(text).toContain('2036年（令和18年）3月31日');
      await opened(vendor.page, url, '回答の依頼');
      await vendor.page.getByText('2036年3月31日', { exact: false }).first().waitFor();

      await done(officer, 'POST', `/sheet/lines/${encodeURIComponent(line)}/talk`, {
        words: '型番を教えてください。',
        calls: [String((await done(vendor, 'GET', '/account'))['person'])],
      });
      const called = await letterTo(await emailOf(vendor), 'コメントで');
      expect(called.text).not.toContain('型番');
      await vendor.page.goto(called.url);
      await vendor.page.getByText('型番を教えてください。').waitFor();
    });

    /** Answers a line of the vendor and hands it in; gives the version it has then. */
    async function handedIn(line: string): Promise<number> {
      const at = `/sheet/lines/${encodeURIComponent(line)}/cells`;
      const { version } = await done(vendor, 'POST', at, {
        cells: [
          { field: 'state', seen: 0, value: 'implemented' },
          { field: 'statement', seen: 0, value: '毎月、記録を確かめている。' },
        ],
      });
      const { moved } = (await done(vendor, 'POST', '/sheet/submissions', {
        answers: [{ line, version }],
      })) as unknown as { moved: { version: number }[] };
      return moved[0]?.version ?? 0;
    }

    it('lead home once a week, where the same is said', async () => {
      const [line = '', other = ''] = await ownLines();
      const version = await handedIn(line);
      await handedIn(other);
      const person = String((await done(vendor, 'GET', '/account'))['person']);
      await done(officer, 'POST', '/sheet/assignments', { lines: [line], person });
      const approver = await signedIn('承認者');
      await done(approver, 'POST', '/sheet/decisions', {
        answers: [{ line, version }],
        verdict: 'request-changes',
        reason: '記録の場所を書いてください',
      });
      await remindNow(program.opened.world);
      const { text, url } = await letterTo(await emailOf(vendor), '今週のチェックシート: 星ヶ渡市');
      expect(text).toContain('■ あなたが担当している行\r\n　直しを求められています: 1行');
      expect(text).not.toContain('記録');
      await opened(vendor.page, url, 'ホーム');
      // Who verifies it has nobody here who accepts: it waits for the promoting body.
      const waits = await letterTo(await emailOf(approver), '今週のチェックシート');
      expect(waits.text).toContain('■ 確認待ちの回答: 1行');
      expect([...approver.complaints, ...officer.complaints, ...vendor.complaints]).toEqual([]);
    });
  },
);
