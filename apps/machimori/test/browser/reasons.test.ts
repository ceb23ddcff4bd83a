import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { chromiumPath, faultsOf, launch, type Visitor, visitor } from './chromium.ts';
import { type StartedProgram, startProgram } from './start-program.ts';

const heading = (page: Page, name: string | RegExp) =>
  page.getByRole('heading', { level: 1, name });

describe.skipIf(chromiumPath === undefined)('reasons', { timeout: 300_000 }, () => {
  let program: StartedProgram;
  let browser: Browser;
  const open: Visitor[] = [];

  beforeAll(async () => {
    [program, browser] = await Promise.all([startProgram({}, { sample: 'ja' }), launch()]);
  }, 480_000);
  afterEach(async () => {
    for (const each of open.splice(0)) {
      await each.close();
      expect(each.complaints).toEqual([]);
    }
  });
  afterAll(async () => {
    await browser?.close();
    await program?.stop();
  });

  const enter = async (role: string): Promise<Page> => {
    const link = program.sample.find((each) => each.role.ja === role)?.link ?? '';
    const at = await visitor(browser, program.origin);
    open.push(at);
    await at.page.goto(link);
    await heading(at.page, /はじめにすること/).waitFor();
    await at.page.locator('.m-hint time').waitFor();
    return at.page;
  };

  it('lead in two presses from a first thing down to the contract, and into the guideline', async () => {
    const page = await enter('都市の管理者');
    const first = page.locator('.m-action').first();
    await first.getByText('理由', { exact: true }).click();
    await first.getByRole('link', { name: '理由をはじめからたどる' }).click();
    await heading(page, /河川水位センサー/).waitFor();
    expect(await page.locator('.m-chain-step h3').allInnerTexts()).toEqual(
      [
        '守るもの',
        '特徴',
        '起こりうること',
        '求められる対策',
        'チェック項目',
        '担当',
        'よりどころの契約',
      ].map((step) => expect.stringContaining(step)),
    );
    expect(await faultsOf(page, 'why')).toEqual([]);
    await page.getByRole('link', { name: '初期設定と設定変更の手順を決める' }).click();
    await heading(page, /初期設定と設定変更の手順を決める/).waitFor();
    await page.getByText('対策要件（1件）').waitFor();
    await page.locator('#because ~ * a', { hasText: '初期設定' }).click();
    await page.getByRole('link', { name: 'ガイドラインで読む' }).click();
    await heading(page, 'ガイドライン').waitFor();
    await page.locator('article[data-open] h3').waitFor();
    expect(await page.locator('article[data-open] h3').innerText()).toContain('CPS.');
    expect(await faultsOf(page, 'guideline')).toEqual([]);
  });

  it('are of what one sees: a vendor finds nothing of another', async () => {
    const page = await enter('組織の管理者');
    await page.goto('/why?id=keshiki-wallet');
    await heading(page, '理由が見つかりません').waitFor();
    await page.goto('/why');
    await page.getByLabel('何の理由を知りたいですか').fill('都市OS「ほしのわ」');
    await page.getByRole('button', { name: 'たどる' }).click();
    await page.locator('.m-chain-step').first().waitFor();
    await page.goto('/why?id=hoshi-os');
    await page.locator('.m-chain-step').first().waitFor();
    expect(await faultsOf(page, 'why-vendor')).toEqual([]);
  });

  it('stand in words that one can look for', async () => {
    const page = await enter('監査者');
    await page.getByRole('link', { name: 'ガイドライン', exact: true }).first().click();
    await page.getByText('55件').waitFor();
    await page.getByLabel('探すことば').fill('認証　機能');
    await page.getByText(/^[1-9]件$/).waitFor();
    for (const part of ['リスク', '事例', '法令・指針', '特徴', 'ことば']) {
      await page.getByRole('tab', { name: part }).click();
      await page.locator('h2, .m-dl dt').first().waitFor();
      expect([part, await faultsOf(page, `guideline-${part}`)]).toEqual([part, []]);
    }
  });
});
