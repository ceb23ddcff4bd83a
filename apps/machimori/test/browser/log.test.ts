import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { machimori, temporaryFolder } from '../run-program.ts';
import { chromiumPath, faultsOf, launch, type Visitor, visitor } from './chromium.ts';
import { enrolPhone, field, setUpCity } from './people.ts';
import { type StartedProgram, startProgram } from './start-program.ts';

describe.skipIf(chromiumPath === undefined)('the log', { timeout: 300_000 }, () => {
  let program: StartedProgram;
  let browser: Browser;
  let at: Visitor;

  beforeAll(async () => {
    [program, browser] = await Promise.all([startProgram(), launch()]);
    at = await visitor(browser, program.origin);
    await setUpCity(at.page, program.address);
    await enrolPhone(at.page);
  }, 480_000);
  afterAll(async () => {
    await browser?.close();
    await program?.stop();
  });

  it('is narrowed, proved entry by entry, exported, and verified with the command', async () => {
    const { page } = at;
    await page.goto('/log');
    const list = page.getByRole('table', { name: '記録の一覧（新しい順）' });
    await list.waitFor();
    await field(page, 'action').selectOption('installation:set-up');
    await page.getByRole('button', { name: '絞り込む' }).click();
    const acts = list.locator('tbody tr').filter({ hasNotText: '街守りの使い始め' });
    await acts.first().waitFor({ state: 'detached' });
    await page.getByRole('button', { name: /をくわしく/ }).click();
    await page.getByText(/件の中の.+番目にあり、書き換えられていません/).waitFor();
    expect(await faultsOf(page, 'log-entry')).toEqual([]);
    await page.keyboard.press('Escape');
    await page.getByRole('tab', { name: '確認と書き出し' }).click();
    await page.getByText('1. チェックポイントを控える').click();
    const kept = await page.getByLabel(/^チェックポイント/).inputValue();
    const key = await page.getByLabel('検証用の鍵').inputValue();
    await page.getByText('前に控えたチェックポイントと比べる').click();
    await field(page, 'checkpoint').fill(kept);
    await page.getByRole('button', { name: '比べる' }).click();
    await page
      .getByText(/^はい。|: はい。|書き足されただけです|件のままです/)
      .first()
      .waitFor();
    await page.getByText('2. 書き出す').click();
    expect(await faultsOf(page, 'log-proof')).toEqual([]);
    const coming = page.waitForEvent('download');
    await page.getByRole('link', { name: '内容も入れて書き出す' }).click();
    const file = join(temporaryFolder(), 'log.jsonl');
    await (await coming).saveAs(file);
    const verified = machimori(['ledger', 'verify', file, '--key', key]);
    expect([verified.code, verified.err]).toEqual([0, '']);
    await page.getByRole('tab', { name: '残す期間' }).click();
    await page.getByRole('row', { name: /まちの計画と判断 .*期限なし/ }).waitFor();
    expect(await faultsOf(page, 'log-retention')).toEqual([]);
    expect(at.complaints).toEqual([]);
  });
});
