import {
  type AccountSummary,
  type Component,
  type Contract,
  type ExternalSystem,
  type Flow,
  type Organisation,
  operatorOf,
  wordLabel,
} from '@machimori/city';
import { type JsonObject, jsonObject } from './json-object.ts';
import { messages } from './messages.ts';
import { responsibleParties, responsibleRoles } from './metadata.ts';
import { markup, markupLine, oneLine, paragraphs } from './oscal-text.ts';
import { informationTypeUuid } from './system-characteristics.ts';
import { fillOne, oscalProp, ourProp, type Writing } from './writing.ts';

/**
 * Everything that a line or a requirement can be about is a component of the system, since OSCAL places
 * implementations at components alone: the city itself, organisations, contracts, systems and flows.
 */
export function systemImplementation(writing: Writing): JsonObject {
  const { city } = writing;
  return jsonObject({
    users: users(writing),
    components: [
      cityComponent(writing),
      ...city.organisations.map((o) => organisationComponent(writing, o)),
      ...city.contracts.map((k) => contractComponent(writing, k)),
      ...city.components.map((c) => component(writing, c)),
      ...city.externalSystems.map((e) => externalComponent(writing, e)),
      ...city.flows.map((f) => flowComponent(writing, f)),
    ],
    'inventory-items': city.components
      .filter((c) => c.device !== undefined)
      .map((c) => inventoryItem(writing, c)),
  });
}

export const componentUuid = (writing: Writing, key: string): string =>
  writing.cityId('component', key);

/** True for keys that stand in the system security plan as a component. */
export const isComponent = (writing: Writing, key: string): boolean => {
  const { index, city } = writing;
  return (
    key === city.key ||
    index.components.has(key) ||
    index.organisations.has(key) ||
    index.contracts.has(key) ||
    index.flows.has(key) ||
    index.externals.has(key)
  );
};

const link = (writing: Writing, rel: string, key: string): JsonObject | undefined =>
  isComponent(writing, key) ? { href: `#${componentUuid(writing, key)}`, rel } : undefined;

const dataLinks = (writing: Writing, keys: readonly string[]): JsonObject[] =>
  [...new Set(keys)]
    .filter((key) => writing.index.dataSets.has(key))
    .map((key) => ({ href: `#${informationTypeUuid(writing, key)}`, rel: 'handles' }));

const title = (writing: Writing, key: string): string =>
  markupLine(writing.nameOf(key)) || markupLine(key);

function cityComponent(writing: Writing): JsonObject {
  const { city, say } = writing;
  return jsonObject({
    uuid: componentUuid(writing, city.key),
    type: 'this-system',
    title: title(writing, city.key),
    description: markup(fillOne(say(messages.component.city), { city: writing.nameOf(city.key) })),
    props: [ourProp('key', city.key), ...traits(writing, city.key)],
    status: {
      state: city.components.some((c) => c.stage === 'in-operation')
        ? 'operational'
        : 'under-development',
    },
    'responsible-roles': responsibleRoles(writing, [['answerable', [city.promoter]]]),
  });
}

function organisationComponent(writing: Writing, o: Organisation): JsonObject {
  return jsonObject({
    uuid: componentUuid(writing, o.key),
    type: 'organisation',
    title: title(writing, o.key),
    description: markup(
      fillOne(writing.say(messages.component.organisation), { name: writing.nameOf(o.key) }),
    ),
    props: [ourProp('key', o.key), ...traits(writing, o.key)],
    status: { state: 'operational' },
    'responsible-roles': responsibleRoles(writing, [['owner', [o.key]]]),
  });
}

function contractComponent(writing: Writing, k: Contract): JsonObject {
  const { say } = writing;
  const m = messages.component;
  const { start, end } = k.term;
  const over = end !== undefined && end < writing.plan.asOf && k.term.renewal !== 'indefinite';
  return jsonObject({
    uuid: componentUuid(writing, k.key),
    type: 'contract',
    title: title(writing, k.key),
    description: markup(
      paragraphs(
        fillOne(say(m.contract), {
          principal: writing.nameOf(k.principal),
          contractor: writing.nameOf(k.contractor),
          kind: say(wordLabel('contracts', k.kind)),
        }),
        fillOne(say(m.contractTerm), { start: start ?? say(m.open), end: end ?? say(m.open) }),
      ),
    ),
    props: [
      ourProp('key', k.key),
      ourProp('kind', k.kind),
      ourProp('start', start),
      ourProp('end', end),
      ourProp('renewal', k.term.renewal),
      ...[...new Set(k.clauses.map(({ clause }) => clause))].map((clause) =>
        ourProp('clause', clause),
      ),
      ourProp('subcontracting', k.subcontracting),
      ...traits(writing, k.key),
    ],
    links: [
      ...k.covers.components.map((key) => link(writing, 'covers', key)),
      ...dataLinks(writing, k.covers.dataSets),
    ],
    status: { state: over ? 'disposition' : 'operational' },
    'responsible-roles': responsibleRoles(writing, [
      ['principal', [k.principal]],
      ['contractor', [k.contractor]],
    ]),
    remarks: markup(k.note ?? ''),
  });
}

