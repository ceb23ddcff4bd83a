import { text } from '@machimori/kernel';
import {
  count,
  day,
  defaulted,
  type FieldsOf,
  keyField,
  line,
  lines,
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
import type { AccountSummary, ControlFact, DataSet, Flow, Weakness } from './model.ts';

const subjectFields = {
  who: required(
    line,
    text('誰のデータか', 'About whom'),
    text('健診を受けた住民、のように書きます。', 'Such as residents who had a check-up.'),
  ),
  count: optional(
    count,
    text('およその人数', 'Roughly how many'),
    text(
      'およその人数です。報告の義務を判断するのに使います。',
      'Roughly how many people; reporting duties depend on it.',
    ),
  ),
} satisfies FieldsOf<NonNullable<DataSet['subjects']>>;

export const dataSetFields = {
  key: keyField,
  name: nameField,
  nameEn: nameEnField,
  owner: required(
    reference('organisation'),
    text('持ち主', 'Owner'),
    text(
      'データに責任を持つ組織のキーです。',
      'Key of the organisation that answers for the data.',
    ),
  ),
  informationAssets: defaulted(
    listOf(word('informationAssets')),
    [],
    text('情報資産の種類', 'Information assets'),
    text('当てはまるものをすべて書きます。', 'All that apply.'),
  ),
  disclosure: required(
    word('disclosures'),
    text('公開の範囲', 'Disclosure'),
    text(
      '誰でも見られるか、相手を限るか、外に出さないかを選びます。',
      'Open to all, to some, or to nobody outside.',
    ),
  ),
  personalData: defaulted(
    listOf(word('personalData')),
    [],
    text('個人情報', 'Personal data'),
    text(
      '含まれるものをすべて書きます。なければ空けます。',
      'All kinds it contains; empty for none.',
    ),
  ),
  confidentiality: optional(
    word('confidentiality'),
    text('機密性', 'Confidentiality'),
    text('庁内の機密性分類です。', 'The class used in the office.'),
  ),
  subjects: {
    ...optional(
      { is: 'object', fields: subjectFields },
      text('本人', 'Subjects'),
      text('誰のデータで、およそ何人分かです。', 'Whose data it is and roughly how many people.'),
    ),
    neededWhen: text('個人のデータなら必須', 'required for data about people'),
  },
  consent: defaulted(
    word('consents'),
    'unknown',
    text('同意', 'Consent'),
    text('使うための根拠を選びます。', 'The basis for using it.'),
  ),
  note: noteField,
} satisfies FieldsOf<DataSet>;

export const flowFields = {
  key: keyField,
  name: optional(
    line,
    text('名前', 'Name'),
    text('人が読む名前です。なければ空けておきます。', 'The name people read. May stay empty.'),
  ),
  nameEn: nameEnField,
  from: required(
    reference('component', 'externalSystem'),
    text('送り元', 'From'),
    text('しくみ、または外部のしくみのキーです。', 'Key of a component or an external system.'),
  ),
  to: required(
    reference('component', 'externalSystem'),
    text('送り先', 'To'),
    text('しくみ、または外部のしくみのキーです。', 'Key of a component or an external system.'),
  ),
  dataSets: defaulted(
    listOf(reference('dataSet')),
    [],
    text('流れるデータ', 'Data'),
    text('流れるデータのキーです。', 'Keys of the data sets that pass.'),
  ),
  purpose: required(
    lines,
    text('目的', 'Purpose'),
    text('何のために流すかを書きます。', 'What it is for.'),
  ),
  protocol: required(
    word('protocols'),
    text('通信の方式', 'Protocol'),
    text('どの方式で送るかを選びます。', 'How it is sent.'),
  ),
  encrypted: defaulted(
    word('answers'),
    'unknown',
    text('暗号化', 'Encrypted'),
    text('途中で読まれないようにしているかです。', 'Whether nobody can read it on the way.'),
  ),
  authenticated: defaulted(
    word('answers'),
    'unknown',
    text('相手の確認', 'Authenticated'),
    text('相手が本物かを確かめているかです。', 'Whether each side checks the other.'),
  ),
  control: defaulted(
    yesNo,
    false,
    text('操作の指示', 'Control'),
    text('機器への指示を運ぶなら「はい」です。', 'Yes where it carries commands to devices.'),
  ),
  overInternet: defaulted(
    yesNo,
    false,
    text('インターネットを通る', 'Over the internet'),
    text('インターネットを通るなら「はい」です。', 'Yes where it passes over the internet.'),
  ),
} satisfies FieldsOf<Flow>;

export const accountFields = {
  key: keyField,
  component: required(
    reference('component'),
    text('しくみ', 'Component'),
    text('アカウントのあるしくみのキーです。', 'Key of the component that has the accounts.'),
  ),
  kind: required(
    word('accounts'),
    text('種類', 'Kind'),
    text('誰が使うアカウントかを選びます。', 'Who uses the accounts.'),
  ),
  total: required(
    count,
    text('全部の数', 'Total'),
    text('アカウントの数です。個人名は書きません。', 'How many; never names.'),
  ),
  orphaned: defaulted(
    count,
    0,
    text('持ち主のいない数', 'Orphaned'),
    text(
      '異動や退職で、使う人がいなくなった数です。',
      'How many belong to people who moved or left.',
    ),
  ),
  dormant: defaulted(
    count,
    0,
    text('長く使われていない数', 'Dormant'),
    text('90日以上使われていない数です。', 'How many were not used for 90 days.'),
  ),
  withoutSecondFactor: defaulted(
    count,
    0,
    text('パスワードだけの数', 'Password only'),
    text('二つ目の認証がない数です。', 'How many have no second factor.'),
  ),
  reviewedOn: optional(
    day,
    text('棚卸しの日', 'Reviewed on'),
    text('最後に棚卸しをした日です。', 'Day of the last access review.'),
  ),
} satisfies FieldsOf<AccountSummary>;

export const weaknessFields = {
  key: keyField,
  kind: required(
    { is: 'name', of: 'findingKinds' },
    text('種類', 'Kind'),
    text('弱点の種類です。', 'Kind of weakness.'),
  ),
  subject: required(
    reference(
      'city',
      'organisation',
      'contract',
      'component',
      'externalSystem',
      'dataSet',
      'flow',
      'account',
    ),
    text('どこにあるか', 'Subject'),
    text('弱点のある要素のキーです。', 'Key of the element that has it.'),
  ),
  affected: optional(
    count,
    text('当てはまる数', 'Affected'),
    text('見つかった数です。', 'How many were found.'),
  ),
  total: optional(
    count,
    text('調べた数', 'Total'),
    text('調べた全部の数です。', 'How many were looked at.'),
  ),
  foundOn: required(
    day,
    text('分かった日', 'Found on'),
    text('弱点が分かった日です。', 'Day on which it was found.'),
  ),
  note: noteField,
} satisfies FieldsOf<Weakness>;

export const controlFields = {
  checkItem: required(
    { is: 'name', of: 'checkItems' },
    text('チェック項目', 'Check item'),
    text(
      '「サービス②-3」のように、チェックシートの項目を書きます。',
      'Item of the check sheet, such as service-2-3.',
    ),
  ),
  subject: required(
    reference('city', 'organisation', 'contract', 'component', 'externalSystem', 'dataSet', 'flow'),
    text('どこの対策か', 'Subject'),
    text('対策をする要素のキーです。', 'Key of the element it is about.'),
  ),
  state: required(
    word('controls'),
    text('状況', 'State'),
    text('今の状況を選びます。', 'How far it is.'),
  ),
  planned: optional(
    line,
    text('実装予定時期', 'Planned for'),
    text(
      '「令和8年度下期」のような、決めた言葉のまま書きます。',
      'When, in the words that were decided: FY2026 second half.',
    ),
  ),
  statement: optional(
    lines,
    text('実装方法', 'How'),
    text('何をどう行うかを書きます。', 'What is done, and how.'),
  ),
} satisfies FieldsOf<ControlFact>;
