import type { WordListName, wordLists } from './words.ts';

/** For a word of a list, what people write instead, separated by 、. */
type Everyday = {
  readonly [L in WordListName]?: { readonly [W in keyof (typeof wordLists)[L]]?: string };
};

/** Other ways to say exactly one word of a list: a workbook's cell may hold them, a file is told the word. */
export const sameWords: Everyday = {
  roles: {
    serviceProvider: 'サービス事業者、サービス提供事業者',
    cityOsVendor: '都市OS事業者、都市OSの会社、データ連携基盤ベンダ',
    dataProvider: 'データ提供者、データ提供',
    iotVendor: 'IoTベンダ、機器ベンダ、機器メーカー、センサーメーカー',
    securityProvider: 'SOC、セキュリティ事業者、セキュリティ会社、セキュリティベンダ、監視事業者',
    resourceProvider: '投資家、出資者、スポンサー',
    resident: '利用者、住民、市民、町民、村民、区民',
  },
  components: {
    'city-os': 'データ連携基盤、都市オーエス、city os',
    'device-group': '機器群、IoT機器、デバイス、センサー、カメラ、水位計、ビーコン',
    gateway: 'ゲートウェイ、ゲートウエイ、APIゲートウェイ、受け渡し口、gw',
    network: '回線、通信回線、通信網、庁内ネットワーク、LAN',
    'device-management-system': '機器管理、デバイス管理、機器の管理システム',
    'administration-terminal': '管理端末、管理用端末、運用端末',
    'supporting-system': 'その他、その他のシステム、ほかのシステム',
  },
  contracts: {
    outsourcing: '業務委託、業務委託契約、委託契約、運用委託、保守委託、保守業務委託',
    subcontracting: '再委託契約、下請、下請け',
    saas: 'SaaS契約、クラウド利用、クラウドサービス利用、サービス利用契約',
    partnership: '業務提携、提携契約',
    agreement: '協定、協定書、覚書、連携協定、包括連携協定',
    'joint-use': '共同利用契約',
    'designated-manager': '指定管理者、指定管理者制度',
    purchase: '売買、売買契約、買取、購入契約',
    lease: 'レンタル、賃貸借、賃貸借契約、リース契約',
    lending: '貸出、無償貸与、貸し出し',
    'terms-of-use': '規約、約款、利用約款',
  },
  domains: {
    disaster: '防災・減災、災害、災害対策、河川、水害',
    medical: '医療、福祉、健康、介護、ヘルスケア、健康・医療、医療・健康',
    payment: 'キャッシュレス、キャッシュレス決済、支払い、地域通貨、デジタル通貨',
    transport: 'バス、コミュニティバス、公共交通、地域交通、デマンド交通、モビリティ、MaaS',
    tourism: '観光案内、観光振興',
    other: 'その他、他',
  },
  forms: {
    'public-body':
      '自治体、地方公共団体、市町村、市、町、村、県、市役所、町役場、役場、国、官公庁、municipality',
    business: '会社、企業、株式会社、民間、民間企業、民間事業者、法人企業、業者、company',
    association: '団体、協議会、コンソーシアム、組合、NPO、NPO法人、財団、社団、任意団体',
  },
  renewals: {
    'yearly-renewed': '毎年、毎年度、毎年度更新、年度更新、1年更新、一年更新、annual',
    'multi-year': '複数年契約、長期継続、長期継続契約、3年、5年、三年、五年',
    single: '一回、一回かぎり、1回限り、単発、スポット、更新なし、更新しない',
    indefinite: '無期限、期限の定めなし、ずっと',
  },
  clauses: {
    'security-requirements': 'セキュリティ要件、セキュリティ対策、守るべきセキュリティ対策',
    'incident-notification':
      '事故の報告、事故報告、インシデント報告、インシデントの報告、事故の通知',
    'vulnerability-notification':
      '弱点の知らせ、脆弱性の報告、脆弱性の通知、脆弱性報告、脆弱性情報の提供',
    'subcontracting-approval': '再委託の事前承認、再委託承認、再委託の制限',
    'audit-right': '監査、監査権、監査条項、立入検査',
    'data-handling':
      'データの取り扱い、データの扱い、個人情報の取扱い、個人情報の取り扱い、個人情報保護',
    'data-return': 'データの返却、データの消去、データ返却、データ消去、返却、消去、返却・廃棄',
    'purpose-limitation': '目的外利用禁止、目的外利用、目的外使用の禁止',
    liability: '損害賠償、賠償、損害賠償責任',
    'staff-training': '教育、研修、従業員教育、従業者の教育',
    'data-location': 'データの所在、データの保管場所、保管場所',
  },
  subcontracting: {
    allowed: '可、可能、自由、認める、できる',
    'with-consent':
      '要承認、事前承認、承認が必要、承諾が必要、要承諾、同意が必要、条件付き可、承諾、事前承諾、事前の承諾、書面による承諾、事前の書面による承諾、書面承諾、承諾があれば可、承認があれば可、同意があれば可、許可制',
    prohibited: '不可、禁止、認めない、だめ',
    unstated: '定めなし、記載なし、書いていない、規定なし、定めていない',
  },
  stages: {
    planned: '計画、計画段階',
    'being-built': '構築、開発中、整備中、準備中',
    'in-operation': '運用、稼働、稼働中、本番、利用中、使用中、使っている',
    retired: '廃止、停止、使っていない、終わり',
  },
  clouds: {
    own: '自前、オンプレ、オンプレミス、庁内、庁内サーバ、自庁設置、on premises',
    iaas: 'IaaS',
    paas: 'PaaS',
    saas: 'SaaS',
  },
  linkages: { accumulating: '蓄積、蓄積方式', distributed: '分散、分散方式' },
  audiences: {
    residents: '市民、町民、村民、区民、県民',
    visitors: '観光客、来訪者、旅行者、来街者、観光客など',
    staff: '市職員、町職員、村職員、役場、庁内、役場職員',
    businesses: '会社、企業、業者、事業所、店舗、お店',
  },
  channels: {
    web: 'Webサイト、ウェブサイト、ホームページ、HP、サイト、ブラウザ、インターネット',
    app: 'スマホアプリ、スマートフォンアプリ、スマホ、スマートフォン',
    counter: '対面、来庁、窓口対応',
    signage: 'サイネージ、デジタルサイネージ、看板、表示板',
    phone: 'TEL、お電話',
    mail: '電子メール、Eメール、メール配信',
  },
  safety: {
    none: 'なし、無し、無、関係なし、関係ない、かかわりなし、影響なし',
    indirect: '間接、間接的、間接的にかかわる',
    direct: '直接、直接的、直接的にかかわる',
  },
  places: {
    public: '屋外、公共の場所、公共、街頭、道路、河川、公園',
    restricted: '立入制限、立ち入り制限、立入禁止、立入制限区域、関係者のみ',
    indoor: '室内、庁舎内、庁内、建物内、建物の中',
    vehicle: '車、車内、車載、車の中、バス車内',
  },
  movements: {
    nothing: 'なし、無し、無、動かないもの、何も動かさない',
    things: '物、水門、ゲート、ポンプ、扉',
    vehicle: '車、車両、自動車、自動運転',
  },
  radios: {
    lte: '4G、LTE-M、4G/LTE',
    lpwa: 'LoRa、LoRaWAN、Sigfox、ELTRES',
    wifi: '無線LAN、ワイファイ',
    bluetooth: 'ブルートゥース、BLE',
    gnss: 'GPS、GNSS、測位、みちびき、位置測位',
    other: 'その他、他',
  },
  updates: {
    remote: '遠隔、リモート、リモート更新、OTA、オンライン更新、ネット経由',
    'on-site': '現地、現地作業、訪問、訪問して更新',
    none: 'なし、無し、無、できない、更新なし、更新できない',
    unknown: '不明、わからない、未確認、?',
  },
  schemes: { other: 'その他、他' },
  informationAssets: {
    content: '映像、画像、動画、計測値、測定値',
    'user-information': '利用者情報、利用者の情報、住民の情報、ユーザの情報',
    'device-information': '機器の情報、端末情報、デバイス情報',
    'software-settings': '設定、設定情報、設定値',
    software: 'プログラム、アプリケーション',
    'design-data': '設計書、設計図、図面、設計情報、仕様書',
  },
  disclosures: {
    open: '公開、一般公開、オープンデータ、だれでも見られる、誰でも見られる、public',
    limited: '限定、一部公開、相手を限って公開、相手を限る',
    closed: '非公開、公開しない、庁内限り、クローズ、外に出さない、private',
  },
  personalData: {
    personal: '個人データ、個人の情報、氏名・住所',
    'special-care': '要配慮、要配慮情報、病歴、診療情報、健診結果',
    financial: '金融情報、口座情報、口座、カード情報、クレジットカード、お金の情報',
    'my-number': '個人番号、マイナンバー(個人番号)',
    pseudonymised: '仮名、仮名加工情報、仮名化',
    anonymised: '匿名、匿名加工情報、匿名化',
  },
  confidentiality: {
    '3C': '自治体機密性3C',
    '3B': '自治体機密性3B',
    '3A': '自治体機密性3A',
  },
  consents: {
    'not-needed': '不要、同意不要、必要ない、いらない',
    'opt-in':
      '同意、同意あり、同意を得る、同意を得ている、本人同意、本人の同意、オプトイン、事前同意',
    'opt-out': 'オプトアウト、申し出で停止',
    statutory: '法令、法律、法定、法令による、法律に基づく',
    unknown: '不明、わからない、未確認、?',
  },
  protocols: {
    https: 'HTTPS(TLS)',
    'ngsi-v2': 'NGSIv2',
    vpn: 'VPN接続、IP-VPN、インターネットVPN',
    lgwan: 'LGWAN接続、総合行政ネットワーク',
    serial: 'シリアル、シリアル通信、直結、RS-485、RS-232C',
    paper: '書面、郵送、帳票、紙で渡す',
    other: 'その他、他',
  },
  answers: {
    yes: '有、有り、あり、ある、○、〇、◯、している、済、済み、yes、y',
    no: '無、無し、なし、ない、×、✕、✗、していない、未、no、n',
    unknown: '不明、わからない、未確認、?',
  },
  accounts: {
    staff: '一般職員、町職員、市職員、職員用',
    administrator: 'システム管理者、管理用、特権、特権ID、admin',
    user: 'ユーザ、利用者用、住民、市民、町民、エンドユーザ',
    machine: '機器、プログラム、API、サービスアカウント',
    all: '全部、全て、全体、合計',
  },
  controls: {
    'not-started': '未、未実施、未対応、まだ、していない、手つかず',
    planned: '予定、対応予定、実施予定',
    'in-progress': '進行中、対応中、作業中、着手済み、着手、実施途中',
    implemented: '済、済み、実施済、完了、対応済、対応済み、実装済、実装済み、done',
    'not-applicable': '該当なし、非該当、該当しない、n/a',
  },
  purposes: {
    incident:
      '事故、事故時、事故の時、緊急、緊急時、緊急のとき、インシデント、インシデント時、障害時、トラブル時',
    general: '普段、通常、平常時、平時、平日、日中、一般',
    'out-of-hours': '夜間、休日、夜間休日、時間外、閉庁時、休日・夜間',
  },
  externals: {
    city: '他の都市、他都市、他市、他の自治体、ほかの自治体、隣町、隣の町、隣の市',
    platform: 'プラットフォーム、外部のプラットフォーム、国の基盤、外の基盤',
  },
  aspects: { system: 'システムの分担', data: 'データの分担' },
};

