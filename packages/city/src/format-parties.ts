import { text } from '@machimori/kernel';
import {
  country,
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
} from './field.ts';
import type {
  Contact,
  Contract,
  ContractClause,
  Organisation,
  ResponsibilityBoundary,
  SelfCheck,
} from './model.ts';

const contactFields = {
  purpose: required(
    word('purposes'),
    text('使うとき', 'Used for'),
    text('いつ使う連絡先かを選びます。', 'When this contact is used.'),
  ),
  post: required(
    line,
    text('部署・役職', 'Post'),
    text('個人名ではなく、部署や役職を書きます。', 'A department or post, not a person.'),
  ),
  phone: optional(
    line,
    text('電話', 'Telephone'),
    text('つながる番号を書きます。', 'A number that is answered.'),
  ),
  mail: optional(
    line,
    text('メール', 'Mail'),
    text('届く宛先を書きます。', 'An address that is read.'),
  ),
} satisfies FieldsOf<Contact>;

const seatFields = {
  country: required(
    country,
    text('所在国', 'Country'),
    text(
      '本社のある国です。JPのような2文字で書きます。分からなければ「不明」（unknown）です。',
      'Country of the head office, two letters such as JP; unknown until established.',
    ),
  ),
  law: optional(
    country,
    text('従う法律の国', 'Governing law'),
    text(
      'どの国の法律に従うかです。空けておくと、所在国と同じとみなします。分からなければ「不明」（unknown）です。',
      'The country whose law governs it; that of the seat when left out, unknown until established.',
    ),
  ),
} satisfies FieldsOf<Organisation['seat']>;

const evaluatedFields = {
  on: required(
    day,
    text('評価した日', 'Evaluated on'),
    text('最後に評価した日です。', 'Day of the last evaluation.'),
  ),
  scheme: required(
    line,
    text('評価の方法', 'Evaluated by'),
    text(
      '質問票、ISMAP、ISO 27001 など、何で評価したかを書きます。',
      'How: a questionnaire, ISMAP, ISO 27001 and so on.',
    ),
  ),
} satisfies FieldsOf<NonNullable<Organisation['evaluated']>>;

const selfCheckFields = {
  kind: required(
    word('selfChecks'),
    text('自己確認のしかた', 'Kind of self-check'),
    text(
      '自ら行う対策を、別の部署が確かめるか、署名して確かめるかを選びます。',
      'How what it performs itself is checked: by another department, or signed for.',
    ),
  ),
  by: required(
    line,
    text('確認する部署・署名した役職', 'Checked or signed by'),
    text('個人名ではなく、部署や役職を書きます。', 'A department or post, not a person.'),
  ),
  on: required(
    day,
    text('決めた日・署名した日', 'Settled or signed on'),
    text('確かめ方を決めた日、または署名した日です。', 'Day on which it was settled or signed.'),
  ),
} satisfies FieldsOf<SelfCheck>;

export const organisationFields = {
  key: keyField,
  name: nameField,
  nameEn: nameEnField,
  roles: defaulted(
    listOf(word('roles')),
    [],
    text('役割', 'Roles'),
    text('当てはまるものをすべて書きます。', 'All that apply.'),
  ),
  legalForm: required(
    word('forms'),
    text('組織の形', 'Legal form'),
    text('守る法律が変わるので、一つ選びます。', 'Decides which law applies.'),
  ),
  seat: required(
    { is: 'object', fields: seatFields },
    text('所在', 'Seat'),
    text('本社のある国と、従う法律です。', 'Where its head office is and which law governs it.'),
  ),
  parent: optional(
    reference('organisation'),
    text('上位の組織', 'Parent'),
    text('親会社や上位の組織があれば、そのキーです。', 'Key of the parent, if any.'),
  ),
  contacts: defaulted(
    { is: 'objects', fields: contactFields },
    [],
    text('連絡先', 'Contacts'),
    text('事故のときに電話する先が一つは要ります。', 'At least one to call in an incident.'),
    text('連絡先', 'Contacts'),
  ),
  evaluated: {
    ...optional(
      { is: 'object', fields: evaluatedFields },
      text('評価', 'Evaluation'),
      text('安全を評価した日と方法です。', 'When and how its security was evaluated.'),
    ),
    neededWhen: text('評価したことを書くなら必須', 'required where an evaluation is recorded'),
  },
  selfCheck: {
    ...optional(
      { is: 'object', fields: selfCheckFields },
      text('自己確認', 'Self-check'),
      text(
        '推進主体が自ら行う対策を、だれがどう確かめるかです。',
        'How what the promoting body performs itself is checked, and by whom.',
      ),
    ),
    neededWhen: text('自己確認を書くなら必須', 'required where a self-check is recorded'),
  },
  note: noteField,
} satisfies FieldsOf<Organisation>;

