import {
  componentKinds,
  contractKinds,
  roleIds,
  serviceDomains,
  stateWords,
  type Text,
  text,
} from '@machimori/kernel';
import {
  accountKinds,
  aspects,
  audiences,
  channels,
  clauses,
  cloudModels,
  confidentialityClasses,
  consentBases,
  contactPurposes,
  controlStates,
  deviceMovements,
  devicePlaces,
  disclosures,
  externalKinds,
  informationAssetKinds,
  labelSchemes,
  legalForms,
  linkages,
  personalDataKinds,
  protocols,
  radios,
  renewals,
  safetyRelevances,
  selfCheckKinds,
  stages,
  subcontractings,
  threeAnswers,
  updateWays,
} from './vocabulary.ts';

/** The label of every word in a closed list; a word without a label does not compile. */
type Labels<T extends readonly string[]> = Readonly<Record<T[number], Text>>;

const roles: Labels<typeof roleIds> = {
  promoter: text('推進主体', 'Promoting body'),
  serviceProvider: text('サービス提供者', 'Service provider'),
  cityOsVendor: text('都市OSベンダ', 'City OS vendor'),
  dataProvider: text('データ提供事業者', 'Data provider'),
  iotVendor: text('IoT機器ベンダ', 'IoT device vendor'),
  securityProvider: text('セキュリティサービス事業者', 'Managed security provider'),
  resourceProvider: text('投資家・データ等提供者', 'Investor or resource provider'),
  resident: text('サービス利用者', 'Service user'),
};

const components: Labels<typeof componentKinds> = {
  service: text('サービス', 'Service'),
  'city-os': text('都市OS', 'City OS'),
  'device-group': text('機器', 'Devices'),
  gateway: text('データの受け渡し口', 'Gateway'),
  network: text('ネットワーク', 'Network'),
  'device-management-system': text('機器管理システム', 'Device-management system'),
  'administration-terminal': text('運用管理端末', 'Administration terminal'),
  'supporting-system': text('そのほかのシステム', 'Other supporting system'),
};

const contracts: Labels<typeof contractKinds> = {
  outsourcing: text('委託', 'Outsourcing'),
  subcontracting: text('再委託', 'Subcontracting'),
  saas: text('SaaS利用', 'SaaS'),
  partnership: text('提携', 'Partnership'),
  agreement: text('協定・覚書', 'Agreement'),
  'joint-use': text('共同利用', 'Joint use'),
  'designated-manager': text('指定管理', 'Designated manager'),
  purchase: text('購入', 'Purchase'),
  lease: text('リース', 'Lease'),
  lending: text('貸与', 'Lending'),
  'terms-of-use': text('利用規約', 'Terms of use'),
};

const domains: Labels<typeof serviceDomains> = {
  disaster: text('防災', 'Disaster prevention'),
  medical: text('医療・福祉', 'Medical and welfare'),
  payment: text('決済', 'Payment'),
  transport: text('交通', 'Transport'),
  tourism: text('観光', 'Tourism'),
  other: text('そのほか', 'Other'),
};

const forms: Labels<typeof legalForms> = {
  'public-body': text('公的機関', 'Public body'),
  business: text('事業者', 'Business'),
  association: text('団体・協議会', 'Association'),
};

const renewalLabels: Labels<typeof renewals> = {
  'yearly-renewed': text('毎年更新', 'Renewed yearly'),
  'multi-year': text('複数年', 'Multi-year'),
  single: text('一回限り', 'Single'),
  indefinite: text('期限なし', 'Indefinite'),
};

const clauseLabels: Labels<typeof clauses> = {
  'security-requirements': text('守るべき対策', 'Security requirements'),
  'incident-notification': text('事故の知らせ', 'Incident notification'),
  'vulnerability-notification': text('脆弱性の知らせ', 'Vulnerability notification'),
  'subcontracting-approval': text('再委託の承認', 'Approval of subcontracting'),
  'audit-right': text('監査の権利', 'Right to audit'),
  'data-handling': text('データの取扱い', 'Data handling'),
  'data-return': text('データの返却・消去', 'Return or erasure of data'),
  'purpose-limitation': text('目的外利用の禁止', 'Purpose limitation'),
  liability: text('損害の負担', 'Liability'),
  'staff-training': text('従事者の教育', 'Staff training'),
  'data-location': text('データの置き場所', 'Location of data'),
};

const subcontractingLabels: Labels<typeof subcontractings> = {
  allowed: text('自由にできる', 'Allowed'),
  'with-consent': text('同意があればできる', 'With consent'),
  prohibited: text('できない', 'Prohibited'),
  unstated: text('定めがない', 'Not stated'),
};

