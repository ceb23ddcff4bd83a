import { stageWords, stateWords, type Text, text } from '@machimori/kernel';
import { useQuery } from '@tanstack/react-query';
import type { Problem } from '../../../api/problem.ts';
import type { Answer } from '../../../api/routes.ts';
import { call } from '../../../api/use-server.ts';
import { levelWords } from '../../../messages/levels.ts';
import { gridWords as words } from '../../../messages/sheet-grid.ts';
import { groupWords } from '../../../messages/standing.ts';
import { gatherings, itemIn, nameIn, type Telling } from './columns.tsx';
import type { FilterName, SheetFilter } from './filter-names.ts';

/** What people call everything of the city. */
export type CityNames = Answer<'GET /city/names'>['names'];

export function useCityNames(enabled: boolean): CityNames | undefined {
  const { data } = useQuery<Answer<'GET /city/names'>, Problem>({
    queryKey: ['city', 'names'],
    queryFn: () => call('GET /city/names'),
    enabled,
  });
  return data?.names;
}

/** By what lines can be put in order, as one is told of it. */
export const orderable = [
  { order: 'checkItem', label: words.item },
  { order: 'subject', label: words.subject },
  { order: 'answeredBy', label: words.answeredBy },
  { order: 'due', label: words.due },
  { order: 'state', label: words.state },
  { order: 'planned', label: words.planned },
  { order: 'stage', label: words.stage },
  { order: 'level', label: words.level },
] as const;

/** How lines are shown, which leaves none of them out. */
const showing: ReadonlySet<string> = new Set<FilterName>(['gather', 'order', 'descending']);

/** Whether lines are left out. */
export const isNarrowed = (filter: SheetFilter): boolean =>
  Object.keys(filter).some((name) => !showing.has(name));

/** The same with no line left out. */
export const unnarrowed = (filter: SheetFilter): SheetFilter =>
  Object.fromEntries(Object.entries(filter).filter(([name]) => showing.has(name)));

const wordIn = (of: Readonly<Record<string, Text>>, value: string): Text =>
  of[value] ?? text(value, value);

/** What the sheet is narrowed to, in words: one phrase for each condition. */
export function narrowedTo(
  filter: SheetFilter,
  telling: Telling,
  names: CityNames = [],
): readonly string[] {
  const { say, held } = telling;
  const nameOf = (key: string): Text => {
    const known = names.find((each) => each.key === key);
    return known === undefined ? nameIn(held, key) : text(known.name, known.nameEn ?? known.name);
  };
  const ownerOf = (owner: string): Text => {
    const line = [...held.lines.values()].find((each) => each.owner?.person === owner);
    const name = line?.owner?.name;
    if (owner === 'mine') return words.ownerMine;
    if (owner === 'none') return words.assignNobody;
    return name === undefined ? words.ownerOne : text(name, name);
  };
  const level = (value: string): Text =>
    (levelWords as Readonly<Record<string, { readonly label: Text }>>)[value]?.label ??
    text(value, value);
  const parts: Readonly<Partial<Record<FilterName, (value: string) => readonly [Text, Text]>>> = {
    words: (value) => [words.searched, text(`「${value}」`, `“${value}”`)],
    stage: (value) => [words.stage, wordIn(stageWords, value)],
    state: (value) => [words.state, wordIn(stateWords, value)],
    group: (value) => [words.group, wordIn(groupWords, value)],
    answeredBy: (value) => [words.answeredBy, nameOf(value)],
    subject: (value) => [words.subject, nameOf(value)],
    checkItem: (value) => [words.item, itemIn(held, value)],
    level: (value) => [words.level, level(value)],
    owner: (value) => [words.owner, ownerOf(value)],
  };
  const alone: Readonly<Partial<Record<FilterName, Text>>> = {
    overdue: words.overdue,
    stale: words.stale,
    request: words.ofRequest,
    control: words.ofControl,
    link: words.ofLink,
  };
  return Object.entries(filter).flatMap(([name, value]): string[] => {
    const whole = alone[name as FilterName];
    if (whole !== undefined) return [say(whole)];
    const part = parts[name as FilterName]?.(value ?? '');
    return part === undefined ? [] : [say(words.condition, { of: part[0], is: part[1] })];
  });
}

/** In what order lines stand, in words. */
export function orderedBy({ order, descending, gather }: SheetFilter, { say }: Telling): string {
  const by = orderable.find((each) => each.order === order);
  const said =
    by === undefined
      ? say(words.orderPlan)
      : say(words.condition, {
          of: by.label,
          is: descending === undefined ? words.sortedUp : words.sortedDown,
        });
  if (gather === undefined || !Object.hasOwn(gatherings, gather)) return said;
  const heaps = gatherings[gather as keyof typeof gatherings].label;
  return [say(words.condition, { of: words.gather, is: heaps }), said].join(say(words.between));
}
