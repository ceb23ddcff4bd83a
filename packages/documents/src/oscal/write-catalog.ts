import type { CheckItem, Requirement, Risk, RiskAnchor, Source } from '@machimori/catalogue';
import type { Text } from '@machimori/kernel';
import { type JsonObject, jsonObject } from './json-object.ts';
import { messages } from './messages.ts';
import { editionMetadata } from './metadata.ts';
import { markup, markupLine, oneLine, paragraphs } from './oscal-text.ts';
import { fillOne, machimoriNs, oscalProp, ourProp, type Writing } from './writing.ts';

/** Id of the statement of a control, which findings and implementations point at. */
export const statementId = (control: string): string => `${control}_smt`;

/**
 * The guideline's edition: requirements by family and check items by section as controls, risk rows as parts of a
 * third group. OSCAL has no home for risk → requirement, so links carry it both ways.
 */
export function writeCatalog(writing: Writing): JsonObject {
  const { edition, say } = writing;
  const title = fillOne(say(messages.catalog.title), {
    framework: say(edition.framework),
    version: edition.version,
  });
  const risksOf = new Map<string, Risk[]>();
  for (const risk of edition.risks)
    for (const requirement of risk.requirements)
      risksOf.set(requirement, [...(risksOf.get(requirement) ?? []), risk]);
  return jsonObject({
    uuid: writing.editionId('document', 'catalog', writing.locale, writing.plan.generator.version),
    metadata: editionMetadata(
      writing,
      title,
      paragraphs(say(messages.catalog.ownWords), say(edition.provenance), say(edition.notice)),
    ),
    groups: [
      jsonObject({
        id: 'requirements',
        class: 'requirements',
        title: markupLine(say(messages.catalog.requirements)),
        groups: edition.families.map((family) =>
          jsonObject({
            id: `family-${family.id}`,
            class: 'family',
            title: markupLine(say(family.heading)),
            props: [
              oscalProp('label', family.id),
              translatedTitle(writing, family.heading),
              ...sourceProps(family.source),
            ],
            links: [sourceLink(writing, family.source)],
            controls: edition.requirements
              .filter((r) => r.family === family.id)
              .map((r) => requirementControl(writing, r, risksOf.get(r.id) ?? [])),
          }),
        ),
      }),
      jsonObject({
        id: 'check-items',
        class: 'check-items',
        title: markupLine(say(messages.catalog.checkItems)),
        groups: edition.sections.map((section) =>
          jsonObject({
            id: section.id,
            class: 'section',
            title: markupLine(say(section.heading)),
            props: [
              ourProp('group', section.group),
              translatedTitle(writing, section.heading),
              ...sourceProps(section.source),
            ],
            links: [sourceLink(writing, section.source)],
            controls: edition.checkItems
              .filter((i) => i.section === section.id)
              .map((i) => itemControl(writing, i)),
          }),
        ),
      }),
      jsonObject({
        id: 'risks',
        class: 'risks',
        title: markupLine(say(messages.catalog.risks)),
        parts: edition.risks.map((r) => riskPart(writing, r)),
      }),
    ],
    'back-matter': {
      resources: edition.documents.map((d) =>
        jsonObject({
          uuid: documentUuid(writing, d.id),
          title: markupLine(say(d.title)),
          props: [
            oscalProp('type', 'citation'),
            ourProp('document', d.id),
            ourProp('date', d.date),
          ],
          citation: { text: markupLine(say(d.title)) },
        }),
      ),
    },
  });
}

function requirementControl(writing: Writing, r: Requirement, risks: readonly Risk[]): JsonObject {
  const { say } = writing;
  const links = writing.edition.requirementLinks.filter((l) => l.requirement === r.id);
  return jsonObject({
    id: r.id,
    class: 'requirement',
    title: markupLine(say(r.heading)),
    props: [
      oscalProp('label', r.id),
      translatedTitle(writing, r.heading),
      ...r.categories.map((c) => ourProp('category', c)),
      ...(r.suggestedCategories ?? []).map((c) =>
        ourProp('suggested-category', c, {
          class: 'ours',
          remarks: markup(say(messages.catalog.oursPlace)),
        }),
      ),
      ...sourceProps(r.source),
    ],
    links: [
      sourceLink(writing, r.source),
      ...risks.map((risk) => ({ href: `#${risk.id}`, rel: 'risk-row' })),
      ...links.map((l) => ({
        href: `#${l.checkItem}`,
        rel: 'related',
        text: markupLine(`${say(messages.catalog.ours)}: ${l.categories.join(' ')}`),
      })),
    ],
    parts: [statement(writing, r.id, r.asks)],
  });
}

