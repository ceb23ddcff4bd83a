import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { readSheetBook } from '@machimori/documents/sheet-books';
import type { Download, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { chromiumPath, faultsOf } from './chromium.ts';
import { type SampleJourney, sampleJourney } from './sample-journey.ts';

// Parts of the check sheet that people come to now and then: examples, sharing, lines by hand, reports, calendars.

interface Listed {
  readonly line: string;
  readonly checkItem: string;
  readonly subject: { readonly key: string };
}

/** The lines that an organisation answers, as this person's browser lists them. */
const linesOf = (page: Page, organisation: string): Promise<readonly Listed[]> =>
  page.evaluate(async (of) => {
    const answer = await fetch(`/api/v1/sheet/lines?answeredBy=${of}&most=500`);
    return ((await answer.json()) as { lines: Listed[] }).lines;
  }, organisation);

/** Gives an organisation the role of a service provider beside those that it has. */
const providesServices = (page: Page, key: string): Promise<void> =>
  page.evaluate(async (of) => {
    const { element } = (await (
      await fetch(`/api/v1/city/elements/organisations/${of}`)
    ).json()) as { element: { body: { roles: string[] } } };
    const { roles } = element.body;
    const edit = { change: 'set', kind: 'organisations', key: of, was: { roles } };
    const answer = await fetch('/api/v1/city/changes', {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'x-machimori': '1',
        'idempotency-key': crypto.randomUUID(),
      },
      body: JSON.stringify({ edits: [{ ...edit, now: { roles: [...roles, 'serviceProvider'] } }] }),
    });
    if (!answer.ok) throw new Error(await answer.text());
  }, key);