const stageLabels: Labels<typeof stages> = {
  planned: text('計画中', 'Planned'),
  'being-built': text('構築中', 'Being built'),
  'in-operation': text('運用中', 'In operation'),
  retired: text('終了', 'Retired'),
};

const cloudLabels: Labels<typeof cloudModels> = {
  own: text('自前の設備', 'Own premises'),
  iaas: text('クラウド（IaaS）', 'Cloud (IaaS)'),
  paas: text('クラウド（PaaS）', 'Cloud (PaaS)'),
  saas: text('クラウド（SaaS）', 'Cloud (SaaS)'),
};

const linkageLabels: Labels<typeof linkages> = {
  accumulating: text('蓄積型', 'Accumulating'),
  distributed: text('分散型', 'Distributed'),
};

const audienceLabels: Labels<typeof audiences> = {
  residents: text('住民', 'Residents'),
  visitors: text('観光客など', 'Visitors'),
  staff: text('職員', 'Staff'),
  businesses: text('事業者', 'Businesses'),
};

const channelLabels: Labels<typeof channels> = {
  web: text('ウェブ', 'Web'),
  app: text('アプリ', 'App'),
  counter: text('窓口', 'Counter'),
  signage: text('電子看板', 'Signage'),
  phone: text('電話', 'Phone'),
  mail: text('メール', 'Mail'),
};

const safetyLabels: Labels<typeof safetyRelevances> = {
  none: text('かかわらない', 'None'),
  indirect: text('間接にかかわる', 'Indirect'),
  direct: text('直接かかわる', 'Direct'),
};

const placeLabels: Labels<typeof devicePlaces> = {
  public: text('屋外・公共の場所', 'Public place'),
  restricted: text('立ち入りを限った場所', 'Restricted place'),
  indoor: text('屋内', 'Indoors'),
  vehicle: text('車両', 'Vehicle'),
};

const movementLabels: Labels<typeof deviceMovements> = {
  nothing: text('動かさない', 'Nothing'),
  things: text('物を動かす', 'Things'),
  vehicle: text('車両を動かす', 'A vehicle'),
};

const radioLabels: Labels<typeof radios> = {
  lte: text('LTE', 'LTE'),
  '5g': text('5G', '5G'),
  'local-5g': text('ローカル5G', 'Local 5G'),
  lpwa: text('LPWA', 'LPWA'),
  wifi: text('Wi-Fi', 'Wi-Fi'),
  bluetooth: text('Bluetooth', 'Bluetooth'),
  gnss: text('GPSなどの測位', 'GNSS'),
  other: text('そのほか', 'Other'),
};

const updateLabels: Labels<typeof updateWays> = {
  remote: text('遠隔で更新', 'Remote'),
  'on-site': text('現地で更新', 'On site'),
  none: text('更新しない', 'None'),
  unknown: text('分からない', 'Unknown'),
};

const schemeLabels: Labels<typeof labelSchemes> = {
  'JC-STAR': text('JC-STAR', 'JC-STAR'),
  CCDS: text('CCDS', 'CCDS'),
  other: text('そのほか', 'Other'),
};

const assetLabels: Labels<typeof informationAssetKinds> = {
  content: text('コンテンツ', 'Content'),
  'user-information': text('ユーザ情報', 'User information'),
  'device-information': text('機器情報', 'Device information'),
  'software-state': text('ソフトウェアの状態', 'Software state'),
  'software-settings': text('ソフトウェアの設定', 'Software settings'),
  software: text('ソフトウェア', 'Software'),
  'design-data': text('設計データ', 'Design data'),
};

const disclosureLabels: Labels<typeof disclosures> = {
  open: text('オープン', 'Open'),
  limited: text('限定公開', 'Limited'),
  closed: text('クローズド', 'Closed'),
};

const personalLabels: Labels<typeof personalDataKinds> = {
  personal: text('個人情報', 'Personal'),
  'special-care': text('要配慮個人情報', 'Special-care'),
  financial: text('お金に関する情報', 'Financial'),
  'my-number': text('マイナンバー', 'My Number'),
  pseudonymised: text('仮名加工', 'Pseudonymised'),
  anonymised: text('匿名加工', 'Anonymised'),
};

const confidentialityLabels: Labels<typeof confidentialityClasses> = {
  '1': text('機密性1', 'Class 1'),
  '2': text('機密性2', 'Class 2'),
  '3': text('機密性3', 'Class 3'),
  '3C': text('機密性3C', 'Class 3C'),
  '3B': text('機密性3B', 'Class 3B'),
  '3A': text('機密性3A', 'Class 3A'),
};

const selfCheckLabels: Labels<typeof selfCheckKinds> = {
  'other-department': text('別の部署が確認', 'By another department'),
  signed: text('署名して確認', 'Signed self-check'),
};

