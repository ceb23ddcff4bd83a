import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { saidOf, vendorsLine } from '../routes/evidence-examples.ts';
import { makeTown, type Town } from '../routes/town.ts';

// Two transactions: what proves a line changes by an act that began before the line was accepted, and ended after it.

const vendor = 'one/contributor';

let made: Awaited<ReturnType<typeof makeTown>>;
let town: Town;
beforeAll(async () => {
  made = await makeTown();
}, 480_000);
afterAll(() => made?.drop());
beforeEach(async () => {
  town = await made.copy();
});
afterEach(() => town.close());

const staleOf = async (line: string): Promise<unknown> =>
  (await town.done(vendor, 'GET', '/sheet/lines/:line', { params: { line } }))['stale'];

describe('what proves a line', () => {
  const acts: readonly (readonly [string, (evidence: string, line: string) => Promise<unknown>])[] =
    [
      [
        'renewed',
        (evidence) =>
          town.done(vendor, 'POST', '/evidence/:evidence/revisions', {
            params: { evidence },
            body: { ...saidOf('別のこと'), seen: 1 },
          }),
      ],
      [
        'taken away',
        (evidence, line) =>
          town.done(vendor, 'DELETE', '/evidence/:evidence/lines/:line', {
            params: { evidence, line },
          }),
      ],
      [
        'removed',
        (evidence) => town.done(vendor, 'DELETE', '/evidence/:evidence', { params: { evidence } }),
      ],
    ];
  it.each(acts)(
    'is told as changed where it was %s while the line was accepted',
    async (_, act) => {
      const line = await vendorsLine(town);
      const body = { ...saidOf('口頭で確かめた'), kind: 'note', line };
      const { evidence } = await town.done(vendor, 'POST', '/evidence', { body });
      const { version } = await town.done(vendor, 'POST', '/sheet/lines/:line/cells', {
        params: { line },
        body: {
          cells: [
            { field: 'state', seen: 0, value: 'implemented' },
            { field: 'statement', seen: 0, value: '毎月、確かめている' },
          ],
        },
      });
      await town.done(vendor, 'POST', '/sheet/submissions', {
        body: { answers: [{ line, version }] },
      });
      // Whoever accepts holds the answer first; the act has begun and waits for them.
      await town.owner.query('begin');
      await town.owner.query('select from sheet_answers where line_id = $1 for update', [line]);
      const changing = act(String(evidence), line);
      await vi.waitFor(
        async () => {
          const { rowCount } = await town.owner.query(
            'select from pg_locks where not granted and pg_backend_pid() = any (pg_blocking_pids(pid))',
          );
          expect(rowCount).toBe(1);
        },
        { timeout: 60_000 },
      );
      await town.owner.query(
        `update sheet_answers set stage = 'accepted', decided_at = clock_timestamp(), decided_by = $2
       where line_id = $1`,
        [line, town.person('promoter/approver').person],
      );
      await town.owner.query('commit');
      await changing;
      expect(await staleOf(line)).toEqual(['evidence-changed']);
    },
  );
});
