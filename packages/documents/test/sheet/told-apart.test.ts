import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SheetContent } from '../../src/sheet/sheet-content.ts';
import type { RowLine, SheetPlan } from '../../src/sheet/sheet-sources.ts';
import { type Told, toldApart } from '../../src/sheet/told-apart.ts';

const edition = { checkItems: [], sections: [], categories: [], requirements: [] };

const lineOf = (at: number, raw: string, statement: string): RowLine => ({
  id: `item@thing-${at}`,
  checkItem: 'item',
  subject: `thing-${at}`,
  answeredBy: 'us',
  duty: { performers: [], answerable: [], state: 'agreed' },
  requirements: [],
  findings: [],
  level: undefined,
  planned: { raw, by: '2027-03-31' },
  state: 'planned',
  ...(statement === '' ? {} : { statement }),
});
const contentOf = (lines: readonly RowLine[], nameOf = (at: number) => `しくみ${at}号`) =>
  new SheetContent(
    {
      city: { key: '', name: 'まち' },
      subjects: lines.map(({ subject }, at) => ({ key: subject, name: nameOf(at) })),
      findings: [],
      sheet: [],
      lines,
    } as SheetPlan,
    edition,
    'ja',
  );
const saidBy = (told: Told) => (told.kind === 'each' ? Object.fromEntries(told.values) : told.kind);

const words = fc.stringMatching(/^[ぁ-ん]{1,12}(\n[ぁ-ん]{1,12})?$/);
const years = fc.constantFrom('令和8年度', '令和9年度上期', '2028年3月末', '2027');
const anyLines = fc
  .array(fc.tuple(years, fc.oneof(fc.constant(''), words)), { minLength: 1, maxLength: 9 })
  .map((all) => all.map(([raw, said], at) => lineOf(at, raw, said)));

describe('one cell for several lines', () => {
  it('that nobody touched says of each line what it says', () => {
    fc.assert(
      fc.property(anyLines, (lines) => {
        const content = contentOf(lines);
        const { planned, statement } = content.gathered(lines);
        expect(saidBy(toldApart(content, lines, 'planned', planned))).toEqual(
          Object.fromEntries(lines.map(({ id, planned: { raw } }) => [id, raw])),
        );
        if (statement !== '')
          expect(saidBy(toldApart(content, lines, 'statement', statement))).toEqual(
            Object.fromEntries(lines.map((line) => [line.id, line.statement ?? ''])),
          );
      }),
    );
  });

  it('in which one line’s words were changed changes that line alone', () => {
    fc.assert(
      fc.property(anyLines, words, fc.nat(), (lines, said, at) => {
        const content = contentOf(lines);
        const stated = lines.filter(({ statement }) => statement !== undefined);
        const one = stated[at % Math.max(stated.length, 1)];
        const whole = content.gathered(lines).statement;
        if (one === undefined || !whole.includes(content.headOf(one))) return;
        const before = `${content.headOf(one)}${one.statement}`;
        const told = toldApart(
          content,
          lines,
          'statement',
          whole.replace(before, () => `${content.headOf(one)}${said}`),
        );
        expect(saidBy(told)).toMatchObject(
          Object.fromEntries(stated.map((line) => [line.id, line === one ? said : line.statement])),
        );
      }),
    );
  });

  it('takes another date for the lines that were gathered under it', () => {
    const lines = [
      lineOf(0, '令和8年度', ''),
      lineOf(1, '令和9年度上期', ''),
      lineOf(2, '2027', ''),
    ];
    const text = contentOf(lines).gathered(lines).planned.replace('令和9年度上期', '令和10年度');
    expect(saidBy(toldApart(contentOf(lines), lines, 'planned', text))).toEqual({
      'item@thing-0': '令和8年度',
      'item@thing-1': '令和10年度',
      'item@thing-2': '2027',
    });
  });

  it('of one wording is for all of them', () => {
    const lines = [lineOf(0, '令和8年度', 'ひとつ'), lineOf(1, '令和9年度', 'ふたつ')];
    const content = contentOf(lines);
    for (const said of ['令和10年度（補正のあと）', '令和10年度'])
      expect(toldApart(content, lines, 'planned', said)).toEqual({ kind: 'all' });
    expect(toldApart(content, lines, 'statement', 'すべて同じ\nことば')).toEqual({ kind: 'all' });
  });

  it('is not guessed at where nobody can tell whose words they are', () => {
    const lines = [lineOf(0, '令和8年度', 'ひとつ'), lineOf(1, '令和9年度', 'ふたつ')];
    const content = contentOf(lines);
    const told = (column: 'planned' | 'statement', said: string) =>
      toldApart(content, lines, column, said).kind;
    expect(told('planned', '令和10年度（しくみ0号、ほか3件）')).toBe('mixed');
    expect(told('planned', '令和8年度（しくみ0号）\nいつか')).toBe('mixed');
    expect(told('statement', '前書き\n【しくみ0号】ひとつ')).toBe('mixed');
    // Two of one name: a name tells nothing.
    const alike = contentOf(lines, () => '同じ名前');
    expect(toldApart(alike, lines, 'statement', '【同じ名前】新しいことば').kind).toBe('mixed');
  });
});
