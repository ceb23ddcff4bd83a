import { text } from '@machimori/kernel';
import type { Edition } from './edition.ts';
import type { EditionPath } from './edition-place.ts';
import type { Problems } from './problems.ts';

/** Words that no one but a specialist reads with ease, and what to say instead. */
export const refusedWords: readonly { readonly word: string; readonly instead: string }[] = [
  { word: 'ギャップ', instead: '担当が決まっていません' },
  { word: 'オーバーラップ', instead: '担当が重なっています' },
  { word: 'ステイル', instead: '見直しが必要です（理由）' },
  { word: 'リスクアクセプト', instead: 'このまま受け入れる（理由・期限）' },
  { word: '残存リスクスコア', instead: '対策後に残るリスク' },
  { word: 'N/A', instead: '対象外（理由）' },
  { word: 'エビデンス', instead: '証跡（確認できる資料）' },
  { word: 'コンポーネント', instead: 'しくみ' },
  { word: 'シナリオ', instead: '起こりうること' },
  { word: 'オプトイン', instead: '同意' },
];

/** Terms of law that laws and what triggers them may use. */
const legalTerms: ReadonlySet<string> = new Set(['オプトイン']);
const ofLaws: ReadonlySet<string> = new Set(['references', 'additions', 'lawFacts', 'lawTriggers']);

/** Lists whose Japanese name or heading is the source's own wording. */
const printedAsHeading: ReadonlySet<string> = new Set([
  'sections',
  'checkItems',
  'families',
  'incidentTypes',
  'useCases',
  'themes',
  'cases',
]);
const printedAsName: ReadonlySet<string> = new Set([
  'references',
  'guidelineFigure',
  'informationAssets',
  'threatCategories',
  'deviceRequirements',
  'deviceMeansGroups',
  'deviceMeans',
  'dataKinds',
  'linkageAttributes',
]);

/** Fields that say something in a sentence, so that Japanese without Japanese letters is a slip. */
const sentences: ReadonlySet<string> = new Set([
  'meaning',
  'asks',
  'plain',
  'conditional',
  'question',
  'summary',
  'point',
  'when',
  'reason',
  'firstStep',
  'step',
  'own',
  'ownStep',
  'sentence',
  'alone',
  'problem',
  'story',
  'closes',
]);

const japanese = /[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]/u;

/** Every text is complete in both languages and uses plain words. */
export function checkTexts(edition: Edition, problems: Problems): void {
  for (const [property, value] of Object.entries(edition)) {
    walk([property], value, (path, ja, en) => {
      if (ja.trim() === '' || en.trim() === '') {
        problems.add(path, text('片方の言語の文がありません。', 'One language is missing.'));
      }
      const field = String(path.at(-1));
      if (sentences.has(field) && !japanese.test(ja)) {
        problems.add(
          path,
          text('日本語の文ではありません。', 'The Japanese text is not Japanese.'),
        );
      }
      if (japanese.test(en)) {
        problems.add(
          path,
          text('英語の文に日本語があります。', 'The English text holds Japanese.'),
        );
      }
      if (!isPrinted(path)) checkWords(path, ja, problems);
    });
  }
}

function isPrinted(path: EditionPath): boolean {
  const property = String(path[0]);
  const field = path.at(-1);
  return (
    (field === 'heading' && printedAsHeading.has(property)) ||
    (field === 'name' && printedAsName.has(property))
  );
}

function checkWords(path: EditionPath, ja: string, problems: Problems): void {
  for (const { word, instead } of refusedWords) {
    if (!ja.includes(word) || (legalTerms.has(word) && ofLaws.has(String(path[0])))) continue;
    problems.add(
      path,
      text(`「${word}」は使いません。`, `The Japanese word ${word} is not used.`),
      text(instead, instead),
    );
  }
}

function walk(
  path: EditionPath,
  value: unknown,
  visit: (path: EditionPath, ja: string, en: string) => void,
): void {
  if (Array.isArray(value)) {
    value.forEach((part, i) => {
      walk([...path, i], part, visit);
    });
  } else if (typeof value === 'object' && value !== null) {
    const { ja, en } = value as { ja?: unknown; en?: unknown };
    if (ja !== undefined || en !== undefined) {
      visit(path, typeof ja === 'string' ? ja : '', typeof en === 'string' ? en : '');
    } else {
      for (const [key, part] of Object.entries(value)) walk([...path, key], part, visit);
    }
  }
}
