import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { stepUp } from '../src/api/step-up.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe('who one is, asked again', () => {
  it('waits for the dialog, which comes after the page', async () => {
    const [first, second] = [stepUp.ask(), stepUp.ask()];
    const takeBack = stepUp.offer(() => Promise.resolve(true));
    expect(await Promise.all([first, second, stepUp.ask()])).toEqual([true, true, true]);
    takeBack();
  });

  it('is answered by no where nothing comes that could ask', async () => {
    const asked = stepUp.ask();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(await asked).toBe(false);
    stepUp.offer(() => Promise.resolve(true))();
  });

  it('goes to the dialog that is there now, not to one that was taken back', async () => {
    const former = stepUp.offer(() => Promise.resolve(false));
    const now = stepUp.offer(() => Promise.resolve(true));
    former();
    expect(await stepUp.ask()).toBe(true);
    now();
  });
});
