import { join } from 'node:path';
import {
  checkEdition,
  compileEdition,
  diffEditions,
  formatDiff,
  showEdition,
  writeEdition,
} from '@machimori/catalogue';
import { Failure, fill, fillText, text } from '@machimori/kernel';
import { itemLabel } from '@machimori/planning';
import { type Command, formatOption } from '../command.ts';
import {
  catalogueFolder,
  currentEdition,
  editionId,
  loadEdition,
  readEditionFolder,
} from '../edition-file.ts';
import { readBytes, writeFiles } from '../files.ts';

const messages = {
  edition: text('版（なければ今の版）', 'Edition (the present one if absent)'),
  wrong: text(
    '「{edition}」に、直すところが{count}か所あります。',
    'Places to correct in “{edition}”: {count}.',
  ),
  stale: text(
    'edition.json がYAMLと一致していません。',
    'edition.json does not match the YAML files.',
  ),
  staleNext: text(
    '「./machimori catalogue compile」でつくり直してください。',
    'Make it anew with “./machimori catalogue compile”.',
  ),
  fine: text(
    '{edition}：形式、参照、件数、網羅性を確かめました。問題はありません。',
    '{edition}: schema, references, counts and coverage are proved.',
  ),
  counts: text(
    '対策要件 {requirements}、チェック項目 {checkItems}、リスク {risks}（事故 {incidentTypes}、脅威 {threats}、弱点 {vulnerabilities}）、法令・ガイドライン {references}',
    '{requirements} {requirements|requirement|requirements}, {checkItems} check {checkItems|item|items}, {risks} {risks|risk|risks} ({incidentTypes} incident {incidentTypes|type|types}, {threats} {threats|threat|threats}, {vulnerabilities} {vulnerabilities|vulnerability|vulnerabilities}), {references} {references|law|laws} and guidelines',
  ),
  ours: text(
    '街守りが書いた関係：要件と項目 {links}、リスクの当てはまる所 {anchors}、項目の答え方 {duties}',
    'Relations that are ours: requirement to item {links}, risk anchors {anchors}, item duties {duties}',
  ),
  item: text('{heading}（{label}）', '{heading} ({label})'),
  compiled: text('{path} を書き出しました。', 'Wrote {path}.'),
};

const editionOption = { edition: { type: 'string', value: 'ID', help: messages.edition } } as const;

async function compiled(id: string): Promise<{ text: string }> {
  const files = await readEditionFolder(join(catalogueFolder, id));
  const { edition, diagnostics, placeOf } = compileEdition(files);
  const problems = [...diagnostics, ...(edition ? checkEdition(edition, placeOf) : [])].filter(
    (d) => d.severity === 'error',
  );
  if (!edition || problems.length > 0)
    throw new Failure(
      'catalogue-invalid',
      fill(messages.wrong, { edition: id, count: problems.length }),
      { diagnostics: problems },
    );
  return { text: writeEdition(edition) };
}

export const catalogueCheck: Command = {
  name: 'catalogue check',
  summary: text(
    'ガイドラインのデータの形式、参照、件数、網羅性を、すべて確かめます。',
    "Proves schema, references, counts and coverage of the guideline's data.",
  ),
  takes: [],
  options: { ...editionOption, ...formatOption },
  async run(call) {
    const id = await editionId(call.option('edition') ?? currentEdition);
    const made = await compiled(id);
    const kept = new TextDecoder().decode(
      await readBytes(join(catalogueFolder, id, 'edition.json'), 64 * 1024 * 1024),
    );
    if (kept !== made.text)
      throw new Failure('catalogue-invalid', messages.stale, { next: messages.staleNext });
    const edition = await loadEdition(id);
    const counts = {
      requirements: edition.requirements.length,
      checkItems: edition.checkItems.length,
      risks: edition.risks.length,
      incidentTypes: edition.incidentTypes.length,
      threats: edition.threats.length,
      vulnerabilities: edition.vulnerabilities.length,
      references: edition.references.length,
      links: edition.requirementLinks.length,
      anchors: edition.riskAnchors.length,
      duties: edition.checkItemDuties.length,
    };
    if (call.option('format') === 'json')
      call.terminal.print(JSON.stringify({ edition: id, ok: true, counts }));
    else
      for (const message of [messages.fine, messages.counts, messages.ours])
        call.terminal.print(fill(message, { edition: id, ...counts })[call.locale]);
    return 0;
  },
};

export const catalogueShow: Command = {
  name: 'catalogue show',
  summary: text(
    'ガイドラインのデータを見せます。機械で読むときは --format json を付けます。',
    "Shows the guideline's data; with --format json as one object.",
  ),
  takes: [],
  options: { ...editionOption, ...formatOption },
  async run(call) {
    const edition = await loadEdition(call.option('edition') ?? currentEdition);
    if (call.option('format') === 'json') {
      call.terminal.print(JSON.stringify(showEdition(edition)));
      return 0;
    }
    const { locale, terminal } = call;
    terminal.print(`${edition.framework[locale]} ${edition.version}`);
    terminal.print(edition.provenance[locale]);
    for (const section of edition.sections) {
      terminal.print();
      terminal.print(`■ ${section.heading[locale]}`);
      for (const item of edition.checkItems.filter((i) => i.section === section.id))
        terminal.print(
          `  ${fillText(messages.item, { heading: item.heading, label: itemLabel(item) })[locale]}`,
        );
    }
    terminal.print();
    terminal.print(edition.notice[locale]);
    return 0;
  },
};

export const catalogueDiff: Command = {
  name: 'catalogue diff',
  summary: text(
    '二つの版を比べ、増えたもの、減ったもの、番号や言葉の変わったものを示します。',
    'Says what two editions add, remove, renumber and reword.',
  ),
  takes: ['EDITION-A', 'EDITION-B'],
  options: formatOption,
  async run(call) {
    const [a, b] = await Promise.all(call.positionals.map((id) => loadEdition(id)));
    if (!a || !b) return 1;
    const diff = diffEditions(a, b);
    if (call.option('format') === 'json') call.terminal.print(JSON.stringify(diff));
    else for (const line of formatDiff(diff)) call.terminal.print(line[call.locale]);
    return 0;
  },
};

export const catalogueCriteria: Command = {
  name: 'catalogue criteria',
  summary: text(
    '標準の評価基準を出します。写して直し、plan の --criteria で使えます。',
    'Prints the default rating criteria, to be copied, changed and given to plan with --criteria.',
  ),
  takes: [],
  options: editionOption,
  async run(call) {
    const path = join(
      catalogueFolder,
      await editionId(call.option('edition') ?? currentEdition),
      'ours',
      'criteria.yaml',
    );
    call.terminal.print(new TextDecoder().decode(await readBytes(path, 1024 * 1024)).trimEnd());
    return 0;
  },
};

export const catalogueCompile: Command = {
  name: 'catalogue compile',
  summary: text(
    'YAMLを確かめて、プログラムが読む edition.json をつくります。',
    'Checks the YAML files and writes the edition.json that the program reads.',
  ),
  takes: [],
  options: editionOption,
  async run(call) {
    const id = await editionId(call.option('edition') ?? currentEdition);
    const made = await compiled(id);
    const path = join(catalogueFolder, id, 'edition.json');
    await writeFiles([{ path, content: made.text }]);
    call.terminal.print(fill(messages.compiled, { path })[call.locale]);
    return 0;
  },
};
