import type { DutyState, RiskLevel } from '@machimori/catalogue';
import { type Text, text } from '@machimori/kernel';
import type { Action, SheetLine } from '@machimori/planning';

/** Every word of the report that is not the catalogue's, the city's or the plan's. Rules: docs/wording.md. */
export const messages = {
  title: text('スマートシティ・セキュリティ計画書', 'Smart city security plan'),
  publicTitle: text('スマートシティ・セキュリティの取り組み', 'How the smart city is kept secure'),
  handling: text('関係者限り', 'For those concerned only'),
  publicHandling: text('公開', 'Public'),
  asOf: text('{date}（{year}）時点', 'As of {date} ({year})'),
  page: text('ページ', 'page'),
  contents: text('目次', 'Contents'),
  listSeparator: text('、', ', '),
  sentenceGap: text('', ' '),
  andMore: text('{names} ほか{count}件', '{names} and {count} more'),
  restInPlan: text(
    'ほかに{count}件あります。すべては plan.json にあります。',
    '{count} more are in plan.json, which holds everything.',
  ),
  restInSheet: text(
    'ほかに{count}件あります。すべては組織ごとのチェックシートと plan.json にあります。',
    '{count} more are in the check sheets of each organisation and in plan.json.',
  ),
  undecided: text('担当が決まっていません', 'Nobody is in charge'),
  undecidedShort: text('未定', 'nobody'),
  itself: text('自己点検', 'self-check'),
  none: text('ありません。', 'None.'),
  unknown: text('不明', 'unknown'),
  nobody: text('―', '–'),

  mayor: {
    市: text('市長のための1ページ', 'One page for the mayor'),
    町: text('町長のための1ページ', 'One page for the mayor'),
    村: text('村長のための1ページ', 'One page for the mayor'),
    区: text('区長のための1ページ', 'One page for the mayor'),
    other: text('首長のための1ページ', 'One page for the head of the city'),
  },
  state: {
    heading: text('いまの状態', 'Where we stand'),
    city: text(
      '{city}では、組織{organisations}、しくみ{components}がかかわっています。',
      'In {city}, {organisations} organisations run {components} systems.',
    ),
    devices: text('つながる機器は{devices}台です。', '{devices} devices are connected.'),
    findings: text(
      '弱いところが{count}件、確認されています。',
      '{count} weaknesses are confirmed.',
    ),
    noFindings: text(
      '確認された弱いところは、いまのところありません。',
      'No weakness is confirmed at present.',
    ),
    gaps: text(
      '担当が決まっていない対策が{count}件、{places}か所にあります。',
      'Nobody is in charge of {count} measures in {places} places.',
    ),
    noGaps: text('どの対策も、担当が決まっています。', 'Somebody is in charge of every measure.'),
    overlaps: text('担当が重なっている対策が{count}件あります。', 'Two claim {count} measures.'),
    scenarios: text(
      '起こりうることを{count}件調べました。うち{high}件は、リスクが高いものです。',
      'We looked at {count} things that could happen. {high} of them carry a high risk.',
    ),
  },
  tiles: {
    findings: text('確認された弱いところ', 'Confirmed weaknesses'),
    gaps: text('担当が決まっていない対策', 'Measures nobody is in charge of'),
    scenarios: text('起こりうること', 'Things that could happen'),
    scenariosNote: text('うち高いもの {high}件', '{high} with a high risk'),
    lines: text('対策の項目', 'Items to carry out'),
    linesNote: text('実施済み {done}件', '{done} done'),
    notes: text('契約で直すこと', 'Contracts to mend'),
    laws: text('当てはまる法令など', 'Laws and guidelines'),
    unit: text('件', ''),
    urgentNote: text('急ぐもの {urgent}件', '{urgent} urgent'),
    placesNote: text('{places}か所', 'in {places} places'),
    contractsNote: text('契約 {contracts}件', 'in {contracts} contracts'),
    lawsNote: text('うち法令 {laws}件', '{laws} of them laws'),
  },
  week: {
    heading: text('今週手を付ける3つ', 'Three things to begin this week'),
    few: text('今週手を付けること', 'To begin this week'),
    until: text('{date}まで', 'by {date}'),
  },
  asks: {
    heading: text('お願いしたいこと', 'What we ask for'),
    gaps: text(
      '担当を決める場を、{date}までに設けてください。',
      'Please call those concerned together by {date} to decide who is in charge.',
    ),
    gapsNote: text('決まっていないところ：{names}', 'Undecided at: {names}'),
    contracts: text(
      '契約{count}件の見直しを、担当部署に指示してください。',
      'Please have {count} contracts revised.',
    ),
    contractsNote: text('内容は「契約で直すこと」にあります。', 'See “Contracts to mend”.'),
    budget: text(
      '{year}に行う対策{count}件を、予算要求で取り上げてください。',
      'Please consider the {count} measures of {year} in the budget request.',
    ),
    budgetNote: text('内容は「組織ごとの項目」にあります。', 'See “Items by organisation”.'),
    review: text(
      '計画は四半期ごとに見直します。次の報告は{date}です。',
      'The plan is reviewed every quarter. The next report is on {date}.',
    ),
  },

  guide: {
    heading: text('この計画書の読み方', 'How to read this plan'),
    levels: text('リスクの高さ', 'Level of risk'),
    levelsNote: text(
      '起こりやすさ（1〜5）と影響の大きさ（1〜5）を掛けて決めます。',
      'Likelihood (1 to 5) times impact (1 to 5).',
    ),
    levelRange: text('{from}〜{to}', '{from} to {to}'),
    words: text('ことば', 'Words'),
    wordList: [
      [
        text('しくみ', 'System'),
        text(
          'サービス、都市OS、機器、ネットワークなどをまとめて呼ぶことばです。',
          'A service, the city OS, devices, a network and so on.',
        ),
      ],
      [text('実施', 'Performs'), text('その対策を行う組織です。', 'Carries the measure out.')],
      [
        text('確認', 'Verifies'),
        text(
          '行われたかを確かめる組織です。行う組織とは別にします。',
          'Checks that it was done; never the one that did it.',
        ),
      ],
      [
        text('住民への説明', 'Answers to residents'),
        text('住民に対して責任をもって説明する組織です。', 'Explains itself to residents.'),
      ],
      [
        text('もし…', 'If …'),
        text(
          '「もし」で始まる文は、まだ確かめていない弱いところです。',
          'A sentence that begins with “If” is about a weakness that nobody has confirmed.',
        ),
      ],
    ] satisfies readonly (readonly [Text, Text])[],
    handlingNote: text('取り扱いの区分：{handling}', 'Handling: {handling}'),
  },

  actions: {
    heading: text('はじめに行う{count}のこと', 'The first {count} things to do'),
    lead: text(
      '上から順に進めます。まず、はじめの3つに手を付けます。',
      'In this order. Begin with the first three.',
    ),
    who: text('担当', 'Who'),
    until: text('期限', 'By'),
    horizon: {
      week: text('1週間以内', 'Within a week'),
      month: text('1か月以内', 'Within a month'),
      half: text('計画の時期に', 'As planned'),
      year: text('年度内に', 'This fiscal year'),
    } satisfies Record<Action['horizon'], Text>,
  },
  findings: {
    heading: text('確認された弱いところ', 'Confirmed weaknesses'),
    lead: text('記録された事実です。推測は入っていません。', 'Recorded facts, no estimates.'),
    columns: [
      text('わかったこと', 'What was found'),
      text('まず行うこと', 'First step'),
      text('リスク', 'Risk'),
    ],
  },
  heatMap: {
    heading: text('リスクの全体像', 'All risks at a glance'),
    lead: text(
      '起こりうること{count}件を、起こりやすさと影響で分けました。',
      '{count} things that could happen, by likelihood and impact.',
    ),
    note: text(
      'ます目の数は件数です。色の濃さと中のことばが、リスクの高さを表します。',
      'Each cell shows a count. Its shade and its words show the level of risk.',
    ),
    likelihood: text('起こりやすさ', 'Likelihood'),
    impact: text('影響の大きさ', 'Impact'),
    scale: text('段階の意味', 'What the steps mean'),
    countUnit: text('件', ''),
    alt: text(
      '起こりやすさと影響の大きさで分けた、起こりうることの件数の表',
      'Counts of things that could happen, by likelihood and impact',
    ),
  },
  risks: {
    heading: text('起こりうること', 'What could happen'),
    lead: text(
      'リスクを{count}のまとまりで示します。確認された弱いところがあるものが先です。',
      '{count} groups of risks. Those with a confirmed weakness come first.',
    ),
    where: text('起こりうるところ', 'Where'),
    confirmed: text('弱点あり', 'Weakness found'),
    moreFacts: text('ほかに{count}件が確認されています。', '{count} more are confirmed.'),
    source: text('ガイドラインの見出し：{heading}', 'In the guideline: {heading}'),
    moreWeaknesses: text(
      'ほかに{count}件の弱いところが考えられます（plan.json）。',
      '{count} more possible weaknesses are in plan.json.',
    ),
  },
  picture: {
    heading: text('しくみとデータの流れ', 'Systems and the flow of data'),
    lead: text(
      '横の帯が、しくみを動かす組織です。線は、データの流れです。',
      'Each band is an organisation that runs systems. Lines show how data flows.',
    ),
    leadByRole: text(
      '横の帯が、組織の役割です。線は、データの流れです。',
      'Each band is a role of organisations. Lines show how data flows.',
    ),
    gathered: {
      organisation: text(
        'しくみが{count}あるため、組織ごとにまとめて描いています。',
        'There are {count} systems; they are drawn by organisation.',
      ),
      kind: text(
        'しくみが{count}あるため、役割と種類ごとにまとめて描いています。',
        'There are {count} systems; they are drawn by role and kind.',
      ),
    },
    alt: text(
      '組織ごとの帯に並べたしくみと、その間のデータの流れの図。内容は次の表と同じです。',
      'Systems in bands by organisation and the data that flows between them; the table that follows says the same.',
    ),
    classes: {
      open: text('オープン', 'Open'),
      limited: text('限定公開', 'Limited'),
      closed: text('クローズド', 'Closed'),
      none: text('データの記載なし', 'No data stated'),
    },
    agreed: text('責任分界点の定めがある', 'Boundary agreed'),
    silent: text('責任分界点の定めがない', 'No boundary agreed'),
    outside: text('市の外', 'Outside the city'),
    systems: text('しくみ {count}', '{count} systems'),
    devices: text('{count}台', '{count}'),
    table: text('データの流れの一覧', 'Flows of data'),
    columns: [
      text('どこから', 'From'),
      text('どこへ', 'To'),
      text('データ', 'Data'),
      text('区分', 'Class'),
      text('目的', 'Purpose'),
    ],
  },
  matrix: {
    heading: text('責任分担表', 'Who is responsible'),
    lead: text(
      'しくみごと、対策の区分ごとに、三つの役目をだれが担うかを示します。',
      'Who has which of the three duties, by system and family of requirements.',
    ),
    duties: [text('実施', 'Performs'), text('確認', 'Verifies'), text('説明', 'Answers')],
    system: text('しくみ', 'System'),
    short: text('略称', 'Abbreviations'),
    gapKey: text('赤い「未定」：担当が決まっていません', 'Red “nobody”: nobody is in charge'),
    presumedKey: text(
      '斜線：行うと見込まれるが、取り決めがない',
      'Hatched: presumed to do it, but nothing was agreed',
    ),
    overlapKey: text('橙の枠：担当が重なっています', 'Orange frame: two claim it'),
    plainKey: text('白：取り決めがある、または自ら行う', 'White: agreed, or done by the owner'),
    other: text(
      '組織・契約・街全体の分担は、組織ごとの項目にあります。',
      'Duties of organisations, contracts and the whole city stand with the items by organisation.',
    ),
    several: text('{count}者', '{count}'),
  },
  items: {
    heading: text('組織ごとの項目', 'Items by organisation'),
    lead: text(
      '各組織が答える項目です。期限は、根拠のある案です。',
      'What each organisation answers. Dates are proposals with a reason.',
    ),
    columns: [
      text('項目', 'Item'),
      text('どこで', 'Where'),
      text('リスク', 'Risk'),
      text('実装予定時期', 'Planned'),
      text('状態', 'State'),
    ],
    count: text('{count}項目', '{count} items'),
    organisationCount: text('{roles}｜{count}項目', '{roles} | {count} items'),
    restOrganisations: text(
      'ほかに{count}組織の項目があります。組織ごとのチェックシートと plan.json にあります。',
      'Items of {count} more organisations are in their check sheets and in plan.json.',
    ),
    states: {
      'not-started': text('未着手', 'Not started'),
      planned: text('予定あり', 'Planned'),
      'in-progress': text('実施中', 'In progress'),
      implemented: text('実施済み', 'Done'),
      'not-applicable': text('対象外', 'Does not apply'),
    } satisfies Record<SheetLine['state'], Text>,
    mixed: text('{done}/{count}件 実施済み', '{done} of {count} done'),
  },
  contracts: {
    heading: text('契約で直すこと', 'Contracts to mend'),
    lead: text(
      '契約に足りないことと、直し方です。',
      'What contracts lack, and what closes the gap.',
    ),
    columns: [
      text('契約', 'Contract'),
      text('足りないこと', 'What is missing'),
      text('直し方', 'How to mend it'),
    ],
  },
  laws: {
    heading: text('当てはまる法令とガイドライン', 'Laws and guidelines that apply'),
    lead: text(
      '街の事実から当てはまるものを挙げました。最終の判断は、法務の担当が行います。',
      'Listed from the facts of the city. Legal staff decide in the end.',
    ),
    columns: [
      text('名称', 'Name'),
      text('当てはまる理由', 'Why it applies'),
      text('確かめた時点', 'Checked as of'),
    ],
    law: text('法令', 'Law'),
    guideline: text('ガイドライン', 'Guideline'),
    article: text('{cited}（現在は{today}）', '{cited} (now {today})'),
  },
  measures: {
    heading: text('標準対策と推奨対策', 'Standard and recommended measures'),
    lead: text('ガイドライン3.3節の対策です。', 'The measures of section 3.3 of the guideline.'),
    standard: text(
      '標準対策（どの街にも求められるもの）',
      'Standard measures, asked of every city',
    ),
    recommended: text('推奨対策（この街に合うもの）', 'Recommended measures that fit this city'),
    columns: [
      text('対策', 'Measure'),
      text('チェック項目', 'Check items'),
      text('この街に合う理由', 'Why it fits'),
    ],
    noRecommended: text(
      'この街に当てはまる推奨対策はありません。',
      'No recommended measure fits this city.',
    ),
  },
  reasons: {
    noRisk: text(
      'この弱点に直接つながるリスクの行は、ガイドラインにありません。',
      'The guideline has no risk row that leads straight to this weakness.',
    ),
    heading: text('付録A　理由のたどり方', 'Appendix A: the reasons'),
    lead: text(
      'はじめに行うことが、なぜ選ばれたかをたどります。すべての理由は explain コマンドで見られます。',
      'Why each of the first things was chosen. The command explain shows every reason.',
    ),
    fact: text('わかったこと', 'Fact'),
    traits: text('そこの性質', 'Traits'),
    risk: text('起こりうること', 'Risk'),
    requirement: text('求められること', 'Requirement'),
    item: text('チェック項目', 'Check item'),
    party: text('担当', 'Party'),
    at: text('{name}：{rest}', '{name}: {rest}'),
    rating: text(
      '起こりやすさ{likelihood}×影響{impact}',
      'likelihood {likelihood} × impact {impact}',
    ),
    duty: text(
      '実施 {performers}／確認 {verifier}／説明 {answerable}',
      'performs {performers}; verifies {verifier}; answers {answerable}',
    ),
  },
  withoutItem: {
    heading: text('付録B　項目のない対策', 'Appendix B: measures without a check item'),
    lead: text(
      'リスクから求められるのに、どのチェック項目も問わない対策が{measures}種類、のべ{count}件あります。チェックシートだけでは見落とします。項目がない理由は、原文の記述ではなく、街守りの判断です。',
      '{measures} measures, {count} times over, that risks demand and no check item asks for. The check sheet alone would pass over them. Why there is no item is the judgement of Machimori, not of the guideline.',
    ),
    columns: [
      text('対策', 'Measure'),
      text('求められる所、実施と確認', 'Where, and who performs and verifies'),
      text('リスク', 'Risk'),
      text('項目がない理由（街守りの判断）', 'Why there is no item (our judgement)'),
    ],
    performers: text('実施 {names}', 'performed by {names}'),
    verifiers: text('確認 {names}', 'verified by {names}'),
    undecided: text('担当が決まっていません（{count}か所）', 'nobody, in {count} places'),
  },
  sources: {
    heading: text('付録C　出典とこの計画の限り', 'Appendix C: sources and limits'),
    publicHeading: text('出典とこの資料の限り', 'Sources and limits'),
    edition: text('よりどころ', 'Edition'),
    criteria: text('評価基準', 'Criteria'),
    asOf: text('計画の基準日', 'Plan as of'),
    program: text('作成したプログラム', 'Made with'),
    documents: text('参照した文書', 'Documents'),
    limits: text('この計画の限り', 'Limits'),
    ours: text(
      '要件とチェック項目の対応、リスクが当てはまる条件、評価の基準は、このプログラムの作り手の判断です。',
      'Which item answers which requirement, where a risk applies and how it is rated are the judgement of the makers of this program.',
    ),
    plain: text(
      '説明の文は、原文をわかりやすく言い換えたものです。',
      'Explanations are plainer than the source and are not quotations.',
    ),
  },

  public: {
    heading: text('{city}のスマートシティを守る取り組み', 'How {city} keeps its smart city secure'),
    intro: text(
      '{city}では、組織{organisations}が協力して、しくみ{components}を動かしています。',
      'In {city}, {organisations} organisations together run {components} systems.',
    ),
    answers: text(
      '住民のみなさんへの説明は、{promoter}が責任をもって行います。',
      '{promoter} answers to residents for the whole.',
    ),
    policy: text('守るための方針', 'Policy'),
    policies: [
      text(
        '国のガイドライン（{edition}）に沿って、対策を計画しています。',
        'Measures are planned by the national guideline ({edition}).',
      ),
      text(
        '対策ごとに、行う組織と確かめる組織を分けます。',
        'For each measure, one organisation acts and another verifies.',
      ),
      text('計画は四半期ごとに見直します。', 'The plan is reviewed every quarter.'),
      text(
        'データは、公開・限定公開・非公開に分けて扱います。',
        'Data is open, limited or closed, and handled accordingly.',
      ),
      text(
        '事故が起きたときは、関係する組織が協力して対応し、住民のみなさんに知らせます。',
        'When an incident happens, those concerned respond together and tell residents.',
      ),
    ],
    progress: text('対策の進み具合', 'Progress'),
    progressLead: text('対策の項目{count}件の状態です。', 'The state of {count} items.'),
    progressColumns: text('区分', 'Group'),
    total: text('合計', 'Total'),
    schedule: text('対策を終える予定', 'When measures are planned to be done'),
    scheduleLead: text(
      '実施済みと対象外を除く{count}件の予定です。',
      'For the {count} items that are not done yet.',
    ),
    services: text('サービスと動かす組織', 'Services and who runs them'),
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
      'This document is public. Details of the protection and the systems used to run it are left out.',
    ),
  },

  levelMarks: {
    'very-high': text('●', '●'),
    high: text('▲', '▲'),
    medium: text('■', '■'),
    low: text('○', '○'),
  } satisfies Record<RiskLevel, Text>,
  dutyStates: {
    agreed: text('取り決めあり', 'Agreed'),
    'in-house': text('自ら行う', 'In house'),
    presumed: text('取り決めがない（見込み）', 'Presumed, not agreed'),
    gap: text('担当が決まっていません', 'Nobody is in charge'),
    overlap: text('担当が重なっています', 'Two claim it'),
  } satisfies Record<DutyState, Text>,
} as const;
