import type { Harm } from '@machimori/catalogue';
import { type Contract, type DataSet, operatorOf, wordLabel } from '@machimori/city';
import type { Impact } from '@machimori/planning';
import { type JsonObject, jsonObject } from './json-object.ts';
import { messages } from './messages.ts';
import { responsibleParties } from './metadata.ts';
import { bullets, markup, markupLine, oneLine, paragraphs } from './oscal-text.ts';
import { fillOne, machimoriNs, oscalProp, ourProp, type Writing } from './writing.ts';

const harms: readonly Harm[] = ['confidentiality', 'integrity', 'availability'];
const longestList = 100;

type Sensitivity = 'low' | 'moderate' | 'high';
const sensitivity = (value: number): Sensitivity =>
  value >= 4 ? 'high' : value === 3 ? 'moderate' : 'low';

export const informationTypeUuid = (writing: Writing, dataSet: string): string =>
  writing.cityId('information-type', dataSet);

/** What the city is, what information it holds with what impact, and where its boundary runs. */
export function systemCharacteristics(
  writing: Writing,
  lawLinks: readonly JsonObject[],
): JsonObject {
  const { city, plan, say } = writing;
  const impacts = plan.subjects.map((s) => s.impact).filter((i) => i !== undefined);
  const highest = (harm: Harm): number => Math.max(1, ...impacts.map((i) => i[harm].value));
  const running = city.components.filter((c) => c.stage === 'in-operation').length;
  const coming = city.components.filter(
    (c) => c.stage === 'planned' || c.stage === 'being-built',
  ).length;
  return jsonObject({
    'system-ids': [
      { 'identifier-type': 'http://ietf.org/rfc/rfc4122', id: writing.cityId('city') },
    ],
    'system-name': oneLine(writing.nameOf(city.key)),
    'system-name-short': oneLine(city.key),
    description: markup(
      paragraphs(
        fillOne(say(messages.plan.description), {
          city: writing.nameOf(city.key),
          organisations: plan.counts.organisations,
          components: plan.counts.components,
          devices: plan.counts.devices,
        }),
        city.population === undefined
          ? undefined
          : fillOne(say(messages.plan.population), { count: city.population }),
      ),
    ),
    props: [
      ourProp('key', city.key),
      ourProp('population', city.population),
      ...city.facts.map((f) => ourProp('fact', f)),
    ],
    links: lawLinks,
    'security-sensitivity-level': sensitivity(Math.max(...harms.map(highest))),
    'system-information': jsonObject({
      props: [
        oscalProp(
          'privacy-designation',
          city.dataSets.some((d) => d.personalData.length > 0) ? 'yes' : 'no',
        ),
      ],
      'information-types':
        city.dataSets.length === 0
          ? [noInformation(writing)]
          : city.dataSets.map((d) => informationType(writing, d)),
    }),
    'security-impact-level': Object.fromEntries(
      harms.map((harm) => [`security-objective-${harm}`, `fips-199-${sensitivity(highest(harm))}`]),
    ),
    status: jsonObject({
      state: running > 0 ? 'operational' : 'under-development',
      remarks: markup(fillOne(say(messages.plan.status), { running, coming })),
    }),
    'authorization-boundary': { description: boundary(writing) },
    'data-flow': dataFlow(writing),
    'responsible-parties': responsibleParties(writing, [['answerable', [city.promoter]]]),
    remarks: markup(say(messages.plan.impactFips)),
  });
}

function informationType(writing: Writing, d: DataSet): JsonObject {
  const { say } = writing;
  const labels = (list: 'personalData', words: readonly string[]): string =>
    writing.list(words.map((w) => say(wordLabel(list, w))));
  const impact = writing.subjects.get(d.key)?.impact;
  return jsonObject({
    uuid: informationTypeUuid(writing, d.key),
    title: markupLine(writing.nameOf(d.key)) || d.key,
    description: markup(
      paragraphs(
        fillOne(say(messages.plan.data), {
          owner: writing.nameOf(d.owner),
          disclosure: say(wordLabel('disclosures', d.disclosure)),
        }),
        d.personalData.length === 0
          ? undefined
          : fillOne(say(messages.plan.dataPersonal), {
              kinds: labels('personalData', d.personalData),
            }),
        d.subjects === undefined
          ? undefined
          : fillOne(
              say(
                d.subjects.count === undefined
                  ? messages.plan.dataSubjects
                  : messages.plan.dataSubjectsCount,
              ),
              {
                who: d.subjects.who,
                count: d.subjects.count ?? '',
              },
            ),
        d.note,
      ),
    ),
    categorizations:
      d.informationAssets.length === 0
        ? []
        : [
            {
              system: machimoriNs,
              'information-type-ids': [...new Set(d.informationAssets)].sort(),
            },
          ],
    props: [
      ourProp('key', d.key),
      ourProp('owner', d.owner),
      ourProp('disclosure', d.disclosure),
      ...[...new Set(d.personalData)].sort().map((kind) => ourProp('personal-data', kind)),
      ourProp('confidentiality-class', d.confidentiality),
      ourProp('consent', d.consent),
    ],
    ...(impact === undefined
      ? {}
      : Object.fromEntries(
          harms.map((harm) => [`${harm}-impact`, oneImpact(writing, impact, harm)]),
        )),
  });
}

