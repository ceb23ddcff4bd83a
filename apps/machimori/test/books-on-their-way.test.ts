import { once } from 'node:events';
import { connect } from 'node:net';
import { text } from '@machimori/kernel';
import Fastify from 'fastify';
import { expect, it, vi } from 'vitest';
import { type BookPiece, makeBook } from '../src/serve/make-book.ts';
import { bookPlaces } from '../src/serve/places.ts';
import { slowestPace } from '../src/serve/reading-pace.ts';
import { sendBook } from '../src/serve/routes/sheet-book-routes.ts';

// Somebody who asks for a book and never takes it: others have theirs all the same, and it is not kept for ever.

const words = text('回答', 'Answer');
const row = (n: number) => ({
  line: `item-${n}@thing`,
  item: { label: words, heading: words, asks: words },
  subject: words,
  answeredBy: words,
  level: undefined,
  due: '2027-03-31' as const,
  state: 'planned' as const,
  planned: '',
  statement: `${n} 回目`,
  stage: 'none' as const,
});
const lines = Array.from({ length: 1_500 }, (_, n) => n);
const book = () =>
  makeBook(
    {
      locale: 'ja',
      city: words,
      madeOn: '2026-04-01',
      edition: { version: '2', draft: false },
    },
    lines,
    row,
  );

it('is written for others while some take nothing of theirs', async () => {
  const stalled = [book(), book(), book()];
  for (const each of stalled) await each.next();
  let written = 0;
  for await (const piece of book()) written = piece.lines;
  expect(written).toBe(lines.length);
  for (const each of stalled) await each.return(undefined);
}, 60_000);

it('ends for whoever takes nothing of it', async () => {
  let over = false;
  async function* endless(): AsyncGenerator<BookPiece> {
    try {
      for (let at = 500; ; at += 500) yield { bytes: new Uint8Array(1024 * 1024), lines: at };
    } finally {
      over = true;
    }
  }
  const server = Fastify();
  server.get('/book', (_request, reply) =>
    sendBook(reply, endless(), 50_000, { ...slowestPace, graceMs: 500 }),
  );
  await server.listen({ port: 0, host: '127.0.0.1' });
  const { port } = server.server.address() as { readonly port: number };
  const reader = connect(port, '127.0.0.1');
  reader.on('error', () => undefined);
  reader.pause();
  reader.write('GET /book HTTP/1.1\r\nHost: localhost\r\n\r\n');
  await vi.waitUntil(() => over, { timeout: 60_000 });
  reader.resume();
  await once(reader, 'close');
  await server.close();
}, 90_000);

it.each([
  [60_000, false],
  [5_000, true],
])('that is taken a piece in %i ms: %s that it comes whole', async (msAPiece, isWhole) => {
  // The reader takes at once; the clock says how long it took.
  let now = 0;
  const pace = {
    ...slowestPace,
    now: () => {
      now += msAPiece / 2;
      return now;
    },
  };
  let over = false;
  async function* pieces(): AsyncGenerator<BookPiece> {
    try {
      for (let at = 1; at <= 40; at++) yield { bytes: new Uint8Array(100 * 1024), lines: at * 500 };
    } finally {
      over = true;
    }
  }
  const server = Fastify();
  server.get('/book', (_request, reply) => sendBook(reply, pieces(), 20_000, pace));
  const origin = await server.listen({ port: 0, host: '127.0.0.1' });
  const taken = await fetch(`${origin}/book`)
    .then((answer) => answer.arrayBuffer())
    .then(
      (bytes) => bytes.byteLength,
      () => 'ended',
    );
  expect(taken).toBe(isWhole ? 40 * 100 * 1024 : 'ended');
  await vi.waitUntil(() => over, { timeout: 60_000 });
  await server.close();
});

it('has so many places for one organisation, and others have theirs', () => {
  const places = bookPlaces();
  const leave = [places.take('org_a'), places.take('org_a'), places.take('org_a')];
  expect(() => places.take('org_a')).toThrow(expect.objectContaining({ code: 'unavailable' }));
  const other = places.take('org_b');
  for (const each of [...leave, other]) each();
  for (const each of leave) each();
  expect(places.count).toBe(0);
  places.take('org_a')();
});
