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
  changes: [
    {
      kind: 'components',
      key: 'kawa-camera',
      name: { ja: '河川カメラ', en: '河川カメラ' },
      change: 'added',
      fields: [],
    },
    {
      kind: 'contracts',
      key: 'os-itaku',
      name: { ja: '都市OSの運用委託', en: '都市OSの運用委託' },
      change: 'changed',
      fields: [
        { ja: '契約の期間', en: 'Term' },
        { ja: '責任分界点', en: 'Boundaries' },
      ],
    },
    {
      kind: 'organisations',
      key: 'kaze',
      name: { ja: '部品商社カゼ', en: '部品商社カゼ' },
      change: 'removed',
      fields: [],
    },
  ],
};