function oneImpact(writing: Writing, impact: Impact, harm: Harm): JsonObject {
  const side = impact[harm];
  const reason = writing.edition.criteria.impact.find((rule) => rule.id === side.rule)?.reason;
  return jsonObject({
    base: `fips-199-${sensitivity(side.value)}`,
    props: [
      ourProp(
        'impact',
        side.value,
        reason === undefined ? {} : { remarks: markup(writing.say(reason)) },
      ),
      ourProp('impact-rule', side.rule),
      ourProp('impact-from', side.from),
    ],
  });
}

const noInformation = (writing: Writing): JsonObject => ({
  uuid: writing.cityId('information-type-none'),
  title: markupLine(writing.say(messages.plan.noData)),
  description: markup(writing.say(messages.plan.noDataWhy)),
});

/** The boundary in words: who runs what, what lies outside, and where contracts move duty from one to another. */
function boundary(writing: Writing): string {
  const { city, say } = writing;
  const m = messages.boundary;
  const operators = new Map<string, string[]>();
  for (const c of city.components)
    operators.set(operatorOf(c), [...(operators.get(operatorOf(c)) ?? []), writing.nameOf(c.key)]);
  const runs = [...operators]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([organisation, components]) =>
      fillOne(say(m.runsLine), {
        organisation: writing.nameOf(organisation),
        components: writing.list(components),
      }),
    );
  return paragraphs(
    markup(
      fillOne(say(m.scope), {
        city: writing.nameOf(city.key),
        components: city.components.length,
        flows: city.flows.length,
        contracts: city.contracts.length,
      }),
    ),
    ...listUnder(writing, say(m.runs), runs),
    markup(
      city.externalSystems.length === 0
        ? say(m.noOutside)
        : fillOne(say(m.outside), {
            systems: writing.list(city.externalSystems.map((e) => writing.nameOf(e.key))),
          }),
    ),
    ...listUnder(
      writing,
      say(m.contracts),
      city.contracts.flatMap((k) => boundariesOf(writing, k)),
    ),
  );
}

function boundariesOf(writing: Writing, contract: Contract): string[] {
  const { say } = writing;
  const m = messages.boundary;
  const clauses = contract.clauses
    .filter(({ requirements }) => requirements.length > 0)
    .map(({ clause, performs = contract.contractor, requirements }) =>
      fillOne(say(m.clausePerforms), {
        contract: writing.nameOf(contract.key),
        clause: say(wordLabel('clauses', clause)),
        requirements: requirements.join(say(messages.separator)),
        organisation: writing.nameOf(performs),
      }),
    );
  if (contract.boundaries.length === 0)
    return [fillOne(say(m.silent), { contract: writing.nameOf(contract.key) }), ...clauses];
  const boundaries = contract.boundaries.map((b) =>
    fillOne(say(m.performs), {
      contract: writing.nameOf(contract.key),
      subject: writing.nameOf(b.subject),
      aspect: say(wordLabel('aspects', b.aspect)),
      organisation: writing.nameOf(b.performs),
    }),
  );
  return [...boundaries, ...clauses];
}

function dataFlow(writing: Writing): JsonObject | undefined {
  const { city, say } = writing;
  if (city.flows.length === 0) return undefined;
  const lines = city.flows.map((f) =>
    fillOne(say(messages.boundary.flowLine), {
      from: writing.nameOf(f.from),
      to: writing.nameOf(f.to),
      data:
        f.dataSets.length === 0
          ? say(messages.component.noData)
          : writing.list(f.dataSets.map((d) => writing.nameOf(d))),
      protocol: say(wordLabel('protocols', f.protocol)),
      purpose: f.purpose,
    }),
  );
  return { description: paragraphs(...listUnder(writing, say(messages.boundary.flows), lines)) };
}

function listUnder(writing: Writing, heading: string, lines: readonly string[]): string[] {
  if (lines.length === 0) return [];
  const more = lines.length - longestList;
  return [
    markup(heading),
    bullets(lines.slice(0, longestList).map(markupLine)),
    ...(more > 0 ? [markup(fillOne(writing.say(messages.boundary.more), { count: more }))] : []),
  ];
}
