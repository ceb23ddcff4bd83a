import { categories, type Text, text } from '@machimori/kernel';
import type { Edition } from './edition.ts';
import type { Problems } from './problems.ts';

/** A figure that an edition must arrive at, as two independent extractions of the sources agreed. */
interface Count {
  readonly property: keyof Edition;
  readonly what: Text;
  readonly expected: string;
  readonly actual: (edition: Edition) => string;
}

const count = (
  property: keyof Edition,
  ja: string,
  en: string,
  expected: number | string,
  actual: (edition: Edition) => number | string,
): Count => ({
  property,
  what: text(ja, en),
  expected: String(expected),
  actual: (edition) => String(actual(edition)),
});

const size = (property: keyof Edition, ja: string, en: string, expected: number): Count =>
  count(property, ja, en, expected, (edition) => (edition[property] as readonly unknown[]).length);

/** How many entries stand under each key, in the order of the keys' first appearance. */
const tally = (keys: readonly string[]): string =>
  [...Map.groupBy(keys, (key) => key).values()].map((group) => group.length).join('/');

const distinct = (values: readonly string[]): number => new Set(values).size;

const links = (edition: Edition): string[] => edition.risks.flatMap((risk) => risk.requirements);
const measures = (edition: Edition) => edition.cases.flatMap((entry) => entry.measures);
const ofGroup = (edition: Edition, group: string): string =>
  tally(edition.checkItems.filter((item) => item.group === group).map((item) => item.section));

/** One sample domain as it must stand in all: places, headings, incident types and requirements. */
const shapeOfUseCase = (useCase: Edition['useCases'][number]): string =>
  JSON.stringify(
    useCase.risks.map((r) => [r.place, r.heading.ja, r.incidentType, r.threat, r.requirements]),
  );