const consentLabels: Labels<typeof consentBases> = {
  'not-needed': text('要らない', 'Not needed'),
  'opt-in': text('事前に同意を得る', 'Opt-in'),
  'opt-out': text('申し出があれば止める', 'Opt-out'),
  statutory: text('法令に基づく', 'Statutory'),
  unknown: text('分からない', 'Unknown'),
};

const protocolLabels: Labels<typeof protocols> = {
  https: text('HTTPS', 'HTTPS'),
  http: text('HTTP', 'HTTP'),
  mqtt: text('MQTT', 'MQTT'),
  mqtts: text('MQTTS', 'MQTTS'),
  'ngsi-ld': text('NGSI-LD', 'NGSI-LD'),
  'ngsi-v2': text('NGSI v2', 'NGSI v2'),
  sftp: text('SFTP', 'SFTP'),
  vpn: text('VPN', 'VPN'),
  lgwan: text('LGWAN', 'LGWAN'),
  serial: text('直結（シリアル）', 'Serial line'),
  paper: text('紙', 'Paper'),
  other: text('そのほか', 'Other'),
};

const answerLabels: Labels<typeof threeAnswers> = {
  yes: text('はい', 'Yes'),
  no: text('いいえ', 'No'),
  unknown: text('分からない', 'Unknown'),
};

const accountLabels: Labels<typeof accountKinds> = {
  staff: text('職員', 'Staff'),
  administrator: text('管理者', 'Administrator'),
  user: text('利用者', 'User'),
  machine: text('機器・プログラム', 'Machine'),
  all: text('すべて', 'All'),
};

const purposeLabels: Labels<typeof contactPurposes> = {
  incident: text('事故のとき', 'Incident'),
  general: text('ふだん', 'General'),
  'out-of-hours': text('夜間・休日', 'Out of hours'),
};

const externalLabels: Labels<typeof externalKinds> = {
  city: text('ほかの都市', 'Another city'),
  platform: text('外部の基盤', 'Outside platform'),
};

const aspectLabels: Labels<typeof aspects> = {
  system: text('システム', 'System'),
  data: text('データ', 'Data'),
};

/** Every closed list of words with its labels, in the order people see them. */
export const wordLists = {
  roles,
  components,
  contracts,
  domains,
  forms,
  renewals: renewalLabels,
  clauses: clauseLabels,
  selfChecks: selfCheckLabels,
  subcontracting: subcontractingLabels,
  stages: stageLabels,
  clouds: cloudLabels,
  linkages: linkageLabels,
  audiences: audienceLabels,
  channels: channelLabels,
  safety: safetyLabels,
  places: placeLabels,
  movements: movementLabels,
  radios: radioLabels,
  updates: updateLabels,
  schemes: schemeLabels,
  informationAssets: assetLabels,
  disclosures: disclosureLabels,
  personalData: personalLabels,
  confidentiality: confidentialityLabels,
  consents: consentLabels,
  protocols: protocolLabels,
  answers: answerLabels,
  accounts: accountLabels,
  controls: stateWords,
  purposes: purposeLabels,
  externals: externalLabels,
  aspects: aspectLabels,
} as const satisfies Readonly<Record<string, Readonly<Record<string, Text>>>>;

export type WordListName = keyof typeof wordLists;

/** The words of a list, in the vocabulary's order. */
export function wordsOf(list: WordListName): readonly string[] {
  return wordOrder[list];
}

/** What people read for a word; the word itself where the list does not have it. */
export function wordLabel(list: WordListName, word: string): Text {
  const labels: Readonly<Record<string, Text>> = wordLists[list];
  return Object.hasOwn(labels, word) ? (labels[word] ?? text(word, word)) : text(word, word);
}

/** Objects put number-like names first, so the order comes from the vocabulary. */
const wordOrder: Readonly<Record<WordListName, readonly string[]>> = {
  roles: roleIds,
  components: componentKinds,
  contracts: contractKinds,
  domains: serviceDomains,
  forms: legalForms,
  renewals,
  clauses,
  selfChecks: selfCheckKinds,
  subcontracting: subcontractings,
  stages,
  clouds: cloudModels,
  linkages,
  audiences,
  channels,
  safety: safetyRelevances,
  places: devicePlaces,
  movements: deviceMovements,
  radios,
  updates: updateWays,
  schemes: labelSchemes,
  informationAssets: informationAssetKinds,
  disclosures,
  personalData: personalDataKinds,
  confidentiality: confidentialityClasses,
  consents: consentBases,
  protocols,
  answers: threeAnswers,
  accounts: accountKinds,
  controls: controlStates,
  purposes: contactPurposes,
  externals: externalKinds,
  aspects,
};
