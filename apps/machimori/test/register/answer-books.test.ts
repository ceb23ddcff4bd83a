import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { digestOf } from '@machimori/governance';
import { openWorkbookSafely } from '@machimori/workbook';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { signedBook } from '../routes/answer-book-examples.ts';
import { acceptedLine, vendorsLine } from '../routes/sheet-examples.ts';
import { type AskerName, makeTown, type Town } from '../routes/town.ts';
import { machimori, temporaryFolder } from '../run-program.ts';

const vendor = 'one/contributor';
const colleague = 'one/organisationAdministrator';
const answeredBy = 'gyosha-a';

let made: Awaited<ReturnType<typeof makeTown>>;
/** Two installations: the vendor answers in both. */
let town: Town;
let other: Town;
beforeAll(async () => {
  made = await makeTown();
}, 480_000);
afterAll(() => made?.drop());
beforeEach(async () => {
  town = await made.copy();
  other = await made.copy();
  await vendorsLine(other);
});
afterEach(async () => {
  await town.close();
  await other.close();
});

interface Preview {
  readonly received: { readonly file: string; readonly kind: string; readonly signed?: object };
  readonly key?: { readonly standing: string; readonly comparedAt: string };
  readonly counts: Readonly<Record<string, number>>;
  readonly cells: readonly { line: string; field: string; outcome: string; value: string }[];
  readonly notes: readonly { readonly what: { readonly ja: string } }[];
}
/** All that a workbook says, as its parts have it. */
const partsOf = (bytes: Uint8Array): string =>
  [...openWorkbookSafely(bytes).values()]
    .map((part) => new TextDecoder().decode(part.bytes))
    .join('\n');
interface Moved {
  readonly problem?: { readonly code: string };
}
const send = (
  who: AskerName,
  file: Uint8Array,
  query: Readonly<Record<string, string>> = {},
  to = other,
) =>
  to.ask(who, 'POST', '/sheet/answer-books/received', {
    file,
    query: { answeredBy, fileName: '回答集.json', ...query },
  });

