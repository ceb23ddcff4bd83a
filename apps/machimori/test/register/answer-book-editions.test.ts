import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Edition } from '@machimori/catalogue';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import {
  endedItem as ended,
  fixtureEdition,
  presentEdition,
  renumberedItem as renumbered,
} from '../fixture-edition.ts';
import { signedBook } from '../routes/answer-book-examples.ts';
import { vendorsLine } from '../routes/sheet-examples.ts';
import { makeTown, type Town } from '../routes/town.ts';

const vendor = 'one/contributor';
const administrator = 'promoter/cityAdministrator';
const answeredBy = 'gyosha-a';
const subject = 's-gyosha-a';

/** Later than 2.0, whatever the order of the letters says; the item that has another number has other words too. */
const later: Edition = {
  ...fixtureEdition,
  id: 'mic-smart-city-security/10.0',
  checkItems: fixtureEdition.checkItems.map((item) =>
    item.id === renumbered.to ? { ...item, asks: { ja: '別の問い', en: 'Asked otherwise' } } : item,
  ),
};

let catalogue: string;
let made: Awaited<ReturnType<typeof makeTown>>;
let present: Town;
let ahead: Town;
beforeAll(async () => {
  catalogue = mkdtempSync(join(tmpdir(), 'machimori-editions-'));
  for (const edition of [presentEdition, later]) {
    mkdirSync(join(catalogue, edition.id), { recursive: true });
    writeFileSync(join(catalogue, edition.id, 'edition.json'), JSON.stringify(edition));
  }
  made = await makeTown(undefined, catalogue);
}, 480_000);
afterAll(async () => {
  await made?.drop();
  rmSync(catalogue, { recursive: true, force: true });
});
beforeEach(async () => {
  present = await made.copy();
  ahead = await made.copy();
  const body = { edition: later.id };
  const tried = await ahead.done(administrator, 'POST', '/plan/yardstick/preview', { body });
  await ahead.done(administrator, 'POST', '/plan/yardstick', {
    body: { ...body, baseRevision: tried['revision'], baseYardstick: tried['yardstick'] },
  });
  await vendorsLine(present);
  await vendorsLine(ahead);
});
afterEach(async () => {
  await present.close();
  await ahead.close();
});

interface Preview {
  readonly cells: readonly { readonly line: string; readonly field: string }[];
  readonly notes: readonly { readonly what: { readonly ja: string } }[];
}

/** Signed for one line in one town, looked at in the other. */
async function carried(from: Town, to: Town, line: string): Promise<Preview> {
  const { bytes, fingerprint } = await signedBook(from, line);
  return (await to.done(vendor, 'POST', '/sheet/answer-books/received', {
    file: bytes,
    query: { answeredBy, fingerprint, fileName: '回答集.json' },
  })) as unknown as Preview;
}
const linesOf = ({ cells }: Preview): readonly string[] => [
  ...new Set(cells.map(({ line }) => line)),
];
const notesOf = ({ notes }: Preview): readonly string[] => notes.map(({ what }) => what.ja);

const old = `${renumbered.from}@${subject}`;
const anew = `${renumbered.to}@${subject}`;

it('an answer goes to the same question in a later edition, and says that its words changed', async () => {
  const preview = await carried(present, ahead, old);
  expect(linesOf(preview)).toContain(anew);
  expect(linesOf(preview)).not.toContain(old);
  expect(notesOf(preview)).toEqual([expect.stringContaining('尋ねることばは')]);
});

it('an answer goes to the same question in an earlier edition', async () => {
  const preview = await carried(ahead, present, anew);
  expect(linesOf(preview)).toContain(old);
  expect(linesOf(preview)).not.toContain(anew);
});

it('an answer to what the later edition asks no more is proposed to nothing', async () => {
  const preview = await carried(present, ahead, `${ended}@${subject}`);
  expect(linesOf(preview)).toEqual([]);
  expect(notesOf(preview)).toEqual([expect.stringContaining('チェック項目にありません')]);
});
