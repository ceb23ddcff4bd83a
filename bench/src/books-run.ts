import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { City } from '@machimori/city';
import { type BookLine, readSheetBook, writeSheetBook } from '@machimori/documents/sheet-books';
import { text } from '@machimori/kernel';
import { clientOf } from './client.ts';
import { sheetCity } from './sheet-city.ts';
import { startProgram } from './started-program.ts';

// Books of a large city in the running program, asked by HTTP as the browser asks: the preview of a book in which
// every cell was written into, its merge, and the list of the whole city before, right after and some time after
// that; and how long others waited meanwhile. `[lines of the book]`. Prints one JSON object.

const bookLines = Number(process.argv[2] ?? 5_000);

/** One organisation runs every tenth element: a book of its lines is as large as books are. */
function oneBusyOrganisation(city: City): City {
  const components = city.components.map((component, i) =>
    i % 9 === 0 ? { ...component, operator: 'org-0001' } : component,
  );
  return { ...city, components };
}
const city = oneBusyOrganisation(sheetCity());

const data = mkdtempSync(join(tmpdir(), 'machimori-bench-'));
const program = await startProgram(data);
try {
  console.log(JSON.stringify(await measure(program.origin)));
} finally {
  await program.stop();
  rmSync(data, { recursive: true, force: true });
}

interface Took {
  readonly ms: number;
  /** The longest that somebody else waited for a page meanwhile. */
  readonly othersWaitedMs: number;
}

/** How long something takes, and how long whoever asks for a page beside it waits at most. */
async function beside<T>(origin: string, act: () => Promise<T>): Promise<Took & { made: T }> {
  let othersWaitedMs = 0;
  let going = true;
  const others = (async () => {
    while (going) {
      const start = performance.now();
      await (await fetch(`${origin}/health/live`)).text();
      othersWaitedMs = Math.max(othersWaitedMs, performance.now() - start);
      // As often as one network may ask for anything, however long it takes.
      await pause(75);
    }
  })();
  const start = performance.now();
  try {
    const made = await act();
    const ms = Math.round(performance.now() - start);
    going = false;
    await others;
    return { ms, othersWaitedMs: Math.round(othersWaitedMs), made };
  } finally {
    going = false;
  }
}

function said({ ms, othersWaitedMs }: Took): Took {
  return { ms, othersWaitedMs };
}

interface Preview {
  readonly received: { readonly file: string };
  readonly counts: Readonly<Record<string, number>>;
}

async function measure(origin: string) {
  const { ask, download, lined } = await clientOf(origin, data, city);
  const lines = await lined();
  const body = { answeredBy: 'org-0001', language: 'ja' };
  const { number } = await ask<{ number: string }>('POST', '/sheet/books', body);
  const book = await download(`/sheet/books/${number}/file`);
  const list = () => beside(origin, () => download('/sheet/whole?language=ja'));
  const before = await list();
  const filled = await filledBook(number, book);
  const preview = await beside(origin, () =>
    ask<Preview>('POST', '/sheet/books/received?fileName=back.xlsx', Buffer.from(filled)),
  );
  const { file } = preview.made.received;
  console.error(JSON.stringify({ before: said(before), preview: said(preview) }));
  // Lists of the whole city are asked for a few times a minute at most: what follows the merge follows it at once.
  await pause(70_000);
  const merge = await beside(origin, () =>
    ask('POST', `/sheet/books/received/${file}/merge`, { clear: false, chosen: [], spread: [] }),
  );
  const after = await list();
  await pause(70_000);
  return {
    lines,
    book: { lines: bookLines, kB: Math.round(filled.length / 1000) },
    counts: preview.made.counts,
    preview: said(preview),
    merge: said(merge),
    merged: merge.made,
    list: {
      kB: Math.round(before.made.length / 1000),
      before: said(before),
      after: said(after),
      aMinuteLater: said(await list()),
    },
  };
}

/** The book as it comes back: something else in each of its cells. */
async function filledBook(number: string, bytes: Uint8Array): Promise<Uint8Array> {
  const rows = readSheetBook(bytes).rows.slice(0, bookLines);
  const name = (ja: string) => text(ja, ja);
  return writeSheetBook(
    {
      locale: 'ja',
      city: name('生成した都市'),
      organisation: name('組織1'),
      madeOn: '2026-11-22',
      edition: { version: '2.0-draft', draft: true },
      number,
    },
    rows.map(
      ({ line }, i): BookLine => ({
        line,
        item: { label: name('項目'), heading: name('見出し'), asks: name('問うこと') },
        subject: name('しくみ'),
        answeredBy: name('組織1'),
        level: undefined,
        due: '2027-03-31',
        state: 'in-progress',
        planned: `令和${9 + (i % 3)}年度上期`,
        statement: `運用手順書の第${i}節に定め、毎月の点検で確かめている。`,
        stage: 'none',
      }),
    ),
  );
}
