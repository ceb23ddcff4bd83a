import { type CheckGroup, roleIds, text } from '@machimori/kernel';
import type { Edition, Source } from './edition.ts';
import type { EditionPath } from './edition-place.ts';
import { kinds } from './entry-kinds.ts';
import { idsOf, type Problems, repeated } from './problems.ts';

const groupNames: Readonly<Record<CheckGroup, string>> = {
  governance: 'ガバナンス',
  service: 'サービス',
  'city-os': '都市OS',
  asset: 'アセット',
  'supply-chain': 'サプライチェーン',
  'incident-response': 'インシデント対応',
  'data-exchange': 'データ連携',
};

/** Every id is unique and every reference inside what the sources say leads somewhere. */
export function checkReferences(edition: Edition, problems: Problems): void {
  checkUniqueIds(edition, problems);
  checkSources(edition, problems);
  checkSheet(edition, problems);
  checkRisks(edition, problems);
  checkUseCases(edition, problems);
  checkCases(edition, problems);
  checkFigure(edition, problems);
  checkSlides(edition, problems);
  problems.eachKnown(
    ['umbrella', 'members'],
    edition.umbrella.members,
    idsOf(edition.roles),
    kinds.role,
  );
  const roles = idsOf(edition.roles);
  for (const role of roleIds) problems.known(['roles'], role, roles, kinds.role);
}

function checkUniqueIds(edition: Edition, problems: Problems): void {
  const lists: [string, readonly { readonly id?: string }[]][] = Object.entries(edition).filter(
    ([, value]) => Array.isArray(value),
  );
  lists.push(['cases', edition.cases.flatMap((c) => c.measures)]);
  lists.push(['classificationAxes', edition.classificationAxes.flatMap((axis) => axis.classes)]);
  for (const [property, list] of lists) {
    for (const id of repeated(
      list.flatMap((entry) => (entry.id === undefined ? [] : [entry.id])),
    )) {
      problems.add([property], text(`idの「${id}」が二度あります。`, `The id ${id} stands twice.`));
    }
  }
}

/** Documents exist; within a document and section the order of a list's entries counts 1, 2, 3 … */
function checkSources(edition: Edition, problems: Problems): void {
  const documents = idsOf(edition.documents);
  for (const [property, list] of Object.entries(edition)) {
    if (!Array.isArray(list)) continue;
    const places: string[] = [];
    list.forEach((entry: { readonly source?: Source }, i) => {
      if (entry.source === undefined) return;
      const { document, section, order } = entry.source;
      problems.known([property, i, 'source'], document, documents, kinds.document);
      places.push(`${document} ${section} ${order ?? ''}`);
    });
    for (const place of repeated(places)) {
      problems.add(
        [property],
        text(`出典の「${place}」が二度あります。`, `Two entries name the source ${place}.`),
      );
    }
  }
  for (const property of [
    'checkItems',
    'requirements',
    'families',
    'incidentTypes',
    'threats',
    'vulnerabilities',
    'risks',
    'references',
    'roles',
    'informationAssets',
    'deviceRequirements',
    'deviceMeans',
    'dataKinds',
  ] as const) {
    edition[property].forEach((entry, i) => {
      if (entry.source?.order !== i + 1) {
        problems.add(
          [property, i, 'source', 'order'],
          text('出典の順番と並びが合いません。', 'The order in the source is not its place here.'),
          text(String(i + 1), String(i + 1)),
        );
      }
    });
  }
}