const draft2: readonly Count[] = [
  size('roles', '役割', 'roles', 8),
  size('categories', '分類', 'categories', 4),
  size('views', '横断の観点', 'cross-cutting views', 3),
  count(
    'layers',
    '初版の層',
    'layers of the first edition',
    8,
    (e) => e.layers.filter((layer) => layer.edition === 'first').length,
  ),
  size('checkItems', 'チェック項目', 'check items', 55),
  count('checkItems', 'ガバナンスの項目', 'governance items', '8/3/2', (e) =>
    ofGroup(e, 'governance'),
  ),
  count('checkItems', 'サービスの項目', 'service items', '1/4/3/3', (e) => ofGroup(e, 'service')),
  count('checkItems', '都市OSの項目', 'city OS items', '4/3/3/3', (e) => ofGroup(e, 'city-os')),
  count('checkItems', 'アセットの項目', 'asset items', '2/3', (e) => ofGroup(e, 'asset')),
  count('checkItems', 'サプライチェーンの項目', 'supply chain items', '3', (e) =>
    ofGroup(e, 'supply-chain'),
  ),
  count('checkItems', 'インシデント対応の項目', 'incident response items', '4', (e) =>
    ofGroup(e, 'incident-response'),
  ),
  count('checkItems', 'データ連携の項目', 'data exchange items', '6', (e) =>
    ofGroup(e, 'data-exchange'),
  ),
  size('families', '要件の分類', 'requirement families', 20),
  size('requirements', '対策要件', 'requirements', 108),
  count('requirements', '要件の分類ごとの数', 'requirements by category', '76/54/58/41', (e) =>
    categories
      .map((category) => e.requirements.filter((r) => r.categories.includes(category)).length)
      .join('/'),
  ),
  size('incidentTypes', '事故の種類', 'incident types', 28),
  size('threats', '脅威', 'threats', 24),
  size('vulnerabilities', '脆弱性', 'vulnerabilities', 111),
  size('risks', 'リスクの行', 'risk rows', 144),
  count(
    'risks',
    '行と要件のつながり',
    'links from rows to requirements',
    508,
    (e) => links(e).length,
  ),
  count('risks', '行が使う要件', 'requirements that rows use', 108, (e) => distinct(links(e))),
  count('risks', '付録Bの印刷の行', 'printed rows of Appendix B', rowsUpTo(159), (e) =>
    e.risks
      .flatMap((risk) => risk.source.rows ?? [])
      .sort((a, b) => a - b)
      .join(' '),
  ),
  count('references', '付録Aの法律と指針', 'laws and guidelines of Appendix A', '6/16', (e) =>
    tally(e.references.map((reference) => reference.kind)),
  ),
  size('useCases', '利用場面', 'use cases', 5),
  count('useCases', '利用場面ごとの行', 'rows of each use case', '11 11 11 11 11', (e) =>
    e.useCases.map((useCase) => useCase.risks.length).join(' '),
  ),
  count('useCases', '利用場面ごとのつながり', 'links of each use case', '67 67 67 67 67', (e) =>
    e.useCases.map((u) => u.risks.flatMap((risk) => risk.requirements).length).join(' '),
  ),
  count('useCases', '利用場面が使う要件', 'requirements of the use cases', 42, (e) =>
    distinct(e.useCases.flatMap((u) => u.risks.flatMap((risk) => risk.requirements))),
  ),
  count('useCases', '異なる利用場面の形', 'differing use cases', 1, (e) =>
    distinct(e.useCases.map(shapeOfUseCase)),
  ),
  count('useCases', '利用場面の場所', 'places of the use cases', 'R1 R2 R3 R4', (e) =>
    [...new Set(e.useCases.flatMap((u) => u.risks.map((risk) => risk.place)))].sort().join(' '),
  ),
  size('themes', 'テーマ', 'themes', 5),
  size('cases', '事例', 'cases', 7),
  count('cases', '標準と推奨の対策', 'standard and recommended measures', '19/5', (e) =>
    tally(measures(e).map((measure) => measure.kind)),
  ),
  count('cases', '対策が挙げる項目', 'check items that measures cite', 17, (e) =>
    distinct(measures(e).flatMap((measure) => measure.checkItems)),
  ),
  size('informationAssets', '情報資産', 'kinds of information asset', 7),
  size('deviceRequirements', 'CCDSの要件', 'CCDS requirements', 12),
  count('threatCategories', 'STRIDEと追加の脅威', 'STRIDE and further threats', '6/5', (e) =>
    tally(e.threatCategories.map((category) => category.scheme)),
  ),
  size('deviceMeans', 'IoTの対策', 'means of IoT security', 56),
  count('deviceMeans', 'IoTの対策のグループ', 'means by group', '3/4/8/9/8/10/9/5', (e) =>
    tally(e.deviceMeans.map((means) => means.group)),
  ),
  size('dataKinds', '公的データの種類', 'kinds of public data', 32),
  size('linkageAttributes', 'データ連携の属性', 'attributes of data linkage', 9),
  count('guidelineFigure', '図4-2の行と列', 'rows and columns of figure 4-2', '4/6', (e) =>
    [e.guidelineFigure.rows.length, e.guidelineFigure.columns.length].join('/'),
  ),
];

function rowsUpTo(last: number): string {
  return Array.from({ length: last }, (_, i) => i + 1).join(' ');
}

const countsByEdition: Readonly<Record<string, readonly Count[]>> = {
  'mic-smart-city-security/2.0-draft': draft2,
};

/** The edition has exactly the figures known for it; an edition without known figures is not counted. */
export function checkCounts(edition: Edition, problems: Problems): void {
  for (const { property, what, expected, actual } of countsByEdition[edition.id] ?? []) {
    const found = actual(edition);
    if (found === expected) continue;
    problems.add(
      [property],
      text(`${what.ja}の数が合いません：${found}`, `The count of ${what.en} is wrong: ${found}`),
      text(expected, expected),
    );
  }
}
