import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { backupsToRemove } from '../src/index.ts';

const at = (iso: string) => ({ name: iso, madeAt: new Date(iso) });
const now = new Date('2026-11-21T00:00:00Z');

describe('which scheduled backups may go', () => {
  it('keeps the newest of each day, week and month', () => {
    const backups = [
      at('2026-11-20T18:00:00Z'),
      // The same day in Japan as the next, a day before in UTC.
      at('2026-11-20T14:00:00Z'),
      at('2026-11-19T16:00:00Z'),
      at('2026-11-18T18:00:00Z'),
      at('2026-10-01T00:00:00Z'),
      at('2026-09-20T00:00:00Z'),
    ];
    const removed = backupsToRemove(backups, now, { days: 2, weeks: 1, months: 2 });
    expect(removed.map(({ name }) => name)).toEqual([
      '2026-11-19T16:00:00Z',
      '2026-11-18T18:00:00Z',
      '2026-09-20T00:00:00Z',
    ]);
  });

  it('never takes the newest, nor what it just kept', () => {
    const backup = fc.date({
      min: new Date('2020-01-01'),
      max: new Date('2030-01-01'),
      noInvalidDate: true,
    });
    const count = fc.nat(10);
    fc.assert(
      fc.property(
        fc.array(backup, { minLength: 1 }),
        count,
        count,
        count,
        (dates, days, weeks, months) => {
          const backups = dates.map((madeAt, n) => ({ name: String(n), madeAt }));
          const rotation = { days, weeks, months };
          const removed = new Set(backupsToRemove(backups, now, rotation));
          const kept = backups.filter((one) => !removed.has(one));
          const newest = Math.max(...dates.map((date) => date.getTime()));
          expect(kept.some(({ madeAt }) => madeAt.getTime() === newest)).toBe(true);
          expect(backupsToRemove(kept, now, rotation)).toEqual([]);
        },
      ),
    );
  });
});
