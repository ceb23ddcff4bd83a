import type { Diagnostic } from '@machimori/kernel';
import { DiagnosticList } from './diagnostic-list.ts';
import { sections } from './format.ts';
import { type CityReading, checkCity } from './read-city.ts';
import type { OutsideNames } from './reading.ts';
import type { SourceNode } from './source-node.ts';

/** The model is five levels deep; whatever goes deeper is nobody's form. */
const deepest = 12;

/**
 * Checks a city put together from values (a form, a change of one element) by the same rules as a file.
 * Places are paths (`components[3].operator`); `spotOf` says of which element.
 */
export function checkCityValues(values: unknown, outside: OutsideNames = {}): CityReading {
  const found = new DiagnosticList();
  return checkCity(nodeOf(values, deepest), found, { outside, wording: 'form', names: {} });
}

/** Which element of a city a diagnostic is about, and which of its fields; none for the city's own head. */
export interface Spot {
  readonly list: string;
  readonly index: number;
  /** First field below the element, and the whole path from there: `covers`, `covers.components[0]`. */
  readonly field: string | undefined;
  readonly path: string | undefined;
}

const spotPattern = /^(\w+)\[(\d+)\](?:\.((\w+).*))?$/;

export function spotOf({ place }: Pick<Diagnostic, 'place'>): Spot | undefined {
  const [, list, index, path, field] = spotPattern.exec(place.path ?? '') ?? [];
  if (list === undefined || !sections.some((section) => section.list === list)) return undefined;
  return { list, index: Number(index), field, path };
}

function nodeOf(value: unknown, depth: number): SourceNode {
  const at = {};
  if (Array.isArray(value))
    return depth === 0
      ? scalar('…')
      : { is: 'list', items: value.map((each) => nodeOf(each, depth - 1)), at };
  if (value !== null && typeof value === 'object')
    return depth === 0
      ? scalar('…')
      : {
          is: 'map',
          entries: Object.entries(value).flatMap(([name, each]) =>
            each === undefined ? [] : [{ name, nameAt: at, value: nodeOf(each, depth - 1) }],
          ),
          at,
        };
  return scalar(
    typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
      ? value
      : null,
  );
}

const scalar = (value: string | number | boolean | null): SourceNode => ({
  is: 'scalar',
  value,
  raw: value === null ? '' : String(value),
  at: {},
});