/** What probably is meant, though it may be something else: people are asked. */
export const likelyWords: Everyday = {
  roles: {
    promoter: '自治体、市、町、村、役場、市役所、町役場、事務局、主体',
    serviceProvider: '会社、企業、業者、事業者、委託先、運営',
    cityOsVendor: 'ベンダ、プラットフォーマー、基盤',
    iotVendor: 'ベンダ、メーカー、製造元',
    securityProvider: '監視',
  },
  components: {
    service: 'アプリ、ウェブサイト、サイト、ホームページ、システム',
    'city-os': '基盤、プラットフォーム',
    'device-group': '端末、モノ、設備',
    'administration-terminal': '端末、パソコン、PC',
    'supporting-system': 'サーバ、クラウド、データベース、システム',
  },
  contracts: {
    outsourcing: '請負、準委任、契約、保守',
    saas: 'クラウド',
    'terms-of-use': '利用契約',
    partnership: '連携',
    agreement: '連携',
    'joint-use': '共同運営',
  },
  domains: { medical: '見守り、子育て、高齢者', other: '教育、農業、環境、行政' },
  forms: { association: '社団法人、財団法人、大学', 'public-body': '公社、学校' },
  renewals: {
    'yearly-renewed': '単年、単年度、自動更新、1年、一年',
    single: '単年、単年度、1年、一年、なし',
    indefinite: 'なし、定めなし',
  },
  clauses: {
    'subcontracting-approval': '再委託、再委託の禁止',
    'data-handling': '守秘義務、秘密保持、機密保持、NDA',
  },
  subcontracting: {
    'with-consent': 'あり、有、有り、原則禁止、原則不可',
    unstated: '不明、なし、わからない',
  },
  stages: { retired: '休止', planned: '検討中', 'in-operation': '実施中、継続中' },
  clouds: { iaas: 'クラウド', paas: 'クラウド', saas: 'クラウド', own: '自社、データセンター' },
  audiences: { residents: '利用者、一般', staff: '管理者' },
  channels: { app: 'LINE、SNS' },
  safety: { indirect: 'あり、有、有り、不明', direct: 'あり、有、有り、重大' },
  places: { restricted: '施設内、敷地内', vehicle: 'バス', indoor: '庁舎' },
  movements: { things: '照明', vehicle: 'バス' },
  radios: {
    bluetooth: 'ビーコン',
    lte: '携帯、携帯回線、携帯電話網、モバイル',
    '5g': '携帯、モバイル',
    lpwa: '920MHz',
  },
  updates: { 'on-site': '手動', remote: '自動、自動更新' },
  informationAssets: {
    content: 'データ、文書',
    'user-information': '個人情報',
    software: 'アプリ',
    'software-state': 'ログ',
  },
  disclosures: { limited: '関係者、関係者のみ、共有', closed: '秘密、機密' },
  personalData: { personal: 'あり、有、有り、氏名、住所', 'special-care': '健康情報' },
  confidentiality: { '2': '機密、秘' },
  consents: { 'not-needed': 'なし、無、無し', 'opt-in': 'あり、有、有り、必要' },
  protocols: {
    https: 'インターネット、API、Web、TLS、SSL',
    mqtts: 'TLS、SSL',
    vpn: '閉域網、専用線',
    serial: '有線、USB',
    paper: 'FAX、USBメモリ',
    sftp: 'FTP、FTPS、SCP',
    other: 'FTP、無線、LTE',
    'ngsi-ld': 'NGSI',
    'ngsi-v2': 'NGSI',
  },
  accounts: {
    administrator: '保守、業者、委託先、保守員、システム',
    user: '一般',
    machine: 'システム',
  },
  controls: {
    'not-started': '不明、なし、無、検討中',
    planned: '検討中',
    implemented: 'あり、有、はい、継続中',
    'not-applicable': '不要',
  },
  purposes: { incident: '災害、故障、問合せ', general: '連絡、担当、問合せ' },
  externals: { platform: 'クラウド、国、県' },
  aspects: { system: '運用、保守、機器', data: '個人情報、情報' },
};

/** A word without what people write now in one way, now in another: width, case, spaces, dashes, a drawn-out vowel. */
export const looseWord = (given: string): string =>
  given
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s\-‐‑‒–—―−ー・/()「」.。_]/g, '');

const looked = new Map<Everyday, Map<WordListName, ReadonlyMap<string, readonly string[]>>>();

/** The words of a list that one of the tables above gives for what somebody wrote. */
export function everydayMeaning(
  table: Everyday,
  list: WordListName,
  given: string,
): readonly string[] {
  const lists = looked.get(table) ?? new Map();
  looked.set(table, lists);
  const known = lists.get(list) ?? turned(table[list] ?? {});
  lists.set(list, known);
  return known.get(looseWord(given)) ?? [];
}

/** From what people write to the words of the list. */
function turned(words: Readonly<Record<string, string>>): ReadonlyMap<string, readonly string[]> {
  const byGiven = new Map<string, string[]>();
  for (const [word, written] of Object.entries(words))
    for (const given of written.split('、').map(looseWord)) {
      const meant = byGiven.get(given);
      if (meant) meant.push(word);
      else byGiven.set(given, [word]);
    }
  return byGiven;
}
