import { stateWords } from '@machimori/kernel';
import type { Answer } from '../../api/routes.ts';
import { levelWords } from '../../messages/levels.ts';
import { dutyStateWords } from '../../messages/responsibilities.ts';
import { groupWords } from '../../messages/standing.ts';

export type PlanList = Answer<'GET /plan/list'>;
export type ListName = PlanList['list'];

export const listNames = ['lines', 'scenarios', 'requirements', 'findings'] as const;

/** What each list can be narrowed by. */
export const filtersOf = {
  lines: ['group', 'state', 'level', 'organisation'],
  scenarios: ['level'],
  requirements: ['duty', 'level', 'organisation'],
  findings: ['level', 'organisation'],
} as const satisfies Record<ListName, readonly string[]>;

type FilterName = (typeof filtersOf)[ListName][number];
export type Filter = Partial<Record<FilterName, string>>;

/** What a filter may say; an organisation is any that there is. */
const valuesOf: Partial<Record<FilterName, ReadonlySet<string>>> = {
  group: new Set(Object.keys(groupWords)),
  state: new Set(['open', 'overdue', ...Object.keys(stateWords)]),
  duty: new Set(Object.keys(dutyStateWords)),
  level: new Set(Object.keys(levelWords)),
};

/** The list that the address asks for, and what it is narrowed to; what its list does not know falls away. */
export function askedOf(
  search: Readonly<Record<string, unknown>>,
): readonly [list: ListName, filter: Filter] {
  const list = listNames.find((name) => name === search['list']) ?? 'lines';
  const filter = Object.fromEntries(
    filtersOf[list].flatMap((name) => {
      const value = search[name];
      const known = valuesOf[name];
      if (typeof value !== 'string' || value === '' || known?.has(value) === false) return [];
      return [[name, value]];
    }),
  );
  return [list, filter];
}
