import type { ReactNode } from 'react';

const paths = {
  info: 'M12 2a10 10 0 1 0 0 20 10 10 0 0 0 0-20m1 15h-2v-6h2zm0-8h-2V7h2z',
  success: 'M12 2a10 10 0 1 0 0 20 10 10 0 0 0 0-20m-2 15-5-5 1.4-1.4L10 14.2l7.6-7.6L19 8z',
  warning: 'M1 21 12 2l11 19zm12-3h-2v-2h2zm0-4h-2v-4h2z',
  error: 'M8.1 2h7.8L22 8.1v7.8L15.9 22H8.1L2 15.9V8.1zM13 17h-2v-2h2zm0-4h-2V7h2z',
  down: 'm12 15.4-6-6L7.4 8l4.6 4.6L16.6 8 18 9.4z',
  person: 'M12 4a4 4 0 1 1 0 8 4 4 0 0 1 0-8m0 10c4.4 0 8 1.8 8 4v2H4v-2c0-2.2 3.6-4 8-4',
  town: 'M12 2 3 5.5V12c0 5 3.8 8.7 9 10 5.2-1.3 9-5 9-10V5.5zM7 17v-6l3-2 3 2v1.5h4V17h-3v-3h-2v3z',
} as const;
export type IconName = keyof typeof paths;

/** A picture beside words, never instead of them. */
export function Icon({
  name,
  size = 24,
}: {
  readonly name: IconName;
  readonly size?: number;
}): ReactNode {
  return (
    <svg viewBox="0 0 24 24" width={size} height={size} fill="currentColor" aria-hidden="true">
      <path fillRule="evenodd" d={paths[name]} />
    </svg>
  );
}
