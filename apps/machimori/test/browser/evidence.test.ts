import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { smallPicture } from '../routes/approval-examples.ts';
import { chromiumPath, faultsOf, launch, type Visitor, visitor } from './chromium.ts';
import { type StartedProgram, startProgram } from './start-program.ts';

const line = '/sheet/line?id=service-2-2%40nori-bus';

describe.skipIf(chromiumPath === undefined)('evidence', { timeout: 300_000 }, () => {
  let program: StartedProgram;
  let browser: Browser;
  const open: Visitor[] = [];
  const folder = mkdtempSync(join(tmpdir(), 'machimori-evidence-'));
  const fileOf = (name: string, bytes: Uint8Array | string): string => {
    writeFileSync(join(folder, name), bytes);
    return join(folder, name);
  };

  beforeAll(async () => {
    [program, browser] = await Promise.all([startProgram({}, { sample: 'ja' }), launch()]);
  }, 480_000);
  afterEach(async () => {
    await Promise.all(open.splice(0).map((each) => each.close()));
  });
  afterAll(async () => {
    rmSync(folder, { recursive: true, force: true });
    await browser?.close();
    await program?.stop();
  });

  async function enter(role: string): Promise<Page> {
    const link = program.sample.find((each) => each.role.ja === role)?.link ?? '';
    const at = await visitor(browser, program.origin);
    open.push(at);
    await at.page.goto(link);
    await at.page.locator('.m-action').first().waitFor();
    return at.page;
  }

  async function choose(page: Page, file: string): Promise<void> {
    const [chooser] = await Promise.all([
      page.waitForEvent('filechooser'),
      page.getByRole('button', { name: 'ファイルを選ぶ' }).click(),
    ]);
    await chooser.setFiles(file);
  }

  it('is added to a line, used for another, renewed, and seen by who verifies it', async () => {
    const vendor = await enter('記入者');
    await vendor.goto(program.origin + line);
    const panel = vendor.getByRole('region', { name: '証跡' });
    await panel.getByText('証跡を加える').click();
    await choose(vendor, fileOf('しかけ.pdf', '<html><script>alert(1)</script></html>'));
    await panel.getByLabel(/^名前/).fill('脆弱性診断の結果');
    await panel.getByRole('button', { name: '加える' }).click();
    await panel.getByRole('link', { name: '書類や記録の日付を入れてください。' }).waitFor();
    expect(await panel.getByLabel(/^いつの時点のものか/).inputValue()).toBe('');
    expect(await faultsOf(vendor, 'evidence-form')).toEqual([]);
    await panel.getByLabel(/^いつの時点のものか/).fill('2026-04-01');
    await panel.getByRole('button', { name: '加える' }).click();
    await expect.poll(() => panel.innerText()).toMatch(/ウェブページや図形のファイル/);
    await choose(vendor, fileOf('診断.png', smallPicture));
    await panel.getByRole('button', { name: '加える' }).click();
    await panel.getByRole('link', { name: '脆弱性診断の結果', exact: true }).waitFor();
    expect(await faultsOf(vendor, 'evidence-line')).toEqual([]);

    await panel.getByRole('link', { name: '脆弱性診断の結果', exact: true }).click();
    await vendor.getByRole('heading', { name: '脆弱性診断の結果' }).waitFor();
    const picture = vendor.getByRole('img', { name: /脆弱性診断の結果/ });
    await picture.waitFor();
    await expect
      .poll(() => vendor.evaluate("document.querySelector('.m-proof').naturalWidth"))
      .toBeGreaterThan(0);
    await vendor.getByText('ほかの行にも使う').click();
    await vendor.getByRole('textbox', { name: 'ことばで探す' }).fill('のりバス');
    await vendor.getByRole('button', { name: '探す' }).click();
    await vendor
      .locator('label', { hasText: /サービス③-1/ })
      .first()
      .click();
    await vendor.getByRole('button', { name: '選んだ1行に使う' }).click();
    await vendor.getByRole('link', { name: /サービス③-1/ }).waitFor();
    expect(await faultsOf(vendor, 'evidence-piece')).toEqual([]);

    await vendor.getByText('新しいものに差しかえる').click();
    await choose(vendor, fileOf('診断2.txt', '二回目の診断、指摘なし\n'));
    expect(await vendor.getByLabel(/^いつの時点のものか/).inputValue()).toBe('');
    await vendor.getByRole('button', { name: '今日にする' }).click();
    await vendor.getByRole('button', { name: '差しかえる', exact: true }).click();
    await vendor.getByRole('rowheader', { name: '第2版' }).waitFor();
    await vendor.getByRole('rowheader', { name: '第1版' }).waitFor();

    const officer = await enter('承認者');
    await officer.goto(`${program.origin}/evidence`);
    await officer.getByRole('link', { name: '脆弱性診断の結果', exact: true }).waitFor();
    expect(await faultsOf(officer, 'evidence-list')).toEqual([]);
    await officer.getByLabel('ようす').selectOption('expired');
    await officer.getByText('当てはまる証跡はありません').waitFor();
  });

  it('is put to another line by whoever comes to it from the list', async () => {
    const vendor = await enter('記入者');
    await vendor.goto(`${program.origin}/evidence`);
    await vendor.getByRole('link', { name: '脆弱性診断の結果', exact: true }).click();
    await vendor.getByRole('link', { name: /サービス③-1/ }).click();
    const panel = vendor.getByRole('region', { name: '証跡' });
    await panel.getByRole('link', { name: 'すべての証跡' }).click();
    await vendor.getByRole('link', { name: '脆弱性診断の結果', exact: true }).waitFor();
    await vendor.goBack();
    await panel.getByRole('button', { name: '「脆弱性診断の結果」をこの行から外す' }).click();
    await panel.getByText('すでにある証跡を使う').click();
    await panel.getByRole('button', { name: '「脆弱性診断の結果」をこの行に使う' }).click();
    await panel.getByRole('link', { name: '脆弱性診断の結果', exact: true }).waitFor();
    expect(vendor.url()).toContain('service-3-1%40');
  });
});