const poppler = ((): boolean => {
  try {
    execFileSync('pdftotext', ['-v'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
})();

describe.skipIf(chromiumPath === undefined)(
  'parts of the check sheet',
  { timeout: 300_000 },
  () => {
    let town: SampleJourney;
    beforeAll(async () => {
      town = await sampleJourney();
    }, 480_000);
    afterEach(() => town?.leave());
    afterAll(() => town?.end());

    const open = async (page: Page, line: string): Promise<void> => {
      await page.goto(`${town.program.origin}/sheet/line?id=${encodeURIComponent(line)}`);
      await page.getByRole('heading', { name: '回答' }).waitFor();
    };

    it('examples tell that they are made up; answers are shared with the same role, and no longer', async () => {
      // Both provide services by now; until then they have no role in common.
      await providesServices(await town.enter('都市の管理者'), 'shimase');
      const [vendor, other] = [await town.enter('記入者'), await town.enter('組織の管理者')];
      const [ours, theirs] = [await linesOf(vendor, 'uneri'), await linesOf(other, 'shimase')];
      const same = theirs.flatMap((each) =>
        ours.filter(({ checkItem }) => checkItem === each.checkItem).map((own) => [own, each]),
      );
      const [mine, there] = same[0] ?? [];
      expect(mine).toBeDefined();

      await open(other, there?.line ?? '');
      await other.getByLabel('実施状況').selectOption('implemented');
      await other
        .getByLabel(/どのように行っているか/)
        .fill('半年ごとに名簿と照らし、要らないものを消している。');
      await other.getByRole('button', { name: '提出する' }).click();
      await other.locator('main').getByText('確認待ち').waitFor();
      await other.getByText('この回答を、同じ役割の組織と分かち合う').click();
      await other.locator('label', { hasText: /^名前を出す$/ }).click();
      expect(await faultsOf(other, 'line-share')).toEqual([]);
      await other.getByRole('button', { name: '分かち合う', exact: true }).click();
      await other.getByText(/この行の回答を分かち合っています/).waitFor();

      // Nothing is shared of what nobody accepted.
      await open(vendor, mine?.line ?? '');
      await vendor.waitForLoadState('networkidle');
      expect(await vendor.getByText('名簿と照らし').count()).toBe(0);
      await open(vendor, 'service-2-2@nori-bus');
      await vendor.getByText('回答の例を見る').click();
      await vendor.getByText('私たちがつくった例です', { exact: false }).waitFor();
      expect(await faultsOf(vendor, 'line-examples')).toEqual([]);

      const approver = await town.enter('承認者');
      await open(approver, there?.line ?? '');
      await approver.getByRole('button', { name: '認める' }).click();
      await approver.locator('main').getByText('認められた').waitFor();

      await open(vendor, mine?.line ?? '');
      const shared = vendor.getByRole('region', { name: '同じ役割の組織の回答（1）' });
      await shared.getByText('名簿と照らし', { exact: false }).waitFor();
      expect(await faultsOf(vendor, 'line-shared')).toEqual([]);
      await shared.getByRole('button', { name: /下書きに写す/ }).click();
      await expect
        .poll(() => vendor.getByLabel(/どのように行っているか/).inputValue())
        .toContain('名簿と照らし');

      await open(other, there?.line ?? '');
      await other.getByText('この回答を、同じ役割の組織と分かち合う').click();
      await other.getByRole('button', { name: 'この行をやめる' }).click();
      await other.getByText(/この行の回答を分かち合っています/).waitFor({ state: 'detached' });
      await vendor.reload();
      await vendor.getByRole('heading', { name: '回答' }).waitFor();
      await vendor.waitForLoadState('networkidle');
      expect(await vendor.getByRole('region', { name: /同じ役割の組織の回答/ }).count()).toBe(0);
    });

    it('lines are added by hand, stand in the sheet, and are taken away again', async () => {
      const officer = await town.enter('都市の管理者');
      await officer.goto(`${town.program.origin}/sheet/added`);
      await officer.getByText('手で加えた行は、まだありません').waitFor();
      await officer.locator('label', { hasText: 'まちの項目（自分のことばで書く）' }).click();
      await officer.getByRole('button', { name: '行を加える' }).click();
      await officer.getByText('項目の見出しを書いてください。').first().waitFor();
      // Each is told by what it is, not three times the same.
      await officer.getByRole('link', { name: '分類・視点を選んでください。' }).waitFor();
      await officer.getByRole('link', { name: '対象を選んでください。' }).waitFor();
      expect(await faultsOf(officer, 'added-lines-wrong')).toEqual([]);
      await officer.getByLabel(/^項目の見出し/).fill('避難所の無線を点検する');
      await officer.getByLabel('求めること').fill('半年ごとに、電池と通話を確かめる。');
      await officer.getByLabel(/^分類・視点/).selectOption({ index: 1 });
      const subject = officer.getByRole('combobox', { name: /^対象/ });
      await subject.fill('のりバス・除雪');
      // By key: where a browser scrolls to what is pointed at, the list closes.
      await officer
        .getByRole('option', { name: /のりバス・除雪/ })
        .first()
        .waitFor();
      await subject.press('ArrowDown');
      await subject.press('Enter');
      await officer.getByRole('listbox').waitFor({ state: 'hidden' });
      expect(await subject.inputValue()).toContain('のりバス・除雪');
      await officer.getByLabel(/^答える組織/).selectOption({ label: 'うねり交通システム株式会社' });
      await officer.getByLabel('加える理由').fill('訓練のふりかえりで決めた。');
      await officer.getByRole('button', { name: '行を加える' }).click();
      const link = officer.getByRole('link', { name: /避難所の無線を点検する/ });
      await link.waitFor();
      expect(await faultsOf(officer, 'added-lines')).toEqual([]);

      const vendor = await town.enter('記入者');
      await vendor.goto(`${town.program.origin}/sheet?words=${encodeURIComponent('避難所の無線')}`);
      await vendor
        .getByRole('link', { name: /のりバス・除雪/ })
        .first()
        .click();
      await vendor.getByText('手で加えた行です').waitFor();
      expect(await faultsOf(vendor, 'added-line')).toEqual([]);

      await officer.getByRole('button', { name: /避難所の無線を点検する.*を外す/ }).click();
      const asked = officer.getByRole('alertdialog', { name: 'この行を外しますか' });
      expect(await faultsOf(officer, 'added-line-remove')).toEqual([]);
      await asked.getByRole('button', { name: '外す', exact: true }).click();
      await officer.getByRole('table').getByText('外した', { exact: true }).waitFor();
    });

    it('every form of report downloads and opens', async () => {
      const officer = await town.enter('都市の管理者');
      await officer.goto(`${town.program.origin}/sheet?answeredBy=uneri`);
      await officer.getByRole('grid').waitFor();
      await officer.getByText('報告をつくる（いま表示している行）').click();
      expect(await faultsOf(officer, 'sheet-report')).toEqual([]);
      const got = async (
        name: string,
      ): Promise<{ file: Download; bytes: Buffer; path: string }> => {
        const [file] = await Promise.all([
          officer.waitForEvent('download'),
          officer.getByRole('button', { name, exact: true }).click(),
        ]);
        const path = await file.path();
        await officer.getByRole('button', { name, exact: true }).waitFor();
        return { file, path, bytes: readFileSync(path) };
      };
      const lines = (await linesOf(officer, 'uneri')).map(({ line }) => line);
      const pdf = await got('PDF（印刷用の報告書）');
      expect(pdf.file.suggestedFilename()).toMatch(/\.pdf$/);
      expect(pdf.bytes.subarray(0, 5).toString()).toBe('%PDF-');
      if (poppler)
        expect(execFileSync('pdftotext', [pdf.path, '-']).toString()).toContain(
          'うねり交通システム株式会社',
        );
      const xlsx = await got('Excel（行の一覧）');
      expect(xlsx.file.suggestedFilename()).toMatch(/\.xlsx$/);
      expect(
        readSheetBook(xlsx.bytes)
          .rows.map(({ line }) => line)
          .sort(),
      ).toEqual(lines.sort());
      for (const [name, root] of [
        ['OSCAL 是正計画', 'plan-of-action-and-milestones'],
        ['OSCAL アセスメント結果', 'assessment-results'],
        ['OSCAL 対策の実施', 'system-security-plan'],
      ] as const) {
        const { file, bytes } = await got(name);
        expect(file.suggestedFilename()).toMatch(/\.json$/);
        expect(Object.keys(JSON.parse(bytes.toString('utf8')))).toEqual([root]);
      }
    });

    it('a calendar’s address is shown once, read without signing in, and ends when it is revoked', async () => {
      const vendor = await town.enter('記入者');
      await vendor.goto(`${town.program.origin}/settings`);
      const part = vendor.getByRole('region', { name: 'カレンダーに期日を入れる' });
      await part.getByRole('button', { name: 'アドレスをつくる' }).click();
      await part.getByText('アドレスをつくりました').waitFor();
      const address = await part
        .getByRole('textbox', { name: 'カレンダーのアドレス' })
        .inputValue();
      expect(await faultsOf(vendor, 'calendar-made')).toEqual([]);
      const read = async (): Promise<readonly [number, string]> => {
        const answer = await fetch(address.replace(/^webcal/, 'http'));
        return [answer.status, await answer.text()];
      };
      expect(await read()).toEqual([200, expect.stringMatching(/^BEGIN:VCALENDAR\r\n/)]);
      await part.getByRole('button', { name: '入れました' }).click();
      await part.getByText(/につくったアドレス（番号だけ）/).waitFor();
      // Nowhere any more, loaded anew neither.
      await vendor.reload();
      await part.getByText(/につくったアドレス/).waitFor();
      expect(await vendor.content()).not.toContain(address.split('/').at(-1));
      expect(await faultsOf(vendor, 'calendar-settings')).toEqual([]);
      await part.getByRole('button', { name: /取り消す/ }).click();
      await part.getByText(/につくったアドレス/).waitFor({ state: 'detached' });
      expect((await read())[0]).toBe(404);
    });
  },
);