const coverFields = {
  components: defaulted(
    listOf(reference('component')),
    [],
    text('対象のしくみ', 'Components covered'),
    text('この契約が扱うしくみのキーです。', 'Keys of the components the contract is about.'),
  ),
  dataSets: defaulted(
    listOf(reference('dataSet')),
    [],
    text('対象のデータ', 'Data covered'),
    text('この契約が扱うデータのキーです。', 'Keys of the data sets the contract is about.'),
  ),
} satisfies FieldsOf<Contract['covers']>;

const termFields = {
  start: optional(day, text('開始日', 'Start'), text('契約の始まる日です。', 'First day.')),
  end: optional(
    day,
    text('終了日', 'End'),
    text(
      '契約書にある終わりの日です。期限がなければ空けます。',
      'Last day in the contract; empty where it has none.',
    ),
  ),
  renewal: required(
    word('renewals'),
    text('更新', 'Renewal'),
    text(
      '終わったあとどうなるかを選びます。年度ごとに結び直すなら「毎年更新」です。',
      'What happens at its end. A contract concluded anew for each fiscal year is renewed yearly.',
    ),
  ),
} satisfies FieldsOf<Contract['term']>;

const boundaryFields = {
  aspect: required(
    word('aspects'),
    text('種類', 'Aspect'),
    text(
      'システムの分担か、データの分担かを選びます。',
      'Whether it is about a system or about data.',
    ),
  ),
  subject: required(
    reference('component', 'dataSet'),
    text('対象', 'Subject'),
    text('しくみ、またはデータのキーです。', 'Key of a component or a data set.'),
  ),
  performs: required(
    reference('organisation'),
    text('行う組織', 'Performed by'),
    text(
      'この分担で実際に手を動かす組織のキーです。',
      'Key of the organisation that does the work.',
    ),
  ),
  requirements: defaulted(
    listOf({ is: 'name', of: 'requirements' }),
    [],
    text('対策要件', 'Requirements'),
    text(
      '一部の対策だけなら CPS.MA-1 のように書きます。すべてなら空けます。',
      'Requirements such as CPS.MA-1 where it is about some only; empty for all.',
    ),
  ),
  note: noteField,
} satisfies FieldsOf<ResponsibilityBoundary>;

const clauseFields = {
  clause: required(
    word('clauses'),
    text('条項', 'Clause'),
    text('契約書にある条項を選びます。', 'A clause of the contract.'),
  ),
  performs: optional(
    reference('organisation'),
    text('行う組織', 'Performed by'),
    text(
      '条項が行うと定める組織のキーです。空けておくと委託先です。',
      'Key of the organisation that the clause names; the contractor when left out.',
    ),
  ),
  requirements: defaulted(
    listOf({ is: 'name', of: 'requirements' }),
    [],
    text('対策要件', 'Requirements'),
    text(
      '条項が定める対策を CPS.MA-1 のように書きます。',
      'The requirements that the clause is about, such as CPS.MA-1.',
    ),
  ),
} satisfies FieldsOf<ContractClause>;

export const contractFields = {
  key: keyField,
  name: nameField,
  nameEn: nameEnField,
  kind: required(
    word('contracts'),
    text('種類', 'Kind'),
    text('契約の種類を選びます。', 'Kind of contract.'),
  ),
  principal: required(
    reference('organisation'),
    text('委託元', 'Principal'),
    text('頼む側の組織のキーです。', 'Key of the party that asks.'),
  ),
  contractor: required(
    reference('organisation'),
    text('委託先', 'Contractor'),
    text('受ける側の組織のキーです。', 'Key of the party that delivers.'),
  ),
  covers: defaulted(
    { is: 'object', fields: coverFields },
    { components: [], dataSets: [] },
    text('対象', 'Covers'),
    text('契約が扱うしくみとデータです。', 'What the contract is about.'),
  ),
  term: required(
    { is: 'object', fields: termFields },
    text('期間', 'Term'),
    text('いつからいつまでか、更新するかです。', 'From when to when, and whether it is renewed.'),
  ),
  boundaries: defaulted(
    { is: 'objects', fields: boundaryFields },
    [],
    text('責任分界点', 'Boundaries'),
    text(
      '誰がどこまで行うかを、契約書にあるとおりに書きます。',
      'Who does what, as the contract says.',
    ),
    text('責任分界点', 'Boundaries'),
  ),
  clauses: defaulted(
    { is: 'objects', fields: clauseFields, plain: 'clause' },
    [],
    text('条項', 'Clauses'),
    text(
      '契約書にあるものをすべて書きます。だれが行うかまで定めた条項は、行う組織と対策要件も書きます。',
      'All that the contract contains; where a clause says who performs what, with the organisation and the requirements.',
    ),
    text('条項の担当', 'Who clauses name'),
  ),
  subcontracting: defaulted(
    word('subcontracting'),
    'unstated',
    text('再委託', 'Subcontracting'),
    text('再委託の決まりを選びます。', 'What the contract says about subcontracting.'),
  ),
  note: { ...noteField, type: lines },
} satisfies FieldsOf<Contract>;