function checkSheet(edition: Edition, problems: Problems): void {
  const sections = new Map(edition.sections.map((section) => [section.id, section]));
  const families = idsOf(edition.families);
  edition.checkItems.forEach((item, i) => {
    const section = sections.get(item.section);
    problems.known(['checkItems', i, 'section'], item.section, sections, kinds.section);
    if (section === undefined) return;
    const isView = section.id === section.group;
    const number = Number(item.id.slice(item.section.length + 1));
    const circled = (n: number): string => String.fromCodePoint(0x2460 + n - 1);
    const label = `${groupNames[item.group]}${isView ? circled(number) : `${circled(section.number)}-${number}`}`;
    if (section.group !== item.group || !item.id.startsWith(`${item.section}-`)) {
      problems.add(
        ['checkItems', i],
        text('項目のid、節、分類が合いません。', 'Id, section and group of the item disagree.'),
      );
    } else if (item.label !== label) {
      problems.add(
        ['checkItems', i, 'label'],
        text('項目名がidと合いません。', 'The label does not match the id.'),
        text(label, label),
      );
    }
  });
  for (const label of repeated(edition.checkItems.map((item) => item.label))) {
    problems.add(
      ['checkItems'],
      text(`項目名「${label}」が二度あります。`, `${label} stands twice.`),
    );
  }
  edition.requirements.forEach((requirement, i) => {
    problems.known(['requirements', i, 'family'], requirement.family, families, kinds.family);
    if (!requirement.id.startsWith(`CPS.${requirement.family}-`)) {
      problems.add(
        ['requirements', i, 'family'],
        text('分類がidと合いません。', 'The family does not match the id.'),
      );
    }
    const both = requirement.suggestedCategories?.filter((c) => requirement.categories.includes(c));
    if (both !== undefined && both.length > 0) {
      problems.add(
        ['requirements', i, 'suggestedCategories'],
        text('本来の分類を提案にも書いています。', 'A printed category is suggested again.'),
      );
    }
  });
}

function checkRisks(edition: Edition, problems: Problems): void {
  const known = {
    incidentType: idsOf(edition.incidentTypes),
    threat: idsOf(edition.threats),
    vulnerability: idsOf(edition.vulnerabilities),
  };
  const requirements = idsOf(edition.requirements);
  edition.risks.forEach((risk, i) => {
    for (const field of ['incidentType', 'threat', 'vulnerability'] as const) {
      problems.known(['risks', i, field], risk[field], known[field], kinds[field]);
    }
    problems.eachKnown(
      ['risks', i, 'requirements'],
      risk.requirements,
      requirements,
      kinds.requirement,
    );
  });
  const joins = edition.risks.map((r) => `${r.incidentType} ${r.threat} ${r.vulnerability}`);
  for (const join of repeated(joins)) {
    problems.add(
      ['risks'],
      text(`「${join}」の組が二度あります。`, `The combination ${join} stands twice.`),
    );
  }
  for (const field of ['incidentType', 'threat', 'vulnerability'] as const) {
    const used = new Set(edition.risks.map((risk) => risk[field]));
    for (const id of known[field]) {
      if (!used.has(id)) {
        problems.add(['risks'], text(`「${id}」の行がありません。`, `No row has ${id}.`));
      }
    }
  }
}

function checkUseCases(edition: Edition, problems: Problems): void {
  const incidents = idsOf(edition.incidentTypes);
  const threats = idsOf(edition.threats);
  const requirements = idsOf(edition.requirements);
  edition.useCases.forEach((useCase, i) => {
    useCase.risks.forEach((risk, j) => {
      const at = (...rest: EditionPath): EditionPath => ['useCases', i, 'risks', j, ...rest];
      problems.eachKnown(at('requirements'), risk.requirements, requirements, kinds.requirement);
      if (risk.threat !== undefined)
        problems.known(at('threat'), risk.threat, threats, kinds.threat);
      if (risk.incidentType === undefined) return;
      problems.known(at('incidentType'), risk.incidentType, incidents, kinds.incidentType);
      const rows = edition.risks.filter((row) => row.incidentType === risk.incidentType);
      const named = new Set(rows.flatMap((row) => row.requirements));
      const beyond = risk.requirements.filter((id) => !named.has(id)).join(' ');
      if (beyond !== (risk.beyondAppendixB?.requirements ?? []).join(' ')) {
        problems.add(
          at('beyondAppendixB'),
          text(
            '付録Bにない要件の書き出しが違います。',
            'What goes beyond Appendix B is misstated.',
          ),
          text(beyond, beyond),
        );
      }
      if (!rows.some((row) => risk.threat === undefined || row.threat === risk.threat)) {
        problems.add(
          at('threat'),
          text('この事故と脅威の行は付録Bにありません。', 'Appendix B has no such row.'),
        );
      }
    });
  });
}

