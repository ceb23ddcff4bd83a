import fc from 'fast-check';
import { countryCodes } from '../src/countries.ts';
import type { ElementName, Field, Fields, ValueType } from '../src/field.ts';
import { cityFields, sections } from '../src/format.ts';
import { cleanText } from '../src/interpret-value.ts';
import type { City, Component, Contract, Organisation } from '../src/model.ts';
import { wordsOf } from '../src/words.ts';

/** Keys that references of a generated city may use, by what they belong to. */
type Pools = Readonly<Record<ElementName, readonly string[]>>;

const key = fc.stringMatching(/^[a-z0-9][a-z0-9-]{0,12}$/);
const impossible = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/;
const tricky = fc.constantFrom(
  '=1+1',
  '+81 3',
  '-x',
  '@you',
  'true',
  'はい',
  'null',
  '~',
  '2026-04-01',
  '0123',
  '1.10',
  '1e5',
  '12:30',
  'a: b',
  '# x',
  '- a',
  '"q"',
  "'s'",
  '_x0041_',
  'a、b',
  '水位（川）',
  '[x]',
  '{y}',
  '*a',
  '&b',
  '!t',
  '%p',
  '|',
  '>',
  '`',
  '\\n',
  '#',
  '※',
  '例：',
  'yes',
  '<b>&amp;',
  '👩‍🔧',
);
const oneLine = fc
  .oneof(
    tricky,
    fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 }),
    fc.string({ unit: 'binary', minLength: 1, maxLength: 20 }),
  )
  .map((s) => cleanText(s).replaceAll('\n', ' ').trim())
  .filter((s) => s !== '' && s.isWellFormed() && !impossible.test(s));
const severalLines = fc
  .array(
    fc.oneof(
      oneLine,
      fc.constant(''),
      oneLine.map((s) => `  ${s}`),
    ),
    { minLength: 1, maxLength: 4 },
  )
  .map((rows) => cleanText(rows.join('\n')))
  .filter((s) => s !== '');
const day = fc
  .integer({ min: -20_000, max: 60_000 })
  .map((n) => new Date(n * 86_400_000).toISOString().slice(0, 10));
const outside = {
  facts: fc.constantFrom('eeaPersonalData', 'buildingControl'),
  findingKinds: fc.constantFrom('default-password', 'end-of-support'),
  requirements: fc.constantFrom('CPS.AC-1', 'CPS.MA-2', 'CPS.SC-14'),
  checkItems: fc.constantFrom('service-2-3', 'サービス②-3', '都市 OS①-1'),
} as const;

function generated(type: ValueType, pools: Pools): fc.Arbitrary<unknown> | undefined {
  switch (type.is) {
    case 'text':
      return type.lines ? severalLines : oneLine;
    case 'key':
      return undefined;
    case 'reference': {
      const keys = type.to.flatMap((element) => pools[element]);
      return keys.length === 0 ? undefined : fc.constantFrom(...keys);
    }
    case 'word':
      return fc.constantFrom(...wordsOf(type.list));
    case 'name':
      return outside[type.of];
    case 'country':
      return fc.constantFrom(...countryCodes, 'unknown');
    case 'day':
      return day;
    case 'whole':
      return fc.integer({ min: type.min, max: Math.min(type.max, 5_000_000) });
    case 'degrees':
      return fc
        .double({ min: -type.limit, max: type.limit, noNaN: true })
        .map((n) => Number(n.toFixed(6)) + 0);
    case 'boolean':
      return fc.boolean();
  }
}

function fieldOf(field: Field, pools: Pools): fc.Arbitrary<unknown> | undefined {
  const { type } = field;
  switch (type.is) {
    case 'list': {
      const item = generated(type.of, pools);
      return item ? fc.uniqueArray(item, { maxLength: 3 }) : fc.constant([]);
    }
    case 'object':
      return objectOf(type.fields, pools);
    case 'objects':
      return fc.array(objectOf(type.fields, pools), { maxLength: 2 });
    case 'aliases':
      return fc.constant({});
    default:
      return generated(type, pools);
  }
}

function objectOf(fields: Fields, pools: Pools): fc.Arbitrary<Record<string, unknown>> {
  const parts: Record<string, fc.Arbitrary<unknown>> = {};
  for (const [name, field] of Object.entries(fields)) {
    const value = fieldOf(field, pools);
    if (!value) continue;
    if (field.presence === 'required') parts[name] = value;
    else if (field.presence === 'default')
      parts[name] = fc.oneof(fc.constant(field.default), value).map((v) => structuredClone(v));
    else parts[name] = fc.option(value, { nil: undefined });
  }
  return fc
    .record(parts)
    .map((object) =>
      Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined)),
    );
}