describe('an answer book', () => {
  it('is proposed in another town, and written as drafts that say where they are from', async () => {
    const { bytes, fingerprint, line } = await signedBook(town);
    const said = JSON.parse(Buffer.from(bytes).toString('utf8')).book.answers;
    expect(said).toHaveLength(1);
    const { status, json } = await send(vendor, bytes, { fingerprint });
    expect(status).toBe(200);
    const preview = json as unknown as Preview;
    expect(preview.received).toMatchObject({ kind: 'answer-book', signed: { fingerprint } });
    expect(preview.counts).toMatchObject({ conflict: 0, refused: 0 });
    const proposed = preview.cells.filter((cell) => cell.line === line);
    expect(Object.fromEntries(proposed.map(({ field, value }) => [field, value]))).toEqual({
      state: said[0].state,
      statement: said[0].statement,
    });
    const merged = await other.done(vendor, 'POST', '/sheet/books/received/:file/merge', {
      params: { file: preview.received.file },
      body: { clear: false, chosen: [], spread: [] },
    });
    expect(merged['written']).toBe(preview.counts['new']);
    const seen = await other.done(vendor, 'GET', '/sheet/lines/:line', { params: { line } });
    expect(seen).toMatchObject({ stage: 'draft', values: { statement: said[0].statement } });
    const { rows } = await other.owner.query(
      'select distinct origin, origin_id from sheet_cells where line_id = $1',
      [line],
    );
    expect(rows).toEqual([{ origin: 'answer-book', origin_id: preview.received.file }]);
    // The same once more changes nothing, and needs no fingerprint.
    const again = (await send(vendor, bytes)).json as unknown as Preview;
    expect(again.counts).toMatchObject({ new: 0, conflict: 0, refused: 0 });
  });

  it('is accepted by nobody who brought it in, though a colleague wrote and handed it in', async () => {
    const { bytes, fingerprint, line } = await signedBook(town);
    await other.owner.query('update sheet_lines set verifier_id = $1 where line_id = $2', [
      other.organisations.one,
      line,
    ]);
    await other.owner.query(
      `update memberships set roles = array['contributor', 'approver'] where person_id = $1`,
      [other.person(vendor).person],
    );
    const { received } = (await send(vendor, bytes, { fingerprint })).json as unknown as Preview;
    await other.done(colleague, 'POST', '/sheet/books/received/:file/merge', {
      params: { file: received.file },
      body: { clear: false, chosen: [], spread: [] },
    });
    const moved = async (who: AskerName, path: string, more: object): Promise<Moved> => {
      const { version } = await other.done(who, 'GET', '/sheet/lines/:line', { params: { line } });
      const body = { answers: [{ line, version }], ...more };
      const done = (await other.done(who, 'POST', path, { body })) as { moved?: readonly Moved[] };
      return done.moved?.[0] ?? {};
    };
    expect((await moved(colleague, '/sheet/submissions', {})).problem).toBeUndefined();
    const accept = { verdict: 'accept', reason: '' };
    const refused = await moved(vendor, '/sheet/decisions', accept);
    expect(refused.problem?.code).toBe('forbidden');
    expect((await moved('promoter/approver', '/sheet/decisions', accept)).problem).toBeUndefined();
  });

  it('is taken by the key that the vendor told, and by no other afterwards', async () => {
    const { bytes, fingerprint } = await signedBook(town);
    const first = await send(vendor, bytes);
    expect([first.status, first.json['code']]).toEqual([422, 'input-invalid']);
    // Nobody copies from the screen what is to be heard from the vendor.
    expect(first.text).not.toContain(fingerprint);
    const wrong = `0000${fingerprint.slice(4)}` === fingerprint ? '1111' : '0000';
    const mistyped = await send(vendor, bytes, { fingerprint: `${wrong}${fingerprint.slice(4)}` });
    expect(mistyped.json['code']).toBe('not-verified');
    expect((await send(vendor, bytes, { fingerprint })).status).toBe(200);
    // Somebody who calls itself the same signs by a key of its own.
    const forger = await made.copy();
    const forged = await signedBook(forger);
    await forger.close();
    expect(forged.fingerprint).not.toBe(fingerprint);
    for (const query of [{}, { fingerprint: forged.fingerprint }, { fingerprint }]) {
      const refused = await send(vendor, forged.bytes, query);
      expect(refused.json['code']).toBe('not-verified');
      expect(refused.text).toContain('鍵が、前と違います');
    }
    const told = { fingerprint: forged.fingerprint, keyChanged: 'true' };
    expect((await send(vendor, forged.bytes, told)).status).toBe(200);
    expect((await send(vendor, bytes)).json['code']).toBe('not-verified');
  });

  it('tells who signed it, and whether its key was compared now, before, or another since', async () => {
    const { bytes, fingerprint } = await signedBook(town);
    const first = (await send(vendor, bytes, { fingerprint })).json as unknown as Preview;
    expect(first.received.signed).toMatchObject({ fingerprint });
    expect(first.key).toMatchObject({ standing: 'first', comparedByName: expect.any(String) });
    const known = (await send(colleague, bytes)).json as unknown as Preview;
    expect(known.key).toEqual({ ...first.key, standing: 'known' });
    // Looked at again, each says the same.
    const params = { file: first.received.file };
    const again = await other.done(vendor, 'GET', '/sheet/books/received/:file', { params });
    expect(again['key']).toEqual(first.key);
    // The vendor has another key by now: what the former one signed is merged no more.
    const later = await made.copy();
    const renewed = await signedBook(later);
    await later.close();
    const told = { fingerprint: renewed.fingerprint, keyChanged: 'true' };
    expect((await send(vendor, renewed.bytes, told)).status).toBe(200);
    const stale = await other.done(vendor, 'GET', '/sheet/books/received/:file', { params });
    expect(stale['key']).toMatchObject({ standing: 'replaced' });
    const refused = await other.ask(vendor, 'POST', '/sheet/books/received/:file/merge', {
      params,
      body: { clear: false, chosen: [], spread: [] },
    });
    expect(refused.json['code']).toBe('not-verified');
    // Nor by whoever sees the whole city, whose own organisation has compared nothing.
    const officer = 'promoter/contributor';
    const seen = await other.done(officer, 'GET', '/sheet/books/received/:file', { params });
    expect(seen['key']).toMatchObject({ standing: 'replaced' });
    const merging = await other.ask(officer, 'POST', '/sheet/books/received/:file/merge', {
      params,
      body: { clear: false, chosen: [], spread: [] },
    });
    expect(merging.json['code']).toBe('not-verified');
    const { rows } = await other.owner.query('select 1 from sheet_cells');
    expect(rows).toEqual([]);
  });

  it('that was changed is refused, and nothing is kept of it', async () => {
    const { bytes, fingerprint } = await signedBook(town);
    const changed = Buffer.from(
      Buffer.from(bytes).toString('utf8').replace('implemented', 'not-applicable'),
    );
    expect((await send(vendor, changed, { fingerprint })).json['code']).toBe('not-verified');
    const cut = await send(vendor, bytes.slice(0, -9), { fingerprint });
    expect(cut.json['code']).toBe('input-unreadable');
    const { rows } = await other.owner.query(
      'select 1 from sheet_books_received union all select 1 from answer_book_vendors',
    );
    expect(rows).toEqual([]);
  });

  it('tells of every name of the town that an answer gives away, in whatever spelling', async () => {
    const line = await acceptedLine(town);
    const tells = async (statement: string): Promise<readonly string[]> => {
      await town.owner.query(
        `update sheet_cells set value = $1 where field = 'statement' and line_id = $2`,
        [statement, line],
      );
      const { answers } = (await town.done(vendor, 'GET', '/sheet/answer-book')) as {
        answers: { line: string; tells: string[] }[];
      };
      return answers.find((each) => each.line === line)?.tells ?? [];
    };
    const [, subject = ''] = line.split('@');
    await town.owner.query(
      `update elements set body = body || '{"name": "川の見張り", "nameEn": "River Watch"}'
       where element_key = $1 and kind <> 'controls'`,
      [subject],
    );
    expect(await tells('全員に求めている')).toEqual([]);
    expect(await tells('「川の見張り」で求めている')).toEqual(['川の見張り']);
    for (const said of ['Required in River Watch', 'ＲＩＶＥＲ　ＷＡＴＣＨで求めている'])
      expect(await tells(said)).toEqual(['River Watch']);
  });

  it('has the accepted answers of one’s own organisation alone', async () => {
    const line = await acceptedLine(town);
    for (const who of ['two/contributor', 'promoter/contributor'] as const) {
      await town.done(who, 'POST', '/sheet/answer-book/key', { body: {} });
      const body = { lines: [line], evidence: true };
      const refused = await town.ask(who, 'POST', '/sheet/answer-book/file', { body });
      expect([refused.status, refused.json['code']]).toEqual([409, 'conflict']);
      const { answers } = (await town.done(who, 'GET', '/sheet/answer-book')) as {
        answers: { line: string }[];
      };
      expect(answers.map((each) => each.line)).not.toContain(line);
    }
    // Written into again, it is no accepted answer any more.
    await town.done(vendor, 'POST', '/sheet/answer-book/key', { body: {} });
    const { cells } = (await town.done(vendor, 'GET', '/sheet/lines/:line', {
      params: { line },
    })) as { cells: { field: string; version: number }[] };
    const seen = cells.find(({ field }) => field === 'statement')?.version ?? 0;
    await town.done(vendor, 'POST', '/sheet/lines/:line/cells', {
      params: { line },
      body: { cells: [{ field: 'statement', seen, value: '書きなおした' }] },
    });
    const body = { lines: [line], evidence: false };
    expect((await town.ask(vendor, 'POST', '/sheet/answer-book/file', { body })).status).toBe(409);
  });

  it('answers nobody else’s lines', async () => {
    const { bytes, fingerprint } = await signedBook(town);
    const { status, json } = await send('two/contributor', bytes, { fingerprint });
    expect(status).toBe(200);
    const preview = json as unknown as Preview;
    expect(preview.counts).toMatchObject({ new: 0, cleared: 0, conflict: 0 });
    const params = { file: preview.received.file };
    expect((await other.ask(vendor, 'GET', '/sheet/books/received/:file', { params })).status).toBe(
      404,
    );
  });

  it('is read in a workbook by whoever makes it and by whoever received it, and by no other', async () => {
    const { bytes, fingerprint, line } = await signedBook(town);
    const sha256 = digestOf(bytes);
    const chosen = { lines: [line], evidence: true };
    const copied = await town.ask(vendor, 'POST', '/sheet/answer-book/workbook', {
      body: { ...chosen, sha256 },
    });
    expect(copied.status).toBe(200);
    for (const words of [fingerprint, sha256]) expect(partsOf(copied.bytes)).toContain(words);
    // Of another file than was signed none is made.
    const changed = await town.ask(vendor, 'POST', '/sheet/answer-book/workbook', {
      body: { ...chosen, sha256: digestOf(Buffer.from('another')) },
    });
    expect([changed.status, changed.json['code']]).toEqual([409, 'conflict']);

    const { received } = (await send(vendor, bytes, { fingerprint })).json as unknown as Preview;
    const params = { file: received.file };
    const path = '/sheet/answer-books/received/:file/workbook';
    const read = await other.ask(vendor, 'GET', path, { params, query: { language: 'en' } });
    expect(read.status).toBe(200);
    expect(partsOf(read.bytes)).toContain(sha256);
    expect(partsOf(read.bytes)).toContain('What is signed is the answer book itself');
    expect((await other.ask('two/contributor', 'GET', path, { params })).status).toBe(404);
  });

  it('becomes no workbook where it was changed after it was signed', async () => {
    const { bytes } = await signedBook(town);
    const folder = temporaryFolder();
    const file = join(folder, 'answers.json');
    writeFileSync(file, bytes);
    const made = machimori(['answer-book', 'read', file]);
    expect([made.code, made.out]).toEqual([0, expect.stringContaining('answers.xlsx')]);
    expect(partsOf(readFileSync(join(folder, 'answers.xlsx')))).toContain(digestOf(bytes));
    const forged = join(folder, 'forged.json');
    const said = Buffer.from(bytes).toString('utf8');
    writeFileSync(forged, said.replace('"state":"implemented"', '"state":"in-progress"'));
    expect(said).toContain('"state":"implemented"');
    const refused = machimori(['answer-book', 'read', forged, '--out', join(folder, 'no.xlsx')]);
    expect(refused.code).not.toBe(0);
    const wrong = machimori([
      'answer-book',
      'read',
      file,
      '--key',
      'AAAA-AAAA-AAAA-AAAA-AAAA-AAAA-AAAA-AAAA',
      '--out',
      join(folder, 'no.xlsx'),
    ]);
    expect(wrong.code).not.toBe(0);
    expect(existsSync(join(folder, 'no.xlsx'))).toBe(false);
    // What was read is never written over.
    expect(machimori(['answer-book', 'read', file, '--out', file]).code).not.toBe(0);
    expect(Buffer.compare(readFileSync(file), Buffer.from(bytes))).toBe(0);
  });

  it('is verified by a command, without the program or its data', async () => {
    const { bytes, fingerprint } = await signedBook(town);
    const file = join(temporaryFolder(), 'answers.json');
    writeFileSync(file, bytes);
    const right = machimori(['answer-book', 'verify', file, '--key', fingerprint]);
    expect([right.code, right.out]).toEqual([0, expect.stringContaining(fingerprint)]);
    const wrong = fingerprint.replaceAll(/[0-9A-F]/g, 'A');
    expect(machimori(['answer-book', 'verify', file, '--key', wrong]).code).not.toBe(0);
    writeFileSync(file, bytes.slice(0, -1));
    expect(machimori(['answer-book', 'verify', file]).code).not.toBe(0);
  });
});
