import { text } from '@machimori/kernel';

const unknown = text('まだ分からない', 'Not known yet');

/** The questions of each step, with an example each and the answers to choose from. */
export const questionWords = {
  cityName: text('まちの名前', 'Name of the city'),
  cityNameHint: text('例：木の端町', 'Example: Konohashi'),
  organisationName: text('進める組織の名前', 'Name of the promoting organisation'),
  organisationHint: text(
    '住民に説明する組織です。例：木の端町、木の端スマートまち協議会',
    'The one that answers to residents. Example: Town of Konohashi',
  ),
  legalForm: text('組織の形', 'Form of the organisation'),
  legalFormHint: text(
    '個人情報の法律で、守る章が変わります。例：町役場なら「公的機関」',
    'Decides which chapter of the privacy law applies. Example: a town is a public body',
  ),
  population: text('人口', 'Population'),
  populationHint: text(
    '何人に関わるかの目安です。例：6900。分からなければ空けておきます。',
    'A measure of who is affected. Example: 6900. Leave it empty if you do not know.',
  ),
  numberWrong: text('数字で入れてください', 'Enter a number'),

  serviceName: text('このサービスの呼び名', 'What this service is called'),
  serviceNameHint: text(
    '町で呼んでいる名前です。例：水位お知らせ',
    'As the town calls it. Example: River Level Notice',
  ),
  servicesLabel: text('近いサービスを選ぶ', 'Choose those that are near'),
  otherService: text('ほかのサービス', 'Another service'),
  otherServiceText: text(
    'どれにも近くないサービスがあれば、加えます。例：図書館の予約',
    'Add what is like none of these. Example: library reservations',
  ),

  platform: text('都市OS', 'City OS'),
  platformName: text('都市OSの呼び名', 'What the city OS is called'),
  platformNameHint: text('例：木の端データ基盤', 'Example: Konohashi data platform'),

  devicesLabel: text(
    '「{name}」の機器（あるものを選ぶ）',
    'Devices of {name} (choose what you have)',
  ),
  gatewayHint: text(
    'センサーなどの電波を受けて、まとめて送る箱です。',
    'The box that gathers what sensors send, and hands it on.',
  ),
  otherDevice: text('ほかの機器', 'Another device'),
  otherDeviceText: text('例：雨量計、電子看板', 'Example: rain gauge, signage'),
  count: text('台数', 'How many'),
  countHint: text(
    'だいたいでかまいません。例：4。分からなければ、空けておきます。',
    'Roughly will do. Example: 4. Leave it empty if you do not know.',
  ),
  place: text('置いてあるところ', 'Where they are'),
  placeHint: text('人がさわれるところかどうかを知るためです。', 'Whether people can touch them.'),
  moves: text('動かすもの', 'What they move'),
  movesHint: text(
    'のっとられたとき、けがにつながるかを知るためです。例：測るだけのセンサーは「動かさない」',
    'Whether somebody could be hurt. Example: a sensor that only measures moves nothing',
  ),
  factory: text('買ったときのパスワードのままのものは', 'Still with the password from the factory'),
  factoryHint: text(
    '説明書に載っているパスワードは、だれでも試せます。業者に聞くと分かります。',
    'Anybody can try a password that stands in the manual. Your supplier knows.',
  ),
  factoryCount: text('そのままの台数', 'How many of them'),

  dataLabel: text('扱うデータ（あるものを選ぶ）', 'Data (choose what you have)'),
  otherData: text('ほかのデータ', 'Other data'),
  otherDataText: text('例：申込者の名簿', 'Example: list of applicants'),
  disclosure: text('見てよい人', 'Who may see it'),
  disclosureHint: text(
    '例：ホームページに出す水位は「だれでも」',
    'Example: river levels on the web may be seen by anybody',
  ),
  contains: text('個人の情報', 'Information about people'),
  containsHint: text(
    'いちばん慎重に扱うものを選びます。例：健診の結果は「病気や健康など」',
    'Choose the most delicate. Example: check-up results are health information',
  ),
  people: text('何人分ですか', 'Of how many people'),
  peopleHint: text(
    '漏れたときに国に報告するかどうかが、人数で変わります。例：300。分からなければ、空けておきます。',
    'Whether a leak must be reported depends on it. Example: 300. Leave it empty if you do not know.',
  ),

  suppliersTitle: text('たのんでいる会社', 'Those you ask'),
  suppliersText: text(
    'サービスや機器の面倒を見ている会社を、分かるだけ加えます。なければ、そのまま下へ進みます。',
    'Add every firm that looks after services or devices, as far as you know. If there is none, go on below.',
  ),
  supplierName: text('会社の名前', 'Name of the firm'),
  supplierNameHint: text('例：沢音電機株式会社', 'Example: Sawane Electric'),
  addSupplier: text('会社を加える', 'Add a firm'),
  inJapan: text('本社は日本ですか', 'Is its head office in Japan?'),
  inJapanHint: text(
    '外国の法律でデータを見られることがあるからです。',
    'Foreign law may give others access to data.',
  ),
  contract: text('契約書はありますか', 'Is there a contract?'),
  contractHint: text(
    '利用の申込書や覚書も含みます。例：水位お知らせサービス利用契約',
    'Orders and memoranda count too.',
  ),
  until: text('いつまでの契約ですか', 'Until when does it run?'),
  untilHint: text(
    '切れると、守る約束もなくなるからです。例：2027年3月31日',
    'When it ends, so do its promises. Example: 31 March 2027',
  ),
  renewal: text('終わったあとは', 'What happens then?'),
  renewalHint: text(
    '例：年度ごとに結び直すなら「毎年結び直す」',
    'Example: concluded anew each year',
  ),
  whoTitle: text('それぞれ、だれに聞きますか', 'Whom do you ask about each?'),
  whoText: text(
    '困ったときに最初に聞く相手です。',
    'The one you would ask first if something went wrong.',
  ),
  by: text('聞く相手', 'Whom to ask'),
  own: text('自分たちで面倒を見ている', 'We look after it ourselves'),
  boundary: text('契約書では、守る仕事をするのは', 'By the contract, protecting it is the work of'),
  boundaryHint: text(
    '更新や点検をする側です。例：「保守は受託者が行う」とあれば会社',
    'Who updates and checks it. Example: “maintenance by the contractor” means the firm',
  ),

  post: text('部署・役職', 'Department or post'),
  postHint: text(
    '個人名は書きません。例：総務課 情報担当',
    'No names of persons. Example: general affairs',
  ),
  phone: text('電話', 'Telephone'),
  phoneHint: text('例：0000-40-1101', 'Example: 0000-40-1101'),
  mail: text('メール', 'Mail'),
  mailHint: text('例：joho@example.lg.jp', 'Example: joho@example.lg.jp'),
  night: text('夜間・休日の電話', 'Telephone at night and on holidays'),
  nightHint: text(
    '同じなら、空けておきます。例：当直室の番号',
    'Leave it empty if it is the same. Example: the number on duty',
  ),
} as const;

