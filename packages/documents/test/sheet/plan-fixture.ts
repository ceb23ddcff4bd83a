import { readFileSync } from 'node:fs';
import type { CheckItem, Edition, RiskLevel } from '@machimori/catalogue';
import type {
  Duty,
  Finding,
  Plan,
  SheetLine,
  SheetRow,
  Subject,
  SubjectKind,
} from '@machimori/planning';

const editionFile = new URL(
  '../../../../catalogue/mic-smart-city-security/2.0-draft/edition.json',
  import.meta.url,
);
export const edition = JSON.parse(readFileSync(editionFile, 'utf8')) as Edition;

const subject = (key: string, kind: SubjectKind, name: string, nameEn: string): Subject => ({
  key,
  kind,
  name,
  nameEn,
  categories: [],
  traits: [],
});

const subjects: readonly Subject[] = [
  subject('hoshigawatari', 'city', '星ヶ渡市', 'Hoshigawatari'),
  subject(
    'council',
    'organisation',
    '星ヶ渡スマートまち協議会',
    'Hoshigawatari Smart Town Council',
  ),
  subject('shimase', 'organisation', '株式会社縞瀬都市基盤', 'Shimase Urban Platform'),
  subject('mizuoto', 'organisation', '水音センサ工業', 'Mizuoto Sensors'),
  subject('hiyori', 'organisation', 'ひより医療情報', 'Hiyori Medical Information'),
  subject('broker', 'component', 'データ連携ブローカ', 'Data broker'),
  subject('sensors', 'component', '水位センサ', 'Water-level sensors'),
  subject('cameras', 'component', '河川カメラ', 'River cameras'),
  subject('river-watch', 'component', '川みまもり', 'River Watch'),
  subject('health-book', 'component', 'けんこう手帳', 'Health Book'),
  subject('bus', 'component', 'のりバス・除雪', 'Bus and snow clearing'),
  subject('coin', 'component', 'ほしコイン', 'Hoshi Coin'),
  subject('os-contract', 'contract', '都市OS運用委託', 'City OS operation'),
  subject('level-flow', 'flow', '水位データの送信', 'Water levels'),
];

export const findings: readonly Finding[] = [
  {
    id: 'default-password@sensors',
    kind: 'default-password',
    subject: 'sensors',
    affected: 3,
    total: 62,
    foundOn: '2026-04-20',
    origin: 'recorded',
    sentence: {
      ja: '水位センサ62台のうち3台が、初期パスワードのままです。',
      en: '3 of 62 sensors keep the factory password.',
    },
    firstStep: {
      ja: '担当者は今週中に、該当する機器のパスワードを一台ずつ違うものに変えてもらいます。',
      en: 'This week, have the password of each device changed to one of its own.',
    },
    vulnerabilities: [],
    requirements: ['CPS.AC-1'],
    lines: ['asset-2-2@sensors'],
    level: 'very-high',
    urgency: 3,
    ease: 3,
    responsible: 'mizuoto',
  },
];

const where: Readonly<Record<string, readonly (readonly [string, string])[]>> = {
  governance: [['hoshigawatari', 'council']],
  service: [
    ['river-watch', 'shimase'],
    ['bus', 'shimase'],
    ['health-book', 'hiyori'],
    ['coin', 'shimase'],
  ],
  'city-os': [['broker', 'shimase']],
  asset: [
    ['sensors', 'mizuoto'],
    ['cameras', 'mizuoto'],
  ],
  'supply-chain': [['os-contract', 'council']],
  'incident-response': [
    ['council', 'council'],
    ['shimase', 'shimase'],
    ['mizuoto', 'mizuoto'],
    ['hiyori', 'hiyori'],
  ],
  'data-exchange': [['level-flow', 'mizuoto']],
};
const levels: readonly (RiskLevel | undefined)[] = [
  'high',
  'medium',
  'very-high',
  undefined,
  'low',
];

