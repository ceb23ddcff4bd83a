import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyEdits, type Edit, editsBetween } from '../src/edit.ts';
import type { ElementKind } from '../src/element.ts';

const field = fc.constantFrom('name', 'note', 'operator', 'dataSets');
const value = fc.oneof(fc.constantFrom('a', 'b', 'c'), fc.array(fc.constantFrom('x', 'y')));
const element = fc
  .record({
    kind: fc.constantFrom<ElementKind>('components', 'flows'),
    key: fc.constantFrom('one', 'two', 'three'),
    fields: fc.dictionary(field, value),
  })
  .map(({ kind, key, fields }) => ({ kind, key, body: { ...fields, key } }));
const description = fc
  .uniqueArray(element, { selector: ({ kind, key }) => `${kind}/${key}` })
  .map((all) => all.map((each, position) => ({ ...each, position })));

const sortedOf = (all: readonly { kind: string; key: string; body: object }[]) =>
  all
    .map(({ kind, key, body }) => [`${kind}/${key}`, Object.entries(body).sort()])
    .sort(([a], [b]) => (String(a) < String(b) ? -1 : 1));

describe('edits', () => {
  it('lead from one description to another, and back', () => {
    fc.assert(
      fc.property(description, description, (before, after) => {
        const there = applyEdits(before, editsBetween(before, after));
        expect(there.conflicts).toEqual([]);
        expect(sortedOf(there.elements)).toEqual(sortedOf(after));
        const back = applyEdits(there.elements, editsBetween(after, before));
        expect(back.conflicts).toEqual([]);
        expect(sortedOf(back.elements)).toEqual(sortedOf(before));
      }),
    );
  });

  it('of two people meet in any order where they touch different fields', () => {
    fc.assert(
      fc.property(value, value, value, (was, mine, yours) => {
        const start = [
          {
            kind: 'components' as const,
            key: 'one',
            position: 0,
            body: { key: 'one', a: was, b: was },
          },
        ];
        const set = (name: string, now: unknown): Edit => ({
          change: 'set',
          kind: 'components',
          key: 'one',
          was: { [name]: was },
          now: { [name]: now },
        });
        const first = applyEdits(start, [set('a', mine), set('b', yours)]);
        const second = applyEdits(start, [set('b', yours), set('a', mine)]);
        expect(first).toEqual(second);
        expect(first.conflicts).toEqual([]);
        expect(first.elements[0]?.body).toEqual({ key: 'one', a: mine, b: yours });
      }),
    );
  });

  it('leave a field that somebody else has changed, and say both sides', () => {
    const start = [
      { kind: 'components' as const, key: 'one', position: 0, body: { key: 'one', name: '三' } },
    ];
    const { elements, conflicts } = applyEdits(start, [
      { change: 'set', kind: 'components', key: 'one', was: { name: '一' }, now: { name: '二' } },
    ]);
    expect(elements).toEqual(start);
    expect(conflicts).toEqual([
      {
        kind: 'components',
        key: 'one',
        reason: 'changed',
        field: 'name',
        was: '一',
        theirs: '三',
        yours: '二',
      },
    ]);
  });

  it('never rename a key, and take null for no such field', () => {
    const start = [
      { kind: 'flows' as const, key: 'one', position: 0, body: { key: 'one', name: '一' } },
    ];
    const { elements, conflicts } = applyEdits(start, [
      {
        change: 'set',
        kind: 'flows',
        key: 'one',
        was: { key: 'one', name: '一' },
        now: { key: 'two', name: null },
      },
    ]);
    expect(conflicts).toEqual([]);
    expect(elements[0]?.body).toEqual({ key: 'one' });
  });

  it('say what is gone or there already', () => {
    const start = [{ kind: 'flows' as const, key: 'one', position: 0, body: { key: 'one' } }];
    const { elements, conflicts } = applyEdits(start, [
      { change: 'set', kind: 'flows', key: 'two', was: {}, now: { name: '二' } },
      { change: 'add', kind: 'flows', key: 'one', body: { name: '一' } },
      { change: 'remove', kind: 'flows', key: 'one', was: { key: 'one', name: '一' } },
      { change: 'remove', kind: 'flows', key: 'three', was: {} },
    ]);
    expect(elements).toEqual(start);
    expect(conflicts.map(({ key, reason }) => [key, reason])).toEqual([
      ['two', 'gone'],
      ['one', 'exists'],
      ['one', 'changed'],
    ]);
  });
});
