import type { Text } from '@machimori/kernel';
import type { Problem } from '../../../api/problem.ts';
import type { Answer } from '../../../api/routes.ts';
import type { SheetLine } from '../sheet-queries.ts';

type Page = Answer<'GET /sheet/lines'>;
export type CheckItemNamed = Page['checkItems'][number];

/** What the sheet is narrowed to and in what order it stands, as the address says it. */
export type SheetQuery = Readonly<Record<string, string>>;

/** What the page shows: the same object until something of it changes. */
export interface Held {
  /** Ids of lines in the order asked for; undefined until the first of them are there. */
  readonly order: readonly string[] | undefined;
  readonly lines: ReadonlyMap<string, SheetLine>;
  readonly items: ReadonlyMap<string, CheckItemNamed>;
  readonly names: ReadonlyMap<string, Text>;
  /** Of all that match, those that are not here yet too. */
  readonly total: number;
  /** Lines of the latest change are still being made. */
  readonly making: boolean;
  readonly problem: Problem | undefined;
}

export interface HoldPorts {
  readonly load: (
    query: SheetQuery & {
      readonly most: string;
      readonly cursor?: string;
      readonly since?: string;
    },
  ) => Promise<Page>;
  readonly pause: (ms: number) => Promise<void>;
  readonly changed: () => void;
}

export interface LineHold {
  readonly held: () => Held;
  /** Begins anew with what is asked for; what was there stays until the first lines come. */
  readonly ask: (query: SheetQuery) => Promise<void>;
  /** Takes in what became of answers since they were loaded. */
  readonly refresh: () => Promise<void>;
  /** What the server has now of one line. */
  readonly keep: (lines: readonly SheetLine[]) => void;
}

/** The first lines come by themselves, so that they are there at once; then the others, many at a time. */
const firstLines = 100;
const manyLines = 2_000;
const waits = { making: 2_000, trouble: 3_000 } as const;

/** All lines that one asked for, loaded in the background while the first are looked at. */
export function holdLines({ load, pause, changed }: HoldPorts): LineHold {
  const lines = new Map<string, SheetLine>();
  const items = new Map<string, CheckItemNamed>();
  const names = new Map<string, Text>();
  let held: Held = {
    order: undefined,
    lines,
    items,
    names,
    total: 0,
    making: false,
    problem: undefined,
  };
  let asked = 0;
  let since: string | undefined;
  let isRefreshing = false;

  const tell = (change: Partial<Held>): void => {
    held = { ...held, ...change };
    changed();
  };

  const take = (page: Page): void => {
    for (const item of page.checkItems) items.set(item.id, item);
    for (const { key, name } of page.names) names.set(key, name);
    for (const line of page.lines) {
      const known = lines.get(line.line);
      // An answer that was read before something was written into it comes too late.
      if (known === undefined || known.version <= line.version) lines.set(line.line, line);
    }
  };

  const ask = async (query: SheetQuery): Promise<void> => {
    asked += 1;
    const mine = asked;
    let order: string[] = [];
    let cursor: string | undefined;
    for (;;) {
      let page: Page;
      try {
        page = await load({
          ...query,
          most: String(cursor === undefined ? firstLines : manyLines),
          ...(cursor === undefined ? {} : { cursor }),
        });
      } catch (error) {
        if (mine !== asked) return;
        if (cursor === undefined) return tell({ problem: error as Problem });
        // The first are there; the others come when the line holds again.
        await pause(waits.trouble);
        if (mine !== asked) return;
        continue;
      }
      if (mine !== asked) return;
      if (cursor === undefined) since = page.at;
      take(page);
      order = order.concat(page.lines.map(({ line }) => line));
      const isWhole = page.next === undefined;
      tell({
        order: isWhole ? [...new Set(order)] : order,
        total: page.total,
        making: page.making,
        problem: undefined,
      });
      if (!isWhole) {
        cursor = page.next;
        continue;
      }
      if (!page.making) return;
      await pause(waits.making);
      if (mine !== asked) return;
      order = [];
      cursor = undefined;
    }
  };

  return {
    held: () => held,
    ask,
    refresh: async () => {
      if (since === undefined || isRefreshing) return;
      isRefreshing = true;
      const mine = asked;
      try {
        const page = await load({ most: String(manyLines), since });
        if (mine !== asked) return;
        since = page.at;
        if (page.lines.length === 0) return;
        take(page);
        tell({});
      } catch {
        // Asked again with the next one.
      } finally {
        isRefreshing = false;
      }
    },
    keep: (given) => {
      for (const line of given) lines.set(line.line, line);
      tell({});
    },
  };
}
