import { writePageCursor } from '@machimori/application';
import type { Id } from '@machimori/kernel';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type AskerName, makeTown, marks, type Town } from './town.ts';

// A cursor says where a page begins, never what one may see: with one of another organisation or another
// city, one reads on in one's own, and finds nothing of theirs.

let made: Awaited<ReturnType<typeof makeTown>>;
let town: Town;
beforeAll(async () => {
  made = await makeTown();
  town = await made.copy();
}, 480_000);
afterAll(async () => {
  await town?.close();
  await made?.drop();
});

const readers: readonly (readonly [who: AskerName, own: string])[] = [
  ['one/organisationAdministrator', marks.one],
  ['two/organisationAdministrator', marks.two],
  ['far/cityAdministrator', marks.far],
];
const lists = [
  ['/members', 'select since as at, membership_id as id from memberships'],
  ['/log', 'select at, entry_id as id from ledger_entries'],
] as const;

it.each(lists)('%s', async (path, query) => {
  const { rows } = (await town.owner.query(query)) as unknown as {
    readonly rows: readonly { readonly at: Date; readonly id: Id<'entry'> }[];
  };
  expect(rows.length).toBeGreaterThan(15);
  for (const [who, own] of readers) {
    const foreign = Object.values(marks).filter((mark) => mark !== own);
    let read = 0;
    for (const { at, id } of rows.slice(0, 60)) {
      const cursor = writePageCursor({ at: new Date(at.getTime() + 60_000), id });
      const { status, text } = await town.ask(who, 'GET', path, { query: { cursor } });
      expect([path, who, status]).toEqual([path, who, 200]);
      // Whoever invited an organisation's people stands by name in its log.
      const others = path === '/log' ? foreign.filter((mark) => mark !== marks.near) : foreign;
      expect(others.filter((mark) => text.includes(mark))).toEqual([]);
      read += text.length;
    }
    expect(read).toBeGreaterThan(0);
  }
});