const typeOfKind: Readonly<Record<Component['kind'], string>> = {
  service: 'service',
  'city-os': 'software',
  'device-group': 'hardware',
  gateway: 'hardware',
  network: 'network',
  'device-management-system': 'software',
  'administration-terminal': 'hardware',
  'supporting-system': 'software',
};

const stateOfStage: Readonly<Record<Component['stage'], string>> = {
  planned: 'under-development',
  'being-built': 'under-development',
  'in-operation': 'operational',
  retired: 'disposition',
};

function component(writing: Writing, c: Component): JsonObject {
  const { say } = writing;
  return jsonObject({
    uuid: componentUuid(writing, c.key),
    type: typeOfKind[c.kind],
    title: title(writing, c.key),
    description: markup(
      paragraphs(
        fillOne(say(messages.component.plain), {
          kind: say(wordLabel('components', c.kind)),
          owner: writing.nameOf(c.owner),
          operator: writing.nameOf(operatorOf(c)),
        }),
        c.note,
      ),
    ),
    props: [
      oscalProp('implementation-point', 'internal'),
      ourProp('key', c.key),
      ourProp('kind', c.kind),
      ourProp('stage', c.stage),
      ourProp('planned-until', c.plannedUntil),
      ourProp('domain', c.service?.domain),
      ourProp('safety', c.service?.safety),
      ourProp('hosting', c.hosting?.model),
      ourProp('hosting-country', c.hosting?.country),
      ourProp('linkage', c.linkage),
      ...(writing.subjects.get(c.key)?.categories ?? []).map((category) =>
        ourProp('category', category),
      ),
      ...traits(writing, c.key),
      ...impacts(writing, c.key),
    ],
    links: [
      ...c.standsOn.map((key) => link(writing, 'stands-on', key)),
      c.managedBy === undefined ? undefined : link(writing, 'managed-by', c.managedBy),
      ...dataLinks(writing, c.dataSets),
    ],
    status: { state: stateOfStage[c.stage] },
    'responsible-roles': responsibleRoles(writing, [
      ['owner', [c.owner]],
      ['operator', [operatorOf(c)]],
      ['supplier', [c.supplier]],
    ]),
  });
}

function externalComponent(writing: Writing, e: ExternalSystem): JsonObject {
  return jsonObject({
    uuid: componentUuid(writing, e.key),
    type: 'system',
    title: title(writing, e.key),
    description: markup(
      fillOne(writing.say(messages.component.external), {
        kind: writing.say(wordLabel('externals', e.kind)),
      }),
    ),
    props: [
      oscalProp('implementation-point', 'external'),
      ourProp('key', e.key),
      ourProp('kind', e.kind),
    ],
    status: { state: 'other' },
    'responsible-roles': responsibleRoles(writing, [['operator', [e.organisation]]]),
  });
}

function flowComponent(writing: Writing, f: Flow): JsonObject {
  const { say, index } = writing;
  const outside = index.externals.has(f.from) || index.externals.has(f.to);
  return jsonObject({
    uuid: componentUuid(writing, f.key),
    type: 'interconnection',
    title: title(writing, f.key),
    description: markup(
      fillOne(say(messages.component.flow), {
        from: writing.nameOf(f.from),
        to: writing.nameOf(f.to),
        data:
          f.dataSets.length === 0
            ? say(messages.component.noData)
            : writing.list(f.dataSets.map((d) => writing.nameOf(d))),
        purpose: f.purpose,
      }),
    ),
    props: [
      oscalProp('implementation-point', outside ? 'external' : 'internal'),
      ourProp('key', f.key),
      ourProp('encrypted', f.encrypted),
      ourProp('authenticated', f.authenticated),
      ourProp('over-internet', f.overInternet ? 'yes' : 'no'),
      ourProp('control', f.control ? 'yes' : 'no'),
      ...traits(writing, f.key),
    ],
    links: [
      link(writing, 'from', f.from),
      link(writing, 'to', f.to),
      ...dataLinks(writing, f.dataSets),
    ],
    status: { state: 'operational' },
    protocols: [{ uuid: writing.cityId('protocol', f.key), name: oneLine(f.protocol) }],
  });
}

