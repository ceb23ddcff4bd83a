import type { City, Component, Contract, DataSet, Flow, Organisation } from '@machimori/city';

/** A city of the size of 星ヶ渡市, small enough to read, with everything that the report draws. */

const organisation = (
  key: string,
  name: string,
  nameEn: string,
  roles: Organisation['roles'],
  legalForm: Organisation['legalForm'] = 'business',
  law = 'JP',
): Organisation => ({ key, name, nameEn, roles, legalForm, seat: { country: law === 'JP' ? 'JP' : 'XX', law }, contacts: [] });

const organisations: readonly Organisation[] = [
  organisation('city', '星ヶ渡市', 'Hoshigawatari City', ['serviceProvider', 'dataProvider'], 'public-body'),
  organisation('council', '星ヶ渡スマートまち協議会', 'Hoshigawatari Smart Town Council', ['promoter'], 'association'),
  organisation('fire', '北麓広域消防', 'Hokuroku Fire Department', ['serviceProvider'], 'public-body'),
  organisation('shimase', '(株)縞瀬都市基盤', 'Shimase City Platform', ['cityOsVendor']),
  organisation('kumoi', 'くもい運用(株)', 'Kumoi Operations', ['cityOsVendor']),
  organisation('vantika', 'Vantika Ops', 'Vantika Ops', ['securityProvider'], 'business', 'unknown'),
  organisation('mizune', '水音センサ工業', 'Mizune Sensors', ['iotVendor']),
  organisation('hiyori', 'ひより医療情報', 'Hiyori Medical Information', ['serviceProvider']),
  organisation('hinata', '(株)ひなた決済', 'Hinata Payments', ['serviceProvider']),
  organisation('uneri', 'うねり交通システム(株)', 'Uneri Transport Systems', ['serviceProvider']),
  organisation('tabiji', '旅路サイクル', 'Tabiji Cycle', ['serviceProvider']),
  organisation('konohana', '木の端町', 'Konohana Town', ['serviceProvider'], 'public-body'),
];

const component = (
  key: string,
  name: string,
  nameEn: string,
  kind: Component['kind'],
  owner: string,
  operator: string,
  more: Partial<Component> = {},
): Component => ({
  key,
  name,
  nameEn,
  kind,
  owner,
  operator,
  standsOn: [],
  stage: 'in-operation',
  servesResidents: kind === 'service',
  internetFacing: kind === 'service',
  remoteMaintenance: false,
  processes: false,
  dataSets: [],
  ...more,
});
const service = (domain: NonNullable<Component['service']>['domain'], safety: 'none' | 'direct' = 'none'): Partial<Component> => ({
  service: { domain, audience: ['residents'], channels: ['web', 'app'], safety },
  standsOn: ['broker'],
});
const devices = (count: number, model: string, version: string): Partial<Component> => ({
  device: { count, model, version, place: 'public', moves: 'nothing', measures: true, radio: ['lte'], labels: [], update: 'remote', managedByUsers: false },
});

const components: readonly Component[] = [
  component('water-sensors', '水位センサー', 'Water-level sensors', 'device-group', 'city', 'mizune', { ...devices(62, 'MZ-WL200', '3.1.4'), remoteMaintenance: true }),
  component('cameras', '河川カメラ', 'River cameras', 'device-group', 'city', 'mizune', devices(24, 'RC-8810', '1.9')),
  component('bus-units', 'バス車載器', 'On-board units', 'device-group', 'uneri', 'uneri', devices(31, 'UB-7', '2.0')),
  component('bikes', '貸出自転車', 'Rental bicycles', 'device-group', 'tabiji', 'tabiji', devices(120, 'TC-GPS', '5')),
  component('river-gateway', '河川データの受け渡し口', 'River gateway', 'gateway', 'city', 'mizune'),
  component('device-management', '機器管理システム', 'Device management', 'device-management-system', 'city', 'kumoi'),
  component('broker', 'データ仲介（ブローカー）', 'Data broker', 'city-os', 'city', 'kumoi', { linkage: 'accumulating' }),
  component('api', 'API窓口', 'API gateway', 'city-os', 'city', 'shimase'),
  component('terminal', '運用管理端末', 'Administration terminals', 'administration-terminal', 'shimase', 'kumoi'),
  component('river-watch', '川みまもり', 'River Watch', 'service', 'city', 'city', service('disaster', 'direct')),
  component('fire-desk', '出動支援', 'Dispatch desk', 'service', 'fire', 'fire', service('disaster', 'direct')),
  component('health-book', 'けんこう手帳', 'Health Book', 'service', 'city', 'hiyori', service('medical')),
  component('coin', 'ほしコイン', 'Hoshi Coin', 'service', 'city', 'hinata', service('payment')),
  component('bus', 'のりバス・除雪', 'Bus and snow clearing', 'service', 'city', 'uneri', service('transport')),
  component('tour', 'さんぽ輪', 'Sampo Wheel', 'service', 'tabiji', 'tabiji', service('tourism')),
  component('portal', '市民ポータル', 'Residents’ portal', 'city-os', 'city', 'shimase', { servesResidents: true }),
  component('monitoring', '監視センター', 'Monitoring centre', 'supporting-system', 'vantika', 'vantika'),
];