function itemControl(writing: Writing, item: CheckItem): JsonObject {
  const { edition, say } = writing;
  const duty = edition.checkItemDuties.find((d) => d.checkItem === item.id);
  const ours = duty === undefined ? {} : { class: 'ours', remarks: markup(say(duty.reason)) };
  return jsonObject({
    id: item.id,
    class: 'check-item',
    title: markupLine(say(item.heading)),
    props: [
      oscalProp('label', item.label),
      translatedTitle(writing, item.heading),
      ourProp('group', item.group),
      ...item.answeredBy.map((role) => ourProp('answered-by', role)),
      ourProp('default-respondent', duty?.answeredBy, ours),
      ourProp('asked-per', duty?.per, ours),
      ...sourceProps(item.source),
    ],
    links: [sourceLink(writing, item.source)],
    parts: [
      statement(writing, item.id, item.asks),
      ...(item.notes ?? []).map((note, i) =>
        jsonObject({ id: `${item.id}_gdn.${i + 1}`, name: 'guidance', prose: markup(say(note)) }),
      ),
    ],
  });
}

function riskPart(writing: Writing, risk: Risk): JsonObject {
  const { edition, say } = writing;
  const incident = edition.incidentTypes.find((i) => i.id === risk.incidentType);
  const threat = edition.threats.find((t) => t.id === risk.threat);
  const vulnerability = edition.vulnerabilities.find((v) => v.id === risk.vulnerability);
  const prose = (pick: (text: Text) => string): string =>
    fillOne(pick(messages.catalog.riskProse), {
      incident: incident ? pick(incident.plain) : risk.incidentType,
      threat: threat ? pick(threat.plain) : risk.threat,
      vulnerability: vulnerability ? pick(vulnerability.conditional) : risk.vulnerability,
    });
  const title = fillOne(say(messages.catalog.riskTitle), {
    incident: incident ? say(incident.heading) : risk.incidentType,
    vulnerability: vulnerability ? say(vulnerability.name) : risk.vulnerability,
  });
  return jsonObject({
    id: risk.id,
    name: 'risk-row',
    ns: machimoriNs,
    title: markupLine(title),
    props: [
      ourProp('incident-type', risk.incidentType),
      ourProp('threat', risk.threat),
      ourProp('vulnerability', risk.vulnerability),
      ourProp('rows', risk.source.rows?.join(' ')),
      ...sourceProps(risk.source),
    ],
    prose: markup(prose(say)),
    parts: [
      jsonObject({
        id: `${risk.id}_trn`,
        name: 'translation',
        ns: machimoriNs,
        class: writing.otherLocale,
        prose: markup(prose(writing.sayOther)),
      }),
      ...edition.riskAnchors
        .filter((a) => a.risk === risk.id)
        .map((a, i) => anchorPart(writing, a, i + 1)),
    ],
    links: [
      sourceLink(writing, risk.source),
      ...risk.requirements.map((r) => ({ href: `#${r}`, rel: 'calls-for' })),
    ],
  });
}

/** Where a risk row applies is our judgement, and says so. */
function anchorPart(writing: Writing, anchor: RiskAnchor, n: number): JsonObject {
  const { say } = writing;
  return jsonObject({
    id: `${anchor.risk}_place.${n}`,
    name: 'applies-at',
    ns: machimoriNs,
    class: 'ours',
    title: markupLine(say(messages.catalog.oursPlace)),
    props: [
      ourProp('anchor', anchor.anchor),
      ourProp('viewpoint', anchor.viewpoint),
      ourProp('kinds', anchor.kinds.join(' ')),
      ourProp('when-all', anchor.whenAll.join(' ')),
      ourProp('when-any', anchor.whenAny.join(' ')),
    ],
    prose: markup(say(anchor.reason)),
  });
}

function statement(writing: Writing, control: string, asks: Text): JsonObject {
  return jsonObject({
    id: statementId(control),
    name: 'statement',
    prose: markup(writing.say(asks)),
    parts: [
      jsonObject({
        id: `${statementId(control)}.trn`,
        name: 'translation',
        ns: machimoriNs,
        class: writing.otherLocale,
        prose: markup(writing.sayOther(asks)),
      }),
    ],
  });
}

const translatedTitle = (writing: Writing, heading: Text): JsonObject | undefined =>
  ourProp('translated-title', writing.sayOther(heading), { class: writing.otherLocale });

const sourceProps = (source: Source): (JsonObject | undefined)[] => [
  ourProp('source-document', source.document),
  ourProp('source-section', source.section),
  ourProp('source-order', source.order),
];

const documentUuid = (writing: Writing, document: string): string =>
  writing.editionId('source-document', document);

function sourceLink(writing: Writing, source: Source): JsonObject | undefined {
  if (!writing.edition.documents.some((d) => d.id === source.document)) return undefined;
  const text =
    source.order === undefined
      ? source.section
      : fillOne(writing.say(messages.catalog.order), {
          section: source.section,
          order: source.order,
        });
  return {
    href: `#${documentUuid(writing, source.document)}`,
    rel: 'reference',
    text: markupLine(oneLine(text)),
  };
}
