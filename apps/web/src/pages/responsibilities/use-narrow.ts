import { useSyncExternalStore } from 'react';

const query = '(max-width: 48rem)';

/** Whether the window is too narrow for a table with many columns. */
export const useNarrow = (): boolean =>
  useSyncExternalStore(
    (told) => {
      const media = matchMedia(query);
      media.addEventListener('change', told);
      return () => media.removeEventListener('change', told);
    },
    () => matchMedia(query).matches,
  );
