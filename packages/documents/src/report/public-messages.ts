import { text } from '@machimori/kernel';

/** Words of the version for the public alone. */
export const publicMessages = {
  heading: text('{city}のスマートシティを守る取り組み', 'How {city} keeps its smart city secure'),
  intro: text(
    '{city}では、組織{organisations}が協力して、しくみ{components}を動かしています。',
    'In {city}, {organisations} {organisations|organisation|organisations} {organisations|runs|work together to run} {components} {components|system|systems}.',
  ),
  answers: text(
    '住民のみなさんへの説明は、{promoter}が責任をもって行います。',
    '{promoter} is answerable to residents for the whole.',
  ),
  policy: text('守るための方針', 'Policy'),
  policies: [
    text(
      '国のガイドライン（{edition}）に沿って、対策を計画しています。',
      'Measures are planned in line with the national guideline ({edition}).',
    ),
    text(
      '対策ごとに、行う組織と確かめる組織を分けます。',
      'For each measure, one organisation carries it out and another verifies it.',
    ),
    text('計画は四半期ごとに見直します。', 'The plan is reviewed every quarter.'),
    text(
      'データは、公開・限定公開・非公開に分けて扱います。',
      'Data is classed as open, limited or closed, and handled accordingly.',
    ),
    text(
      '事故が起きたときは、関係する組織が協力して対応し、住民のみなさんに知らせます。',
      'If an incident occurs, the organisations concerned respond together and inform residents.',
    ),
  ],
  progress: text('対策の進みぐあい', 'Progress'),
  progressLead: text(
    '対策の項目{count}件の状態です。',
    'The state of the {count} {count|item|items} of the plan.',
  ),
  progressColumns: text('区分', 'Group'),
  total: text('合計', 'Total'),
  schedule: text('対策を終える予定', 'When measures are due to be completed'),
  scheduleLead: text(
    '実施済みと対象外を除く{count}件の予定です。',
    'For the {count} {count|item|items} that are neither done nor marked as not applicable.',
  ),
  services: text('サービスと動かす組織', 'Services and the organisations that run them'),
  serviceColumns: [
    text('サービス', 'Service'),
    text('分野', 'Field'),
    text('動かす組織', 'Run by'),
  ],
  organisations: text('参加する組織', 'Organisations'),
  organisationColumns: [text('組織', 'Organisation'), text('役割', 'Role')],
  laws: text('守る法令とガイドライン', 'Laws and guidelines we follow'),
  omitted: text(
    'この資料は公開用です。守りの細かな内容と、運用に使うしくみは載せていません。',
    'This document is for the public. Details of protective measures and the systems used for operation are left out.',
  ),
} as const;
