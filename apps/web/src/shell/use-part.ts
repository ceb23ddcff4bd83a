import { useNavigate, useSearch } from '@tanstack/react-router';

/**
 * Which part of a page is shown, by its address (`/settings?part=city`): it stays when the page is loaded
 * again, and others can point at it.
 */
export function usePart(first: string): readonly [part: string, show: (part: string) => void] {
  const { part } = useSearch({ strict: false }) as { readonly part?: unknown };
  const navigate = useNavigate();
  const show = (to: string): void =>
    void navigate({
      to: '.',
      search: (to === first ? {} : { part: to }) as never,
      replace: true,
      resetScroll: false,
    });
  return [typeof part === 'string' ? part : first, show];
}
