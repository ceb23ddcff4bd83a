import { text } from '@machimori/kernel';

/** What the planner says to people. Japanese first. */
export const messages = {
  findingWithoutCount: text(
    '{subject}：{name}（{date}時点）。',
    '{subject}: {name} (as of {date}).',
  ),
  findingWithoutTotal: text(
    '{subject}：{name}（{affected}{unit}、{date}時点）。',
    '{subject}: {name} ({affected} {unit}, as of {date}).',
  ),
  firstStep: text('{subject}：{step}', '{subject}: {step}'),
  closeDuty: text('「{subject}」の担当を決める', 'Agree who looks after “{subject}”'),
  closeDutyWhy: text(
    '対策{count}件の担当が決まっていません。{closes}',
    'Nobody is responsible for {count} measures. {closes}',
  ),
  answerItem: text('{heading}（{label}）', '{heading} ({label})'),
  answerItemWhy: text(
    '「{subject}」で、起こりうること{reach}件への備えになります。最も高いリスクは「{level}」です。',
    'It guards against {reach} things that could happen at {subject}; the highest risk there is “{level}”.',
  ),
  startThisWeek: text(
    '{action}：まず、担当と進め方を決めます。',
    '{action}: first settle who does it and how.',
  ),
  answerItemWhyNoReach: text(
    '「{subject}」で求められます。最も高いリスクは「{level}」です。',
    'Asked at {subject}; the highest risk there is “{level}”.',
  ),
  answerItemWhyCategory: text('どの街にも求められる対策です。', 'Every city is asked to do this.'),
  alsoElsewhere: text(
    '{why}ほか{count}か所でも求められます。',
    '{why} It is asked in {count} more places too.',
  ),
  alsoOnce: text('{why}ほか1か所でも求められます。', '{why} It is asked in one more place too.'),
  silent: text(
    '「{contract}」に、責任分界点の定めがありません。',
    '“{contract}” says nothing about where responsibility changes hands.',
  ),
  silentCloses: text(
    'システムとデータの責任分界点を、契約に加えます。',
    'Add boundaries for system and data to the contract.',
  ),
  ends: text(
    '「{contract}」は{end}に終わりますが、「{subject}」は{until}まで続く予定です。',
    '“{contract}” ends on {end}, but “{subject}” is meant to serve until {until}.',
  ),
  endsCloses: text(
    '後の契約か、サービスの終わり方を、予算要求の前に決めます。',
    'Before the budget request, settle the next contract or how the service ends.',
  ),
  expired: text('「{contract}」は{end}に終わっています。', '“{contract}” ended on {end}.'),
  expiredCloses: text(
    '更新の手続を確かめ、結び直すか、対象から外します。',
    'Check the renewal; conclude it anew or take it out.',
  ),
  unknownLaw: text(
    '「{organisation}」に適用される法律が分かっていません（{contract}）。',
    'The law that applies to {organisation} is not known ({contract}).',
  ),
  unknownLawCloses: text(
    '所在地と適用される法律を、委託先を通じて文書で確かめます。',
    'Have the contractor state its seat and governing law in writing.',
  ),
  noIncidentClause: text(
    '「{contract}」に、事故の知らせについての定めがありません。',
    '“{contract}” does not provide for notice of incidents.',
  ),
  noIncidentCloses: text(
    '事故を知らせる期限と連絡先を、契約に加えます。',
    'Add a time limit and contact for notice of incidents.',
  ),
  noVulnerabilityClause: text(
    '「{contract}」に、脆弱性の知らせについての定めがありません。',
    '“{contract}” does not provide for notice of vulnerabilities.',
  ),
  noVulnerabilityCloses: text(
    '脆弱性を知らせ、直す約束を、契約に加えます。',
    'Add a promise to give notice of vulnerabilities and mend them.',
  ),
  subcontracting: text(
    '「{contract}」は、再委託を認めるかどうかを定めていません。',
    '“{contract}” does not say whether subcontracting is allowed.',
  ),
  subcontractingCloses: text(
    '再委託には事前の承諾が要ることを、契約に加えます。',
    'Add that subcontracting needs prior consent.',
  ),
  standardMeasure: text(
    'どの街にも求められる標準対策です。',
    'A standard measure, asked of every city.',
  ),
} as const;
