import { type Text, text } from '@machimori/kernel';
import type { Edition } from './edition.ts';

/** Parts of the guideline that people read, in the order in which they are offered. */
export const guidelineParts = [
  'checkItems',
  'requirements',
  'risks',
  'cases',
  'laws',
  'traits',
] as const;
export type GuidelinePart = (typeof guidelineParts)[number];

/** One entry as people read it: what it says, what it is among, what it is linked with, where it stands. */
export interface GuidelineEntry {
  readonly id: string;
  /** As people cite it: サービス②-3, CPS.AC-1. */
  readonly label?: string;
  readonly heading: Text;
  readonly group: Text;
  readonly body: readonly Text[];
  readonly facts: readonly { readonly label: Text; readonly values: readonly EntryFact[] }[];
  readonly source?: { readonly document: string; readonly section: string };
}

export interface EntryFact {
  readonly text: Text;
  /** Another entry that it names. */
  readonly id?: string;
}

const words = {
  answeredBy: text('主に答える主体', 'Mainly answered by'),
  requirements: text('この項目が受けとめる対策要件', 'Requirements it takes up'),
  checkItems: text('これを尋ねるチェック項目', 'Check items that ask for it'),
  categories: text('当てはまるカテゴリ', 'Categories it applies to'),
  threat: text('脅威', 'Threat'),
  demands: text('求められる対策要件', 'Requirements it calls for'),
  standard: text('標準的な対策', 'Standard measures'),
  recommended: text('推奨される対策', 'Recommended measures'),
  articles: text('関わる条文', 'Articles that matter'),
  figures: text('期限と数', 'Deadlines and figures'),
  applies: text('関わる人', 'Whom it concerns'),
  everybody: text('すべての主体', 'everybody'),
  laws: text('法律', 'Laws'),
  guidelines: text('指針など', 'Guidelines and the like'),
  traits: text('街守りが、まちの内容から導く特徴', 'Traits that Machimori derives from the city'),
};

/** The entries of one part, in the guideline's own order. */
export function readGuideline(edition: Edition, part: GuidelinePart): readonly GuidelineEntry[] {
  switch (part) {
    case 'checkItems':
      return checkItems(edition);
    case 'requirements':
      return requirements(edition);
    case 'risks':
      return risks(edition);
    case 'cases':
      return cases(edition);
    case 'laws':
      return laws(edition);
    case 'traits':
      return edition.traits.map(({ id, name, meaning }) => ({
        id,
        heading: name,
        group: words.traits,
        body: [meaning],
        facts: [],
      }));
  }
}

const none = text('', '');
const sourceOf = ({
  document,
  section,
}: {
  readonly document: string;
  readonly section: string;
}) => ({
  document,
  section,
});

/** Facts without values say nothing. */
const withValues = (facts: GuidelineEntry['facts']): GuidelineEntry['facts'] =>
  facts.filter(({ values }) => values.length > 0);

function checkItems(edition: Edition): readonly GuidelineEntry[] {
  const sections = new Map(edition.sections.map((each) => [each.id, each]));
  const groups = new Map(
    [...edition.categories, ...edition.views].map(({ id, name }) => [id, name]),
  );
  const roles = new Map(edition.roles.map(({ id, name }) => [id, name]));
  const requirement = new Map(edition.requirements.map((each) => [each.id, each.heading]));
  const links = Map.groupBy(edition.requirementLinks, ({ checkItem }) => checkItem);
  return edition.checkItems.map((item) => {
    const section = sections.get(item.section)?.heading ?? none;
    const group = groups.get(item.group) ?? none;
    return {
      id: item.id,
      label: item.label,
      heading: item.heading,
      group: text(`${group.ja}：${section.ja}`, `${group.en}: ${section.en}`),
      body: [item.asks, ...(item.notes ?? [])],
      facts: withValues([
        {
          label: words.answeredBy,
          values: item.answeredBy.map((role) => ({ text: roles.get(role) ?? text(role, role) })),
        },
        {
          label: words.requirements,
          values: (links.get(item.id) ?? []).map(({ requirement: id }) => ({
            id,
            text: labelled(id, requirement.get(id)),
          })),
        },
      ]),
      source: sourceOf(item.source),
    };
  });
}

