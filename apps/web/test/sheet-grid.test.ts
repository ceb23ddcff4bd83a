import { columnWords, text } from '@machimori/kernel';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fillEdits, pasteEdits, type Sheetlike } from '../src/pages/sheet/grid/block-edits.ts';
import { statesLike, valueFrom } from '../src/pages/sheet/grid/cell-text.ts';
import { gridColumns } from '../src/pages/sheet/grid/columns.tsx';
import { firstStep } from '../src/pages/sheet/grid/first-step.ts';
import { gridRows } from '../src/pages/sheet/grid/grid-rows.ts';
import { holdLines } from '../src/pages/sheet/grid/line-hold.ts';
import { at, blockOf, moved } from '../src/pages/sheet/grid/selection.ts';
import { readTabText, writeTabText } from '../src/pages/sheet/grid/tab-text.ts';
import { type WritingPorts, writingWith } from '../src/pages/sheet/grid/writing.ts';
import type { SheetLine } from '../src/pages/sheet/sheet-queries.ts';

const lineNamed = (line: string): SheetLine => ({
  line,
  checkItem: 'service-2-2',
  group: 'service',
  subject: 's-1',
  answeredBy: 'city',
  plannedBy: '2027-03-31',
  version: 0,
  state: 'not-started',
  planned: '',
  statement: '',
  cells: { state: 0, planned: 0, statement: 0 },
  may: ['answer'],
});

describe('columns of the grid', () => {
  it('are called what books, reports and outside pages call them', () => {
    const labels = new Map<string, unknown>(gridColumns.map(({ id, label }) => [id, label]));
    for (const [id, label] of Object.entries(columnWords)) expect(labels.get(id)).toEqual(label);
  });
});

describe('what a spreadsheet puts on the clipboard', () => {
  const cell = fc.string({ unit: 'grapheme' }).map((words) => words.replaceAll('\r', ''));
  const hard = fc.oneof(
    cell,
    fc.constantFrom('"', '"a"', 'a\tb', '一行目\n二行目', '""', 'a"b', ''),
  );

  it('comes back as it went', () => {
    const table = fc
      .integer({ min: 1, max: 4 })
      .chain((width) =>
        fc.array(fc.array(hard, { minLength: width, maxLength: width }), {
          minLength: 1,
          maxLength: 6,
        }),
      )
      // A last row of one empty cell cannot be told from the line end behind the row before it.
      .filter((rows) => rows.length === 1 || rows.at(-1)?.join('') !== '');
    fc.assert(
      fc.property(table, (rows) => {
        expect(readTabText(writeTabText(rows))).toEqual(rows);
      }),
    );
  });

  it('is read whatever it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('"', '\t', '\n', '\r', 'a', '日') }), (any) => {
        const rows = readTabText(any);
        expect(rows.length).toBeGreaterThan(0);
        expect(rows.flat().join('').length).toBeLessThanOrEqual(any.length);
      }),
    );
  });

  it('is that of Excel: a line end behind the last row, line breaks within quotation marks', () => {
    expect(readTabText('済み\t"一行目\n""二""行目"\r\n予定\t\r\n')).toEqual([
      ['済み', '一行目\n"二"行目'],
      ['予定', ''],
    ]);
  });
});

describe('a pasted cell', () => {
  it('is known by its words in either language, or its code', () => {
    for (const words of [
      '実施済み',
      'Implemented',
      'implemented',
      ' 実施済み\r\n',
      '済み',
      'Done',
      '完了',
    ])
      expect(valueFrom('state', words)).toBe('implemented');
    expect(valueFrom('state', 'できた')).toBe('できた');
    expect(valueFrom('state', '')).toBe('not-started');
    expect(statesLike('2')).toEqual(['planned']);
    expect(statesLike('済')).toEqual(['implemented']);
  });
});

