import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { root } from '../run-program.ts';
import { chromiumPath, faultsOf, launch, type Visitor, visitor } from './chromium.ts';
import { enrolPhone, field, setUpCity } from './people.ts';
import { type StartedProgram, startProgram } from './start-program.ts';

describe.skipIf(chromiumPath === undefined)(
  'the approval of a town of one officer',
  { timeout: 300_000 },
  () => {
    let program: StartedProgram;
    let browser: Browser;
    let officer: Visitor;
    let mayor: Visitor;
    let link: string;

    beforeAll(async () => {
      [program, browser] = await Promise.all([startProgram(), launch()]);
      officer = await visitor(browser, program.origin);
      mayor = await visitor(browser, program.origin);
      await setUpCity(officer.page, program.address);
      await enrolPhone(officer.page);
    }, 480_000);
    afterAll(async () => {
      await browser?.close();
      await program?.stop();
    });

    it('is asked for after the import', async () => {
      const { page } = officer;
      await page.goto('/import');
      const file = join(root, 'examples', 'hoshigawatari', 'city.yaml');
      await page.locator('input[type="file"]').setInputFiles(file);
      await page.getByRole('button', { name: 'この内容で取り込む' }).click();
      await page.getByText('まだ承認されていません').waitFor();
      expect(await faultsOf(page, 'home-not-approved')).toEqual([]);
      await page.getByRole('link', { name: '版の一覧を見る' }).click();
      expect(await faultsOf(page, 'revisions')).toEqual([]);
      await page.getByRole('button', { name: '版1の承認を求める' }).click();
      await field(page, 'note').fill('はじめての取り込みです。ご確認をお願いします。');
      await page.getByRole('dialog').getByRole('button', { name: '承認を求める' }).click();
      await page.getByRole('heading', { level: 1, name: 'まちの内容（版1）' }).waitFor();
      expect(await faultsOf(page, 'approval-waiting')).toEqual([]);
    });

    it('goes to the mayor by a link that the officer hands over', async () => {
      const { page } = officer;
      await page.getByText('外の人に頼む').click();
      await field(page, 'office').fill('星ヶ渡市長');
      await field(page, 'name').fill('市長');
      await field(page, 'email').fill('shicho@example.lg.jp');
      await page.getByRole('button', { name: 'リンクをつくる' }).click();
      link = await page.getByLabel('渡すリンク').inputValue();
      expect(await faultsOf(page, 'approval-link')).toEqual([]);
    });

    it('is given by the mayor on a page without an account, once', async () => {
      const { page } = mayor;
      await page.goto(link);
      await page.getByRole('heading', { level: 1, name: '承認のお願い' }).waitFor();
      expect(page.url()).not.toContain('#');
      expect(await faultsOf(page, 'decide')).toEqual([]);
      await page.getByRole('checkbox').check();
      await page.getByRole('button', { name: '承認する' }).click();
      await page.getByText('承認されました').waitFor();
      expect(await faultsOf(page, 'decided')).toEqual([]);
      expect(mayor.complaints).toEqual([]);
    });

    it('then shows at the officer’s', async () => {
      const { page } = officer;
      await page.reload();
      await page.getByText('承認済み（外の人・リンクを手渡し）').first().waitFor();
      expect(await faultsOf(page, 'approval-approved')).toEqual([]);
      await page.goto('/approvals');
      await page.getByRole('link', { name: 'まちの内容（版1）' }).waitFor();
      expect(await faultsOf(page, 'approvals')).toEqual([]);
      expect(officer.complaints).toEqual([]);
    });
  },
);
