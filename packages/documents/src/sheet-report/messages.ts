import { columnWords, countWords, stageWords, type Text, text } from '@machimori/kernel';

/** In few words, why an accepted line is to be looked at again. */
export const staleWords = {
  'review-due': text('前に認められてから長くたった', 'Accepted long ago'),
  'described-otherwise': text('まちの内容と違っている', 'The description says otherwise'),
  'subject-changed': text('対象のしくみが変わった', 'What it is asked of has changed'),
  'control-changed': text('対策が変わった', 'An applied control has changed'),
  'control-review-due': text('対策を見直す時期になった', 'An applied control is due for review'),
  'control-removed': text('対策がなくなった', 'An applied control was removed'),
  'fell-away': text('計画から消えた', 'No longer in the plan'),
  'evidence-expired': text('証跡の期限が切れた', 'Evidence has expired'),
  'evidence-changed': text('証跡が変わった', 'Evidence has changed'),
  'check-failed': text('自動の確認で問題が見つかった', 'An automatic check failed'),
} as const satisfies Record<string, Text>;

/** Every word of the report of the check sheet that is no one else's. */
export const reportMessages = {
  title: text('チェックシートの報告', 'Report of the check sheet'),
  dated: text('{day}{time}の時点', 'As of {day}, {time}'),
  standing: text('いまの状況', 'Where things stand'),
  sentenceAll: text(
    '見えるすべての行（{lines}行）のうち、{done}行が実施済みか対象外です。',
    'Of all lines that are seen ({lines}), {done} are implemented or do not apply.',
  ),
  sentenceNarrowed: text(
    'しぼり込みに合う{lines}行のうち、{done}行が実施済みか対象外です。',
    'Of {lines} {lines|line|lines} that were chosen, {done} are implemented or do not apply.',
  ),
  sentenceLate: text(
    '計画の期限を過ぎた行は{overdue}行、見直しが必要な行は{stale}行あります。',
    '{overdue} are overdue, and {stale} are to be looked at again.',
  ),
  sentenceFine: text(
    '計画の期限を過ぎた行も、見直しが必要な行もありません。',
    'None is overdue, and none is to be looked at again.',
  ),
  none: text('しぼり込みに合う行はありません。', 'No line was chosen.'),
  unit: text('行', ''),
  tiles: {
    lines: text('行の数', 'Lines'),
    ...countWords,
    submitted: stageWords.submitted,
    none: stageWords.none,
  },
  percent: text('{percent}%', '{percent}%'),
  about: text('この報告について', 'About this report'),
  facts: {
    narrowed: text('しぼり込み', 'Chosen by'),
    all: text('なし（見えるすべての行）', 'Nothing: all lines that are seen'),
    part: text('{name}：{value}', '{name}: {value}'),
    made: text('つくった日時', 'Made'),
    madeAt: text('{day}{time}', '{day}, {time}'),
    by: text('つくった人', 'Made by'),
    byOne: text('{organisation}　{person}', '{person}, {organisation}'),
    program: text('プログラム', 'a program'),
    seen: text('もとの範囲', 'Chosen from'),
    whole: text('まち全体の行', 'Lines of the whole city'),
    own: text(
      '{organisation}に見える行（答える行と確かめる行）だけ',
      'Only lines that {organisation} answers or verifies',
    ),
    handling: text('取り扱い', 'Handling'),
    handlingText: text(
      '関係者限り。どこが守られていないかがわかります。公開したり、関係のない人に渡したりしないでください。',
      'Restricted to those concerned. It shows what is not yet protected: do not publish it or hand it on.',
    ),
    edition: text('もとにした版', 'Guideline'),
    editionDraft: text('{name} 第{version}版（案）', '{name}, version {version} (draft)'),
    editionFinal: text('{name} 第{version}版', '{name}, version {version}'),
    limits: text('ガイドラインについて', 'About the guideline'),
    limitsText: text(
      'ガイドラインは、すべての対策を網羅したものではないと自ら断っています（1.4、4.2）。すべて実施済みになっても、事故がなくなるとは限りません。',
      'The guideline says of itself that it is not exhaustive (1.4, 4.2). Having done all of it does not rule out every incident.',
    ),
  },
  byGroup: text('分類ごと', 'By category'),
  group: text('分類', 'Category'),
  byOrganisation: text('答える組織ごと', 'By organisation'),
  organisation: columnWords.answeredBy,
  columns: {
    total: text('行', 'Lines'),
    ...countWords,
    submitted: stageWords.submitted,
    none: stageWords.none,
  },
  sum: text('合計', 'Total'),
  restOrganisations: text('ほか{count}の組織', '{count} other {count|organisation|organisations}'),
  overdueHeading: text('計画の期限を過ぎた行', 'Overdue lines'),
  overdueLead: text(
    '早く過ぎたものから並べています。',
    'Those that have been overdue longest come first.',
  ),
  staleHeading: text('見直しが必要な行', 'Lines to be looked at again'),
  staleLead: text(
    '一度認められましたが、そのあとに変わったことがあります。',
    'They were accepted, and something has changed since.',
  ),
  linesHeading: text('行の一覧', 'Lines'),
  restLines: text(
    'ほか{count}行は載せていません。すべての行は、同じしぼり込みのExcelにあります。',
    '{count} more are left out. The workbook of the same choice has them all.',
  ),
  tooLong: text('（続きはExcelに）', '(continued in the workbook)'),
  itemLabel: text('（{label}）', ' ({label})'),
  lineColumns: {
    item: text('チェック項目と対象', 'Check item, and what it is asked of'),
    who: columnWords.answeredBy,
    state: columnWords.state,
    due: columnWords.due,
    statement: text('いつまでに・どのように', 'By when, and how'),
    why: text('理由', 'Why'),
  },
  planned: text('予定：{planned}', 'Planned: {planned}'),

  // ── OSCAL ──
  tool: text('チェックシートを管理するプログラム', 'The program that keeps the check sheet'),
  subject: text('チェック項目が尋ねられている対象', 'What check items are asked of'),
  sheetPlan: text(
    '{framework} {version} チェックシート',
    'Check sheet of the {framework} {version}',
  ),
  sheetPlanText: text(
    'ほかに評価の計画書はありません。ガイドラインのチェック項目（catalog.json）を、対象ごとに、実施する組織とは別の人が確かめます。',
    'There is no other assessment plan: check items of the guideline (catalog.json) are verified for each subject by somebody other than who carries them out.',
  ),
  results: text(
    '{city}　チェックシートのアセスメント結果',
    '{city}: assessment results of the check sheet',
  ),
  resultText: text(
    '認められた回答{lines}行。人の名前は含みません。',
    '{lines} accepted {lines|answer|answers}. No person is named.',
  ),
  poam: text('{city}　チェックシートの是正計画', '{city}: plan of action of the check sheet'),
  line: text('{heading}（{subject}）', '{heading} ({subject})'),
  notApplicable: text(
    '対象外とすることが認められました。',
    'It was accepted that this does not apply.',
  ),
  accepted: text('認められた回答です。', 'An accepted answer.'),
  nothingSaid: text(
    'どのように行っているかは、まだ書かれていません。',
    'Nothing has been said about how yet.',
  ),
  again: text('見直しが必要です：{reasons}。', 'To be looked at again: {reasons}.'),
  openRisk: text('「{heading}」がまだ実施されていません。', 'Not carried out yet: {heading}.'),
  isOverdue: text('計画の期限を過ぎています。', 'It is overdue.'),
  milestone: text('{heading}：{planned}', '{heading}: {planned}'),
  dueOnly: text(
    '予定は書かれていません。計画の期限です。',
    'No date was stated; this is when it is due.',
  ),
  nothing: text('実施されていない行はありません', 'Nothing is left to do'),
  nothingText: text(
    'しぼり込みに合う行は、すべて実施済みか対象外です。',
    'All lines that were chosen are implemented or do not apply.',
  ),
  // A system security plan of the sheet.
  securityPlan: text('{city}　チェックシートと対策', '{city}: the check sheet and what answers it'),
  securityPlanText: text(
    'チェックシートの行ごとの回答と、それに答える対策です。まち全体のしくみ、データ、つながりは、計画の system-security-plan.json にあります。',
    'What each line of the check sheet says, and the applied controls that answer it. The whole city, its data and its flows stand in the system-security-plan.json of the plan.',
  ),
  profile: text(
    '計画をファイルに書き出すとできる profile.json と catalog.json です。',
    'The profile.json and catalog.json that come with the files of the plan.',
  ),
  notAsked: text(
    '計画が求めていない{lines}行（手で加えた行、なくなった行、別の版の行）は載せていません。すべての行は、同じしぼり込みのExcelにあります。',
    '{lines} {lines|line|lines} that the plan does not ask (added by hand, fallen away, of another edition) are left out. The workbook of the same choice has them all.',
  ),
  information: text(
    'データの種類は、計画の system-security-plan.json にあります。チェックシートは尋ねません。',
    'Kinds of data stand in the system-security-plan.json of the plan; the check sheet does not ask for them.',
  ),
  informationTitle: text('まちのデータ', 'Data of the city'),
  system: text('チェック項目に答えるまち', 'The city whose check items are answered'),
  systemState: text(
    'しくみごとの段階は、計画の system-security-plan.json にあります。',
    'The stage of each system stands in the system-security-plan.json of the plan.',
  ),
  boundary: text(
    'ここにある行の対象と、それに答える対策だけです。',
    'Only what these lines are asked of, and what answers them.',
  ),
  people: text('チェックシートに答える組織の人', 'People of the organisations that answer'),
  statedAs: text('{state}（{stage}）', '{state} ({stage})'),
  notHeld: text(
    '認められるまで、実施済みとも対象外とも数えません。',
    'Until it is accepted it counts neither as done nor as not applicable.',
  ),
  answeredByControl: text('対策「{name}」が答えています。', 'Answered by “{name}”.'),
  ownWords: text(
    'この行の回答は、対策のことばと違います。',
    'The answer of this line is worded otherwise.',
  ),
  controlText: text(
    '多くの行に一か所で答える対策です。',
    'One thing that answers many lines from one place.',
  ),
  evidence: text(
    '証跡（確認できる資料）。中身は街守りで見られます。',
    'Evidence; its content is kept in Machimori.',
  ),
} as const;
