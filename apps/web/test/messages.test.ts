import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

/** What an officer, a clerk and a resident would not say, and what to say instead. */
const refused: readonly (readonly [word: RegExp, instead: string])[] = [
  [/ギャップ/, '担当が決まっていません'],
  [/オーバーラップ/, '担当が重なっています'],
  [/失効|ステイル/, '見直しが必要です（理由）'],
  [/リスクアクセプト/, 'このまま受け入れる（理由・期限）'],
  [/残存リスクスコア/, '対策後に残るリスク'],
  [/N\/A/, '対象外（理由）'],
  [/エビデンス/, '証跡（確認できる資料）'],
  [/コンポーネント/, 'しくみ'],
  [/ゲートウェイ/, 'データの受け渡し口'],
  [/シナリオ/, '起こりうること'],
  [/オプトイン/, '同意'],
];

const folder = join(import.meta.dirname, '../src/messages');
const files = globSync('*.ts', { cwd: folder });
const texts: { at: string; ja: string; en: string }[] = [];
for (const file of files) {
  const collect = (value: unknown, at: string): void => {
    if (typeof value !== 'object' || value === null) return;
    const { ja, en } = value as { ja?: unknown; en?: unknown };
    if (typeof ja === 'string' || typeof en === 'string') {
      texts.push({ at, ja: String(ja), en: String(en) });
    } else for (const [name, inner] of Object.entries(value)) collect(inner, `${at} ${name}`);
  };
  collect(await import(join(folder, file)), file);
}

const placeholders = (words: string): string =>
  [...words.matchAll(/\{(\w+)\}/g)]
    .map(([, name]) => name)
    .sort()
    .join();
const japanese = /[ぁ-んァ-ヶ一-龠]/;

test('there are message files, and texts in them', () => {
  expect(files.length).toBeGreaterThan(6);
  expect(texts.length).toBeGreaterThan(200);
});

test('every text is there in both languages, with the same places to fill', () => {
  const wrong = texts.filter(
    // A Japanese sign may be a space of its own.
    ({ ja, en }) => /^ *$/.test(ja) || en.trim() === '' || placeholders(ja) !== placeholders(en),
  );
  expect(wrong).toEqual([]);
});

test('Japanese is Japanese and English is English', () => {
  // The one text that names the other language in that language.
  const apart = 'shell.ts shellWords otherLanguage';
  const mixed = texts.filter(({ at, en }) => at !== apart && japanese.test(en));
  expect(mixed).toEqual([]);
  // What is the same in both has no words: a figure to fill in, its unit, a sign between two names.
  const wordless = (text: string): boolean => !/\p{L}{3}/u.test(text.replace(/\{\w+\}/g, ''));
  const untranslated = texts.filter(({ at, ja, en }) => at !== apart && ja === en && !wordless(ja));
  expect(untranslated).toEqual([]);
});

test('nothing is said that an officer would not say', () => {
  const found = texts.flatMap(({ at, ja }) =>
    refused.filter(([word]) => word.test(ja)).map(([, instead]) => `${at}: ${ja} → ${instead}`),
  );
  expect(found).toEqual([]);
});

test('a sentence can be read in one breath', () => {
  const long = texts.flatMap(({ at, ja }) =>
    ja.split(/(?<=。)/).flatMap((sentence) => (sentence.length > 60 ? [`${at}: ${sentence}`] : [])),
  );
  expect(long).toEqual([]);
});

test('every text is shown somewhere', () => {
  const root = join(import.meta.dirname, '../src');
  const code = globSync('**/*.{ts,tsx}', { cwd: root })
    .map((file) => readFileSync(join(root, file), 'utf8'))
    .join('\n')
    .replace(/^import .*?;$/gms, '')
    .replace(/^export const \w+/gm, '');
  // By its own name, or out of a table that is taken whole: its words are looked up by names of the server.
  const shown = (at: string): boolean => {
    const [, ...path] = at.split(' ');
    const own = path.at(-1) ?? '';
    return (
      new RegExp(`\\.${own}\\b|'${own}'`).test(code) ||
      path.slice(0, -1).some((table) => new RegExp(`\\b${table}\\b(?![.:])`).test(code))
    );
  };
  expect(texts.map(({ at }) => at).filter((at) => !shown(at))).toEqual([]);
});

test('what a button is called aloud holds what stands on it', () => {
  const root = join(import.meta.dirname, '../src');
  const pairs = globSync('**/*.tsx', { cwd: root }).flatMap((file) => {
    const code = readFileSync(join(root, file), 'utf8');
    const button = /aria-label=\{say\(\w+\.(\w+), [^}]*\}\)\}[^<]{0,400}?\{say\((\w+)\.(\w+)\)\}/g;
    return [...code.matchAll(button)].map(([, aloud = '', , stands = '']) => ({
      file,
      aloud,
      stands,
    }));
  });
  const named = (own: string) => texts.filter(({ at }) => at.split(' ').at(-1) === own);
  const holds = (aloud: string, stands: string): boolean =>
    aloud.toLowerCase().includes(stands.toLowerCase());
  expect(pairs.length).toBeGreaterThan(8);
  expect(
    pairs.filter(
      ({ aloud, stands }) =>
        !named(aloud).some((full) =>
          named(stands).some(({ ja, en }) => holds(full.ja, ja) && holds(full.en, en)),
        ),
    ),
  ).toEqual([]);
});

test('no page puts in marks of Japanese by itself', () => {
  const source = join(import.meta.dirname, '../src');
  // What is shown to those who make the pages, in Japanese alone; and what asks whether a Japanese word is quoted.
  const apart = ['development/', 'messages/', 'pages/city/was-now.ts'];
  const own = globSync('**/*.{ts,tsx}', { cwd: source })
    .filter((file) => !apart.some((each) => file.startsWith(each)))
    .flatMap((file) =>
      readFileSync(join(source, file), 'utf8')
        .replaceAll(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '')
        .replaceAll(/\btext\(\s*(['`])[\s\S]*?\1/g, '')
        .split('\n')
        .filter((line) => /[：（）、／　「」・。]/.test(line))
        .map((line) => `${file}: ${line.trim()}`),
    );
  expect(own).toEqual([]);
});