describe('a selection', () => {
  it('stays within the grid whatever keys are pressed', () => {
    const key = fc.constantFrom(
      ...['ArrowDown', 'ArrowUp', 'ArrowLeft', 'ArrowRight', 'PageDown', 'PageUp'],
      ...['Home', 'End', 'Tab'],
    );
    const extent = { rows: 7, columns: 4, page: 3 };
    fc.assert(
      fc.property(
        fc.array(fc.record({ key, shift: fc.boolean(), control: fc.boolean() })),
        (all) => {
          let here = at(0, 0);
          for (const stroke of all) here = moved(here, stroke, extent) ?? here;
          const { top, bottom, left, right } = blockOf(here);
          expect(top >= 0 && left >= 0 && bottom < 7 && right < 4).toBe(true);
        },
      ),
    );
  });

  it('grows with Shift and goes to the ends with Control', () => {
    const extent = { rows: 10, columns: 5, page: 4 };
    const grown = moved(at(2, 1), { key: 'ArrowDown', shift: true, control: true }, extent);
    expect(blockOf(grown ?? at(0, 0))).toEqual({ top: 2, bottom: 9, left: 1, right: 1 });
    expect(moved(at(2, 4), { key: 'Tab', shift: false, control: false }, extent)).toEqual(at(3, 0));
    expect(moved(at(2, 1), { key: 'x', shift: false, control: false }, extent)).toBeUndefined();
  });
});

describe('a block of cells', () => {
  const lines = ['a', 'b', 'c', 'd'].map(lineNamed);
  const sheet: Sheetlike = {
    rows: gridRows(lines, ({ line }) => (line < 'c' ? 'first' : 'second'), new Set()),
    fields: [undefined, 'state', 'planned', 'statement'],
    mayWrite: ({ line }) => line !== 'b',
    shown: ({ line }) => `of ${line}`,
  };

  it('takes what is pasted, over the heads of heaps, and says what it left', () => {
    const { edits, left } = pasteEdits(
      sheet,
      { top: 1, bottom: 1, left: 2, right: 2 },
      Array.from({ length: 5 }, (_, row) => [`${row}`, 'x', 'outside']),
    );
    expect(edits.map(({ line, field, value }) => [line, field, value])).toEqual([
      ['a', 'planned', '0'],
      ['a', 'statement', 'x'],
      ['c', 'planned', '2'],
      ['c', 'statement', 'x'],
      ['d', 'planned', '3'],
      ['d', 'statement', 'x'],
    ]);
    expect(left).toBe(15 - 6);
  });

  it('is filled by one value, and downwards from its first line', () => {
    const block = { top: 1, bottom: 5, left: 3, right: 3 };
    expect(pasteEdits(sheet, block, [['同じ']]).edits.map(({ line }) => line)).toEqual([
      'a',
      'c',
      'd',
    ]);
    expect(fillEdits(sheet, block).edits.map(({ value }) => value)).toEqual(['of a', 'of a']);
  });
});

/** A server that keeps cells with their versions, and does what a test says it does. */
function serverOf(names: readonly string[]) {
  const lines = new Map(names.map((name) => [name, lineNamed(name)]));
  const kept = new Map<string, { value: string; version: number }>();
  const wait: (() => void)[] = [];
  let down = false;
  const requests: number[] = [];
  const ports: WritingPorts = {
    lineOf: (line) => lines.get(line),
    keep: (all) => {
      for (const line of all) lines.set(line.line, line);
    },
    send: async (given) => {
      requests.push(given.length);
      if (down) throw new Error('offline');
      return given.map(({ line, cells }) => ({
        line,
        stage: 'draft' as const,
        version: (lines.get(line)?.version ?? 0) + 1,
        cells: cells.map(({ field, seen, value }) => {
          const name = `${field} ${line}`;
          const present = kept.get(name) ?? { value: '', version: 0 };
          if (value === '#') {
            const problem = { code: 'input-invalid', text: text('いけません', 'no') };
            return { field, outcome: 'refused' as const, version: present.version, problem };
          }
          if (present.version !== seen)
            return {
              field,
              outcome: 'conflict' as const,
              version: present.version,
              theirs: { value: present.value, byName: '甲', at: '2026-11-22T00:00:00Z' },
            };
          kept.set(name, { value, version: seen + 1 });
          return { field, outcome: 'written' as const, version: seen + 1, value };
        }),
      }));
    },
    faultOf: () => ({ passing: true, text: text('つながりません', 'offline') }),
    newKey: () => 'key',
    later: (act) => void wait.push(act),
    changed: () => undefined,
  };
  const settle = async (): Promise<void> => {
    for (let turn = 0; turn < 20 && wait.length > 0; turn += 1) {
      for (const act of wait.splice(0)) act();
      for (let tick = 0; tick < 5; tick += 1) await Promise.resolve();
    }
  };
  return {
    writing: writingWith(ports),
    settle,
    kept,
    requests,
    line: (name: string) => lines.get(name) as SheetLine,
    become: (name: string, stage: 'submitted' | 'accepted') =>
      void lines.set(name, { ...(lines.get(name) as SheetLine), stage }),
    breakLine: (is: boolean) => {
      down = is;
    },
  };
}

