import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { chromiumPath, faultsOf } from './chromium.ts';
import { type SampleJourney, sampleJourney } from './sample-journey.ts';

const line = '/sheet/line?id=service-2-2%40nori-bus';
const statement = 'WAFで守り、毎月ルールを見直している。';

describe.skipIf(chromiumPath === undefined)('answer books', { timeout: 300_000 }, () => {
  /** Two installations: what is accepted in one is taken in by the other. */
  let here: SampleJourney;
  let there: SampleJourney;
  beforeAll(async () => {
    here = await sampleJourney();
    there = await sampleJourney();
  }, 480_000);
  afterEach(async () => {
    await here?.leave();
    await there?.leave();
  });
  afterAll(async () => {
    await here?.end();
    await there?.end();
  });

  const excel = async (journey: SampleJourney, page: Page): Promise<void> => {
    await page.goto(`${journey.program.origin}/sheet/books`);
    await page.getByRole('heading', { name: 'Excelを出す' }).waitFor();
  };

  it('is signed in one town, compared by its fingerprint in another, and merged as drafts', async () => {
    const vendor = await here.enter('記入者');
    await vendor.goto(here.program.origin + line);
    await vendor.getByLabel('実施状況').selectOption('implemented');
    await vendor.getByLabel(/どのように行っているか/).fill(statement);
    await vendor.getByRole('button', { name: '提出する' }).click();
    await vendor.locator('main').getByText('確認待ち').waitFor();
    const approver = await here.enter('承認者');
    await approver.goto(here.program.origin + line);
    await approver.getByRole('button', { name: '認める' }).click();
    await approver.locator('main').getByText('認められた').waitFor();

    await excel(here, vendor);
    await vendor.getByText('回答集をつくる', { exact: true }).click();
    await vendor.getByRole('button', { name: '署名の鍵をつくる' }).click();
    const notice = vendor.locator('.m-notice', { hasText: 'あなたの組織の鍵の指紋' });
    const fingerprint = (await notice.locator('code').textContent()) ?? '';
    expect(fingerprint).toMatch(/^([0-9A-F]{4}-){7}[0-9A-F]{4}$/);
    expect(await faultsOf(vendor, 'answer-book-make')).toEqual([]);
    const [got] = await Promise.all([
      vendor.waitForEvent('download'),
      vendor.getByRole('button', { name: /件に署名して受け取る/ }).click(),
    ]);
    expect(got.suggestedFilename()).toMatch(/^回答集_うねり交通システム株式会社_.*\.json$/);
    const book = {
      name: got.suggestedFilename(),
      mimeType: 'application/json',
      buffer: readFileSync(await got.path()),
    };

    const [copied] = await Promise.all([
      vendor.waitForEvent('download'),
      vendor.getByRole('button', { name: '読むためのExcelも受け取る' }).click(),
    ]);
    expect(copied.suggestedFilename()).toMatch(
      /^回答集の写し_うねり交通システム株式会社_.*\.xlsx$/,
    );
    expect(await faultsOf(vendor, 'answer-book-signed')).toEqual([]);

    const taker = await there.enter('記入者');
    await excel(there, taker);
    await taker.getByText('業者の回答集を取り込む', { exact: true }).click();
    const typed = taker.getByLabel(/業者から聞いた鍵の指紋/);
    const file = taker.locator('input[type=file][accept=".json"]');
    // Without the fingerprint, and with a wrong one, nothing is taken in; the page does not give it away.
    await file.setInputFiles(book);
    await taker.getByText(/の回答集は、はじめてです/).waitFor();
    await typed.fill(`${fingerprint.slice(0, -1)}${fingerprint.endsWith('0') ? '1' : '0'}`);
    await file.setInputFiles(book);
    await taker.getByText('鍵の指紋が違います', { exact: false }).waitFor();
    expect(await taker.locator('main').innerText()).not.toContain(fingerprint);
    expect(await faultsOf(taker, 'answer-book-wrong-key')).toEqual([]);

    // As somebody types what they heard: small letters, no hyphens.
    await typed.fill(fingerprint.replaceAll('-', ' ').toLowerCase());
    await file.setInputFiles(book);
    const signature = taker.getByRole('region', { name: 'だれが署名したか' });
    await signature.getByText('うねり交通システム株式会社').waitFor();
    await signature.getByText(fingerprint).waitFor();
    await signature.getByText('はじめての鍵').waitFor();
    // It is looked at further up than where the file was chosen.
    expect(await taker.evaluate('document.activeElement.textContent')).toBe('回答集を取り込む');
    const [readable] = await Promise.all([
      taker.waitForEvent('download'),
      signature.getByRole('button', { name: '読むためのExcelを受け取る' }).click(),
    ]);
    expect(readable.suggestedFilename()).toMatch(/^回答集の写し_.*\.xlsx$/);
    await taker.getByText(statement).waitFor();
    expect(await faultsOf(taker, 'answer-book-preview')).toEqual([]);
    await taker.getByRole('button', { name: '取り込む', exact: true }).click();
    await taker.getByText('2か所を書きました').first().waitFor();
    await taker.waitForLoadState('networkidle');
    expect(await taker.getByText(/もう終わっています/).count()).toBe(0);
    expect(await faultsOf(taker, 'answer-book-merged')).toEqual([]);

    await taker.goto(there.program.origin + line);
    await expect
      .poll(() => taker.getByLabel(/どのように行っているか/).inputValue())
      .toBe(statement);
    await taker.getByRole('button', { name: '提出する' }).waitFor();
    await taker.locator('main').getByText('書きかけ').first().waitFor();

    // The key is remembered: no fingerprint is needed any more.
    await excel(there, taker);
    await taker.getByText('業者の回答集を取り込む', { exact: true }).click();
    await file.setInputFiles(book);
    await signature.getByText('覚えている鍵').waitFor();
    await taker.getByText('変わるところはありません').waitFor();
    expect(await faultsOf(taker, 'answer-book-known')).toEqual([]);
  });
});
