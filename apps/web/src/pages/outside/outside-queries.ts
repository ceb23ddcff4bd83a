import { useQuery } from '@tanstack/react-query';
import type { Problem } from '../../api/problem.ts';
import type { Answer } from '../../api/routes.ts';
import { call } from '../../api/use-server.ts';

export type OutsideLink = Answer<'GET /sheet/links'>['links'][number];

export type LinkLine = Answer<'GET /sheet/links/:link/lines'>['lines'][number];

/** What is to be asked for again once something became of a link. */
export const linkChanges = [['outside']] as const;

export const dayChoices = [3, 7, 14, 30, 60] as const;
export const usualDays = '14';

export function useOutsideLinks(
  query: { readonly handedBack?: 'true' } = {},
  enabled = true,
): {
  readonly links: readonly OutsideLink[] | undefined;
  readonly problem: Problem | null;
} {
  const { data, error } = useQuery<Answer<'GET /sheet/links'>, Problem>({
    queryKey: ['outside', query],
    queryFn: () => call('GET /sheet/links', { query }),
    enabled,
  });
  return { links: data?.links, problem: error };
}

/** The lines that a link names, and what came by it. */
export function useLinkLines(link: string): {
  readonly lines: readonly LinkLine[] | undefined;
  readonly problem: Problem | null;
} {
  const { data, error } = useQuery<Answer<'GET /sheet/links/:link/lines'>, Problem>({
    queryKey: ['outside', 'lines', link],
    queryFn: () => call('GET /sheet/links/:link/lines', { params: { link } }),
  });
  return { lines: data?.lines, problem: error };
}
