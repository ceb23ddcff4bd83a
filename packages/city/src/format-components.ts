import { text } from '@machimori/kernel';
import {
  count,
  country,
  day,
  defaulted,
  type FieldsOf,
  keyField,
  line,
  listOf,
  nameEnField,
  nameField,
  noteField,
  optional,
  reference,
  required,
  word,
  yesNo,
} from './field.ts';
import type { Component, DeviceDetails, ExternalSystem, Hosting, ServiceDetails } from './model.ts';

const serviceFields = {
  domain: required(
    word('domains'),
    text('分野', 'Domain'),
    text('サービスの分野を選びます。', 'Domain of the service.'),
  ),
  audience: defaulted(
    listOf(word('audiences')),
    [],
    text('使う人', 'Audience'),
    text('誰が使うかをすべて書きます。', 'Everyone who uses it.'),
  ),
  channels: defaulted(
    listOf(word('channels')),
    [],
    text('使い方', 'Channels'),
    text('どこから使うかをすべて書きます。', 'All ways to reach it.'),
  ),
  safety: defaulted(
    word('safety'),
    'none',
    text('人命・安全', 'Safety'),
    text(
      '止まったり間違えたりしたとき、人がけがをするおそれを選びます。',
      'Whether people may be hurt when it stops or errs.',
    ),
  ),
} satisfies FieldsOf<ServiceDetails>;

const hostingFields = {
  model: required(
    word('clouds'),
    text('動かし方', 'Model'),
    text('自前の設備か、どの形のクラウドかを選びます。', 'Own premises or which kind of cloud.'),
  ),
  provider: optional(
    reference('organisation'),
    text('提供者', 'Provider'),
    text('クラウドや設備を提供する組織のキーです。', 'Key of the organisation that provides it.'),
  ),
  region: optional(
    line,
    text('地域', 'Region'),
    text('データセンターの地域です。', 'Region of the data centre.'),
  ),
  country: optional(
    country,
    text('国', 'Country'),
    text(
      'データのある国です。JPのような2文字で書きます。',
      'Country where the data stands, two letters.',
    ),
  ),
  multipleRegions: defaulted(
    yesNo,
    false,
    text('複数の地域', 'Several regions'),
    text(
      '離れた二か所以上で動いていれば「はい」です。',
      'Yes where it runs in two places or more.',
    ),
  ),
} satisfies FieldsOf<Hosting>;

const labelFields = {
  scheme: required(
    word('schemes'),
    text('制度', 'Scheme'),
    text('ラベルの制度を選びます。', 'Scheme of the label.'),
  ),
  stars: optional(
    { is: 'whole', min: 1, max: 4 },
    text('星の数', 'Stars'),
    text('星1つから4つまでです。', 'One to four.'),
  ),
  count: required(
    count,
    text('台数', 'Count'),
    text('このラベルのある台数です。', 'How many carry it.'),
  ),
} satisfies FieldsOf<DeviceDetails['labels'][number]>;

const deviceFields = {
  count: required(
    count,
    text('台数', 'Count'),
    text('全部で何台あるかです。', 'How many there are.'),
  ),
  model: optional(line, text('型番', 'Model'), text('機器の型番です。', 'Model of the device.')),
  version: optional(
    line,
    text('版', 'Version'),
    text('動いているソフトウェアの版です。', 'Version of its software.'),
  ),
  supportEnd: optional(
    day,
    text('サポート期限', 'End of support'),
    text('供給者が直してくれる最後の日です。', 'Last day of the supplier’s support.'),
  ),
  place: required(
    word('places'),
    text('置き場所', 'Place'),
    text('誰でも近づける場所かどうかを選びます。', 'Whether anyone can walk up to it.'),
  ),
  moves: defaulted(
    word('movements'),
    'nothing',
    text('動かすもの', 'Moves'),
    text(
      '水門や車など、機器が動かすものを選びます。',
      'What the device moves, such as a gate or a vehicle.',
    ),
  ),
  measures: defaulted(
    yesNo,
    false,
    text('計測する', 'Measures'),
    text('値や映像を測って送るなら「はい」です。', 'Yes where it measures or films.'),
  ),
  radio: defaulted(
    listOf(word('radios')),
    [],
    text('無線', 'Radio'),
    text('使う無線をすべて書きます。', 'All kinds of radio it uses.'),
  ),
  labels: defaulted(
    { is: 'objects', fields: labelFields },
    [],
    text('認証ラベル', 'Labels'),
    text('JC-STARなどのラベルのある台数です。', 'How many carry JC-STAR or another label.'),
    text('認証ラベル', 'Labels'),
  ),
  update: defaulted(
    word('updates'),
    'unknown',
    text('更新のしかた', 'Update'),
    text('ソフトウェアをどう更新するかを選びます。', 'How its software is updated.'),
  ),
  managedByUsers: defaulted(
    yesNo,
    false,
    text('利用者が管理', 'Managed by users'),
    text(
      '住民などの利用者が管理する機器なら「はい」です。',
      'Yes where users look after the device.',
    ),
  ),
} satisfies FieldsOf<DeviceDetails>;

const positionFields = {
  latitude: required(
    { is: 'degrees', limit: 90 },
    text('緯度', 'Latitude'),
    text('世界測地系の緯度です（度）。', 'Degrees, WGS 84.'),
  ),
  longitude: required(
    { is: 'degrees', limit: 180 },
    text('経度', 'Longitude'),
    text('世界測地系の経度です（度）。', 'Degrees, WGS 84.'),
  ),
} satisfies FieldsOf<NonNullable<Component['position']>>;

