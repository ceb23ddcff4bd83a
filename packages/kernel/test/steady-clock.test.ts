import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { steadyClock } from '../src/index.ts';

/** A machine whose time somebody sets. */
function machineAt(start: number) {
  let [time, passed] = [start, 0];
  const told: number[] = [];
  const clock = steadyClock({
    machine: () => time,
    passed: () => passed,
    onSetBack: (byMs) => {
      told.push(byMs);
      // As a line of the log does.
      clock.now();
    },
  });
  return {
    told,
    now: () => clock.now().getTime(),
    /** Time passes, and somebody sets the clock by so much more. */
    go(ms: number, setBy = 0): void {
      passed += ms;
      time += ms + setBy;
    },
  };
}

describe('the clock of the program', () => {
  it('is the machine’s, also where that is set forward', () => {
    const machine = machineAt(1_000);
    machine.go(500);
    expect(machine.now()).toBe(1_500);
    machine.go(0, 3_600_000);
    expect(machine.now()).toBe(3_601_500);
    expect(machine.told).toEqual([]);
  });

  it('goes on at its pace where that is set back, says so once, and follows again once it is ahead', () => {
    const machine = machineAt(10_000_000);
    machine.go(0, -3_600_000);
    expect(machine.now()).toBe(10_000_000);
    machine.go(60_000);
    expect(machine.now()).toBe(10_060_000);
    expect(machine.told).toEqual([3_600_000]);
    machine.go(0, 3_700_000);
    expect(machine.now()).toBe(10_160_000);
    machine.go(1_000, -10_000);
    expect(machine.now()).toBe(10_161_000);
    expect(machine.told).toEqual([3_600_000, 10_000]);
  });

  it('tells nobody of the steps of whoever keeps the machine’s time right', () => {
    const machine = machineAt(10_000);
    for (let i = 0; i < 100; i++) {
      machine.go(1_000, i % 2 === 0 ? -40 : 40);
      machine.now();
    }
    expect(machine.told).toEqual([]);
    // And what they took away is caught up with.
    machine.go(0, -1_000);
    machine.now();
    machine.go(2_000);
    machine.now();
    machine.go(0, 500);
    expect(machine.now()).toBe(111_500);
  });

  it('never goes back, and what is set back does not make anything last longer', () => {
    const steps = fc.array(
      fc.record({ ms: fc.nat(1e7), setBy: fc.integer({ min: -1e9, max: 1e9 }) }),
    );
    fc.assert(
      fc.property(steps, (all) => {
        const machine = machineAt(1e12);
        let before = machine.now();
        for (const { ms, setBy } of all) {
          machine.go(ms, setBy);
          const now = machine.now();
          expect(now).toBeGreaterThanOrEqual(before);
          if (setBy < -ms - 5_000) expect(now - before).toBe(ms);
          before = now;
        }
      }),
    );
  });
});
