import { setTimeout as pause } from 'node:timers/promises';
import type { City } from '@machimori/city';
import { type Client, clientOf, joinedBy } from './client.ts';
import { generateCity } from './generate-city.ts';

/**
 * A city whose check sheet has some 55,000 lines, answered by 50 organisations. A plan is made for so many places and
 * no more (`limits.plannedPlaces`): so many lines come where most of them are services.
 */
export const sheetCity = (): City =>
  generateCity({
    organisations: 50,
    services: 4_000,
    deviceGroups: 100,
    devicesPerGroup: 50,
    contracts: 200,
    flows: 1_500,
  });

export interface SheetPage {
  readonly making: boolean;
  readonly total: number;
  readonly next?: string;
  readonly lines: readonly {
    readonly line: string;
    readonly answeredBy: string;
    readonly cells: Readonly<Record<'state' | 'planned' | 'statement', number>>;
  }[];
}

/** Who sees the whole city, and who answers for the organisation that has most to answer. */
export interface SheetPeople {
  readonly administrator: Client;
  readonly contributor: Client;
  /** Lines of the whole city. */
  readonly lines: number;
}

/** Lines that get an answer before anything is measured: every fifth. */
const answeredEach = 5;

/** The city in a program that was just started, its lines there and every fifth of them answered in part. */
export async function sheetPeople(origin: string, data: string): Promise<SheetPeople> {
  const administrator = await clientOf(origin, data, sheetCity(), { seated: true });
  const { ask } = administrator;
  let first = await ask<SheetPage>('GET', '/sheet/lines?most=1');
  while (first.making || first.total === 0) {
    await pause(500);
    first = await ask<SheetPage>('GET', '/sheet/lines?most=1');
  }
  const count = new Map<string, number>();
  for (let next: string | undefined = ''; next !== undefined; ) {
    const cursor: string = next === '' ? '' : `&cursor=${next}`;
    const page: SheetPage = await ask('GET', `/sheet/lines?most=2000${cursor}`);
    for (const { answeredBy } of page.lines)
      count.set(answeredBy, (count.get(answeredBy) ?? 0) + 1);
    const lines = page.lines
      .filter((_, at) => at % answeredEach === 0)
      .map(({ line }) => ({
        line,
        cells: [
          { field: 'state', seen: 0, value: 'in-progress' },
          { field: 'planned', seen: 0, value: '令和9年度上期' },
          { field: 'statement', seen: 0, value: `手順を定め、毎月、担当が確かめている。${line}` },
        ],
      }));
    await ask('POST', '/sheet/cells', { lines });
    next = page.next;
  }
  const { organisations } = await ask<{
    organisations: { organisation: string; name: string }[];
  }>('GET', '/city');
  const [busiest = ''] = [...count]
    .filter(([key]) => key !== 'org-0000')
    .sort(([, a], [, b]) => b - a)
    .map(([key]) => key);
  const name = `組織${Number(busiest.slice(4))}`;
  const seat = organisations.find((each) => each.name === name)?.organisation ?? '';
  const contributor = await joinedBy(origin, administrator, seat);
  return { administrator, contributor, lines: first.total };
}