/** Any valid city, its texts as awkward as texts can be. */
export const arbitraryCity: fc.Arbitrary<City> = fc
  .record({
    keys: fc.uniqueArray(key, { minLength: 30, maxLength: 30 }),
    sizes: fc.array(fc.integer({ min: 0, max: 3 }), {
      minLength: sections.length,
      maxLength: sections.length,
    }),
  })
  .chain(({ keys, sizes }) => {
    const [cityKey = 'city', ...rest] = keys;
    const pools: Record<ElementName, string[]> = {
      city: [cityKey],
      organisation: [],
      contract: [],
      component: [],
      externalSystem: [],
      dataSet: [],
      flow: [],
      account: [],
      weakness: [],
    };
    for (const [at, { element }] of sections.entries()) {
      const least = element === 'organisation' ? 2 : element === 'component' ? 1 : 0;
      if (element !== undefined)
        pools[element].push(...rest.splice(0, Math.max(least, sizes[at] ?? 0)));
    }
    const lists = Object.fromEntries(
      sections.map((section, at) => {
        const one = objectOf(section.fields, pools);
        if (section.element === undefined)
          return [section.list, fc.array(one, { maxLength: sizes[at] ?? 0 })];
        const elements = pools[section.element].map((itsKey) =>
          one.map((element) => ({ key: itsKey, ...element })),
        );
        return [section.list, elements.length === 0 ? fc.constant([]) : fc.tuple(...elements)];
      }),
    );
    const { key: _key, aliases: _aliases, ...fields } = cityFields;
    const own = Object.fromEntries(
      Object.entries(fields).filter(([name]) => !sections.some(({ list }) => list === name)),
    );
    const spare = rest.slice(0, 2);
    const present = Object.values(pools).flat();
    return fc
      .record({
        own: objectOf(own, pools),
        lists: fc.record(lists),
        aliases: fc.array(fc.constantFrom(...present), { maxLength: spare.length }),
      })
      .map(({ own: values, lists: elements, aliases }) =>
        repair({
          ...values,
          key: cityKey,
          ...elements,
          aliases: Object.fromEntries(aliases.map((to, at) => [spare[at], to])),
        } as unknown as City),
      );
  });

/** Makes true what the format's relations ask for. */
function repair(city: City): City {
  const order = new Map(city.components.map((c, at) => [c.key, at]));
  const orgOrder = new Map(city.organisations.map((o, at) => [o.key, at]));
  return {
    ...city,
    organisations: city.organisations.map((o, at) =>
      without(o, 'parent', (orgOrder.get(o.parent ?? '') ?? -1) >= at),
    ),
    contracts: city.contracts.map((k) => repairContract(k, city.organisations)),
    components: city.components.map((c, at) => repairComponent(c, at, order)),
    flows: city.flows.flatMap((f) => (f.from === f.to ? [] : [f])),
    accounts: city.accounts.map((a) => ({
      ...a,
      orphaned: Math.min(a.orphaned, a.total),
      dormant: Math.min(a.dormant, a.total),
      withoutSecondFactor: Math.min(a.withoutSecondFactor, a.total),
    })),
    weaknesses: city.weaknesses
      .map((w) => ({
        ...w,
        ...(w.affected !== undefined && w.total !== undefined
          ? { affected: Math.min(w.affected, w.total) }
          : {}),
      }))
      .filter((w) => w.subject !== undefined && isThere(city, w.subject)),
    controls: city.controls.filter((c) => isThere(city, c.subject)),
    aliases: Object.fromEntries(Object.entries(city.aliases).filter(([, to]) => isThere(city, to))),
  };
}

/** Flows from a place to itself are dropped, and whatever points at them with them. */
const isThere = (city: City, subject: string): boolean =>
  !city.flows.some((f) => f.key === subject && f.from === f.to) &&
  !city.weaknesses.some((w) => w.key === subject);

function repairContract(k: Contract, organisations: readonly Organisation[]): Contract {
  const other = organisations.find((o) => o.key !== k.principal)?.key ?? k.contractor;
  const { start, end } = k.term;
  const swapped =
    start !== undefined && end !== undefined && end < start
      ? { ...k.term, start: end, end: start }
      : k.term;
  const clauses = k.clauses.map((c) => without(c, 'performs', c.requirements.length === 0));
  const alone = clauses.filter((c) => c.requirements.length === 0);
  return {
    ...k,
    contractor: k.contractor === k.principal ? other : k.contractor,
    term: swapped,
    clauses: [
      ...alone.filter((c, at) => alone.findIndex((o) => o.clause === c.clause) === at),
      // A clause said twice is read as one.
      ...new Map(
        clauses.filter((c) => c.requirements.length > 0).map((c) => [JSON.stringify(c), c]),
      ).values(),
    ],
  };
}

function repairComponent(c: Component, at: number, order: ReadonlyMap<string, number>): Component {
  const device = c.device ?? {
    count: 1,
    place: 'public',
    moves: 'nothing',
    measures: false,
    radio: [],
    labels: [],
    update: 'unknown',
    managedByUsers: false,
  };
  const service = c.service ?? { domain: 'other', audience: [], channels: [], safety: 'none' };
  const { device: _device, service: _service, linkage, ...rest } = c;
  const base = without(
    { ...rest, standsOn: c.standsOn.filter((s) => (order.get(s) ?? 0) < at) } as Component,
    'managedBy',
    c.managedBy === c.key,
  );
  const fitted = {
    ...device,
    labels: device.labels.map((l) => ({ ...l, count: Math.min(l.count, device.count) })),
  };
  if (c.kind === 'service') return { ...base, service };
  if (c.kind === 'city-os') return { ...base, ...(linkage === undefined ? {} : { linkage }) };
  if (c.kind === 'device-group') return { ...base, device: fitted };
  return base;
}

function without<T extends object, K extends keyof T>(object: T, name: K, drop: boolean): T {
  if (!drop) return object;
  const { [name]: _dropped, ...rest } = object;
  return rest as T;
}
