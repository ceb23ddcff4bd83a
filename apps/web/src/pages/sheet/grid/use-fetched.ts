import { useEffect, useState } from 'react';

/**
 * A part of the program that was asked for beforehand, once it is there; a failure is thrown to whoever catches those
 * of the page. Unlike what React suspends for, it is drawn as soon as it can be: what suspends waits for a while
 * wherever something else near it has just been shown.
 */
export function useFetched<Part>(part: Promise<Part>): Part | undefined {
  const [there, setThere] = useState<Part>();
  useEffect(() => {
    let isWanted = true;
    const take = (to: () => Part): void => {
      if (isWanted) setThere(to);
    };
    part.then(
      (fetched) => take(() => fetched),
      (error) =>
        take(() => {
          throw error;
        }),
    );
    return () => {
      isWanted = false;
    };
  }, [part]);
  return there;
}
