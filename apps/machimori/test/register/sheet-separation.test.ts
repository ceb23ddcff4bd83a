import { readSheetBook } from '@machimori/documents/sheet-books';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { wafOf } from '../routes/applied-control-examples.ts';
import { allowSelfChecks } from '../routes/approval-examples.ts';
import { saidOf, vendorsLine } from '../routes/evidence-examples.ts';
import { filledBook } from '../routes/sheet-book-examples.ts';
import { type AskerName, makeTown, type Town } from '../routes/town.ts';

// Whoever answers is not the one who accepts, by whichever way round they try.

const vendor = 'one/contributor';
const colleague = 'one/organisationAdministrator';
const approver = 'promoter/approver';
const officer = 'promoter/contributor';

let made: Awaited<ReturnType<typeof makeTown>>;
let town: Town;
let line: string;
beforeAll(async () => {
  made = await makeTown();
}, 480_000);
afterAll(() => made?.drop());
beforeEach(async () => {
  town = await made.copy();
  line = await vendorsLine(town);
});
afterEach(() => town.close());

interface Moved {
  readonly version?: number;
  readonly problem?: { readonly code: string };
}
const moved = async (who: AskerName, path: string, body: object): Promise<Moved> =>
  ((await town.done(who, 'POST', path, { body })) as unknown as { moved: Moved[] }).moved[0] ?? {};
const read = async (who: AskerName) =>
  (await town.done(who, 'GET', '/sheet/lines/:line', { params: { line } })) as unknown as {
    version: number;
    stage?: string;
    may: { selfCheck: boolean };
  };
async function submitted(who: AskerName): Promise<number> {
  const { version } = await read(who);
  const answer = await moved(who, '/sheet/submissions', { answers: [{ line, version }] });
  expect(answer.problem).toBeUndefined();
  return answer.version ?? 0;
}
const decided = (who: AskerName, version: number) =>
  moved(who, '/sheet/decisions', { answers: [{ line, version }], verdict: 'accept', reason: '' });
const record = (who: AskerName) =>
  town.done(who, 'POST', '/sheet/lines/:line/cells', {
    params: { line },
    body: {
      cells: [
        { field: 'state', seen: 0, value: 'implemented' },
        { field: 'statement', seen: 0, value: '毎月、確かめている' },
      ],
    },
  });

/** From now on this organisation verifies the line; the vendor’s clerk is an approver as well. */
async function verifiedBy(organisation: string): Promise<void> {
  await town.owner.query('update sheet_lines set verifier_id = $1 where line_id = $2', [
    organisation,
    line,
  ]);
  await town.owner.query(
    `update memberships set roles = array['contributor', 'approver'] where person_id = $1`,
    [town.person(vendor).person],
  );
}

describe('whoever answered accepts nothing', () => {
  it('of a book that they filled in and a colleague merged', async () => {
    await verifiedBy(town.organisations.one);
    const body = { answeredBy: 'gyosha-a', language: 'ja' };
    const { number } = await town.done(vendor, 'POST', '/sheet/books', { body });
    const issued = await town.ask(vendor, 'GET', '/sheet/books/:number/file', {
      params: { number },
    });
    const rows = readSheetBook(issued.bytes).rows.filter((row) => row.line === line);
    const file = await filledBook(
      String(number),
      rows.map((row) => ({ line: row.line, state: 'implemented', statement: '本に書いた' })),
    );
    const { received } = (await town.done(vendor, 'POST', '/sheet/books/received', {
      file,
    })) as unknown as { received: { file: string } };
    await town.done(colleague, 'POST', '/sheet/books/received/:file/merge', {
      params: { file: received.file },
      body: { clear: false, chosen: [], spread: [] },
    });
    const version = await submitted(colleague);
    expect((await decided(vendor, version)).problem?.code).toBe('forbidden');
    expect((await decided(approver, version)).problem).toBeUndefined();
  });

  it('of a control that they worded and a colleague put to the line', async () => {
    await verifiedBy(town.organisations.one);
    const { control } = await town.done(vendor, 'POST', '/applied-controls', {
      body: { ...wafOf(), lines: [] },
    });
    await town.done(colleague, 'POST', '/applied-controls/:control/lines', {
      params: { control },
      body: { lines: [line] },
    });
    const version = await submitted(colleague);
    expect((await decided(vendor, version)).problem?.code).toBe('forbidden');
    expect((await decided(approver, version)).problem).toBeUndefined();
  });

  it('from another account at their mailbox, in an organisation that sees nobody of theirs', async () => {
    await record(vendor);
    const version = await submitted(vendor);
    await verifiedBy(town.organisations.two);
    await town.owner.query(`update sheet_lines set subject = 's-gyosha-b' where line_id = $1`, [
      line,
    ]);
    const verifier = 'two/approver';
    const [name, host] = town.person(vendor).email.split('@');
    const { person, email } = town.person(verifier);
    const rename = (to: string) =>
      town.owner.query('update persons set email = $1 where person_id = $2', [to, person]);
    await rename(`${name}+betsu@${host}`);
    expect((await decided(verifier, version)).problem?.code).toBe('forbidden');
    await rename(email);
    expect((await decided(verifier, version)).problem).toBeUndefined();
  });

  it('by a self-check of what others answered', async () => {
    await allowSelfChecks(town);
    await record(vendor);
    const version = await submitted(vendor);
    const check = (who: AskerName) =>
      moved(who, '/sheet/self-checks', { answers: [{ line, version }], reason: '一人しかいない' });
    expect((await read(officer)).may.selfCheck).toBe(false);
    expect((await check(officer)).problem?.code).toBe('forbidden');
    expect((await read(vendor)).may.selfCheck).toBe(true);
    expect((await check(vendor)).problem).toBeUndefined();
  });

  it('but themselves check what they answered in another’s stead, where the city allows it', async () => {
    await allowSelfChecks(town);
    await record(officer);
    const version = await submitted(officer);
    expect((await read(officer)).may.selfCheck).toBe(true);
    const checked = await moved(officer, '/sheet/self-checks', {
      answers: [{ line, version }],
      reason: '事業者に電話で聞いた',
    });
    expect(checked.problem).toBeUndefined();
  });
});

