import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { build } from '../build/ensure-build.ts';
import type { Session } from '../src/api/session.ts';
import { type Browser, chromiumPath, launch, type Page, violations } from './browser.ts';
import { type Stub, startStub } from './stub-server.ts';

// Every page in a real browser, wide and narrow, in both languages: nothing that axe finds, nothing that
// needs scrolling sideways, nothing that the content security policy refuses. WEB_PICTURES=folder keeps
// what was seen.

const pictures = process.env['WEB_PICTURES'];
const wide = { width: 1280, height: 800 };
const narrow = { width: 320, height: 640 };

interface Look {
  readonly name: string;
  readonly path: string;
  readonly state?: Session['state'];
  /** Seen when the page is there. */
  readonly there: string;
  readonly act?: (page: Page) => Promise<void>;
  /** What the server says to the first write. */
  readonly problem?: Stub['problem'];
}

const looks: readonly Look[] = [
  { name: 'components-controls', path: '/dev/components', there: 'role=tab' },
  {
    name: 'components-content',
    path: '/dev/components',
    there: 'role=tab',
    act: (page) => page.click('[role=tab] >> nth=1'),
  },
  {
    name: 'components-dialog',
    path: '/dev/components',
    there: 'role=tab',
    act: async (page) => {
      await page.click('[role=tab] >> nth=2');
      await page.click('.m-button[data-kind=danger]');
      await page.waitForSelector('[role=alertdialog]');
    },
  },
  {
    name: 'components-menu',
    path: '/dev/components',
    there: 'role=tab',
    act: async (page) => {
      await page.click('[role=tab] >> nth=2');
      await page.click('[role=tabpanel] .m-seat-button');
      await page.waitForSelector('[role=menu]');
    },
  },
  { name: 'first-visit', path: '/', state: 'first-visit', there: '.m-cards' },
  {
    name: 'first-visit-form',
    path: '/',
    state: 'first-visit',
    there: '.m-cards',
    act: async (page) => {
      await page.click('.m-button[data-kind=primary]');
      await page.waitForSelector('form');
    },
  },
  { name: 'sign-in', path: '/log', state: 'signed-out', there: 'form' },
  {
    name: 'sign-in-errors',
    path: '/sign-in',
    state: 'signed-out',
    there: 'form',
    act: async (page) => {
      await page.click('[type=submit]');
      await page.waitForSelector('#error-summary-title');
    },
  },
  {
    name: 'provider-return-refused',
    path: `/sign-in/provider/org_${'3'.repeat(32)}?code=c&state=s&iss=https%3A%2F%2Fidp.example`,
    state: 'signed-out',
    there: '.m-notice',
    problem: {
      status: 403,
      body: {
        code: 'forbidden',
        text: {
          ja: 'この組織のメンバーとして登録されていません。',
          en: 'You are no member of this organisation.',
        },
        next: { ja: '組織の管理者に、招待を頼んでください。', en: 'Ask for an invitation.' },
      },
    },
    act: async (page) => {
      const seen = await page.evaluate<string>('location.href');
      expect(seen).not.toContain('code=');
    },
  },
  { name: 'second-step', path: '/', state: 'second-factor', there: 'form' },
  { name: 'set-up', path: '/', state: 'enrol', there: '.m-qr' },
  {
    name: 'invitation',
    path: '/invitation#token=abcdefghijklmnopqrstuvwxyz012345',
    state: 'signed-out',
    there: '.m-dl',
  },
  {
    name: 'invitation-without-token',
    path: '/invitation',
    state: 'signed-out',
    there: '.m-notice',
  },
  { name: 'home', path: '/', there: '.m-action' },
  { name: 'import', path: '/import', there: '.m-drop' },
  {
    name: 'import-preview',
    path: '/import',
    there: '.m-drop',
    act: async (page) => {
      await page.setInputFiles('input[type=file]', {
        name: 'city.yaml',
        mimeType: 'application/yaml',
        buffer: Buffer.from('formatVersion: 1'),
      });
      await page.waitForSelector('table');
    },
  },
  { name: 'people', path: '/people', there: 'table' },
  {
    name: 'people-change',
    path: '/people',
    there: 'table',
    act: async (page) => {
      await page.click('.m-table-actions .m-button >> nth=0');
      await page.waitForSelector('[role=dialog]');
    },
  },
  {
    name: 'people-invitations',
    path: '/people',
    there: 'table',
    act: (page) => page.click('[role=tab] >> nth=1'),
  },
  {
    name: 'people-review',
    path: '/people',
    there: 'table',
    act: async (page) => {
      await page.click('[role=tab] >> nth=3');
      await page.waitForSelector('td .m-button');
    },
  },
  {
    name: 'people-decide',
    path: '/people',
    there: 'table',
    act: async (page) => {
      await page.click('[role=tab] >> nth=3');
      await page.click('td .m-button');
      await page.waitForSelector('[role=dialog] textarea');
    },
  },
  {
    name: 'people-ledger',
    path: '/people',
    there: 'table',
    act: async (page) => {
      await page.click('[role=tab] >> nth=2');
      await page.waitForSelector('a[href^="/api/v1/access/export"]');
    },
  },
  { name: 'invite', path: '/people/invite', there: 'select' },
  { name: 'log', path: '/log', there: 'table' },
  { name: 'log-proof', path: '/log?part=proof', there: 'details' },
  { name: 'log-retention', path: '/log?part=retention', there: 'table' },
  {
    name: 'log-entry',
    path: '/log',
    there: 'table',
    act: async (page) => {
      await page.click('td .m-button >> nth=1');
      await page.waitForSelector('[role=dialog] .m-notice');
    },
  },
  { name: 'settings', path: '/settings', there: '#sessions' },
  {
    name: 'settings-city',
    path: '/settings',
    there: '#sessions',
    act: async (page) => {
      await page.click('[role=tab] >> nth=1');
      await page.waitForSelector('#sample');
      await page.waitForSelector('#log-retention');
      await page.waitForSelector('#undelivered');
    },
  },
  {
    name: 'settings-tokens',
    path: '/settings',
    there: '#sessions',
    act: async (page) => {
      await page.click('[role=tab] >> nth=2');
      await page.waitForSelector('#make-token');
    },
  },
  {
    name: 'settings-sign-in',
    path: '/settings',
    there: '#sessions',
    act: async (page) => {
      await page.click('[role=tab] >> nth=3');
      await page.waitForSelector('#provider-persons');
    },
  },
  {
    name: 'settings-webhooks',
    path: '/settings',
    there: '#sessions',
    act: async (page) => {
      await page.click('[role=tab] >> nth=4');
      await page.waitForSelector('.m-card');
    },
  },
  { name: 'not-found', path: '/nowhere', there: 'h1' },
];

