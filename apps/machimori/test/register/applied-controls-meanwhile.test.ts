import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { addControl, wafOf } from '../routes/applied-control-examples.ts';
import { vendorsLine } from '../routes/evidence-examples.ts';
import { makeTown, type Town } from '../routes/town.ts';

// Two transactions: what answers a line changes by an act that began before the line was accepted, and ended after it.

const vendor = 'one/contributor';
const path = '/applied-controls/:control';

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
const versionOf = async (control: string): Promise<unknown> =>
  (await town.done(vendor, 'GET', path, { params: { control } }))['version'];
const reworded = async (control: string): Promise<unknown> =>
  town.done(vendor, 'POST', `${path}/revisions`, {
    params: { control },
    body: { ...wafOf(), statement: '別の装置で止めている。', seen: await versionOf(control) },
  });

/** A line of a control that says something of its own, handed in. */
async function handedIn(): Promise<{ line: string; control: string; version: number }> {
  const line = await vendorsLine(town);
  const control = await addControl(town, [line]);
  const { version } = await town.done(vendor, 'POST', '/sheet/lines/:line/cells', {
    params: { line },
    body: { cells: [{ field: 'statement', seen: 1, value: 'ここだけ、人が見ている。' }] },
  });
  const { moved } = (await town.done(vendor, 'POST', '/sheet/submissions', {
    body: { answers: [{ line, version }] },
  })) as { moved: readonly { version: number }[] };
  return { line, control, version: moved[0]?.version ?? 0 };
}

describe('the control that answers a line', () => {
  const acts: readonly (readonly [
    string,
    (control: string, line: string) => Promise<unknown>,
    readonly string[],
  ])[] = [
    ['reworded', reworded, ['control-changed']],
    [
      'removed',
      (control) => town.done(vendor, 'DELETE', path, { params: { control } }),
      ['control-removed'],
    ],
  ];
  it.each(acts)(
    'is told as another where it was %s while the line was accepted',
    async (_, act, stale) => {
      const { line, control } = await handedIn();
      // Whoever accepts holds the answer first; the act has begun and waits for them.
      await town.owner.query('begin');
      await town.owner.query('select from sheet_answers where line_id = $1 for update', [line]);
      let over = false;
      const changing = act(control, line).finally(() => {
        over = true;
      });
      await vi.waitFor(
        async () => {
          const { rowCount } = await town.owner.query(
            'select from pg_locks where not granted and pg_backend_pid() = any (pg_blocking_pids(pid))',
          );
          expect(over || rowCount === 1).toBe(true);
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
      expect(await staleOf(line)).toEqual(stale);
    },
  );

  it('is looked at anew where it was reworded after whoever accepts had looked', async () => {
    const { line, control, version } = await handedIn();
    await reworded(control);
    const accept = async (seen: number): Promise<unknown> => {
      const { moved } = (await town.done('promoter/approver', 'POST', '/sheet/decisions', {
        body: { answers: [{ line, version: seen }], verdict: 'accept', reason: '' },
      })) as { moved: readonly { problem?: { code: string } }[] };
      return moved[0]?.problem?.code;
    };
    expect(await accept(version)).toBe('conflict');
    const now = await town.done(vendor, 'GET', '/sheet/lines/:line', { params: { line } });
    expect(await accept(Number(now['version']))).toBeUndefined();
  });
});
