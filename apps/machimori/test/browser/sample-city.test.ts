import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { transact } from '@machimori/database';
import { readRemoval, verifyRemoval } from '@machimori/ledger';
import { planCity } from '@machimori/planning';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { readCityBytes } from '../../src/city-file.ts';
import { loadEdition } from '../../src/edition-file.ts';
import { root } from '../run-program.ts';
import { chromiumPath, faultsOf, launch, type Visitor, visitor } from './chromium.ts';
import { enrolPhone, field, officer, type Phone } from './people.ts';
import { type StartedProgram, startProgram } from './start-program.ts';

const sampleFile = join(root, 'examples', 'hoshigawatari', 'city.yaml');
const otherFile = join(root, 'examples', 'konohashi', 'city.yaml');
const heading = (page: Page, name: string | RegExp) =>
  page.getByRole('heading', { level: 1, name });

/** Titles of the things to do that a page of Home shows, in their order. */
const titlesOn = (page: Page): Promise<readonly string[]> =>
  page.locator('.m-action h3').allTextContents();

async function plannedActions(asOf: string) {
  const edition = await loadEdition();
  const { city } = await readCityBytes('city.yaml', readFileSync(sampleFile), edition);
  if (city === undefined) throw new Error('the sample cannot be read');
  const { actions } = planCity({ city, edition, asOf: asOf as never, version: 'test' });
  return actions;
}

/** Everybody has shown who they are an hour ago, so that sensitive acts ask again. */
const proveLongAgo = ({ opened }: StartedProgram): Promise<void> =>
  transact(opened.database, { reach: 'sign-in' }, async (transaction) => {
    await transaction
      .tables<{ sessions: { proved_at: Date } }>()
      .updateTable('sessions')
      .set({ proved_at: new Date(Date.now() - 3_600_000) })
      .execute();
  });

describe.skipIf(chromiumPath === undefined)('start --sample', { timeout: 300_000 }, () => {
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
    expect(at.page.url()).toBe(`${program.origin}/`);
    return at.page;
  };

  it('has a way in for each role, and no other', async () => {
    expect(program.sample.map(({ role }) => role.ja)).toEqual([
      '都市の管理者',
      '組織の管理者',
      '記入者',
      '承認者',
      '監査者',
    ]);
    const at = await visitor(browser, program.origin);
    open.push(at);
    await at.page.goto('/sample#token=AAAAAAAAAAAAAAAAAAAAAA');
    await at.page.getByText('このリンクは使えません').waitFor();
    expect(await faultsOf(at.page, 'sample-refused')).toEqual([]);
  });

  it('shows the promoter the ten first things that the plan has', async () => {
    const page = await enter('都市の管理者');
    const asOf = await page.locator('.m-hint time').getAttribute('datetime');
    const planned = await plannedActions(asOf ?? '');
    expect(planned).toHaveLength(10);
    expect(await titlesOn(page)).toEqual(planned.map(({ title }) => title.ja));
    await page.getByText('（見本）').first().waitFor();
    expect(await faultsOf(page, 'sample-home')).toEqual([]);
    const asAuditor = await enter('監査者');
    expect(await titlesOn(asAuditor)).toEqual(planned.map(({ title }) => title.ja));
    expect(await asAuditor.getByRole('link', { name: 'まちのファイルを取り込む' }).count()).toBe(0);
  });

  it('has an approver of the body whose administrator asks', async () => {
    const asking = await enter('都市の管理者');
    await asking.goto('/approvals');
    const asApprover = await enter('承認者');
    const bodies = await Promise.all(
      [asking, asApprover].map((page) => page.locator('header').innerText()),
    );
    for (const words of bodies) expect(words).toContain('星ヶ渡スマートまち協議会');
  });

  it.each([
    [
      '組織の管理者',
      '株式会社縞瀬都市基盤',
      [
        'ホーム',
        'まち',
        'チェックシート',
        '責任分界',
        'ガイドライン',
        'メンバー',
        '承認',
        '記録',
        '設定',
      ],
    ],
    [
      '記入者',
      'うねり交通システム株式会社',
      ['ホーム', 'まち', 'チェックシート', '責任分界', 'ガイドライン', '承認', '設定'],
    ],
  ])('shows %s of %s its share and nothing else', async (role, organisation, pages) => {
    const page = await enter(role);
    const facts = await page.locator('.m-action .m-facts').allInnerTexts();
    expect(facts.length).toBeGreaterThan(3);
    for (const each of facts) expect(each).toContain(`担当: ${organisation}`);
    expect(await page.getByText('まち全体').count()).toBe(0);
    const links = page.getByRole('navigation', { name: 'おもなページ' }).getByRole('link');
    expect(await links.allTextContents()).toEqual(pages);
    expect(await faultsOf(page, `sample-home-${organisation}`)).toEqual([]);
    if (pages.includes('メンバー')) {
      await page.getByRole('link', { name: 'メンバー' }).click();
      await page.getByText('organisationadministrator@sample.invalid').waitFor();
      expect(await page.getByText('cityadministrator@sample.invalid').count()).toBe(0);
    }
  });
});