describe('what proves a line', () => {
  const add = async (more: object = {}) => {
    const body = { ...saidOf(), kind: 'note', ...more };
    return String((await town.done(vendor, 'POST', '/evidence', { body }))['evidence']);
  };

  it('is not another when the line is accepted than when it was looked at', async () => {
    const evidence = await add({ line });
    const spare = await add();
    await record(vendor);
    let version = await submitted(vendor);
    const params = { evidence, line };
    const swaps: readonly (readonly [string, () => Promise<unknown>])[] = [
      [
        'renewed',
        () =>
          town.done(vendor, 'POST', '/evidence/:evidence/revisions', {
            params,
            body: { ...saidOf('ちがうこと'), seen: 1 },
          }),
      ],
      [
        'added',
        () =>
          town.done(vendor, 'POST', '/evidence/:evidence/lines', {
            params: { evidence: spare },
            body: { lines: [line] },
          }),
      ],
      [
        'taken away',
        () => town.done(vendor, 'DELETE', '/evidence/:evidence/lines/:line', { params }),
      ],
      [
        'removed',
        () => town.done(vendor, 'DELETE', '/evidence/:evidence', { params: { evidence: spare } }),
      ],
    ];
    for (const [what, swap] of swaps) {
      await swap();
      expect([what, (await decided(approver, version)).problem?.code]).toEqual([what, 'conflict']);
      const seen = await read(approver);
      expect(seen.stage).toBe('submitted');
      version = seen.version;
    }
    expect((await decided(approver, version)).problem).toBeUndefined();
  });

  it('is the same where nothing of it was changed', async () => {
    const evidence = await add({ line });
    await record(vendor);
    const version = await submitted(vendor);
    await town.done(vendor, 'POST', '/evidence/:evidence/lines', {
      params: { evidence },
      body: { lines: [line] },
    });
    expect((await decided(approver, version)).problem).toBeUndefined();
  });
});

describe('what people write in a thousand versions', () => {
  it('is told in its latest part, and what stands there now in any case', async () => {
    await record(vendor);
    await town.owner.query(
      `insert into sheet_cells (city_id, line_id, field, version, value, written_at, written_by, origin)
       select city_id, line_id, 'planned', n, 'R' || n, now() + n * interval '1 second', written_by, 'page'
         from sheet_cells, generate_series(1, 1000) n where line_id = $1 and field = 'state'`,
      [line],
    );
    await town.owner.query(
      `insert into sheet_moves (city_id, line_id, deed, moved_at, moved_by)
       select $2, $1, 'assigned', now(), $3 from generate_series(1, 1000)`,
      [line, town.city, town.person(vendor).person],
    );
    const seen = (await town.done(vendor, 'GET', '/sheet/lines/:line', {
      params: { line },
    })) as unknown as {
      cells: { field: string; value: string }[];
      moves: unknown[];
      values: Record<string, string>;
    };
    expect(seen.cells.length).toBeLessThanOrEqual(303);
    expect(seen.cells.map(({ field }) => field)).toEqual(
      expect.arrayContaining(['state', 'statement']),
    );
    expect(seen.moves.length).toBeLessThanOrEqual(300);
    expect(seen.cells[0]).toMatchObject({ field: 'planned', value: 'R1000' });
    expect(seen.values).toMatchObject({
      state: 'implemented',
      planned: 'R1000',
      statement: '毎月、確かめている',
    });
  });
});

describe('a book', () => {
  it('goes out whatever the organisation is called', async () => {
    // A sign beyond the first plane of Unicode stands where the name of the file ends.
    const name = `事業者${'長'.repeat(52)}${'𠮷'.repeat(12)}`;
    await town.owner.query(
      `update elements set body = jsonb_set(body, '{name}', to_jsonb($1::text)) where element_key = 'gyosha-a'`,
      [name],
    );
    for (const pad of ['', 'x'])
      for (const language of ['ja', 'en']) {
        await town.owner.query(
          `update elements set body = jsonb_set(body, '{name}', to_jsonb($1::text)) where element_key = 'gyosha-a'`,
          [`${pad}${name}`],
        );
        const { number } = await town.done(vendor, 'POST', '/sheet/books', {
          body: { answeredBy: 'gyosha-a', language },
        });
        const { status } = await town.ask(vendor, 'GET', '/sheet/books/:number/file', {
          params: { number },
        });
        expect(status).toBe(200);
      }
  });
});
