import { createContext, use, useEffect } from 'react';

// What was done is told in a corner until it is closed. An error that comes up afterwards is what matters then,
// and on a narrow screen the two would lie one over the other.

export const EndToldContext = createContext<() => void>(() => undefined);

/** Ends what was told before, once there is an error; and again for each that comes after it. */
export function useErrorEndsTold(error: unknown): void {
  const end = use(EndToldContext);
  useEffect(() => {
    if (error !== undefined) end();
  }, [error, end]);
}
