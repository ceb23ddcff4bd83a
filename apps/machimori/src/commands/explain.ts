import { nearestWord } from '@machimori/city';
import { Failure, fill, type Locale, type Text, text } from '@machimori/kernel';
import { type ExplainedEdge, PlanGraph, planCity } from '@machimori/planning';
import { readCityToPlan } from '../city-file.ts';
import { type Command, formatOption } from '../command.ts';
import { loadEdition } from '../edition-file.ts';
import { version } from '../version.ts';
import { asOfDay } from './plan.ts';

const messages = {
  because: text('なぜあるか', 'Because of'),
  leadsTo: text('何につながるか', 'Leads to'),
  nothing: text('（ありません）', '(nothing)'),
  more: text('ほか{count}件（--all ですべて表示）', '{count} more (--all shows them)'),
  unknown: text(
    '「{id}」は、この計画とガイドラインのデータにありません。',
    '“{id}” is neither in this plan nor in the guideline.',
  ),
  ids: text(
    'idは、報告書の付録A、チェックシートの対応ID、plan.json にあります。',
    'Ids are in Appendix A of the report, in the id column of the check sheet and in plan.json.',
  ),
  also: text('同じ名前のもの: {ids}', 'Of the same name: {ids}'),
  near: text('近いもの: {nearest}', 'Near: {nearest}'),
  all: text('すべてのつながりを表示する', 'Show every link'),
};

/** What a node is called for people. */
const kinds: Readonly<Record<string, Text>> = {
  city: text('都市', 'city'),
  organisation: text('組織', 'organisation'),
  contract: text('契約', 'contract'),
  component: text('しくみ', 'component'),
  externalSystem: text('外部のしくみ', 'external system'),
  dataSet: text('データ', 'data set'),
  flow: text('データの流れ', 'flow'),
  trait: text('特徴', 'trait'),
  incidentType: text('想定される事故', 'incident type'),
  threat: text('脅威', 'threat'),
  vulnerability: text('弱点', 'vulnerability'),
  risk: text('リスク', 'risk'),
  requirement: text('対策要件', 'requirement'),
  checkItem: text('チェック項目', 'check item'),
  reference: text('法令・ガイドライン', 'law or guideline'),
  measure: text('対策例', 'measure'),
  findingKind: text('弱点の種類', 'kind of finding'),
  finding: text('わかっている弱点', 'finding'),
  accounts: text('アカウントのまとめ', 'summary of accounts'),
  weakness: text('調べた弱点', 'weakness looked for'),
  rule: text('きまり', 'rule'),
  scenario: text('起こりうること', 'risk scenario'),
  placedRequirement: text('求められる対策', 'requirement at its place'),
  line: text('チェックシートの行', 'check sheet line'),
  riskGroup: text('起こりうることのまとまり', 'group of risks'),
  sheetRow: text('組織が答える項目', 'item as an organisation answers it'),
  contractNote: text('契約の注意点', 'contract note'),
  action: text('はじめにすること', 'first action'),
};

const shown = 20;

export const explain: Command = {
  name: 'explain',
  summary: text(
    '計画の項目が、何から来て何につながるかを、両方向にたどります。',
    'Follows the links of anything in a plan, both ways.',
  ),
  takes: ['CITY', 'ID'],
  options: {
    'as-of': {
      type: 'string',
      value: 'DAY',
      help: text('計画の基準日', 'The day the plan is made for'),
    },
    all: { type: 'boolean', help: messages.all },
    ...formatOption,
  },
  async run(call) {
    const { terminal, locale } = call;
    const [path, id] = call.positionals as [string, string];
    const edition = await loadEdition();
    const city = await readCityToPlan(path, edition, terminal);
    const graph = new PlanGraph(
      planCity({ city, edition, asOf: asOfDay(call), version }),
      edition,
      city,
    );
    const found = graph.explain(id);
    if (!found) {
      const nearest = nearestWord(id, graph.ids());
      throw new Failure('not-found', fill(messages.unknown, { id }), {
        next: nearest === undefined ? messages.ids : fill(messages.near, { nearest }),
      });
    }
    if (call.option('format') === 'json') {
      terminal.print(JSON.stringify(found, null, 1));
      return 0;
    }
    terminal.print(
      `${kinds[found.node.kind]?.[locale] ?? found.node.kind}: ${found.node.name[locale]}`,
    );
    terminal.print(`  ${found.node.id}`);
    if (found.also.length > 0)
      terminal.print(`  ${fill(messages.also, { ids: found.also.join(' ') })[locale]}`);
    if (found.node.detail) terminal.print(`  ${found.node.detail[locale]}`);
    for (const [title, edges] of [
      [messages.because, found.because],
      [messages.leadsTo, found.leadsTo],
    ] as const) {
      terminal.print();
      terminal.print(`■ ${title[locale]}`);
      for (const line of edgeLines(edges, locale, call.flag('all'))) terminal.print(line);
    }
    return 0;
  },
};

function edgeLines(edges: readonly ExplainedEdge[], locale: Locale, all: boolean): string[] {
  if (edges.length === 0) return [`  ${messages.nothing[locale]}`];
  const byKind = new Map<string, ExplainedEdge[]>();
  const distinct = [...new Map(edges.map((edge) => [edge.to.id, edge])).values()];
  for (const edge of distinct)
    byKind.set(edge.to.kind, [...(byKind.get(edge.to.kind) ?? []), edge]);
  return [...byKind].flatMap(([kind, its]) => {
    const kept = all ? its : its.slice(0, shown);
    const lines = kept.map(({ to }) => `    ${to.name[locale]}  [${to.id}]`);
    if (kept.length < its.length)
      lines.push(`    ${fill(messages.more, { count: its.length - kept.length })[locale]}`);
    return [`  ${kinds[kind]?.[locale] ?? kind}`, ...lines];
  });
}
