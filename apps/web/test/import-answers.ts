import type { Answer } from '../src/api/routes.ts';

/** A file that changes three things, with something to note. */
export const preview: Answer<'POST /city-file/preview'> = {
  ok: true,
  cityName: '星ヶ渡市',
  digest: 'd'.repeat(64),
  baseRevision: 3,
  diagnostics: [
    {
      severity: 'warning',
      place: '契約!C7',
      text: { ja: '更新の時期が書かれていません。', en: 'The renewal is missing.' },
    },
  ],
  renamed: [{ before: '星ヶ渡市', after: '星ヶ渡市役所' }],
  changes: [
    {
      kind: 'components',
      key: 'kawa-camera',
      name: { ja: '河川カメラ', en: '河川カメラ' },
      change: 'added',
      details: [{ ja: '種類: カメラ', en: 'Kind: camera' }],
    },
    {
      kind: 'contracts',
      key: 'os-itaku',
      name: { ja: '都市OSの運用委託', en: '都市OSの運用委託' },
      change: 'changed',
      details: [
        {
          ja: '契約のおわり: 2027年3月31日（水） → 2028年3月31日（金）',
          en: 'Ends on: Wed, 31 March 2027 → Fri, 31 March 2028',
        },
        { ja: '再委託: （なし） → 承諾が必要', en: 'Subcontracting: (none) → with consent' },
      ],
    },
    {
      kind: 'organisations',
      key: 'kaze',
      name: { ja: '部品商社カゼ', en: '部品商社カゼ' },
      change: 'removed',
      details: [],
    },
  ],
};
