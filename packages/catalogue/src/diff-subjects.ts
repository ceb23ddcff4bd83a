import { type Text, text } from '@machimori/kernel';
import type { Edition } from './edition.ts';

/** Lists of an edition that are compared entry by entry. */
export type DiffKind =
  | 'role'
  | 'family'
  | 'requirement'
  | 'section'
  | 'checkItem'
  | 'incidentType'
  | 'threat'
  | 'vulnerability'
  | 'risk'
  | 'reference'
  | 'useCase'
  | 'case'
  | 'measure'
  | 'informationAsset'
  | 'threatCategory'
  | 'deviceRequirement'
  | 'deviceMeans'
  | 'dataKind'
  | 'linkageAttribute';

/** Ids that a relation names: entries of another list, or words of a closed list. */
export interface DiffRelation {
  readonly to?: DiffKind;
  readonly ids: readonly string[];
}

/** An entry as the comparison sees it. */
export interface DiffSubject {
  readonly id: string;
  /** What people know it by; entries with the same one are the same entry under another id. */
  readonly heading: Text;
  /** What makes it itself where it has no heading of its own: the ids it joins. */
  readonly joins?: readonly DiffRelation[];
  readonly label?: string;
  readonly order: number;
  readonly texts: Readonly<Record<string, Text>>;
  readonly relations: Readonly<Record<string, DiffRelation>>;
}

export const diffKinds: Readonly<Record<DiffKind, Text>> = {
  role: text('役割', 'role'),
  family: text('要件の分類', 'requirement family'),
  requirement: text('対策要件', 'requirement'),
  section: text('チェック項目の節', 'check section'),
  checkItem: text('チェック項目', 'check item'),
  incidentType: text('事故の種類', 'incident type'),
  threat: text('脅威', 'threat'),
  vulnerability: text('脆弱性', 'vulnerability'),
  risk: text('リスクの行', 'risk row'),
  reference: text('法律や指針', 'law or guideline'),
  useCase: text('利用場面', 'use case'),
  case: text('事例', 'case'),
  measure: text('対策', 'measure'),
  informationAsset: text('情報資産', 'information asset'),
  threatCategory: text('脅威の分類', 'threat category'),
  deviceRequirement: text('機器の要件', 'device requirement'),
  deviceMeans: text('IoTの対策', 'means of IoT security'),
  dataKind: text('公的データの種類', 'kind of public data'),
  linkageAttribute: text('データ連携の属性', 'attribute of data linkage'),
};

const words = (ids: readonly string[]): DiffRelation => ({ ids });
const links = (to: DiffKind, ids: readonly string[]): DiffRelation => ({ to, ids });

type Described = Omit<DiffSubject, 'order'>;

const named = (
  entry: { readonly id: string; readonly name: Text; readonly meaning?: Text },
  relations: DiffSubject['relations'] = {},
): Described => ({
  id: entry.id,
  heading: entry.name,
  texts: { name: entry.name, ...(entry.meaning === undefined ? {} : { meaning: entry.meaning }) },
  relations,
});

