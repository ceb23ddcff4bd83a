import {
  type RequirementWithoutItem,
  requirementsWithoutItem,
} from '../requirements-without-item.ts';
import { messages as m } from './messages.ts';
import { type PlanReader, rankOf } from './plan-reader.ts';
import { caps } from './report-input.ts';
import { call } from './typst-literal.ts';

/** What risks demand and no check item asks for: by requirement, and below it by why there is no item. */
export function withoutItemSection(reader: PlanReader): string {
  const all = requirementsWithoutItem(reader.plan, reader.edition);
  const groups = [...groupedBy(all, ({ placed }) => placed.requirement).values()];
  const shown = groups.slice(0, caps.withoutItem);
  const rest = groups.slice(caps.withoutItem).reduce((sum, g) => sum + g.length, 0);
  return [
    call(
      'section',
      reader.say(m.withoutItem.heading),
      reader.say(m.withoutItem.lead, { count: all.length, measures: groups.length }),
      false,
    ),
    shown.length === 0
      ? call('prose', reader.say(m.none))
      : call(
          'without-item-table',
          m.withoutItem.columns.map((c) => reader.say(c)),
          shown.map((group) => ({
            heading: group[0] ? reader.say(group[0].heading) : '',
            id: group[0]?.placed.requirement ?? '',
            parts: [...groupedBy(group, reasonOf(reader)).values()].map((part) =>
              partOf(reader, part),
            ),
          })),
        ),
    rest > 0 ? call('kept-note', reader.say(m.restInSheet, { count: rest })) : '',
  ].join('');
}

function partOf(reader: PlanReader, rows: readonly RequirementWithoutItem[]) {
  const performers = distinct(rows.flatMap(({ placed }) => placed.duty.performers));
  const verifiers = distinct(rows.flatMap(({ placed }) => placed.duty.verifier ?? []));
  const undecided = rows.filter(({ placed }) => placed.duty.performers.length === 0).length;
  const named = performers.length === 0 ? [] : [reader.names(performers, 2)];
  const gaps = undecided === 0 ? [] : [reader.say(m.withoutItem.undecided, { count: undecided })];
  const worst = rows.map(({ placed }) => placed.level).sort((a, b) => rankOf(b) - rankOf(a))[0];
  return {
    places: reader.names(distinct(rows.map(({ placed }) => placed.place)), 3),
    performers: reader.say(m.withoutItem.performers, {
      names: reader.listed([...named, ...gaps], 0),
    }),
    verifiers: reader.say(m.withoutItem.verifiers, {
      names: verifiers.length === 0 ? reader.say(m.nobody) : reader.names(verifiers, 2),
    }),
    level: reader.level(worst),
    reason: rows[0] ? reasonOf(reader)(rows[0]) : '',
  };
}

const reasonOf =
  (reader: PlanReader) =>
  ({ reasons }: RequirementWithoutItem): string =>
    reader.join(...reasons.map((reason) => reader.say(reason)));

const distinct = (keys: readonly string[]): readonly string[] => [...new Set(keys)];

function groupedBy<T>(rows: readonly T[], key: (row: T) => string): ReadonlyMap<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const row of rows) {
    const group = groups.get(key(row));
    if (group) group.push(row);
    else groups.set(key(row), [row]);
  }
  return groups;
}
