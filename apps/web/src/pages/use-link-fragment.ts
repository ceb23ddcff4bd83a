import { useEffect, useState } from 'react';

/**
 * What the opened link carries behind `#`, as `read` finds it. A second link put over the first in the
 * same tab changes nothing else of the address, so no browser loads the page for it: we do. Who was shown
 * that a link has ended opens the new one there.
 */
export function useLinkFragment(
  read: (fragment: string) => string | undefined,
): string | undefined {
  const [carried] = useState(() => read(location.hash));
  useEffect(() => {
    const follow = (): void => {
      const place = document.getElementById(location.hash.slice(1));
      if (place === null && read(location.hash) !== undefined) location.reload();
    };
    addEventListener('hashchange', follow);
    return () => removeEventListener('hashchange', follow);
  }, [read]);
  return carried;
}