const traits = (writing: Writing, key: string): (JsonObject | undefined)[] => [
  ourProp(
    'traits',
    writing.subjects
      .get(key)
      ?.traits.map((t) => t.trait)
      .join(' '),
  ),
];

function impacts(writing: Writing, key: string): (JsonObject | undefined)[] {
  const impact = writing.subjects.get(key)?.impact;
  if (impact === undefined) return [];
  return [
    ourProp('confidentiality-impact', impact.confidentiality.value),
    ourProp('integrity-impact', impact.integrity.value),
    ourProp('availability-impact', impact.availability.value),
  ];
}

/** Devices are kept as groups; one item stands for all devices of a group. */
function inventoryItem(writing: Writing, c: Component): JsonObject {
  const { device } = c;
  return jsonObject({
    uuid: writing.cityId('inventory', c.key),
    description: markup(
      fillOne(writing.say(messages.component.inventory), {
        name: writing.nameOf(c.key),
        count: device?.count ?? 0,
      }),
    ),
    props: [
      oscalProp('asset-id', c.key),
      oscalProp('model', device?.model),
      oscalProp('version', device?.version),
      ourProp('count', device?.count),
      ourProp('support-end', device?.supportEnd),
      ourProp('place', device?.place),
      ourProp('moves', device?.moves),
      ourProp('update', device?.update),
      ourProp('radio', device?.radio.join(' ')),
      ...(device?.labels ?? []).map((l) =>
        ourProp(
          'label',
          [l.scheme, l.stars === undefined ? '' : `★${l.stars}`, l.count]
            .filter((part) => part !== '')
            .join(' '),
        ),
      ),
    ],
    'responsible-parties': responsibleParties(writing, [
      ['owner', [c.owner]],
      ['operator', [operatorOf(c)]],
      ['supplier', [c.supplier]],
    ]),
    'implemented-components': [{ 'component-uuid': componentUuid(writing, c.key) }],
  });
}

/** Roles that organisations hold, residents, and the accounts of each component in brief. */
function users(writing: Writing): JsonObject[] {
  const { city, edition, say } = writing;
  const held = new Set<string>(['resident', ...city.organisations.flatMap((o) => o.roles)]);
  const runners = new Set([
    city.promoter,
    ...city.components.flatMap((c) => [c.owner, operatorOf(c)]),
  ]);
  const inside = new Set<string>(
    city.organisations.filter((o) => runners.has(o.key)).flatMap((o) => o.roles),
  );
  const typeOf = (role: string): string => (inside.has(role) ? 'internal' : 'external');
  return [
    ...edition.roles
      .filter((role) => held.has(role.id))
      .map((role) =>
        jsonObject({
          uuid: writing.cityId('user', role.id),
          title: markupLine(say(role.name)),
          description: markup(say(role.meaning)),
          props: [oscalProp('type', role.id === 'resident' ? 'general-public' : typeOf(role.id))],
          'role-ids': [role.id],
        }),
      ),
    ...city.accounts.map((a) => accounts(writing, a)),
  ];
}

function accounts(writing: Writing, a: AccountSummary): JsonObject {
  const { say } = writing;
  const m = messages.component;
  return jsonObject({
    uuid: writing.cityId('accounts', a.key),
    title: markupLine(
      fillOne(say(m.accounts), {
        component: writing.nameOf(a.component),
        kind: say(wordLabel('accounts', a.kind)),
      }),
    ),
    description: markup(
      fillOne(say(m.accountsText), { total: a.total, orphaned: a.orphaned, dormant: a.dormant }),
    ),
    props: [
      oscalProp(
        'privilege-level',
        a.kind === 'administrator' ? 'privileged' : a.kind === 'all' ? undefined : 'non-privileged',
      ),
      ourProp('key', a.key),
      ourProp('kind', a.kind),
      ourProp('total', a.total),
      ourProp('orphaned', a.orphaned),
      ourProp('dormant', a.dormant),
      ourProp('without-second-factor', a.withoutSecondFactor),
      ourProp('reviewed-on', a.reviewedOn),
    ],
    links: [link(writing, 'account-of', a.component)],
  });
}