export const componentFields = {
  key: keyField,
  name: nameField,
  nameEn: nameEnField,
  kind: required(
    word('components'),
    text('種類', 'Kind'),
    text('しくみの種類を選びます。', 'Kind of component.'),
  ),
  owner: required(
    reference('organisation'),
    text('持ち主', 'Owner'),
    text('持っている組織のキーです。', 'Key of the organisation that owns it.'),
  ),
  operator: optional(
    reference('organisation'),
    text('運用者', 'Operator'),
    text(
      'ふだん動かしている組織のキーです。持ち主なら空けます。',
      'Key of who runs it from day to day; empty where the owner does.',
    ),
  ),
  supplier: optional(
    reference('organisation'),
    text('供給者', 'Supplier'),
    text('作った、または納めた組織のキーです。', 'Key of who made or delivered it.'),
  ),
  standsOn: defaulted(
    listOf(reference('component')),
    [],
    text('土台', 'Stands on'),
    text(
      'これが止まると一緒に止まる、土台のしくみのキーです。',
      'Keys of components without which it stops.',
    ),
  ),
  managedBy: optional(
    reference('component'),
    text('管理するしくみ', 'Managed by'),
    text(
      '機器を管理するシステムがあれば、そのキーです。',
      'Key of the system that manages the devices.',
    ),
  ),
  stage: defaulted(
    word('stages'),
    'in-operation',
    text('段階', 'Stage'),
    text(
      '計画中、構築中、運用中、終了から選びます。',
      'Planned, being built, in operation or retired.',
    ),
  ),
  plannedUntil: optional(
    day,
    text('使う予定の最後の日', 'Planned until'),
    text(
      'いつまで使うつもりかです。契約の終わりと比べます。',
      'Last day on which it is meant to serve; contracts are held against it.',
    ),
  ),
  servesResidents: defaulted(
    yesNo,
    false,
    text('住民が直接使う', 'Serves residents'),
    text(
      '都市OSの窓口サイトなど、住民が直接使うなら「はい」です。',
      'Yes where residents reach it directly, such as a portal of the city OS.',
    ),
  ),
  internetFacing: defaulted(
    yesNo,
    false,
    text('インターネットから届く', 'Internet-facing'),
    text(
      '外からインターネット経由でつながるなら「はい」です。',
      'Yes where it can be reached over the internet.',
    ),
  ),
  remoteMaintenance: defaulted(
    yesNo,
    false,
    text('遠隔保守', 'Remote maintenance'),
    text('業者が離れた場所から保守するなら「はい」です。', 'Yes where it is maintained from afar.'),
  ),
  processes: defaulted(
    yesNo,
    false,
    text('加工・分析する', 'Processes data'),
    text(
      '届いたデータを加工し、結果を出すなら「はい」です。',
      'Yes where it turns data into results.',
    ),
  ),
  dataSets: defaulted(
    listOf(reference('dataSet')),
    [],
    text('持っているデータ', 'Data held'),
    text('ここに保管するデータのキーです。', 'Keys of the data sets kept there.'),
  ),
  hosting: optional(
    { is: 'object', fields: hostingFields },
    text('動かす場所', 'Hosting'),
    text('サーバなどをどこで動かすかです。', 'Where it runs.'),
    text('動かす場所', 'Hosting'),
  ),
  service: optional(
    { is: 'object', fields: serviceFields },
    text('サービスの内容', 'Service'),
    text('種類が「サービス」のときに書きます。', 'For services.'),
    text('サービスの内容', 'Services'),
  ),
  linkage: optional(
    word('linkages'),
    text('データ連携の型', 'Linkage'),
    text(
      '種類が「都市OS」のとき、蓄積型か分散型かを選びます。',
      'For a city OS: accumulating or distributed.',
    ),
  ),
  device: optional(
    { is: 'object', fields: deviceFields },
    text('機器', 'Device'),
    text('種類が「機器」のときに書きます。', 'For devices.'),
    text('機器', 'Devices'),
  ),
  position: {
    ...optional(
      { is: 'object', fields: positionFields },
      text('位置', 'Position'),
      text('地図に示す場所です。', 'Where people see it on a map.'),
    ),
    neededWhen: text('緯度と経度は、二つとも書きます', 'both latitude and longitude, or neither'),
  },
  note: noteField,
} satisfies FieldsOf<Component>;

export const externalSystemFields = {
  key: keyField,
  name: nameField,
  nameEn: nameEnField,
  kind: required(
    word('externals'),
    text('種類', 'Kind'),
    text('ほかの都市か、外部の基盤かを選びます。', 'Another city or an outside platform.'),
  ),
  organisation: optional(
    reference('organisation'),
    text('運営する組織', 'Organisation'),
    text(
      '「組織」に書いてあれば、そのキーです。',
      'Key of the organisation that runs it, where listed.',
    ),
  ),
} satisfies FieldsOf<ExternalSystem>;

/** Details that a component has by its kind: which kinds must and which may carry them. */
export const componentDetails = [
  { field: 'service', must: ['service'], may: ['service'] },
  {
    field: 'device',
    must: ['device-group'],
    may: ['device-group', 'gateway', 'network', 'administration-terminal', 'supporting-system'],
  },
  { field: 'linkage', must: [], may: ['city-os'] },
] as const;