describe.skipIf(chromiumPath === undefined)(
  'looking around the sample city first',
  { timeout: 300_000 },
  () => {
    let program: StartedProgram;
    let browser: Browser;
    let at: Visitor;
    let phone: Phone;

    beforeAll(async () => {
      [program, browser] = await Promise.all([startProgram(), launch()]);
      at = await visitor(browser, program.origin);
    }, 480_000);
    afterAll(async () => {
      await browser?.close();
      await program?.stop();
    });

    it('makes the administrator, and arrives at the sample’s first things to do', async () => {
      const { page } = at;
      await page.goto(program.address);
      await heading(page, '街守りをはじめる').waitFor();
      expect(await faultsOf(page, 'first-visit')).toEqual([]);
      await page.getByRole('button', { name: '見本を開く' }).click();
      await field(page, 'name').fill(officer.name);
      await field(page, 'email').fill(officer.email);
      await field(page, 'password').fill(officer.password);
      expect(await faultsOf(page, 'first-visit-sample')).toEqual([]);
      await page.getByRole('button', { name: '登録して次へ' }).click();
      await page.waitForURL(/\/sign-in\/set-up/);
      ({ phone } = await enrolPhone(page, /はじめにすること/));
      await page.locator('.m-action').first().waitFor();
      expect(await titlesOn(page)).toHaveLength(10);
      await page.getByText('星ヶ渡市（見本）').first().waitFor();
      expect(await faultsOf(page, 'home')).toEqual([]);
    });

    it('says of a file with errors where they are, and of a good one what it changes', async () => {
      const { page } = at;
      await page.getByRole('link', { name: 'まちのファイルを取り込む' }).click();
      await heading(page, 'まちのファイルを取り込む').waitFor();
      const text = readFileSync(sampleFile, 'utf8');
      const give = (name: string, content: string | Buffer) =>
        page.locator('input[type=file]').setInputFiles({
          name,
          mimeType: 'application/octet-stream',
          buffer: Buffer.from(content),
        });
      await give('city.yaml', text.replace('legalForm: public-body', 'legalForm: public-boddy'));
      await page.getByText(/このままでは取り込めません/).waitFor();
      await page.getByText(/city\.yaml:16:\d+/).waitFor();
      expect(await faultsOf(page, 'import-errors')).toEqual([]);
      await page.getByRole('button', { name: '別のファイルを選ぶ' }).click();

      const [download] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('link', { name: 'city.xlsx' }).click(),
      ]);
      const book = readFileSync(await download.path());
      await give('city.xlsx', book);
      await page.getByText('いまの内容とのちがいはありません').waitFor();
      await page.getByRole('button', { name: '別のファイルを選ぶ' }).click();

      await give('city.yaml', readFileSync(otherFile));
      await page.getByText('別のまちのファイルのようです').waitFor();
      await page.getByRole('button', { name: 'この内容で取り込む' }).click();
      await page.getByRole('link', { name: /ファイルのまちを確かめたしるし/ }).waitFor();
      expect(await faultsOf(page, 'import-other-city')).toEqual([]);
      await page.getByRole('button', { name: '別のファイルを選ぶ' }).click();

      await give('city.yaml', text.replace('population: 48200', 'population: 48300'));
      await page.getByText('いまの内容とのちがい（1件）').waitFor();
      await page.getByRole('cell', { name: '人口' }).waitFor();
      expect(await faultsOf(page, 'import-difference')).toEqual([]);
      await page.getByRole('button', { name: 'この内容で取り込む' }).click();
      await heading(page, /はじめにすること/).waitFor();
    });

    it('removes it with one act, keeps the record, and goes on to one’s own city', async () => {
      const { page } = at;
      await page.getByRole('link', { name: '設定' }).click();
      await page.getByRole('tab', { name: 'まち' }).click();
      await page.getByRole('button', { name: '見本の都市を取り除く' }).click();
      const asked = page.getByRole('alertdialog');
      await asked.waitFor();
      expect(await faultsOf(page, 'remove-sample')).toEqual([]);
      await proveLongAgo(program);
      await asked.getByRole('button', { name: '見本の都市を取り除く' }).click();
      await page.getByRole('heading', { name: 'ご本人であることを確かめます' }).waitFor();
      expect(await faultsOf(page, 'remove-sample-step-up')).toEqual([]);
      await field(page, 'code').fill(phone.code());
      await page.getByRole('button', { name: '確かめて続ける' }).click();
      await heading(page, '自分のまちをつくる').waitFor();
      const record = page.getByRole('link', { name: /取り除いた記録/ });
      await record.waitFor();
      expect(await faultsOf(page, 'own-city')).toEqual([]);
      const [download] = await Promise.all([page.waitForEvent('download'), record.click()]);
      const stub = readRemoval(readFileSync(await download.path(), 'utf8'));
      expect(stub?.reason).toBe('sample-removed');
      expect(stub && (await verifyRemoval(stub, stub.key))).toBe(true);

      await field(page, 'cityName').fill('木の端町');
      await field(page, 'organisationName').fill('木の端町役場');
      await page.getByRole('button', { name: 'このまちをつくる' }).click();
      await heading(page, 'ホーム').waitFor();
      await page.getByText('木の端町で、次の組織として操作中').waitFor();
      expect(await page.getByText('（見本）').count()).toBe(0);
      expect(await faultsOf(page, 'own-home')).toEqual([]);
      expect(at.complaints).toEqual([]);
    });

    it('gives a workbook to begin with, and opens the sample again beside one’s own city', async () => {
      const { page } = at;
      await page.getByRole('link', { name: 'まちのファイルを取り込む' }).click();
      await page.getByText('このExcelに書き込んで').waitFor();
      expect(await page.getByRole('link', { name: 'city.yaml' }).count()).toBe(0);
      expect(await faultsOf(page, 'import-template')).toEqual([]);
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('link', { name: 'city.xlsx' }).click(),
      ]);
      expect(
        readFileSync(await download.path())
          .subarray(0, 2)
          .toString(),
      ).toBe('PK');

      await page.goto('/settings');
      await page.getByRole('tab', { name: 'まち' }).click();
      await page.getByRole('button', { name: '見本の都市を開く' }).click();
      // The sample is described a moment after it is opened: the page waits for it by itself.
      await page.locator('.m-action').first().waitFor({ timeout: 60_000 });
      expect(await titlesOn(page)).toHaveLength(10);
      // Whoever has a city of their own is led back to it, not to make another.
      expect(await page.getByRole('link', { name: '自分のまちをつくる' }).count()).toBe(0);
      expect(await faultsOf(page, 'sample-beside-own')).toEqual([]);
      await page.getByRole('button', { name: '「木の端町」に戻る' }).click();
      await page.getByText('木の端町で、次の組織として操作中').waitFor();
      expect(at.complaints).toEqual([]);
    });
  },
);
