import { text } from '@machimori/kernel';

/** What the planner says to people. Japanese first. */
export const messages = {
  findingWithoutTotal: text(
    '{subject}：{affected}{unit}が「{name}」に当たります（{date}時点）。',
    '{subject}: {affected} {unit} found with this weakness: {name} (as of {date}).',
  ),
  firstStep: text('{subject}：{step}', '{subject}: {step}'),
  closeDuty: text('「{subject}」の担当を決める', 'Agree on who is responsible for “{subject}”'),
  closeDutyStep: text(
    '「{subject}」を日ごろだれが見ているかを、かかわる組織に電話で尋ねて書きます。担当を決める話し合いの日を決めます。',
    'Telephone the organisations involved, ask who looks after “{subject}” day by day and write it down. Set a day to agree on who is responsible.',
  ),
  closeDutyWhy: text(
    '対策{count}件の担当が決まっていません。{closes}',
    'Nobody is responsible for {count} {count|measure|measures}. {closes}',
  ),
  answerItem: text('{heading}（{label}）', '{heading} ({label})'),
  answerItemWhy: text(
    '「{subject}」で、起こりうること{reach}件への備えになります。最も高いリスクは「{level}」です。',
    'It protects “{subject}” against {reach} {reach|thing|things} that could happen; the highest risk there is “{level}”.',
  ),
  answerItemWhyNoReach: text(
    '「{subject}」で求められます。最も高いリスクは「{level}」です。',
    'It is required at “{subject}”; the highest risk there is “{level}”.',
  ),
  answerItemWhyCategory: text('どの街にも求められる対策です。', 'Every city is asked to do this.'),
  alsoElsewhere: text(
    '{why}ほか{count}か所でも求められます。',
    '{why} It is also required in {count} other {count|place|places}.',
  ),
  alsoOnce: text(
    '{why}ほか1か所でも求められます。',
    '{why} It is also required in one other place.',
  ),
  duty: text(
    '実施 {performers}／確認 {verifier}／住民への説明 {answerable}',
    'Performed by {performers}; verified by {verifier}; answerable to residents: {answerable}',
  ),
  line: text(
    '{duty}。期限 {until}。優先度 {count}行のうち{priority}番目。リスク {level}',
    '{duty}. Due by {until}. Priority {priority} of {count} {count|line|lines}. Risk: {level}',
  ),
  noLevel: text(
    '―（起こりうることからではなく、どの街にも求められる項目です）',
    '– (asked of every city, not because of a risk found here)',
  ),
  undecided: text('未定', 'undecided'),
  silent: text(
    '「{contract}」に、責任分界点の定めがありません。',
    '“{contract}” does not set a responsibility boundary.',
  ),
  silentCloses: text(
    'システムとデータの責任分界点を、契約に加えます。',
    'Add responsibility boundaries for the system and the data to the contract.',
  ),
  ends: text(
    '「{contract}」は{end}に終わりますが、「{subject}」は{until}まで続く予定です。',
    '“{contract}” ends on {end}, but “{subject}” is planned to run until {until}.',
  ),
  endsCloses: text(
    '後の契約か、サービスの終わり方を、予算要求の前に決めます。',
    'Before the budget request, decide on the next contract or on how the service will end.',
  ),
  expired: text('「{contract}」は{end}に終わっています。', '“{contract}” ended on {end}.'),
  expiredCloses: text(
    '更新の手続を確かめ、結び直すか、対象から外します。',
    'Check whether it was renewed; then conclude a new contract or remove it from the plan.',
  ),
  unknownLaw: text(
    '「{organisation}」に適用される法律が分かっていません（{contract}）。',
    'It is not known which law applies to {organisation} (“{contract}”).',
  ),
  unknownLawCloses: text(
    '所在地と適用される法律を、委託先を通じて文書で確かめます。',
    'Have the seat and the governing law confirmed in writing through the contractor.',
  ),
  noIncidentClause: text(
    '「{contract}」に、事故の知らせについての定めがありません。',
    '“{contract}” has no clause on reporting incidents.',
  ),
  noIncidentCloses: text(
    '事故を知らせる期限と連絡先を、契約に加えます。',
    'Add a deadline and a contact for reporting incidents to the contract.',
  ),
  noVulnerabilityClause: text(
    '「{contract}」に、脆弱性の知らせについての定めがありません。',
    '“{contract}” has no clause on reporting vulnerabilities.',
  ),
  noVulnerabilityCloses: text(
    '脆弱性を知らせ、直す約束を、契約に加えます。',
    'Add an obligation to report and fix vulnerabilities to the contract.',
  ),
  subcontracting: text(
    '「{contract}」は、再委託を認めるかどうかを定めていません。',
    '“{contract}” does not say whether subcontracting is allowed.',
  ),
  subcontractingCloses: text(
    '再委託には事前の承諾が要ることを、契約に加えます。',
    'Add a clause that subcontracting requires prior consent.',
  ),
  standardMeasure: text(
    'どの街にも求められる標準対策です。',
    'A standard measure, asked of every city.',
  ),
} as const;
