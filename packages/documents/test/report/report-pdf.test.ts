import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { Locale } from '@machimori/kernel';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTypesetter, writeReport } from '../../src/report/index.ts';
import { type PdfReading, readPdf, squeeze } from './read-pdf.ts';
import { edition, hoshigawatari, planOf, withHostileNames } from './sample.ts';

const typesetter = createTypesetter();
const plan = planOf(hoshigawatari);
const write = (locale: Locale, isPublic: boolean) =>
  writeReport({ plan, edition, city: hoshigawatari, locale, public: isPublic }, typesetter);

/** Words that no page may show, whoever wrote them; names in the city's file are its own. */
const refused = [
  'ギャップ',
  'オーバーラップ',
  '失効',
  'リスクアクセプト',
  '残存リスクスコア',
  'エビデンス',
  'コンポーネント',
  'シナリオ',
];

let bytes: Uint8Array;
let full: PdfReading;
let open: PdfReading;
let english: PdfReading;

beforeAll(async () => {
  bytes = await write('ja', false);
  full = await readPdf(bytes);
  open = await readPdf(await write('ja', true));
  english = await readPdf(await write('en', false));
}, 480_000);

afterAll(() => typesetter.close());

describe('the report in Japanese', () => {
  it('can be searched for the city, the ten first things and why', () => {
    expect(full.text).toContain('星ヶ渡市');
    expect(plan.actions).toHaveLength(10);
    for (const action of plan.actions) {
      expect(full.text).toContain(squeeze(action.title.ja));
      expect(full.text).toContain(squeeze(action.why.ja));
    }
  });

  it('shows the ten first things on one page', () => {
    const page = full.pages.find((p) =>
      squeeze(p).startsWith(
        squeeze('星ヶ渡市　スマートシティ・セキュリティ計画書関係者限りはじめに行う10のこと'),
      ),
    );
    expect(page).toBeDefined();
    for (const action of plan.actions)
      expect(squeeze(page ?? '')).toContain(squeeze(action.title.ja));
  });

  it('has the mayor’s page on one page, with counts and what is asked for', () => {
    const first = squeeze(full.pages[0] ?? '');
    for (const words of [
      '市長のための1ページ',
      '今週手を付ける3つ',
      'お願いしたいこと',
      '確認された弱いところ',
    ])
      expect(first).toContain(words);
    expect(squeeze(full.pages[1] ?? '')).toContain('この計画書の読み方');
  });

  it('says that the guideline is not exhaustive', () => {
    expect(full.text).toContain(squeeze(plan.notice.ja));
  });

  it('carries its handling label and number on each page', () => {
    for (const page of full.pages) expect(page).toContain('関係者限り');
    for (const [i, page] of full.pages.entries())
      expect(squeeze(page)).toContain(`${i + 1}/${full.pages.length}`);
  });

  it('uses no refused word', () => {
    for (const word of refused) expect(full.text).not.toContain(word);
  });

  it('embeds its fonts, is tagged and names its language and date', () => {
    expect(full.fonts.length).toBeGreaterThanOrEqual(2);
    for (const font of full.fonts) {
      expect(font.name).toContain('NotoSansJP');
      expect(font.embedded).toBe(true);
    }
    expect(full.tagged).toBe(true);
    expect(full.info).toMatchObject({ Language: 'ja-JP', CreationDate: 'D:20261121000000Z' });
  });

  it('is the same bytes again, from another worker too', async () => {
    const other = createTypesetter();
    try {
      expect(
        Buffer.compare(
          await writeReport(
            { plan, edition, city: hoshigawatari, locale: 'ja', public: false },
            other,
          ),
          bytes,
        ),
      ).toBe(0);
    } finally {
      await other.close();
    }
  }, 480_000);
});

describe('the public version', () => {
  it('names no weakness, finding, gap, version or scenario', () => {
    const secrets = [
      ...plan.findings.flatMap((f) => [f.sentence.ja, f.firstStep.ja]),
      ...plan.actions.flatMap((a) => [a.title.ja, a.why.ja]),
      ...plan.contractNotes.flatMap((n) => [n.sentence.ja, n.closes.ja]),
      ...edition.vulnerabilities.flatMap((v) => [v.name.ja, v.conditional.ja]),
      ...edition.incidentTypes.map((i) => i.plain.ja),
      ...hoshigawatari.components.flatMap((c) => [c.device?.model ?? '', c.device?.version ?? '']),
      '担当が決まっていません',
      '弱いところ',
      '弱点',
      '脆弱',
      '起こりうること',
      '定めがない',
    ].map(squeeze);
    for (const secret of secrets.filter((s) => s.length > 2))
      expect(open.text).not.toContain(secret);
  });

  it('is labelled public and tells structure and progress', () => {
    for (const page of open.pages) expect(page).toContain('公開');
    expect(open.text).toContain('対策の進みぐあい');
    for (const c of hoshigawatari.components.filter((x) => x.service))
      expect(open.text).toContain(squeeze(c.name));
    for (const c of hoshigawatari.components.filter((x) => x.kind === 'administration-terminal'))
      expect(open.text).not.toContain(squeeze(c.name));
  });
});

describe('the report in English', () => {
  it('has the same things in English', () => {
    expect(english.text).toContain(squeeze('One page for the mayor'));
    for (const action of plan.actions) expect(english.text).toContain(squeeze(action.title.en));
    expect(english.info).toMatchObject({ Language: 'en-GB' });
  });

  it('leaves no Japanese behind but the labels and words of the city', () => {
    const first = english.pages.slice(0, 3).join('');
    expect(first).not.toMatch(/[ぁ-ん]/);
  });
});

it('shows hostile names as they are and runs none of them', async () => {
  const city = withHostileNames(hoshigawatari);
  const hostile = await readPdf(
    await writeReport(
      { plan: planOf(city), edition, city, locale: 'ja', public: false },
      typesetter,
    ),
    0,
  );
  for (const words of [
    '#import"@preview',
    '#panic("a")',
    '$x$@ref<label>`raw`',
    '\\u{41}',
    '=Heading_under_*star*//',
  ])
    expect(hostile.text).toContain(squeeze(words));
}, 480_000);

it('says what is wrong where typst refuses, and works again afterwards', async () => {
  await expect(typesetter.typeset('#nothing-of-this-name')).rejects.toMatchObject({
    code: 'internal',
  });
  expect(
    (await typesetter.typeset('#set text(font: "Noto Sans JP")\n#"あ"')).length,
  ).toBeGreaterThan(1000);
});

it('lets the program end though nobody closed it, and prints nothing', async () => {
  const entrance = new URL('../../src/report/index.ts', import.meta.url).href;
  const program = `const { createTypesetter } = await import(${JSON.stringify(entrance)}); await createTypesetter().typeset('#read("/x")').catch(() => undefined);`;
  const { stdout, stderr } = await promisify(execFile)(
    process.execPath,
    ['--input-type=module', '--eval', program],
    { timeout: 60_000 },
  );
  expect(stdout + stderr).toBe('');
}, 180_000);

it('gives markup no way to files, packages or the network', async () => {
  for (const markup of [
    '#read("/etc/passwd")',
    '#import "@preview/cetz:0.3.0"',
    '#include "../../package.json"',
    '#image("/work/x.png")',
  ])
    await expect(typesetter.typeset(markup)).rejects.toMatchObject({ code: 'internal' });
});
