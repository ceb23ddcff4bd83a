import { type Component, operatorOf, wordLabel } from '@machimori/city';
import { fiscalHalf, fiscalHalfText } from '@machimori/kernel';
import type { SheetLine } from '@machimori/planning';
import { lawsFirst } from './laws-section.ts';
import { messages as m } from './messages.ts';
import { pictureSection } from './picture-section.ts';
import { PlanReader } from './plan-reader.ts';
import { caps } from './report-input.ts';
import { call } from './typst-literal.ts';

/**
 * What anyone may read: structure, policy, counts of items by state and planned dates. It reads nothing
 * of findings, scenarios, contract notes, duties, accounts, models and versions.
 */
export async function publicReport(reader: PlanReader): Promise<string> {
  const { plan, city, edition } = reader;
  return [
    call('front-heading', reader.say(m.public.heading, { city: reader.cityName() })),
    call('front-state', [
      reader.say(m.public.intro, {
        city: reader.cityName(),
        organisations: plan.counts.organisations,
        components: plan.counts.components,
      }),
      reader.say(m.public.answers, { promoter: reader.name(city.promoter) }),
    ]),
    call('subsection', reader.say(m.public.policy)),
    ...m.public.policies.map((p) =>
      call('ask', reader.say(p, { edition: reader.say(edition.framework) }), undefined),
    ),
    ...progress(reader),
    ...schedule(reader),
    call('fresh-page'),
    ...services(reader),
    ...organisations(reader),
    await pictureSection(withoutWaysIn(reader), true),
    call('section', reader.say(m.public.laws), undefined, true),
    call(
      'prose',
      reader.listed(
        lawsFirst(reader).map(({ reference }) => reader.say(reference.name)),
        0,
      ),
    ),
    call('kept-note', reader.say(m.public.omitted)),
  ].join('');
}

const waysIn: readonly Component['kind'][] = [
  'administration-terminal',
  'device-management-system',
];

/** What is used to run the systems helps an attacker more than a resident: it stays out of the public picture. */
function withoutWaysIn(reader: PlanReader): PlanReader {
  const components = reader.city.components.filter((c) => !waysIn.includes(c.kind));
  const hidden = new Set(
    reader.city.components.filter((c) => waysIn.includes(c.kind)).map((c) => c.key),
  );
  const flows = reader.city.flows.filter((f) => !hidden.has(f.from) && !hidden.has(f.to));
  return new PlanReader(
    reader.plan,
    reader.edition,
    { ...reader.city, components, flows },
    reader.locale,
  );
}

const states = ['not-started', 'planned', 'in-progress', 'implemented', 'not-applicable'] as const;

const groupsOf = (reader: PlanReader) => [...reader.edition.categories, ...reader.edition.views];

function progress(reader: PlanReader): string[] {
  const { lines } = reader.plan;
  const used = states.filter((s) => lines.some((l) => l.state === s));
  const row = (label: string, of: readonly SheetLine[]) => [
    label,
    ...used.map((s) => reader.number(of.filter((l) => l.state === s).length)),
    reader.number(of.length),
  ];
  return [
    call('subsection', reader.say(m.public.progress)),
    call('prose', reader.say(m.public.progressLead, { count: lines.length })),
    call(
      'count-table',
      [
        reader.say(m.public.progressColumns),
        ...used.map((s) => reader.say(wordLabel('controls', s))),
        reader.say(m.public.total),
      ],
      [
        ...groupsOf(reader).map((g) =>
          row(
            reader.say(g.name),
            lines.filter((l) => l.group === g.id),
          ),
        ),
        row(reader.say(m.public.total), lines),
      ],
    ),
  ];
}

function schedule(reader: PlanReader): string[] {
  const open = reader.plan.lines.filter(
    (l) => l.state !== 'implemented' && l.state !== 'not-applicable',
  );
  if (open.length === 0) return [];
  const halfOf = (l: SheetLine): string => fiscalHalfText(fiscalHalf(l.planned.by))[reader.locale];
  const halves = [
    ...new Map(
      [...open]
        .sort((a, b) => (a.planned.by < b.planned.by ? -1 : 1))
        .map((l) => [halfOf(l), true]),
    ).keys(),
  ];
  const row = (label: string, of: readonly SheetLine[]) => [
    label,
    ...halves.map((h) => reader.number(of.filter((l) => halfOf(l) === h).length)),
  ];
  return [
    call('subsection', reader.say(m.public.schedule)),
    call('prose', reader.say(m.public.scheduleLead, { count: open.length })),
    call(
      'count-table',
      [reader.say(m.public.progressColumns), ...halves],
      [
        ...groupsOf(reader).map((g) =>
          row(
            reader.say(g.name),
            open.filter((l) => l.group === g.id),
          ),
        ),
        row(reader.say(m.public.total), open),
      ],
    ),
  ];
}

function services(reader: PlanReader): string[] {
  const all = reader.city.components.filter(
    (c): c is Component & { service: NonNullable<Component['service']> } => c.service !== undefined,
  );
  const shown = all.slice(0, caps.publicServices);
  if (shown.length === 0) return [];
  return [
    call('subsection', reader.say(m.public.services)),
    call(
      'simple-table',
      m.public.serviceColumns.map((c) => reader.say(c)),
      shown.map((c) => [
        reader.name(c.key),
        reader.say(wordLabel('domains', c.service.domain)),
        reader.name(operatorOf(c)),
      ]),
      [1, 1, 1],
    ),
    all.length > shown.length
      ? call('kept-note', reader.say(m.andMore, { names: '', count: all.length - shown.length }))
      : '',
  ];
}

function organisations(reader: PlanReader): string[] {
  const all = reader.city.organisations;
  const shown = all.slice(0, caps.publicOrganisations);
  const roles = (ids: readonly string[]): string =>
    reader.listed(
      ids
        .map((id) => reader.entry<{ name: { ja: string; en: string } }>(id))
        .filter((r) => r !== undefined)
        .map((r) => reader.say(r.name)),
      0,
    );
  return [
    call('subsection', reader.say(m.public.organisations)),
    call(
      'simple-table',
      m.public.organisationColumns.map((c) => reader.say(c)),
      shown.map((o) => [reader.name(o.key), roles(o.roles)]),
      [1, 2],
    ),
    all.length > shown.length
      ? call('kept-note', reader.say(m.andMore, { names: '', count: all.length - shown.length }))
      : '',
  ];
}