export const domainWords = {
  disaster: [
    text('防災・見守り', 'Disaster prevention'),
    text('川の水位を測る、避難を知らせる、防犯カメラ', 'River levels, evacuation notices, cameras'),
  ],
  medical: [
    text('医療・福祉', 'Medical and welfare'),
    text('健康の記録、高齢の方の見守り', 'Health records, watching over the elderly'),
  ],
  payment: [
    text('決済・ポイント', 'Payment'),
    text('地域の電子マネー、ポイント', 'Local electronic money, points'),
  ],
  transport: [
    text('交通', 'Transport'),
    text('バスや除雪車の位置、駐車場の空き', 'Positions of buses and ploughs, free parking'),
  ],
  tourism: [
    text('観光', 'Tourism'),
    text('まち歩きの案内、貸自転車', 'Guides for walks, bicycles for hire'),
  ],
  other: [text('そのほか', 'Other'), text('どれにも近くないもの', 'Like none of these')],
} as const;

export const choiceWords = {
  legalForm: {
    'public-body': text(
      '公的機関（市町村、県、広域の組合など）',
      'Public body (town, prefecture, union)',
    ),
    association: text('団体・協議会', 'Association'),
    business: text('会社', 'Business'),
  },
  platform: {
    own: text('自分のまちの都市OSがある', 'The city has its own'),
    hosted: text(
      '業者や県などの都市OSを使わせてもらっている',
      'It uses one of a vendor or the prefecture',
    ),
    none: text(
      'ない（サービスを一つずつ、業者から使っている）',
      'None (each service comes from its vendor)',
    ),
    unknown,
  },
  place: {
    public: text('屋外や、だれでも入れるところ', 'Outdoors, or where anybody can go'),
    restricted: text('立ち入りを限ったところ', 'Where few may go'),
    indoor: text('建物の中', 'Indoors'),
    vehicle: text('車の中', 'In a vehicle'),
    unknown,
  },
  moves: {
    nothing: text('動かさない（測る、見せるだけ）', 'Nothing (it measures or shows)'),
    things: text('物を動かす（水門、扉など）', 'Things (gates, doors)'),
    vehicle: text('車を動かす', 'A vehicle'),
    unknown,
  },
  factory: {
    none: text('ない（すべて変えた）', 'None (all changed)'),
    some: text('ある', 'Some'),
    unknown,
  },
  disclosure: {
    open: text('だれでも', 'Anybody'),
    limited: text('決められた人や組織', 'Certain people and organisations'),
    closed: text('受け持つ人だけ', 'Only those in charge'),
    unknown,
  },
  contains: {
    nothing: text('含まない', 'None'),
    personal: text('名前や位置、顔など', 'Names, positions, faces'),
    'special-care': text('病気や健康、障害など', 'Illness, health, disability'),
    financial: text('お金や支払い', 'Money and payments'),
    unknown,
  },
  inJapan: { yes: text('日本', 'Yes'), no: text('外国', 'No, abroad'), unknown },
  contract: { yes: text('ある', 'Yes'), no: text('ない', 'No'), unknown },
  renewal: {
    'yearly-renewed': text('毎年結び直す', 'Concluded anew each year'),
    'multi-year': text('数年の契約で、次も結ぶ', 'Several years, then renewed'),
    single: text('そこで終わる', 'It ends'),
    indefinite: text('終わりの日がない', 'It has no end'),
    unknown,
  },
  boundary: {
    supplier: text('会社', 'The firm'),
    own: text('自分たち', 'Ourselves'),
    unwritten: text('書いていない', 'Not written'),
    unknown,
  },
} as const;

/** What was left open, as a person reads it later. */
export const openWords = {
  population: text('人口', 'Population'),
  platform: text('都市OSがあるか', 'Whether there is a city OS'),
  count: text('台数', 'How many there are'),
  place: text('置いてあるところ', 'Where they are'),
  moves: text('動かすもの', 'What they move'),
  'factory-password': text(
    '買ったときのパスワードのままのものがあるか',
    'Whether any has the password from the factory',
  ),
  disclosure: text('見てよい人', 'Who may see it'),
  contains: text('個人の情報を含むか', 'Whether it is about people'),
  'in-japan': text('本社のある国', 'Country of its head office'),
  contract: text('契約書があるか', 'Whether there is a contract'),
  until: text('契約の終わりと、そのあと', 'When the contract ends, and what then'),
  supplier: text('聞く相手', 'Whom to ask'),
  boundary: text('契約書での受け持ち', 'Who does what by the contract'),
  contact: text('事故のときの連絡先', 'Contact in an incident'),
} as const;