const dataSet = (key: string, name: string, nameEn: string, disclosure: DataSet['disclosure'], personalData: DataSet['personalData'] = []): DataSet => ({
  key, name, nameEn, owner: 'city', informationAssets: ['content'], disclosure, personalData, consent: 'not-needed',
});
const dataSets: readonly DataSet[] = [
  dataSet('levels', '水位', 'Water levels', 'open'),
  dataSet('images', 'カメラ映像', 'Camera images', 'closed', ['personal']),
  dataSet('check-ups', '健診結果', 'Check-up results', 'closed', ['special-care']),
  dataSet('balances', '残高', 'Balances', 'closed', ['financial']),
  dataSet('positions', 'バス位置', 'Bus positions', 'open'),
  dataSet('staff-gps', '職員の位置', 'Staff positions', 'limited', ['personal']),
  dataSet('rides', '移動の記録', 'Ride traces', 'limited', ['pseudonymised']),
  dataSet('logs', '操作の記録', 'Operation logs', 'closed'),
];

const flow = (from: string, to: string, data: readonly string[], purpose: string): Flow => ({
  key: `${from}-${to}`, from, to, dataSets: data, purpose, protocol: 'https', encrypted: 'yes', authenticated: 'yes', control: false, overInternet: false,
});
const flows: readonly Flow[] = [
  flow('water-sensors', 'river-gateway', ['levels'], '水位の収集'),
  flow('cameras', 'river-gateway', ['images'], '映像の収集'),
  flow('river-gateway', 'broker', ['levels', 'images'], '河川の見守り'),
  flow('device-management', 'water-sensors', ['logs'], '設定の更新'),
  flow('broker', 'api', ['levels', 'positions', 'rides'], 'データの提供'),
  flow('api', 'river-watch', ['levels', 'images'], '避難の判断'),
  flow('api', 'fire-desk', ['levels'], '出動の判断'),
  flow('health-book', 'portal', ['check-ups'], '本人への表示'),
  flow('coin', 'portal', ['balances'], '残高の表示'),
  flow('bus-units', 'bus', ['positions', 'staff-gps'], '運行の管理'),
  flow('bus', 'broker', ['positions'], '位置の公開'),
  flow('bikes', 'tour', ['rides'], '貸出の管理'),
  flow('tour', 'broker', ['rides'], '回遊の分析'),
  flow('api', 'konohana-os', ['levels'], '隣の町との連携'),
  flow('broker', 'monitoring', ['logs'], '見張り'),
  flow('terminal', 'broker', ['logs'], '運用'),
];

const contract = (
  key: string, name: string, kind: Contract['kind'], principal: string, contractor: string, covered: readonly string[],
  boundaries: Contract['boundaries'] = [], nameEn = name,
): Contract => ({
  key, name, nameEn, kind, principal, contractor, covers: { components: covered, dataSets: [] },
  term: { start: '2026-04-01', end: '2027-03-31', renewal: 'yearly-renewed' }, boundaries, clauses: ['security-requirements'], subcontracting: 'with-consent',
});
const performs = (subject: string, who: string): Contract['boundaries'][number] => ({ aspect: 'system', subject, performs: who, requirements: [] });
const contracts: readonly Contract[] = [
  contract('os', '都市OS運用業務委託', 'outsourcing', 'city', 'shimase', ['broker', 'api', 'portal', 'terminal'], [performs('broker', 'kumoi'), performs('api', 'shimase')], 'City OS operation'),
  contract('os-sub', '都市OS運用の再委託', 'subcontracting', 'shimase', 'kumoi', ['broker', 'terminal'], [performs('broker', 'kumoi')], 'City OS subcontract'),
  contract('sensors', '水位センサー保守契約', 'outsourcing', 'city', 'mizune', ['water-sensors', 'river-gateway'], [], 'Sensor maintenance'),
  contract('health', 'けんこう手帳利用契約', 'saas', 'city', 'hiyori', ['health-book'], [performs('health-book', 'hiyori')], 'Health Book SaaS'),
  contract('coin-contract', 'ほしコイン運営契約', 'outsourcing', 'city', 'hinata', ['coin'], [performs('coin', 'hinata')], 'Hoshi Coin operation'),
  contract('bus-contract', 'バス位置システム契約', 'outsourcing', 'city', 'uneri', ['bus'], [], 'Bus system'),
  contract('neighbour', '木の端町とのデータ連携協定', 'partnership', 'city', 'konohana', [], [], 'Agreement with Konohana'),
];

export const sampleCity: City = {
  formatVersion: 1,
  key: 'hoshigawatari',
  name: '星ヶ渡市',
  nameEn: 'Hoshigawatari City',
  population: 48_200,
  promoter: 'council',
  facts: [],
  organisations,
  contracts,
  components,
  externalSystems: [{ key: 'konohana-os', name: '木の端町の都市OS', nameEn: 'City OS of Konohana', kind: 'city', organisation: 'konohana' }],
  dataSets,
  flows,
  accounts: [{ key: 'portal-accounts', component: 'portal', kind: 'all', total: 140, orphaned: 9, dormant: 4, withoutSecondFactor: 12 }],
  weaknesses: [
    { key: 'factory-password', kind: 'default-password', subject: 'water-sensors', affected: 3, total: 62, foundOn: '2026-10-15' },
    { key: 'old-sensors', kind: 'end-of-support', subject: 'water-sensors', affected: 8, total: 62, foundOn: '2026-10-15' },
    { key: 'cameras-without-label', kind: 'missing-label', subject: 'cameras', affected: 2, total: 24, foundOn: '2026-10-20' },
  ],
  controls: [
    { checkItem: 'governance-1-1', subject: 'hoshigawatari', state: 'implemented' },
    { checkItem: 'service-2-3', subject: 'river-watch', state: 'in-progress', planned: '令和8年度第4四半期' },
    { checkItem: 'service-1-1', subject: 'health-book', state: 'not-applicable' },
  ],
  aliases: {},
};
