import type { RiskLevel } from '@machimori/catalogue';
import { type Text, text } from '@machimori/kernel';
import { type Action, dutyStateWords, selfCheckWord } from '@machimori/planning';
import { publicMessages } from './public-messages.ts';

/** Every word of the report that is not the catalogue's, the city's or the plan's. Rules: CONTRIBUTING.md and GLOSSARY.md; words that are refused: test/report/messages.test.ts. */
export const messages = {
  title: text('スマートシティ・セキュリティ計画書', 'Smart city security plan'),
  publicTitle: text('スマートシティ・セキュリティの取り組み', 'How the smart city is kept secure'),
  handling: text('関係者限り', 'Restricted to those concerned'),
  publicHandling: text('公開', 'Public'),
  asOf: text('{date}（{year}）時点', 'As of {date} ({year})'),
  page: text('ページ', 'page'),
  contents: text('目次', 'Contents'),
  dayAndYear: text('{date}　{year}', '{date} ({year})'),
  editionDraft: text('{name} 第{version}版（案）', '{name}, version {version} (draft)'),
  editionFinal: text('{name} 第{version}版', '{name}, version {version}'),
  withNames: text('{words}（{names}）', '{words} ({names})'),
  listSeparator: text('、', ', '),
  sentenceGap: text('', ' '),
  andMore: text('{names} ほか{count}件', '{names} and {count} more'),
  restInPlan: text(
    'ほかに{count}件あります。すべてを、この報告書と同じフォルダーの plan.json に記しています。',
    '{count} more are recorded in plan.json, in the same folder as this report.',
  ),
  restInSheet: text(
    'ほかに{count}件あります。すべてを、フォルダー check-sheets の組織ごとのチェックシートに記しています。',
    '{count} more are listed in each organisation’s check sheet, in the folder check-sheets.',
  ),
  undecided: text('担当が決まっていません', 'Nobody is responsible'),
  undecidedShort: text('未定', 'undecided'),
  itself: selfCheckWord,
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
      '{organisations} {organisations|organisation|organisations} and {components} {components|system|systems} make up {city}.',
    ),
    devices: text(
      'つながる機器は{devices}台です。',
      '{devices} {devices|device|devices} {devices|is|are} connected to them.',
    ),
    findings: text('弱いところが{count}件、確認されています。', 'Confirmed weaknesses: {count}.'),
    noFindings: text(
      '確認された弱いところは、いまのところありません。',
      'No weakness has been confirmed so far.',
    ),
    gaps: text(
      '担当が決まっていない対策が{count}件、{places}か所にあります。',
      'Measures for which nobody is responsible: {count}, in {places} {places|place|places}.',
    ),
    noGaps: text(
      'どの対策も、担当が決まっています。',
      'Every measure has somebody responsible for it.',
    ),
    overlaps: text(
      '担当が重なっている対策が{count}件あります。',
      'Measures claimed by more than one organisation: {count}.',
    ),
    scenarios: text(
      '起こりうることを{count}件調べました。うち{high}件は、リスクが高いものです。',
      'We examined {count} {count|thing|things} that could happen; {high} of them carry a high risk.',
    ),
  },
  tiles: {
    findings: text('確認された弱いところ', 'Confirmed weaknesses'),
    gaps: text('担当が決まっていない対策', 'Measures with nobody responsible'),
    scenarios: text('起こりうること', 'Things that could happen'),
    scenariosNote: text('うち高いもの {high}件', '{high} at high risk'),
    lines: text('対策の項目', 'Check items to carry out'),
    linesNote: text('実施済み {done}件', '{done} done'),
    notes: text('契約で直すこと', 'Contract changes needed'),
    laws: text('当てはまる法令など', 'Laws and guidelines'),
    unit: text('件', ''),
    urgentNote: text('急ぐもの {urgent}件', '{urgent} urgent'),
    placesNote: text('{places}か所', 'places: {places}'),
    contractsNote: text('契約 {contracts}件', 'contracts: {contracts}'),
    lawsNote: text('うち法令 {laws}件', 'of which laws: {laws}'),
  },
  week: {
    heading: text('今週手を付ける3つ', 'Three things to start this week'),
    few: text('今週手を付けること', 'To start this week'),
    until: text('{date}まで', 'by {date}'),
  },
  asks: {
    heading: text('お願いしたいこと', 'What we ask of you'),
    gaps: text(
      '担当を決める場を、{date}までに設けてください。',
      'Please bring those concerned together by {date} to decide who is responsible.',
    ),
    gapsNote: text('決まっていないところ：{names}', 'Not yet decided for: {names}'),
    contracts: text(
      '契約{count}件の見直しを、担当部署に指示してください。',
      'Please instruct the departments concerned to revise the contracts (number: {count}).',
    ),
    contractsNote: text('内容は「契約で直すこと」にあります。', 'See “Contracts to amend”.'),
    budget: text(
      '{year}に行う対策{count}件を、予算要求で取り上げてください。',
      'Please include the measures due in {year} (number: {count}) in the budget request.',
    ),
    budgetNote: text('内容は「組織ごとの項目」にあります。', 'See “Items by organisation”.'),
    review: text(
      '計画は四半期ごとに見直します。次の報告は{date}です。',
      'This plan is reviewed every quarter. The next report is due on {date}.',
    ),
  },

  guide: {
    heading: text('この計画書の読み方', 'How to read this plan'),
    levels: text('リスクの高さ', 'Level of risk'),
    levelsNote: text(
      '起こりやすさ（1〜5）と影響の大きさ（1〜5）を掛けて決めます。「―」は、リスクによらず、どの街にも求められる項目です。',
      'Likelihood (1 to 5) multiplied by impact (1 to 5). “―” marks items asked of every city, whatever its risks.',
    ),
    levelRange: text('{from}〜{to}', '{from} to {to}'),
    words: text('ことば', 'Words'),
    wordList: [
      [
        text('しくみ', 'System'),
        text(
          'サービス、都市OS、機器、ネットワークなどをまとめて呼ぶことばです。',
          'Any service, city OS, group of devices, network or the like.',
        ),
      ],
      [
        text('実施', 'Performs'),
        text('その対策を行う組織です。', 'The organisation that carries out the measure.'),
      ],
      [
        text('確認', 'Verifies'),
        text(
          '行われたかを確かめる組織です。行う組織とは別にします。',
          'The organisation that checks that it was done; never the one that did it.',
        ),
      ],
      [
        text('住民への説明', 'Answers to residents'),
        text(
          '住民に対して責任をもって説明する組織です。',
          'The organisation that accounts to residents.',
        ),
      ],
      [
        text('もし…', 'If …'),
        text(
          '「もし」で始まる文は、まだ確かめていない弱いところです。',
          'A sentence that begins with “If” describes a weakness that has not been confirmed.',
        ),
      ],
    ] satisfies readonly (readonly [Text, Text])[],
    handlingNote: text('取り扱いの区分：{handling}', 'Handling: {handling}'),
  },

  actions: {
    heading: text('はじめに行う{count}のこと', 'The first {count} {count|thing|things} to do'),
    lead: text(
      '上から順に進めます。期限は、最初の一歩を終える日です。',
      'Work from the top down. Each date is for the first step.',
    ),
    step: text('最初の一歩', 'First step'),
    who: text('担当', 'Responsible:'),
    until: text('期限', 'by'),
    horizon: {
      week: text('1週間以内', 'Within a week'),
      month: text('1か月以内', 'Within a month'),
      half: text('計画の時期に', 'As planned'),
      year: text('年度内に', 'This fiscal year'),
    } satisfies Record<Action['horizon'], Text>,
  },
  findings: {
    heading: text('確認された弱いところ', 'Confirmed weaknesses'),
    lead: text(
      '記録された事実です。推測は入っていません。',
      'These are recorded facts; nothing here is estimated.',
    ),
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
      '{count} {count|thing|things} that could happen, by likelihood and impact.',
    ),
    note: text(
      'ます目の数は件数です。色の濃さと中のことばが、リスクの高さを表します。',
      'Each cell shows a count; its shade and wording show the level of risk.',
    ),
    likelihood: text('起こりやすさ', 'Likelihood'),
    impact: text('影響の大きさ', 'Impact'),
    scale: text('段階の意味', 'What each step means'),
    countUnit: text('件', ''),
    alt: text(
      '起こりやすさと影響の大きさで分けた、起こりうることの件数の表',
      'Table of how many things could happen, by likelihood and impact',
    ),
  },
  risks: {
    heading: text('起こりうること', 'What could happen'),
    lead: text(
      'リスクを{count}のまとまりで示します。確認された弱いところがあるものが先です。',
      'Groups of risks: {count}. Those with a confirmed weakness come first.',
    ),
    where: text('起こりうるところ', 'Where'),
    confirmed: text('弱点あり', 'Weakness confirmed'),
    moreFacts: text('ほかに{count}件が確認されています。', 'Confirmed besides these: {count}.'),
    source: text('ガイドラインの見出し：{heading}', 'In the guideline: {heading}'),
    moreWeaknesses: text(
      'ほかに{count}件の弱いところが考えられます。explain に「{id}」を渡すと、すべて見られます。',
      'Possible weaknesses besides these: {count}. The command explain lists them all for “{id}”.',
    ),
  },
  picture: {
    heading: text('しくみとデータの流れ', 'Systems and the flow of data'),
    lead: text(
      '横の帯が、しくみを動かす組織です。線は、データの流れです。',
      'Each band is an organisation that runs systems; each line is a flow of data.',
    ),
    leadByRole: text(
      '横の帯が、組織の役割です。線は、データの流れです。',
      'Each band is a role that organisations have; each line is a flow of data.',
    ),
    gathered: {
      organisation: text(
        'しくみが{count}あるため、組織ごとにまとめて描いています。',
        'With {count} {count|system|systems} in the city, they are drawn by organisation.',
      ),
      kind: text(
        'しくみが{count}あるため、役割と種類ごとにまとめて描いています。',
        'With {count} {count|system|systems} in the city, they are drawn by role and kind.',
      ),
    },
    alt: text(
      '組織ごとの帯に並べたしくみと、その間のデータの流れの図。内容は次の表と同じです。',
      'Systems in bands by organisation, and the data that flows between them; the table below gives the same content.',
    ),
    classes: {
      open: text('オープン', 'Open'),
      limited: text('限定公開', 'Limited'),
      closed: text('クローズド', 'Closed'),
      none: text('データの記載なし', 'No data recorded'),
    },
    agreed: text('責任分界点の定めがある', 'Responsibility boundary agreed'),
    silent: text('責任分界点の定めがない', 'No responsibility boundary agreed'),
    outside: text('市の外', 'Outside the city'),
    systems: text('しくみ {count}', '{count} {count|system|systems}'),
    devices: text('{count}台', '{count}'),
    table: text('データの流れの一覧', 'List of data flows'),
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
      'Who performs, verifies and answers to residents, by system and family of requirements.',
    ),
    duties: [
      text('実施', 'Performs'),
      text('確認', 'Verifies'),
      text('説明', 'Answers'),
      text('回答', 'Sheet'),
    ],
    sheet: text(
      '「回答」は、チェックシートに答える組織です。実施する組織と違うところだけに出ます。',
      '“Sheet” is who answers the check sheet, shown only where that is not who performs.',
    ),
    system: text('しくみ', 'System'),
    short: text('略称', 'Abbreviations'),
    gapKey: text('赤い「未定」：担当が決まっていません', 'Red “undecided”: nobody is responsible'),
    presumedKey: text(
      '斜線：行うと見込まれるが、取り決めがない',
      'Hatched: expected to do it, but nothing has been agreed',
    ),
    overlapKey: text('橙の枠：担当が重なっています', 'Orange frame: claimed by more than one'),
    plainKey: text(
      '白：取り決めがある、または自ら行う',
      'White: agreed, or done by the owner itself',
    ),
    other: text(
      '組織・契約・街全体の分担は、組織ごとの項目にあります。',
      'For organisations, contracts and the city as a whole, see “Items by organisation”.',
    ),
    selfChecks: {
      'other-department': text(
        '「自己確認」は、別の部署（{by}）が確かめます。',
        'A self-check is made by another department ({by}).',
      ),
      signed: text(
        '「自己確認」は、{by}が{on}に署名しています。',
        'A self-check is signed by {by} ({on}).',
      ),
    },
    selfCheckUnsettled: text(
      '「自己確認」は、別の部署に頼むか、署名して残すかを決めます。',
      'For self-checks, decide whether another department makes them or they are signed for.',
    ),
    several: text('{count}者', '{count} parties'),
  },
  items: {
    heading: text('組織ごとの項目', 'Items by organisation'),
    lead: text(
      '各組織が答える項目です。期限は、根拠のある案です。',
      'The items that each organisation answers. Unless the city has set them, dates are proposals.',
    ),
    columns: [
      text('項目', 'Item'),
      text('どこで', 'Where'),
      text('リスク', 'Risk'),
      text('実装予定時期', 'Planned for'),
      text('状態', 'State'),
    ],
    count: text('{count}項目', '{count} {count|item|items}'),
    organisationCount: text('{roles}｜{count}項目', '{roles} | {count} {count|item|items}'),
    restOrganisations: text(
      'ほかに{count}組織の項目があります。フォルダー check-sheets の組織ごとのチェックシートにあります。',
      'The items of {count} more {count|organisation|organisations} {count|is|are} in their check sheets, in the folder check-sheets.',
    ),
    counted: text('{state} {count}件', '{state}: {count}'),
  },
  contracts: {
    heading: text('契約で直すこと', 'Contracts to amend'),
    lead: text(
      '契約に足りないことと、直し方です。',
      'What is missing from contracts, and how to put it right.',
    ),
    columns: [
      text('契約', 'Contract'),
      text('足りないこと', 'What is missing'),
      text('直し方', 'What to do'),
    ],
  },
  laws: {
    heading: text('当てはまる法令とガイドライン', 'Laws and guidelines that apply'),
    lead: text(
      '街の事実から当てはまるものを挙げました。最終の判断は、法務の担当が行います。',
      'Listed on the basis of the facts recorded for the city. The final decision is for legal staff.',
    ),
    columns: [
      text('名称', 'Name'),
      text('当てはまる理由', 'Why it applies'),
      text('確かめた時点', 'Checked as of'),
    ],
    law: text('法令', 'Law'),
    guideline: text('ガイドライン', 'Guideline'),
    article: text('{cited}（現在は{today}）', '{cited} (now {today})'),
    articleAsPrinted: text(
      '{cited}（原文のまま。正しくは{today}）',
      '{cited} (as printed; properly {today})',
    ),
  },
  measures: {
    heading: text('標準対策と推奨対策', 'Standard and recommended measures'),
    lead: text(
      'ガイドライン3.3節の対策です。',
      'The measures set out in section 3.3 of the guideline.',
    ),
    standard: text(
      '標準対策（どの街にも求められるもの）',
      'Standard measures (asked of every city)',
    ),
    recommended: text(
      '推奨対策（この街に合うもの）',
      'Recommended measures (those that suit this city)',
    ),
    columns: [
      text('対策', 'Measure'),
      text('チェック項目', 'Check items'),
      text('この街に合う理由', 'Why it suits this city'),
    ],
    askedBy: text('次の事例に共通の対策です：{cases}', 'Asked for in these cases: {cases}'),
    caseNamed: text('{section}「{heading}」', '{section} “{heading}”'),
    noRecommended: text(
      'この街に当てはまる推奨対策はありません。',
      'None of the recommended measures applies to this city.',
    ),
  },
  reasons: {
    noRisk: text(
      'この弱点に直接つながるリスクの行は、ガイドラインにありません。',
      'No risk in the guideline leads directly to this weakness.',
    ),
    heading: text('付録A　理由のたどり方', 'Appendix A: Reasons'),
    lead: text(
      'はじめに行うことが、なぜ選ばれたかをたどります。すべての理由は explain コマンドで見られます。',
      'Why each of the first things to do was chosen. The command explain shows every reason.',
    ),
    fact: text('わかったこと', 'Finding'),
    traits: text('そこの性質', 'Traits'),
    risk: text('起こりうること', 'Risk'),
    requirement: text('求められること', 'Requirement'),
    item: text('チェック項目', 'Check item'),
    party: text('担当', 'Responsible'),
    at: text('{name}：{rest}', '{name}: {rest}'),
    rating: text(
      '起こりやすさ{likelihood}×影響{impact}',
      'likelihood {likelihood} × impact {impact}',
    ),
    duty: text(
      '実施 {performers}／確認 {verifier}／説明 {answerable}',
      'performed by {performers}; verified by {verifier}; answerable to residents: {answerable}',
    ),
    sheet: text('／シートへの回答 {name}', '; check sheet answered by {name}'),
  },
  withoutItem: {
    heading: text('付録B　項目のない対策', 'Appendix B: Measures without a check item'),
    lead: text(
      'リスクから求められるのに、どのチェック項目も問わない対策が{measures}種類、のべ{count}件あります。チェックシートだけでは見落とします。項目がない理由は、原文の記述ではなく、街守りの判断です。',
      'Risks call for these measures, but no check item asks for them: {measures} {measures|measure|measures}, {count} {count|place|places} in all. The check sheet alone would miss them. The reasons given for the lack of an item are Machimori’s judgement, not the guideline’s.',
    ),
    columns: [
      text('対策', 'Measure'),
      text('求められる所、実施と確認', 'Where it is needed; who performs and verifies'),
      text('リスク', 'Risk'),
      text('項目がない理由（街守りの判断）', 'Why there is no item (our judgement)'),
    ],
    performers: text('実施 {names}', 'performed by {names}'),
    verifiers: text('確認 {names}', 'verified by {names}'),
    undecided: text('未定（{count}か所）', 'undecided in {count} {count|place|places}'),
  },
  sources: {
    heading: text('付録C　出典とこの計画の限り', 'Appendix C: Sources and limits'),
    publicHeading: text('出典とこの資料の限り', 'Sources and limits'),
    edition: text('よりどころ', 'Guideline'),
    criteria: text('評価基準', 'Criteria'),
    asOf: text('計画の基準日', 'Date of the plan'),
    program: text('作成したプログラム', 'Produced with'),
    documents: text('参照した文書', 'Documents consulted'),
    limits: text('この計画の限り', 'Limits'),
    ours: text(
      '要件とチェック項目の対応、リスクが当てはまる条件、評価の基準は、このプログラムの作り手の判断です。',
      'The links between requirements and check items, the conditions under which a risk applies and the rating criteria are the judgement of the makers of this program.',
    ),
    plain: text(
      '説明の文は、原文をわかりやすく言い換えたものです。',
      'Explanations restate the source in plainer words; they are not quotations.',
    ),
  },

  public: publicMessages,

  levelMarks: {
    'very-high': text('●', '●'),
    high: text('▲', '▲'),
    medium: text('■', '■'),
    low: text('○', '○'),
  } satisfies Record<RiskLevel, Text>,
  dutyStates: dutyStateWords,
} as const;
