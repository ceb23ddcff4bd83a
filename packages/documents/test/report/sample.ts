import { readFileSync } from 'node:fs';
import type { Edition } from '@machimori/catalogue';
import { type City, readCity } from '@machimori/city';
import { type Plan, planCity } from '@machimori/planning';

const root = new URL('../../../../', import.meta.url);
const read = (path: string): string => readFileSync(new URL(path, root), 'utf8');

export const edition = JSON.parse(
  read('catalogue/mic-smart-city-security/2.0-draft/edition.json'),
) as Edition;
export const asOf = '2026-11-21';

export const hoshigawatari: City = cityOf('examples/hoshigawatari/city.yaml');

export const planOf = (city: City): Plan => planCity({ city, edition, asOf, version: '0.1.0' });

export function cityOf(path: string): City {
  const { city, diagnostics } = readCity({ name: path, text: read(path) });
  if (!city) throw new Error(`${path}: ${JSON.stringify(diagnostics)}`);
  return city;
}

/** Names that would act, were they ever read as markup. */
export const hostileNames: readonly string[] = [
  '#import "@preview/x:1.0.0": *',
  '#panic("a")',
  '"); #panic("b',
  '\\") #panic("c',
  '] #panic("d") [',
  '$ x $ @ref <label> `raw` ```',
  '= Heading _under_ *star* // /* comment',
  '\\u{41} \\n %s {name}',
  '\u202egnp.exe\u0000\u0007\ud800',
  'A'.repeat(400),
  '行頭。」、禁則ー々\n改行\n#v(1cm)',
];

/** The city with every name made hostile; keys stay. */
export function withHostileNames(city: City): City {
  let n = 0;
  const rename = <T extends { readonly key: string }>(element: T): T => {
    const name = `${hostileNames[n++ % hostileNames.length]} ${element.key}`;
    return { ...element, name, nameEn: name };
  };
  return {
    ...city,
    name: hostileNames[2] ?? '',
    nameEn: hostileNames[3] ?? '',
    organisations: city.organisations.map(rename),
    contracts: city.contracts.map(rename),
    components: city.components.map(rename),
    externalSystems: city.externalSystems.map(rename),
    dataSets: city.dataSets.map(rename),
    flows: city.flows.map((f, i) => ({
      ...f,
      purpose: hostileNames[i % hostileNames.length] ?? '',
    })),
  };
}

/** The city many times over, its keys told apart; for the caps. */
export function manyTimes(city: City, times: number): City {
  const all = Array.from({ length: times }, (_, i) => copyOf(city, `-${i}`));
  const [first] = all;
  if (!first) return city;
  return {
    ...city,
    promoter: first.promoter,
    organisations: all.flatMap((c) => c.organisations),
    contracts: all.flatMap((c) => c.contracts),
    components: all.flatMap((c) => c.components),
    externalSystems: all.flatMap((c) => c.externalSystems),
    dataSets: all.flatMap((c) => c.dataSets),
    flows: all.flatMap((c) => c.flows),
    accounts: all.flatMap((c) => c.accounts),
    weaknesses: all.flatMap((c) => c.weaknesses),
    controls: [],
  };
}

function copyOf(city: City, end: string): City {
  const keys = new Set(
    [
      city.organisations,
      city.contracts,
      city.components,
      city.externalSystems,
      city.dataSets,
      city.flows,
      city.accounts,
      city.weaknesses,
    ]
      .flat()
      .map((e) => e.key),
  );
  return JSON.parse(JSON.stringify(city), (_, value: unknown) =>
    typeof value === 'string' && keys.has(value) ? `${value}${end}` : value,
  ) as City;
}