function requirements(edition: Edition): readonly GuidelineEntry[] {
  const families = new Map(edition.families.map(({ id, heading }) => [id, heading]));
  const categories = new Map(edition.categories.map(({ id, name }) => [id as string, name]));
  const items = new Map(edition.checkItems.map((each) => [each.id, each]));
  const links = Map.groupBy(edition.requirementLinks, ({ requirement }) => requirement);
  return edition.requirements.map((entry) => {
    const family = families.get(entry.family) ?? none;
    return {
      id: entry.id,
      label: entry.id,
      heading: entry.heading,
      group: text(`${entry.family} ${family.ja}`, `${entry.family} ${family.en}`),
      body: [entry.asks],
      facts: withValues([
        {
          label: words.categories,
          values: entry.categories.map((id) => ({ text: categories.get(id) ?? text(id, id) })),
        },
        {
          label: words.checkItems,
          values: (links.get(entry.id) ?? []).map(({ checkItem }) => {
            const item = items.get(checkItem);
            return { id: checkItem, text: labelled(item?.label ?? checkItem, item?.heading) };
          }),
        },
      ]),
      source: sourceOf(entry.source),
    };
  });
}

function risks(edition: Edition): readonly GuidelineEntry[] {
  const incidents = new Map(edition.incidentTypes.map((each) => [each.id, each]));
  const threats = new Map(edition.threats.map((each) => [each.id, each]));
  const weaknesses = new Map(edition.vulnerabilities.map((each) => [each.id, each]));
  const requirement = new Map(edition.requirements.map((each) => [each.id, each.heading]));
  return edition.risks.map((risk) => {
    const incident = incidents.get(risk.incidentType);
    const threat = threats.get(risk.threat);
    const weakness = weaknesses.get(risk.vulnerability);
    return {
      id: risk.id,
      heading: weakness?.name ?? text(risk.id, risk.id),
      group: incident?.plain ?? none,
      body: [weakness?.conditional ?? none],
      facts: withValues([
        {
          label: words.threat,
          values:
            threat === undefined
              ? []
              : [
                  {
                    text: text(
                      `${threat.name.ja}。${threat.plain.ja}`,
                      `${threat.name.en}. ${threat.plain.en}`,
                    ),
                  },
                ],
        },
        {
          label: words.demands,
          values: risk.requirements.map((id) => ({ id, text: labelled(id, requirement.get(id)) })),
        },
      ]),
      source: sourceOf(risk.source),
    };
  });
}

function cases(edition: Edition): readonly GuidelineEntry[] {
  const themes = new Map(edition.themes.map(({ id, heading }) => [id, heading]));
  const items = new Map(edition.checkItems.map((each) => [each.id, each]));
  const measuresOf = new Map(edition.cases.map(({ id, measures }) => [id, measures]));
  return edition.cases.map((entry) => {
    const shared = entry.sharesMeasuresOf;
    const measures =
      shared === undefined
        ? entry.measures
        : [...entry.measures, ...(measuresOf.get(shared) ?? [])];
    const values = (kind: 'standard' | 'recommended'): readonly EntryFact[] =>
      measures
        .filter((each) => each.kind === kind)
        .flatMap((each) => [
          { text: each.text, id: each.id },
          ...each.checkItems.map((id) => {
            const item = items.get(id);
            return { id, text: labelled(item?.label ?? id, item?.heading) };
          }),
        ]);
    return {
      id: entry.id,
      heading: entry.heading,
      group: themes.get(entry.theme) ?? none,
      body: [entry.problem, ...(entry.notes ?? [])],
      facts: withValues([
        { label: words.standard, values: values('standard') },
        { label: words.recommended, values: values('recommended') },
      ]),
      source: sourceOf(entry.source),
    };
  });
}

function laws(edition: Edition): readonly GuidelineEntry[] {
  const roles = new Map(edition.roles.map(({ id, name }) => [id, name]));
  return [...edition.references, ...edition.additions].map((law) => ({
    id: law.id,
    heading: law.name,
    group: law.kind === 'law' ? words.laws : words.guidelines,
    body: [law.summary, law.point, ...(law.notes ?? [])],
    facts: withValues([
      {
        label: words.applies,
        values:
          law.audience === 'all'
            ? [{ text: words.everybody }]
            : law.audience.map((role) => ({ text: roles.get(role) ?? text(role, role) })),
      },
      {
        label: words.articles,
        values: law.articles.map((article) => {
          const { cited, citedEn, today = cited, todayEn = citedEn, heading } = article;
          const moved = today !== cited;
          return {
            text: text(
              `${today}${heading === undefined ? '' : ` ${heading.ja}`}${moved ? `（ガイドラインでは${cited}）` : ''}`,
              `${todayEn}${heading === undefined ? '' : `, ${heading.en}`}${moved ? ` (${citedEn} in the guideline)` : ''}`,
            ),
          };
        }),
      },
      {
        label: words.figures,
        values: (law.figures ?? []).map(({ name, note }) => ({
          text: text(`${name.ja}：${note.ja}`, `${name.en}: ${note.en}`),
        })),
      },
    ]),
    ...(law.source === undefined ? {} : { source: sourceOf(law.source) }),
  }));
}

const labelled = (label: string, heading: Text | undefined): Text =>
  heading === undefined
    ? text(label, label)
    : text(`${label} ${heading.ja}`, `${label} ${heading.en}`);