function duty(item: CheckItem, key: string, answeredBy: string): Duty {
  const answerable = ['council'];
  if (item.id === 'service-2-4' && key === 'bus') {
    return {
      performers: [],
      verifier: 'council',
      selfCheck: false,
      answerable,
      state: 'gap',
      rule: 'duty-silent',
      contract: 'os-contract',
    };
  }
  if (answeredBy === 'council')
    return {
      performers: ['council'],
      verifier: undefined,
      selfCheck: true,
      answerable,
      state: 'in-house',
      rule: 'duty-city',
      contract: undefined,
    };
  const state = key === 'health-book' ? 'presumed' : 'agreed';
  return {
    performers: [answeredBy],
    verifier: 'council',
    selfCheck: false,
    answerable,
    state,
    rule: 'duty-boundary',
    contract: undefined,
  };
}

function makeLines(): readonly SheetLine[] {
  const lines: SheetLine[] = [];
  edition.checkItems.forEach((item, i) => {
    for (const [key, answeredBy] of where[item.group] ?? []) {
      const id = `${item.id}@${key}`;
      const level = levels[(i + key.length) % levels.length];
      const found = findings.filter((f) => f.lines.includes(id)).map((f) => f.id);
      const requirements = edition.requirementLinks
        .filter((l) => l.checkItem === item.id)
        .map((l) => `${l.requirement}@${key}`);
      const soon = found.length > 0 || level === 'very-high';
      lines.push({
        id,
        checkItem: item.id,
        group: item.group,
        subject: key,
        per: 'component',
        answeredBy,
        duty: duty(item, key, answeredBy),
        requirements: [...new Set(requirements)].sort(),
        findings: found,
        level,
        reach: 3,
        basis: level === undefined ? 'category' : 'risk',
        priority: lines.length + 1,
        planned: soon
          ? { raw: '令和8年度下期', by: '2027-03-31', origin: 'proposed' }
          : { raw: '令和9年度上期', by: '2027-09-30', origin: 'proposed' },
        state: item.id === 'service-2-3' ? 'in-progress' : 'not-started',
        ...(id === 'service-2-3@river-watch'
          ? { statement: '職員の認証を二要素にした。住民は閲覧のみで認証しない。' }
          : {}),
      });
    }
  });
  return lines;
}

function gather(lines: readonly SheetLine[]): readonly SheetRow[] {
  const rows = new Map<string, SheetLine[]>();
  for (const line of lines) {
    const id = `${line.checkItem}#${line.answeredBy}`;
    rows.set(id, [...(rows.get(id) ?? []), line]);
  }
  return [...rows].map(([id, its]) => ({
    id,
    checkItem: its[0]?.checkItem ?? '',
    organisation: its[0]?.answeredBy ?? '',
    lines: its.map((l) => l.id),
    level: its[0]?.level,
    planned: { raw: its[0]?.planned.raw ?? '', by: its[0]?.planned.by ?? '' },
  }));
}

/** A plan of 星ヶ渡市 made by hand: every item, four organisations, a gap, a finding, a stated answer. */
export function makePlan(
  change: (lines: readonly SheetLine[]) => readonly SheetLine[] = (lines) => lines,
): Plan {
  const lines = change(makeLines());
  return {
    formatVersion: 1,
    generator: { name: 'machimori', version: '0.1.0' },
    asOf: '2026-11-20',
    city: { key: 'hoshigawatari', name: '星ヶ渡市', nameEn: 'Hoshigawatari' },
    edition: { id: edition.id, name: edition.framework, provenance: edition.provenance },
    criteria: { id: 'default', title: { ja: '標準', en: 'Default' } },
    notice: edition.notice,
    subjects,
    findings,
    riskGroups: [],
    scenarios: [],
    requirements: [],
    withoutItem: [],
    lines,
    sheet: gather(lines),
    contractNotes: [],
    laws: [],
    measures: [],
    actions: [],
    counts: {
      organisations: 4,
      components: 7,
      devices: 86,
      scenarios: 0,
      findings: 1,
      requirements: 0,
      lines: lines.length,
      gaps: 1,
      overlaps: 0,
      presumed: 0,
      selfChecks: 0,
    },
  };
}

export const plan = makePlan();