describe('what is written into the grid', () => {
  const edit = (line: string, value: string) => ({ line, field: 'statement' as const, value });

  it('is undone and done again, a whole paste at once', async () => {
    const { writing, settle, kept } = serverOf(['a', 'b']);
    writing.write([edit('a', '一'), edit('b', '二')]);
    await settle();
    expect(writing.undo()).toEqual({ cells: 2, left: 0 });
    await settle();
    expect([...kept.values()].map(({ value }) => value)).toEqual(['', '']);
    writing.redo();
    await settle();
    expect([...kept.values()].map(({ value }) => value)).toEqual(['一', '二']);
    expect(writing.unsaved()).toBe(0);
  });

  it('is not sent at all where it was undone before it went', async () => {
    const { writing, settle, kept, requests } = serverOf(['a', 'b']);
    writing.write([edit('a', '一'), edit('b', '二')]);
    writing.undo();
    await settle();
    expect([requests, kept.size, writing.unsaved(), writing.state()]).toEqual([[], 0, 0, 'saved']);
    writing.redo();
    await settle();
    expect([...kept.values()].map(({ value }) => value)).toEqual(['一', '二']);
  });

  it('tells which answers were opened again by it, until they are handed in', async () => {
    const { writing, settle, become } = serverOf(['a', 'b', 'c', 'd']);
    become('a', 'submitted');
    become('b', 'accepted');
    become('d', 'accepted');
    writing.write([edit('a', '一'), edit('b', '二'), edit('c', '三'), edit('d', '#')]);
    await settle();
    expect(writing.reopened()).toEqual(['a', 'b']);
    become('a', 'submitted');
    expect(writing.reopened()).toEqual(['b']);
  });

  it('stays while the line is broken, and goes when it holds again', async () => {
    const { writing, kept, breakLine, settle } = serverOf(['a']);
    breakLine(true);
    writing.write([edit('a', '切れている間に')]);
    await settle();
    expect([writing.state(), writing.unsaved(), kept.size]).toEqual(['trouble', 1, 0]);
    breakLine(false);
    writing.retry();
    await settle();
    expect([writing.state(), writing.unsaved()]).toEqual(['saved', 0]);
    expect(kept.get('statement a')?.value).toBe('切れている間に');
  });

  it('waits for a choice where somebody else wrote first, and undo leaves theirs', async () => {
    const { writing, settle, kept, line } = serverOf(['a']);
    kept.set('statement a', { value: '相手', version: 3 });
    writing.write([edit('a', '自分')]);
    await settle();
    expect(writing.conflicts()).toMatchObject([{ value: '自分', theirs: '相手', byName: '甲' }]);
    writing.settle(writing.conflicts(), 'yours');
    await settle();
    expect(kept.get('statement a')).toEqual({ value: '自分', version: 4 });
    kept.set('statement a', { value: 'あとから', version: 5 });
    writing.settle([], 'theirs');
    writing.undo();
    await settle();
    writing.settle(writing.conflicts(), 'theirs');
    expect(writing.shown(line('a'), 'statement')).toBe('あとから');
    expect(kept.get('statement a')?.value).toBe('あとから');
  });

  it('is kept as typed where it is refused, and what no request takes keeps nothing else back', async () => {
    const { writing, settle, kept, line } = serverOf(['a', 'b', 'c']);
    writing.write([edit('a', '#'), edit('b', 'よい'), edit('c', 'x'.repeat(9_000))]);
    await settle();
    expect(kept.get('statement b')?.value).toBe('よい');
    expect(writing.refusals().map((each) => each.line)).toEqual(['c', 'a']);
    expect(writing.shown(line('a'), 'statement')).toBe('#');
    writing.write([edit('a', '直した'), edit('c', '短く')]);
    await settle();
    expect([writing.unsaved(), kept.get('statement a')?.value]).toEqual([0, '直した']);
  });

  it('ends where the server has what is shown, whatever is typed, undone and broken between', async () => {
    const deed = fc.oneof(
      fc.record({ do: fc.constant('write'), line: fc.constantFrom('a', 'b'), value: fc.string() }),
      fc.constantFrom(
        ...['undo', 'redo', 'settle', 'break', 'mend'].map((each) => ({
          do: each,
          line: '',
          value: '',
        })),
      ),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(deed, { maxLength: 25 }), async (deeds) => {
        const server = serverOf(['a', 'b']);
        const { writing, settle, kept } = server;
        for (const each of deeds) {
          if (each.do === 'write')
            writing.write([edit(each.line, valueFrom('statement', each.value))]);
          else if (each.do === 'undo') writing.undo();
          else if (each.do === 'redo') writing.redo();
          else if (each.do === 'settle') await settle();
          else server.breakLine(each.do === 'break');
        }
        server.breakLine(false);
        writing.retry();
        await settle();
        const refused = new Set(writing.refusals().map(({ line }) => line));
        for (const name of ['a', 'b'])
          if (!refused.has(name))
            expect(kept.get(`statement ${name}`)?.value ?? '').toBe(
              writing.shown(server.line(name), 'statement'),
            );
        expect(writing.conflicts()).toEqual([]);
      }),
    );
  });
});

