import { useCallback, useEffect, useRef, useState } from 'react';

/**
 * Leaves a form when its change was made: one render later, when nothing unsaved holds the page any more.
 */
export function useLeaving<Outcome>(
  leave: (outcome: Outcome) => void | Promise<void>,
): readonly [left: boolean, done: (outcome: Outcome) => void] {
  const [outcome, setOutcome] = useState<{ readonly of: Outcome }>();
  const latest = useRef(leave);
  latest.current = leave;
  useEffect(() => {
    if (outcome !== undefined) void latest.current(outcome.of);
  }, [outcome]);
  return [outcome !== undefined, useCallback((of: Outcome) => setOutcome({ of }), [])];
}