describe.skipIf(chromiumPath === undefined)('in Chromium', { timeout: 300_000 }, () => {
  let folder = '';
  let stub: Stub;
  let browser: Browser;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'machimori-web-'));
    await build(join(folder, 'dist'), 'components');
    stub = await startStub(join(folder, 'dist'));
    browser = await launch(chromiumPath ?? '');
    if (pictures !== undefined) mkdirSync(pictures, { recursive: true });
  }, 480_000);
  afterAll(async () => {
    await browser?.close();
    await stub?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const open = async (
    viewport: typeof wide,
    state: Session['state'] = 'signed-in',
  ): Promise<{ page: Page; complaints: string[] }> => {
    stub.state = state;
    stub.problem = undefined;
    stub.writes.length = 0;
    const page = await browser.newPage({ locale: 'ja-JP', viewport });
    const complaints: string[] = [];
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning')
        complaints.push(message.text());
    });
    return { page, complaints };
  };

  test.each(looks)('$name', async ({ name, path, state, there, act, problem }) => {
    const { page, complaints } = await open(wide, state);
    stub.problem = problem;
    try {
      await page.goto(stub.origin + path);
      await page.waitForSelector(there);
      await act?.(page);
      for (const viewport of [wide, narrow]) {
        await page.setViewportSize(viewport);
        await page.evaluate('document.fonts.ready.then(() => 0)');
        if (pictures !== undefined) {
          const file = join(pictures, `${name}-${viewport.width}.png`);
          await page.screenshot({ path: file, fullPage: true });
        }
        expect(await violations(page)).toEqual([]);
        const sideways = await page.evaluate<number>(
          'document.documentElement.scrollWidth - document.documentElement.clientWidth',
        );
        expect(sideways).toBe(0);
      }
      expect(await page.evaluate<string>('document.title')).toMatch(/.+｜街守り$/);
      const refused = (each: string) => problem !== undefined && /status of 4\d\d/.test(each);
      expect(complaints.filter((each) => !refused(each))).toEqual([]);
    } finally {
      await page.close();
    }
  });

  test('English is complete, and the choice stays', async () => {
    const { page } = await open(wide);
    await page.goto(stub.origin);
    await page.waitForSelector('.m-action');
    await page.click('.m-header-button >> nth=0');
    await page.goto(`${stub.origin}/people`);
    await page.waitForSelector('table');
    expect(await page.evaluate<string>('document.documentElement.lang')).toBe('en');
    expect(await page.textContent('h1')).toBe('People');
    expect(await page.textContent('nav')).not.toMatch(/[ぁ-んァ-ヶ一-龠]/);
    await page.close();
  });

  test('signing in by keyboard alone ends where one wanted to go', async () => {
    const { page } = await open(wide, 'signed-out');
    await page.goto(`${stub.origin}/log`);
    await page.waitForSelector('form');
    await page.fill('[name=email]', 'madoguchi@example.lg.jp');
    await page.keyboard.press('Tab');
    await page.fill('[name=password]', '川の水位は橋の下で見る');
    await page.keyboard.press('Enter');
    await page.waitForSelector('[name=code]');
    await page.fill('[name=code]', '１２３ ４５６');
    await page.keyboard.press('Enter');
    await page.waitForSelector('table');
    expect(await page.evaluate<string>('location.pathname')).toBe('/log');
    const [write] = stub.writes;
    expect(write?.route).toBe('POST /session');
    expect(write?.headers['x-machimori']).toBe('1');
    expect(write?.headers['idempotency-key']).toMatch(/^[0-9a-f-]{36}$/);
    await page.close();
  });

  test('what the server refuses stands at its field, and what was typed stays', async () => {
    const { page } = await open(narrow, 'signed-out');
    await page.goto(`${stub.origin}/sign-in`);
    await page.waitForSelector('form');
    await page.fill('[name=email]', 'madoguchi@example');
    await page.fill('[name=password]', 'ながいながいながいことば');
    stub.problem = {
      status: 422,
      body: {
        code: 'input-invalid',
        text: { ja: '入力の誤りがあります。', en: 'Something is wrong.' },
        errors: [
          { path: '/body/email', text: { ja: 'この宛先は使えません。', en: 'Not usable.' } },
        ],
      },
    };
    await page.click('[type=submit]');
    await page.waitForSelector('#error-summary-title');
    expect(await page.textContent('section li')).toContain('この宛先は使えません。');
    expect(await page.textContent('.m-error')).toContain('この宛先は使えません。');
    await page.click('section li a');
    expect(await page.evaluate<string>('document.activeElement.name')).toBe('email');
    expect(await page.evaluate<string>('document.activeElement.value')).toBe('madoguchi@example');
    await page.close();
  });

  test('a menu opens, moves and closes by keyboard, and gives the focus back', async () => {
    const { page } = await open(wide);
    await page.goto(stub.origin);
    await page.waitForSelector('.m-action');
    await page.evaluate("document.querySelector('.m-seat-button').focus()");
    await page.keyboard.press('ArrowDown');
    await page.waitForSelector('[role=menu]');
    const focused = 'document.activeElement.textContent';
    expect(await page.evaluate<string>(focused)).toContain('星ヶ渡スマートまち協議会');
    await page.keyboard.press('ArrowDown');
    expect(await page.evaluate<string>(focused)).toContain('縞瀬都市基盤');
    await page.keyboard.press('Escape');
    await page.evaluate('new Promise((resolve) => requestAnimationFrame(() => resolve(0)))');
    expect(await page.evaluate<string>('document.activeElement.className')).toContain(
      'm-seat-button',
    );
    await page.close();
  });

  test('the token of an invitation leaves the address bar and reaches no log', async () => {
    const { page } = await open(wide, 'signed-out');
    await page.goto(`${stub.origin}/invitation#token=abcdefghijklmnopqrstuvwxyz012345`);
    await page.waitForSelector('.m-dl');
    expect(await page.evaluate<string>('location.href')).toBe(`${stub.origin}/invitation`);
    await page.close();
  });

  test('leaving a form that was begun is asked about first', async () => {
    const { page } = await open(wide);
    await page.goto(`${stub.origin}/people/invite`);
    await page.waitForSelector('select');
    await page.fill('[name=email]', 'a@example.lg.jp');
    await page.click('nav a[href="/log"]');
    await page.waitForSelector('[role=alertdialog]');
    await page.keyboard.press('Escape');
    expect(await page.evaluate<string>('location.pathname')).toBe('/people/invite');
    await page.click('nav a[href="/log"]');
    await page.click('[role=alertdialog] [data-kind=danger]');
    await page.waitForSelector('table');
    await page.close();
  });
});