/** Every list with its entries, those first that others refer to. */
export function diffSubjects(edition: Edition): ReadonlyMap<DiffKind, readonly DiffSubject[]> {
  const linked = Map.groupBy(edition.requirementLinks, (link) => link.checkItem);
  const described: Readonly<Record<DiffKind, readonly Described[]>> = {
    role: edition.roles.map((entry) => named(entry)),
    family: edition.families.map(({ id, heading }) => ({
      id,
      heading,
      texts: { heading },
      relations: {},
    })),
    requirement: edition.requirements.map(({ id, heading, asks, family, categories }) => ({
      id,
      heading,
      texts: { heading, asks },
      relations: { family: links('family', [family]), categories: words(categories) },
    })),
    section: edition.sections.map(({ id, heading, group }) => ({
      id,
      heading,
      joins: [words([group])],
      texts: { heading },
      relations: { group: words([group]) },
    })),
    checkItem: edition.checkItems.map((item) => ({
      id: item.id,
      label: item.label,
      heading: item.heading,
      joins: [words([item.group])],
      texts: { heading: item.heading, asks: item.asks },
      relations: {
        section: links('section', [item.section]),
        answeredBy: links('role', item.answeredBy),
        requirements: links(
          'requirement',
          (linked.get(item.id) ?? []).map((link) => link.requirement),
        ),
      },
    })),
    incidentType: edition.incidentTypes.map(({ id, heading, plain }) => ({
      id,
      heading,
      texts: { heading, plain },
      relations: {},
    })),
    threat: edition.threats.map(({ id, name, plain }) => ({
      id,
      heading: name,
      texts: { name, plain },
      relations: {},
    })),
    vulnerability: edition.vulnerabilities.map(({ id, name, conditional, question }) => ({
      id,
      heading: name,
      texts: { name, conditional, question },
      relations: {},
    })),
    risk: edition.risks.map((risk) => {
      const relations = {
        incidentType: links('incidentType', [risk.incidentType]),
        threat: links('threat', [risk.threat]),
        vulnerability: links('vulnerability', [risk.vulnerability]),
      };
      return {
        id: risk.id,
        heading: headingOfRisk(edition, risk),
        joins: Object.values(relations),
        texts: {},
        relations: { ...relations, requirements: links('requirement', risk.requirements) },
      };
    }),
    reference: [...edition.references, ...edition.additions].map((reference) => ({
      id: reference.id,
      heading: reference.name,
      texts: { name: reference.name, summary: reference.summary, point: reference.point },
      relations: {
        kind: words([reference.kind]),
        articles: words(reference.articles.map((article) => article.today ?? article.cited)),
      },
    })),
    useCase: edition.useCases.map((useCase) => ({
      id: useCase.id,
      heading: useCase.name,
      texts: { name: useCase.name, story: useCase.story },
      relations: Object.fromEntries(
        useCase.risks.map((risk) => [
          `${risk.place} ${risk.heading.ja}`,
          links('requirement', risk.requirements),
        ]),
      ),
    })),
    case: edition.cases.map(({ id, heading, problem, theme }) => ({
      id,
      heading,
      texts: { heading, problem },
      relations: { theme: words([theme]) },
    })),
    measure: edition.cases.flatMap((entry) =>
      entry.measures.map((measure) => ({
        id: measure.id,
        heading: measure.text,
        texts: { text: measure.text },
        relations: {
          kind: words([measure.kind]),
          checkItems: links('checkItem', measure.checkItems),
        },
      })),
    ),
    informationAsset: edition.informationAssets.map((entry) => named(entry)),
    threatCategory: edition.threatCategories.map((entry) =>
      named(entry, { scheme: words([entry.scheme]) }),
    ),
    deviceRequirement: edition.deviceRequirements.map((entry) => named(entry)),
    deviceMeans: edition.deviceMeans.map((entry) => named(entry, { group: words([entry.group]) })),
    dataKind: edition.dataKinds.map((entry) => named(entry)),
    linkageAttribute: edition.linkageAttributes.map((entry) => named(entry)),
  };
  return new Map(
    (Object.keys(diffKinds) as DiffKind[]).map((kind) => [
      kind,
      described[kind].map((entry, i) => ({ ...entry, order: i + 1 })),
    ]),
  );
}

/** A risk row has no heading of its own: incident type, threat and vulnerability name it. */
function headingOfRisk(edition: Edition, risk: Edition['risks'][number]): Text {
  const parts = [
    edition.incidentTypes.find((entry) => entry.id === risk.incidentType)?.heading,
    edition.threats.find((entry) => entry.id === risk.threat)?.name,
    edition.vulnerabilities.find((entry) => entry.id === risk.vulnerability)?.name,
  ].filter((part) => part !== undefined);
  return text(parts.map((p) => p.ja).join('／'), parts.map((p) => p.en).join(' / '));
}
