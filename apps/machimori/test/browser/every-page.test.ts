import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chromiumPath, faultsOf, launch, type Visitor, visitor } from './chromium.ts';
import { type StartedProgram, startProgram } from './start-program.ts';

// Every page that the sample city offers, as the program gives it: in English, and as a vendor sees it. In Japanese an
// administrator's pages are looked at by the journeys that work in them.

const ofEverybody = [
  '/',
  '/plan',
  '/plan?list=scenarios',
  '/plan?list=requirements&duty=gap',
  '/plan?list=findings',
  '/plan/changes',
  '/city',
  '/city/organisations',
  '/city/contracts',
  '/city/components',
  '/city/dataSets',
  '/city/flows',
  '/city/externalSystems',
  '/city/accounts',
  '/city/weaknesses',
  '/city/components/nori-bus',
  '/city/proposals',
  '/city/versions',
  '/city/picture',
  '/city/picture?part=list',
  '/city/map',
  '/sheet',
  '/sheet/added',
  '/sheet/books',
  '/sheet/progress',
  '/sheet/review',
  '/sheet/requests',
  '/evidence',
  '/applied-controls',
  '/sheet/line?id=service-2-2%40nori-bus',
  '/sheet/links',
  '/sheet/links/ask',
  '/sheet/links/share',
  '/responsibilities',
  '/responsibilities?part=table',
  '/responsibilities?part=contacts',
  '/why',
  '/why?id=nori-bus',
  '/guideline',
  '/approvals',
  '/settings',
] as const;
const ofAdministrators = [
  '/import',
  '/start',
  '/city/components/new',
  '/city/paste/accounts',
  '/people',
  '/people?part=invitations',
  '/people/invite',
  '/log',
  '/plan/yardstick',
  '/settings?part=city',
  '/settings?part=webhooks',
  '/settings?part=tokens',
  '/settings?part=sign-in',
  '/people?part=ledger',
  '/people?part=review',
  '/log?part=proof',
  '/log?part=retention',
] as const;

describe.skipIf(chromiumPath === undefined)('every page', { timeout: 600_000 }, () => {
  let program: StartedProgram;
  let browser: Browser;
  let at: Visitor | undefined;

  beforeAll(async () => {
    [program, browser] = await Promise.all([startProgram({}, { sample: 'ja' }), launch()]);
  }, 480_000);
  afterAll(async () => {
    await at?.close();
    await browser?.close();
    await program?.stop();
  });

  async function enter(role: string, language: 'ja' | 'en'): Promise<Visitor> {
    await at?.close();
    const link = program.sample.find((each) => each.role.ja === role)?.link ?? '';
    at = await visitor(browser, program.origin);
    await at.page.goto(link);
    await at.page.locator('.m-action').first().waitFor();
    if (language === 'en') {
      await at.page.getByRole('button', { name: 'English' }).click();
      await at.page.locator('html[lang=en]').waitFor();
    }
    return at;
  }

  async function look(page: Page, path: string, language: string): Promise<readonly string[]> {
    await page.goto(path);
    await page.locator('main h1').first().waitFor();
    await page.waitForLoadState('networkidle');
    const name = `${language}${path.replaceAll(/[/?=&]+/g, '-')}`;
    const isOfSheet = /^\/(?:sheet|evidence|applied-controls)\b/.test(path);
    const marked = await page.locator('.m-navigation a[aria-current=page]').allInnerTexts();
    const isMarked =
      marked.length === 1 && ['チェックシート', 'Check sheet'].includes(marked[0] ?? '');
    return [
      ...(isOfSheet && !isMarked ? [`${path}: the navigation marks ${marked.join(', ')}`] : []),
      ...(await faultsOf(page, name)),
    ];
  }

  /** Words of the program, not of the city, that stand in kana though the page is in English. */
  const untranslated = (page: Page): Promise<readonly string[]> =>
    page.evaluate(`[...document.querySelectorAll(
      'main :is(h2, button, label, legend, th[scope=col], [role=tab], dt), nav a, footer')]
      .map((each) => each.innerText.trim()).filter((words) => /[ぁ-んァ-ヶ]/.test(words))`);

  it('of an administrator has no fault in English, nor words that are not English', async () => {
    const { page, complaints } = await enter('都市の管理者', 'en');
    const found: string[] = [];
    for (const path of [...ofEverybody, ...ofAdministrators]) {
      found.push(...(await look(page, path, 'en')));
      for (const words of await untranslated(page)) found.push(`${path}: ${words}`);
    }
    expect(found).toEqual([]);
    expect(complaints).toEqual([]);
  });

  it('of a vendor has no fault', async () => {
    const { page, complaints } = await enter('記入者', 'ja');
    const found: string[] = [];
    for (const path of ofEverybody) found.push(...(await look(page, path, 'vendor')));
    expect(found).toEqual([]);
    expect(complaints).toEqual([]);
  });
});