function checkCases(edition: Edition, problems: Problems): void {
  const items = idsOf(edition.checkItems);
  const themes = idsOf(edition.themes);
  const cases = new Map(edition.cases.map((entry) => [entry.id, entry]));
  edition.cases.forEach((entry, i) => {
    problems.known(['cases', i, 'theme'], entry.theme, themes, kinds.theme);
    entry.measures.forEach((measure, j) => {
      const at: EditionPath = ['cases', i, 'measures', j];
      problems.eachKnown([...at, 'checkItems'], measure.checkItems, items, kinds.checkItem);
      if (measure.id !== `${entry.id}-${measure.kind}-${measure.number}`) {
        problems.add(
          [...at, 'id'],
          text(
            'idが事例、種類、番号と合いません。',
            'The id does not match case, kind and number.',
          ),
        );
      }
    });
    const shared = entry.sharesMeasuresOf;
    if (shared !== undefined) {
      problems.known(['cases', i, 'sharesMeasuresOf'], shared, cases, kinds.case);
    }
    const list = shared === undefined ? entry.measures : (cases.get(shared)?.measures ?? []);
    if (list.length === 0 || (shared !== undefined && entry.measures.length > 0)) {
      problems.add(
        ['cases', i],
        text('対策の一覧が一つに決まりません。', 'The case needs one list of measures.'),
      );
    }
  });
}

/** Figure 4-2 only shows; but what it is said to add to and to leave out of Appendix C must be true. */
function checkFigure(edition: Edition, problems: Problems): void {
  const columns = idsOf(edition.guidelineFigure.columns);
  edition.guidelineFigure.rows.forEach((row, i) => {
    const at: EditionPath = ['guidelineFigure', 'rows', i];
    problems.eachKnown([...at, 'marks'], Object.keys(row.marks), columns, kinds.column);
    const printed = new Set(row.printedRanges.flatMap(requirementsOfRange));
    const listed = edition.requirements.filter((r) => r.categories.includes(row.category));
    const inAppendix = new Set(listed.map((r) => r.id));
    const differences = {
      onlyInFigure: [...printed].filter((id) => !inAppendix.has(id)),
      onlyInAppendixC: [...inAppendix].filter((id) => !printed.has(id)),
    };
    for (const side of ['onlyInFigure', 'onlyInAppendixC'] as const) {
      const expected = differences[side].toSorted().join(' ');
      if (row[side].toSorted().join(' ') !== expected) {
        problems.add(
          [...at, side],
          text('図と付録Cの差が違います。', 'The difference from Appendix C is misstated.'),
          text(expected, expected),
        );
      }
    }
  });
}

/** `CPS.AC-1, 3~5` → `CPS.AC-1`, `CPS.AC-3`, `CPS.AC-4`, `CPS.AC-5`. */
function requirementsOfRange(range: string): readonly string[] {
  const dash = range.indexOf('-');
  return range
    .slice(dash + 1)
    .split(', ')
    .flatMap((part) => {
      const [first = 0, last = first] = part.split('~').map(Number);
      return Array.from(
        { length: last - first + 1 },
        (_, i) => `${range.slice(0, dash)}-${first + i}`,
      );
    });
}

function checkSlides(edition: Edition, problems: Problems): void {
  const groups = idsOf(edition.deviceMeansGroups);
  edition.deviceMeans.forEach((means, i) => {
    problems.known(['deviceMeans', i, 'group'], means.group, groups, kinds.group);
  });
  const things = idsOf(edition.linkageThings);
  edition.linkageAttributes.forEach((attribute, i) => {
    const named = attribute.values.flatMap((value) => value.of);
    problems.eachKnown(['linkageAttributes', i, 'values'], named, things, kinds.thing);
    if (named.length !== things.size || new Set(named).size !== things.size) {
      problems.add(
        ['linkageAttributes', i, 'values'],
        text('比較の対象が一度ずつ出てきません。', 'Each compared thing must stand exactly once.'),
      );
    }
    attribute.values.forEach((value, j) => {
      const printed = value.state === 'elsewhere' || value.state === 'inferred';
      if (printed !== (value.text !== undefined && value.section !== undefined)) {
        problems.add(
          ['linkageAttributes', i, 'values', j],
          text(
            '書かれている値にだけ、文と出典が要ります。',
            'Only a printed value has text and section.',
          ),
        );
      }
    });
  });
}
