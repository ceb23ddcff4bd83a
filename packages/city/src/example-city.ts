import type { Locale } from '@machimori/kernel';
import type { City } from './model.ts';

/**
 * The small city that a template shows in its rows of examples: one river, one service, one supplier.
 * Its rows hold together, so that whoever copies them gets a city that can be planned.
 */
export function exampleCity(locale: Locale): City {
  const say = (ja: string, en: string): string => (locale === 'ja' ? ja : en);
  /** A name, with its English one where that is a column of its own. */
  const named = (ja: string, en: string): { name: string; nameEn?: string } =>
    locale === 'ja' ? { name: ja, nameEn: en } : { name: en };
  return {
    formatVersion: 1,
    key: 'hinagata',
    ...named('ひながた町', 'Hinagata'),
    population: 8_000,
    promoter: 'hinagata-machi',
    facts: [],
    organisations: [
      {
        key: 'hinagata-machi',
        ...named('ひながた町役場', 'Town of Hinagata'),
        roles: ['promoter', 'serviceProvider', 'dataProvider'],
        legalForm: 'public-body',
        seat: { country: 'JP', law: 'JP' },
        contacts: [
          {
            purpose: 'incident',
            post: say('総務課 情報担当', 'General affairs, information'),
            phone: '000-000-0000',
            mail: 'joho@hinagata.example.jp',
          },
        ],
        selfCheck: {
          kind: 'other-department',
          by: say('防災課', 'Disaster prevention'),
          on: '2026-04-15',
        },
      },
      {
        key: 'tsubamezawa-densan',
        ...named('つばめ沢電算株式会社', 'Tsubamezawa Computing'),
        roles: ['cityOsVendor', 'iotVendor'],
        legalForm: 'business',
        seat: { country: 'JP', law: 'JP' },
        contacts: [
          { purpose: 'incident', post: say('保守受付', 'Service desk'), phone: '000-000-0001' },
        ],
        evaluated: { on: '2026-03-10', scheme: say('質問票', 'Questionnaire') },
      },
    ],
    contracts: [
      {
        key: 'kawa-hoshu',
        ...named('川みまもり運用保守業務委託', 'Operation of River Watch'),
        kind: 'outsourcing',
        principal: 'hinagata-machi',
        contractor: 'tsubamezawa-densan',
        covers: {
          components: ['kawa-mimamori', 'kawa-sensor'],
          dataSets: ['kawa-suii', 'kawa-tsuchisaki'],
        },
        term: { start: '2026-04-01', end: '2027-03-31', renewal: 'yearly-renewed' },
        boundaries: [
          {
            aspect: 'system',
            subject: 'kawa-mimamori',
            performs: 'tsubamezawa-densan',
            requirements: [],
          },
          {
            aspect: 'system',
            subject: 'kawa-sensor',
            performs: 'tsubamezawa-densan',
            requirements: ['CPS.MA-1'],
          },
        ],
        clauses: [
          { clause: 'security-requirements', requirements: [] },
          { clause: 'incident-notification', requirements: [] },
          {
            clause: 'vulnerability-notification',
            performs: 'tsubamezawa-densan',
            requirements: ['CPS.CM-7'],
          },
        ],
        subcontracting: 'with-consent',
      },
    ],
    components: [
      {
        key: 'kawa-mimamori',
        ...named('川みまもり', 'River Watch'),
        kind: 'service',
        owner: 'hinagata-machi',
        operator: 'tsubamezawa-densan',
        supplier: 'tsubamezawa-densan',
        standsOn: [],
        stage: 'in-operation',
        plannedUntil: '2032-03-31',
        servesResidents: false,
        internetFacing: true,
        remoteMaintenance: true,
        processes: true,
        dataSets: ['kawa-suii', 'kawa-tsuchisaki'],
        hosting: {
          model: 'saas',
          provider: 'tsubamezawa-densan',
          region: say('東日本', 'Eastern Japan'),
          country: 'JP',
          multipleRegions: false,
        },
        service: {
          domain: 'disaster',
          audience: ['residents', 'staff'],
          channels: ['web', 'mail'],
          safety: 'direct',
        },
      },
      {
        key: 'kawa-sensor',
        ...named('河川水位センサー', 'River level sensors'),
        kind: 'device-group',
        owner: 'hinagata-machi',
        supplier: 'tsubamezawa-densan',
        standsOn: [],
        stage: 'in-operation',
        plannedUntil: '2032-03-31',
        servesResidents: false,
        internetFacing: false,
        remoteMaintenance: true,
        processes: false,
        dataSets: [],
        device: {
          count: 12,
          model: 'TZ-200',
          version: '2.1',
          supportEnd: '2030-03-31',
          place: 'public',
          moves: 'nothing',
          measures: true,
          radio: ['lte'],
          labels: [{ scheme: 'JC-STAR', stars: 1, count: 12 }],
          update: 'remote',
          managedByUsers: false,
        },
        position: { latitude: 36.8021, longitude: 138.7502 },
      },
    ],
    externalSystems: [
      {
        key: 'tonari-no-kiban',
        ...named('隣町のデータ連携基盤', 'Data platform of the next town'),
        kind: 'city',
      },
    ],
    dataSets: [
      {
        key: 'kawa-suii',
        ...named('川の水位', 'River levels'),
        owner: 'hinagata-machi',
        informationAssets: ['content'],
        disclosure: 'open',
        personalData: [],
        confidentiality: '1',
        consent: 'not-needed',
      },
      {
        key: 'kawa-tsuchisaki',
        ...named('お知らせの届け先', 'Addresses for alerts'),
        owner: 'hinagata-machi',
        informationAssets: ['user-information'],
        disclosure: 'closed',
        personalData: ['personal'],
        confidentiality: '2',
        subjects: { who: say('登録した住民', 'Residents who signed up'), count: 800 },
        consent: 'opt-in',
      },
    ],
    flows: [
      {
        key: 'flow-suii',
        ...named('水位をサービスへ送る', 'Levels to the service'),
        from: 'kawa-sensor',
        to: 'kawa-mimamori',
        dataSets: ['kawa-suii'],
        purpose: say('水位を10分ごとに知らせる', 'Tell the level every ten minutes'),
        protocol: 'https',
        encrypted: 'yes',
        authenticated: 'yes',
        control: false,
        overInternet: true,
      },
      {
        key: 'flow-tonari',
        ...named('水位を隣町へ渡す', 'Levels to the next town'),
        from: 'kawa-mimamori',
        to: 'tonari-no-kiban',
        dataSets: ['kawa-suii'],
        purpose: say('下流の町に水位を知らせる', 'Tell the level to the town downstream'),
        protocol: 'https',
        encrypted: 'yes',
        authenticated: 'unknown',
        control: false,
        overInternet: true,
      },
    ],
    accounts: [
      {
        key: 'acc-kawa',
        component: 'kawa-mimamori',
        kind: 'staff',
        total: 6,
        orphaned: 0,
        dormant: 1,
        withoutSecondFactor: 2,
        reviewedOn: '2026-04-10',
      },
    ],
    weaknesses: [
      {
        key: 'weak-kawa-password',
        kind: 'default-password',
        subject: 'kawa-sensor',
        affected: 2,
        total: 12,
        foundOn: '2026-05-20',
      },
    ],
    controls: [
      {
        checkItem: 'アセット②-2',
        subject: 'kawa-sensor',
        state: 'planned',
        planned: say('令和8年度下期', 'FY2026 second half'),
        statement: say('一台ずつ違うパスワードに変える', 'Give each device a password of its own'),
      },
    ],
    aliases: { 'kawa-kei': 'kawa-sensor' },
  };
}
