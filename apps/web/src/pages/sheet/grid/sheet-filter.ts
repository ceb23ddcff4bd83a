import { stageWords, stateWords } from '@machimori/kernel';
import { levelWords } from '../../../messages/levels.ts';
import { groupWords } from '../../../messages/standing.ts';
import { gatherings } from './columns.tsx';
import { type FilterName, filterNames, type SheetFilter } from './filter-names.ts';

const orders = [
  'checkItem',
  'subject',
  'answeredBy',
  'state',
  'planned',
  'statement',
  'due',
  'stage',
  'level',
];

const isKnown: Readonly<Partial<Record<FilterName, (value: string) => boolean>>> = {
  stage: (value) => Object.hasOwn(stageWords, value),
  state: (value) => Object.hasOwn(stateWords, value),
  group: (value) => Object.hasOwn(groupWords, value),
  level: (value) => Object.hasOwn(levelWords, value),
  gather: (value) => Object.hasOwn(gatherings, value),
  order: (value) => orders.includes(value),
  overdue: (value) => value === 'true',
  stale: (value) => value === 'true',
  descending: (value) => value === 'true',
};

/** What an address, or a view that was kept, narrows the sheet to; what nobody knows falls away. */
export function filterOf(search: Readonly<Record<string, unknown>>): SheetFilter {
  return Object.fromEntries(
    filterNames.flatMap((name) => {
      const given = search[name];
      // An address keeps `true` as what it is.
      const value = given === true ? 'true' : typeof given === 'number' ? String(given) : given;
      if (typeof value !== 'string' || value === '' || value.length > 200) return [];
      return isKnown[name]?.(value) === false ? [] : [[name, value]];
    }),
  );
}

/** The same with one part otherwise; empty: without it. */
export function withPart(filter: SheetFilter, name: FilterName, value: string): SheetFilter {
  const { [name]: _, ...others } = filter;
  return value === '' ? others : { ...others, [name]: value };
}
