import { text } from '@machimori/kernel';

/** Every word of the OSCAL documents that is not the catalogue's, the city's or the plan's. */
export const messages = {
  separator: text('、', ', '),
  andMore: text('{names} ほか{count}件', '{names} and {count} more'),
  flowName: text('{from}から{to}への流れ', 'flow from {from} to {to}'),
  handling: text('関係者限り', 'For those concerned only'),
  publicHandling: text('公開', 'Public'),

  catalog: {
    title: text(
      '{framework} {version} 対策要件とチェック項目',
      '{framework} {version}: requirements and check items',
    ),
    requirements: text('対策要件（付録C）', 'Requirements (Appendix C)'),
    checkItems: text('チェック項目（4.2）', 'Check items (4.2)'),
    risks: text('リスク（付録B）', 'Risks (Appendix B)'),
    ownWords: text(
      '識別子、見出し、関係は原典のとおりです。説明の文はMachimoriによるもので、原典の文ではありません。',
      'Ids, headings and relations are those of the source. The sentences are Machimori’s own, not the source’s.',
    ),
    ours: text(
      'Machimoriによる対応付け（原典にはありません）',
      'Related by Machimori; the source has no such relation',
    ),
    oursPlace: text(
      'Machimoriによる判断（原典にはありません）',
      'Judged by Machimori; the source does not say',
    ),
    riskProse: text(
      '起こりうること：{incident}\n\n考えられる原因：{threat}\n\n{vulnerability}',
      'What could happen: {incident}\n\nPossible cause: {threat}\n\n{vulnerability}',
    ),
    riskTitle: text('{incident}（{vulnerability}）', '{incident} ({vulnerability})'),
    order: text('{section}（{order}番目）', '{section} (entry {order})'),
  },

  mapping: {
    title: text(
      '{framework} {version} 対策要件とチェック項目の対応',
      '{framework} {version}: requirements and the check items that answer them',
    ),
    description: text(
      'どのチェック項目がどの対策要件に答えるかを示します。原典にはない対応付けで、Machimoriが二度独立に作り、違いを理由とともに決めました。',
      'Which check item answers which requirement. The source has no such relation: Machimori drew it up twice independently and settled each difference with a reason.',
    ),
    without: text(
      'チェック項目がふれていない組は次のとおりです。',
      'No check item speaks of these pairs.',
    ),
    withoutLine: text(
      '{requirement}（{category}）：{reason}',
      '{requirement} ({category}): {reason}',
    ),
  },

  profile: {
    title: text(
      '{city} 計画が選ぶ対策要件とチェック項目',
      '{city}: requirements and check items that the plan selects',
    ),
    remarks: text(
      '対策要件は{requirements}件、チェック項目は{items}件です。リスクから必要になるものと、分類だけから求められるものを分けて示します。',
      '{requirements} {requirements|requirement|requirements} and {items} check {items|item|items}. What a risk demands is kept apart from what a category alone asks.',
    ),
  },

  plan: {
    title: text('{city} スマートシティ・セキュリティ計画', '{city}: smart city security plan'),
    asOf: text('{date}時点の計画です。', 'Plan as of {date}.'),
    description: text(
      '{city}のスマートシティです。{organisations}の組織が{components}のしくみを動かし、機器は{devices}台あります。',
      'The smart city of {city}: {organisations} {organisations|organisation|organisations} {organisations|runs|run} {components} {components|system|systems} with {devices} {devices|device|devices}.',
    ),
    population: text('人口は{count}人です。', 'It has {count} {count|inhabitant|inhabitants}.'),
    status: text(
      '運用中のしくみは{running}件、計画中と構築中は{coming}件です。',
      '{running} {running|system|systems} {running|is|are} in operation; {coming} are planned or being built.',
    ),
    noData: text('扱うデータは登録されていません', 'No data set is registered'),
    noDataWhy: text(
      '街の説明にデータがありません。登録すると、ここに種類と影響の大きさが載ります。',
      'The description of the city holds no data set. Once it does, kinds and impacts stand here.',
    ),
    data: text(
      '持ち主：{owner}。公開の区分：{disclosure}。',
      'Owner: {owner}. Disclosure: {disclosure}.',
    ),
    dataPersonal: text('個人にかかわる種類：{kinds}。', 'Personal data: {kinds}.'),
    dataSubjects: text('本人：{who}。', 'About: {who}.'),
    dataSubjectsCount: text(
      '本人：{who}（{count}人）。',
      'About: {who} ({count} {count|person|people}).',
    ),
    impactFips: text(
      '影響の大きさは、計画の基準による1から5の値です。OSCALの三段階へは、1と2を低、3を中、4と5を高として移しました。',
      'Impact is a value of 1 to 5 by the plan’s criteria. For OSCAL’s three levels 1 and 2 count as low, 3 as moderate, 4 and 5 as high.',
    ),
    control: text(
      '実装予定時期と実装方法は、チェック項目の行ごとに書きます。対策要件は、行う場所ごとに書きます。',
      'Planned date and implementation stand with each line of the check sheet; requirements stand with each place where they are met.',
    ),
    controlByLine: text(
      '大きな街のため、対策要件はチェック項目の行にまとめました。どの行も答えない要件だけを、場所ごとに書きます。対策要件と場所の組は{placed}件、行は{lines}件です。すべてはplan.jsonにあります。',
      'In a city of this size requirements are gathered by the lines of the check sheet; only those that no line answers stand with their places. There are {placed} pairs of requirement and place and {lines} {lines|line|lines}. plan.json holds them all.',
    ),
  },

  boundary: {
    scope: text(
      '{city}のスマートシティを成す{components}件のしくみ、{flows}件のデータの流れ、{contracts}件の契約を範囲とします。',
      'The {components} {components|system|systems}, {flows} data {flows|flow|flows} and {contracts} {contracts|contract|contracts} that make up the smart city of {city}.',
    ),
    runs: text('組織ごとに動かすしくみ：', 'What each organisation runs:'),
    runsLine: text('{organisation}：{components}', '{organisation}: {components}'),
    outside: text('範囲の外にあってつながるもの：{systems}', 'Outside, and connected: {systems}'),
    noOutside: text(
      '範囲の外とのつながりは登録されていません。',
      'No connection to anything outside is registered.',
    ),
    contracts: text('契約で定めた責任分界点：', 'Responsibility boundaries that contracts set:'),
    performs: text(
      '{contract}：{subject}（{aspect}）は{organisation}が行います。',
      '{contract}: {organisation} performs for {subject} ({aspect}).',
    ),
    clausePerforms: text(
      '{contract}：「{clause}」の条項により、{requirements}は{organisation}が行います。',
      '{contract}: by its clause “{clause}”, {organisation} performs {requirements}.',
    ),
    silent: text(
      '{contract}：責任分界点の定めがありません。',
      '{contract}: says nothing about where responsibility changes hands.',
    ),
    more: text('ほかに{count}件あります。', '{count} more.'),
    flows: text('データは次のように流れます。', 'Data flows as follows.'),
    flowLine: text(
      '{from}から{to}：{data}（{protocol}、目的：{purpose}）',
      '{from} to {to}: {data} ({protocol}; purpose: {purpose})',
    ),
  },

  component: {
    city: text(
      '{city}全体。街として一度だけ行うことを、ここに書きます。',
      '{city} as a whole: what is done once for the city.',
    ),
    organisation: text(
      '{name}。組織として行うことを、ここに書きます。',
      '{name}: what the organisation does as such.',
    ),
    contract: text(
      '{principal}と{contractor}の{kind}。',
      '{kind} between {principal} and {contractor}.',
    ),
    contractTerm: text('期間：{start}から{end}。', 'Term: {start} to {end}.'),
    open: text('定めなし', 'not stated'),
    plain: text(
      '{kind}。持ち主：{owner}。動かす組織：{operator}。',
      '{kind}. Owner: {owner}. Operator: {operator}.',
    ),
    external: text('範囲の外にある{kind}。', '{kind}, outside the boundary.'),
    flow: text(
      '{from}から{to}へ{data}を送ります。目的：{purpose}。',
      'Sends {data} from {from} to {to}. Purpose: {purpose}.',
    ),
    noData: text('データ', 'data'),
    inventory: text('{name}：{count}台。', '{name}: {count} {count|device|devices}.'),
    accounts: text('{component}のアカウント（{kind}）', 'Accounts of {component} ({kind})'),
    accountsText: text(
      '{total}件。持ち主のいないもの{orphaned}件、長く使われていないもの{dormant}件。',
      '{total} {total|account|accounts}: {orphaned} without an owner, {dormant} long unused.',
    ),
  },

  contact: text('連絡先（{purpose}）：{post}', 'Contact ({purpose}): {post}'),

  roles: {
    performer: text('実施', 'Performs'),
    verifier: text('確認', 'Verifies'),
    answerable: text('住民への説明', 'Answers to residents'),
    respondent: text('チェック項目への回答', 'Answers the check item'),
    owner: text('持ち主', 'Owner'),
    operator: text('日々動かす組織', 'Operator'),
    supplier: text('供給する組織', 'Supplier'),
    principal: text('委託元', 'Principal'),
    contractor: text('委託先', 'Contractor'),
    'prepared-by': text('計画を作る組織', 'Prepares the plan'),
  },

  line: {
    noStatement: text(
      '実装方法はまだ書かれていません。',
      'How it is implemented has not been written yet.',
    ),
    planned: text('実装予定時期：{raw}', 'Planned date: {raw}'),
    proposed: text(
      '実装予定時期：{raw}（計画による提案）',
      'Planned date: {raw} (proposed by the plan)',
    ),
    state: text('状態：{state}。{planned}', 'State: {state}. {planned}'),
    placed: text('「{heading}」を{place}で行います。', '“{heading}”, at {place}.'),
    byRisk: text(
      '{count}件の起こりうることから必要になります。',
      'Demanded by {count} {count|thing|things} that could happen.',
    ),
    byFinding: text(
      '確認された弱いところから必要になります。',
      'Demanded by a confirmed weakness.',
    ),
    byCategory: text('分類から求められます。', 'Asked by the category alone.'),
    gathered: text(
      '「{heading}」を{places}か所で行います。うち{answered}か所はチェック項目の行で答えます。',
      '“{heading}”, in {places} {places|place|places}; lines of the check sheet answer {answered} of them.',
    ),
  },

  poam: {
    title: text('{city} 行動計画', '{city}: plan of action and milestones'),
    finding: text('{kind}：{subject}', '{kind}: {subject}'),
    observed: text('{date}に確認', 'Seen on {date}'),
    derived: text(
      '街の説明から{date}時点で分かること',
      'Known from the description of the city as of {date}',
    ),
    target: text('「{heading}」がまだ満たされていません。', '“{heading}” is not yet met.'),
    first: text('最初に行うこと：{step}', 'First step: {step}'),
    rank: text(
      '最初に行う{count}件のうち{rank}番目です。',
      'Number {rank} of the {count} {count|thing|things} to do first.',
    ),
    row: text('{heading}（{label}、{organisation}）', '{heading} ({label}, {organisation})'),
    rowText: text(
      '{organisation}が、{count}か所で答えます：{subjects}。',
      '{organisation} answers it in {count} {count|place|places}: {subjects}.',
    ),
    rowStatement: text(
      '備えがないと起こりうること：{incidents}。',
      'What could happen without it: {incidents}.',
    ),
    rowStatementNone: text(
      'この項目が守るところに、高いリスクがあります。',
      'There is a high risk where this item protects.',
    ),
    milestone: text('{heading}（{raw}）', '{heading} ({raw})'),
    actionMilestone: text('{title}（{date}まで）', '{title} (by {date})'),
    performers: text('行う組織：{organisations}。', 'Performed by {organisations}.'),
    nothing: text('優先して行うことはありません', 'Nothing to do first'),
    nothingWhy: text(
      '計画に、確認された弱いところも、高いリスクの行もありません。',
      'The plan holds neither a confirmed weakness nor a line of high risk.',
    ),
    tool: text(
      '街の説明とガイドラインから計画を作るプログラムです。',
      'The program that makes the plan from the city’s description and the guideline.',
    ),
  },
} as const;
