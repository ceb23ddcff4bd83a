import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MailServer, subjectOf, textOf } from '../mail-server.ts';
import { smallPicture } from '../routes/approval-examples.ts';
import { chromiumPath, faultsOf, launch, type Visitor, visitor, widths } from './chromium.ts';
import { field } from './people.ts';
import { type StartedProgram, startProgram } from './start-program.ts';

// A vendor asks somebody outside, who answers on a phone whose browser runs no script at all.

describe.skipIf(chromiumPath === undefined)('an answer from outside', { timeout: 300_000 }, () => {
  const mail = new MailServer();
  let program: StartedProgram;
  let browser: Browser;
  let vendor: Visitor;
  let phone: BrowserContext;
  let page: Page;

  beforeAll(async () => {
    await mail.start();
    [program, browser] = await Promise.all([
      startProgram({ MACHIMORI_SMTP_URL: `smtp://127.0.0.1:${mail.port}` }, { sample: 'ja' }),
      launch(),
    ]);
    vendor = await visitor(browser, program.origin);
    const link = program.sample.find(({ role }) => role.ja === '記入者')?.link ?? '';
    await vendor.page.goto(link);
    await vendor.page.locator('.m-action').first().waitFor();
    phone = await browser.newContext({
      baseURL: program.origin,
      javaScriptEnabled: false,
      locale: 'ja-JP',
      viewport: widths.narrow,
    });
    phone.setDefaultTimeout(60_000);
    page = await phone.newPage();
  }, 480_000);
  afterAll(async () => {
    await browser?.close();
    await program?.stop();
    await mail.stop();
  });

  /** The text of the letter whose subject says this. */
  async function letter(about: string): Promise<string> {
    const found = () => mail.letters.find((each) => subjectOf(each).includes(about));
    await expect.poll(found, { timeout: 60_000 }).toBeDefined();
    return textOf(found() ?? '');
  }

  /** The same page in a browser that can run the check for accessibility; the cookies are the phone's. */
  async function faults(name: string, address = page.url()): Promise<readonly string[]> {
    const looking = await browser.newContext({
      baseURL: program.origin,
      storageState: await phone.storageState(),
      locale: 'ja-JP',
    });
    const other = await looking.newPage();
    await other.goto(address);
    const found = await faultsOf(other, name);
    await looking.close();
    return found;
  }

  it('is asked for by the organisation that answers', async () => {
    const own = vendor.page;
    await own.goto('/sheet/links');
    await own.getByText('外の人へのリンクは、まだありません').waitFor();
    expect(await faultsOf(own, 'outside-links-none')).toEqual([]);
    await own.getByRole('link', { name: '外の人に回答を頼む' }).click();
    await own.getByRole('checkbox').nth(1).waitFor();
    for (const at of [0, 1])
      await own
        .getByRole('group', { name: /頼む行/ })
        .locator('label')
        .nth(at)
        .click();
    await field(own, 'office').fill('保守の会社');
    await field(own, 'name').fill('外の担当者');
    await field(own, 'email').fill('hoshu@outside.example');
    await field(own, 'message').fill('おわかりになる範囲で、お願いします。');
    expect(await faultsOf(own, 'outside-ask')).toEqual([]);
    await own.getByRole('button', { name: '頼むメールを送る' }).click();
    await own.getByText('メールを送りました').waitFor();
    expect(await faultsOf(own, 'outside-asked')).toEqual([]);
  });

  it('begins with a code by mail', async () => {
    const url = /https?:\/\/\S+\/answer\/\S+/.exec(await letter('回答のお願い'))?.[0] ?? '';
    await page.goto(url);
    await page.getByRole('heading', { level: 1, name: '回答のお願い' }).waitFor();
    expect(await faults('outside-opening')).toEqual([]);
    await page.getByRole('button', { name: '確認コードを送る' }).click();
    const code = /(\d{4}) (\d{4})/.exec(await letter('確認コード'));
    await field(page, 'code').fill('00000000');
    await page.getByRole('button', { name: '進む' }).click();
    await page.getByText('確認コードが違います').waitFor();
    expect(await page.screenshot({ fullPage: true })).toBeDefined();
    await field(page, 'code').fill(`${code?.[1]} ${code?.[2]}`);
    await page.getByRole('button', { name: '進む' }).click();
    await page.getByRole('heading', { name: '答える行' }).waitFor();
    expect(await faults('outside-lines')).toEqual([]);
  });

  it('is saved line by line, with what is wrong said beside it', async () => {
    await page.locator('.m-cards a').first().click();
    await page.getByText('2件のうち1件目').waitFor();
    expect(await faults('outside-line')).toEqual([]);
    await page.getByRole('radio', { name: '実施済み' }).check();
    await field(page, 'statement').fill('あ'.repeat(2_001));
    await page.getByRole('button', { name: '保存する', exact: true }).click();
    await page.getByText('保存できなかったところがあります').waitFor();
    await field(page, 'statement').fill('毎月、一覧を見直し、要らないものを止めている。');
    await page.getByRole('button', { name: '保存して次へ' }).click();
    await page.getByText('2件のうち2件目').waitFor();
    await page.getByRole('radio', { name: '予定あり' }).check();
    await page.getByRole('button', { name: '保存する', exact: true }).click();
    await page.getByText('保存しました').waitFor();
    await page.getByText('いつまでに行うかを書いてください', { exact: false }).waitFor();
    expect(await faults('outside-line-saved')).toEqual([]);
    await page.getByRole('button', { name: '一覧' }).click();
    await page.getByText('2件のうち2件に書きました').waitFor();
  });

  it('is shown by evidence: files, links and notes, without script; what runs is refused', async () => {
    const part = page.locator('#evidence');
    const give = async (summary: string, fill: () => Promise<void>): Promise<void> => {
      const box = part.locator('details', { hasText: summary });
      if ((await box.getAttribute('open')) === null) await box.locator('summary').click();
      await fill();
      const day = box.getByLabel('いつの時点のものか');
      if ((await day.inputValue()) === '') await day.fill('2026-04-01');
      await box.getByRole('button', { name: '渡す' }).click();
    };
    const file = (name: string, content: string | Uint8Array) => () =>
      page.locator('#evidence-file').setInputFiles({
        name,
        mimeType: 'application/octet-stream',
        buffer: Buffer.from(content),
      });
    await page.locator('.m-cards a').first().click();
    await page.getByText('2件のうち1件目').waitFor();
    // Of the document: it is not taken to be of today.
    expect(await page.locator('#evidence-file-day').inputValue()).toBe('');
    await give('ファイルを渡す', file('手順書.pdf', '<html><script>alert(1)</script></html>'));
    await page
      .getByText(/ウェブページや図形のファイル/)
      .first()
      .waitFor();
    await give('ファイルを渡す', file('手順書.png', smallPicture));
    await part.getByText('証跡を渡しました').waitFor();
    await part.getByText('手順書.png').waitFor();
    await give('リンクかメモを渡す', () =>
      page.locator('#evidence-url').fill('javascript:alert(1)'),
    );
    await page.getByText(/https/).first().waitFor();
    expect(await part.getByText('証跡を渡しました').count()).toBe(0);
    await give('リンクかメモを渡す', async () => {
      await page.locator('#evidence-url').fill('');
      await page.locator('#evidence-note').fill('点検の記録は、保守の会社の書庫にあります。');
    });
    await part.getByText('証跡を渡しました').waitFor();
    await expect.poll(() => part.getByRole('listitem').count()).toBe(2);
    expect(await faults('outside-evidence')).toEqual([]);
    const own = vendor.page;
    await own.goto('/evidence');
    await own.getByRole('link', { name: '手順書.png', exact: true }).click();
    await own.getByRole('heading', { name: '手順書.png' }).waitFor();
    await own
      .getByText(/外の担当者/)
      .first()
      .waitFor();
    expect(await faultsOf(own, 'outside-evidence-inside')).toEqual([]);
    await page.getByRole('button', { name: '一覧' }).click();
    await page.getByText('2件のうち2件に書きました').waitFor();
  });

  it('is handed back, and waits for the organisation at home and by mail', async () => {
    await field(page, 'note').fill('二つ目は、来月わかります。');
    await page.getByRole('button', { name: '受け渡す' }).click();
    await page.getByText('受け渡しました').waitFor();
    expect(await faults('outside-handed-back')).toEqual([]);
    expect(await letter('回答を終えました')).toContain('2件のうち2件に');
    const own = vendor.page;
    await own.goto('/');
    await own.getByRole('link', { name: /頼んだ回答が戻りました/ }).click();
    await own.getByText('二つ目は、来月わかります。', { exact: false }).waitFor();
    await own.getByText('次にすること', { exact: false }).waitFor();
    const came = own.locator('.m-came-back');
    expect(await came.getByRole('listitem').count()).toBe(2);
    await came.getByText('実施済み', { exact: false }).waitFor();
    await came.getByText(/証跡\d件/).waitFor();
    expect(await faultsOf(own, 'outside-links')).toEqual([]);
    await came.getByRole('link').first().click();
    await own.getByRole('heading', { name: '回答', exact: true }).waitFor();
    // From there one goes on through what the link was for.
    await own.getByText(/^2行のうち\d行目$/).waitFor();
    expect(await faultsOf(own, 'outside-links-line')).toEqual([]);
    await own.goBack();
    await own.getByRole('link', { name: '2行をチェックシートで見る' }).click();
    await own.getByText(/見える行が2行/).waitFor();
    expect(await faultsOf(own, 'outside-links-sheet')).toEqual([]);
    await own.goBack();
    await own.getByRole('button', { name: /確かめました/ }).click();
    await own.getByText('確かめたと記しました').waitFor();
    expect(vendor.complaints).toEqual([]);
  });

  it('is no answer but figures for a member of the council, by a link of their own', async () => {
    const officer = await visitor(browser, program.origin);
    const link = program.sample.find(({ role }) => role.ja === '都市の管理者')?.link ?? '';
    await officer.page.goto(link);
    await officer.page.locator('.m-action').first().waitFor();
    await officer.page.goto('/sheet/links/share');
    await field(officer.page, 'office').fill('星ヶ渡市議会');
    await field(officer.page, 'name').fill('議員');
    expect(await faultsOf(officer.page, 'progress-share')).toEqual([]);
    await officer.page.getByRole('button', { name: 'リンクをつくる' }).click();
    const url = await officer.page.getByRole('textbox', { name: 'リンク' }).inputValue();
    const council = await visitor(browser, program.origin);
    await council.page.goto(url);
    await council.page.getByRole('heading', { name: 'まち全体' }).waitFor();
    expect(council.page.url()).not.toContain('#');
    expect(await faultsOf(council.page, 'progress')).toEqual([]);
    expect([...officer.complaints, ...council.complaints]).toEqual([]);
    // Without script the browser keeps the secret to itself: the page says how to hand it over, by its own address.
    const plain = await phone.newPage();
    await plain.goto(url);
    await plain.getByRole('heading', { name: 'リンクを開く' }).waitFor();
    expect(await plain.getByRole('listitem').count()).toBe(3);
    expect(await faults('progress-opening', '/progress')).toEqual([]);
    await plain.getByRole('textbox', { name: '届いたリンク' }).fill(plain.url());
    await plain.getByRole('button', { name: '開く' }).click();
    await plain.getByRole('heading', { name: 'まち全体' }).waitFor();
    expect(plain.url()).toBe(`${program.origin}/progress`);
  });
});