describe('lines that are held', () => {
  it('come in parts, in their order, each once, and no late answer replaces a newer', async () => {
    const all = Array.from({ length: 2_250 }, (_, n) => lineNamed(`line ${n}`));
    const hold = holdLines({
      load: async ({ most, cursor = '0' }) => {
        const from = Number(cursor);
        const end = from + Number(most);
        return {
          making: false,
          at: '2026-11-22T00:00:00Z',
          total: all.length,
          checkItems: [],
          names: [],
          lines: all.slice(from, end),
          ...(end < all.length ? { next: String(end) } : {}),
        };
      },
      pause: async () => undefined,
      changed: () => undefined,
    });
    await hold.ask({});
    expect(hold.held().order).toEqual(all.map(({ line }) => line));
    hold.keep([{ ...lineNamed('line 0'), version: 2, statement: '書いた' }]);
    await hold.refresh();
    expect(hold.held().lines.get('line 0')?.statement).toBe('書いた');
  });
});

describe('the way from line to line', () => {
  const own = { ...lineNamed('own'), answeredBy: 'vendor' };
  const others: SheetLine = { ...lineNamed('others'), may: [] };
  const mayWrite = ({ may }: SheetLine): boolean => may.includes('answer');
  const mayDecide = ({ may }: SheetLine): boolean => may.includes('decide');
  const from = (lines: readonly SheetLine[], ownOnly = true) =>
    firstStep(lines, { group: 'service' }, { mayWrite, mayDecide, ownOnly });

  it('begins at the first of one’s own that waits, and goes through one’s own', () => {
    const done: SheetLine = { ...own, line: 'done', stage: 'submitted' };
    const described: SheetLine = { ...own, line: 'described', state: 'implemented' };
    const filter = { group: 'service', answeredBy: 'vendor' };
    expect(from([others, done, described, own])).toEqual({ line: 'own', filter, to: 'answer' });
    const back: SheetLine = { ...own, line: 'back', stage: 'changes-requested' };
    expect(from([done, back, own])?.line).toBe('back');
    // Whoever writes for everybody goes on through all.
    expect(from([done, own], false)?.filter).toEqual({ group: 'service' });
  });

  it('leads whoever verifies through what waits for their word', () => {
    const asked: SheetLine = { ...others, line: 'asked', stage: 'submitted', may: ['decide'] };
    const filter = { group: 'service', stage: 'submitted' };
    expect(from([others, asked])).toEqual({ line: 'asked', filter, to: 'decide' });
  });

  it('is for reading where nothing waits', () => {
    const done: SheetLine = { ...own, stage: 'submitted' };
    const filter = { group: 'service' };
    expect(from([others, done])).toEqual({ line: 'others', filter, to: 'read' });
    expect(from([])).toBe(undefined);
  });
});
