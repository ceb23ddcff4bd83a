import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import type { Problem } from './problem.ts';

/** Some rows, where the next ones begin, and how many there are in all where the server says so. */
interface Page<Row> {
  readonly items: readonly Row[];
  readonly next?: string | undefined;
  readonly total?: number;
}

/** A list that comes a page at a time, by cursor. What is there stays while another filter is asked for. */
export function useRows<Row>(
  queryKey: readonly unknown[],
  load: (cursor: string | undefined) => Promise<Page<Row>>,
): {
  readonly rows: readonly Row[] | undefined;
  readonly total: number | undefined;
  readonly problem: Problem | null;
  readonly more: boolean;
  readonly busy: boolean;
  readonly next: () => void;
} {
  const query = useInfiniteQuery<
    Page<Row>,
    Problem,
    { readonly rows: readonly Row[]; readonly total: number | undefined },
    readonly unknown[],
    string | undefined
  >({
    // Pages of rows lie apart from what `useQuery` keeps: under one key, each would read the other's shape.
    queryKey: [...queryKey, 'rows'],
    queryFn: ({ pageParam }) => load(pageParam),
    initialPageParam: undefined,
    getNextPageParam: ({ next }) => next,
    placeholderData: keepPreviousData,
    select: ({ pages }) => ({
      rows: pages.flatMap(({ items }) => items),
      total: pages.at(-1)?.total,
    }),
  });
  return {
    rows: query.data?.rows,
    total: query.data?.total,
    problem: query.error,
    more: query.hasNextPage,
    busy: query.isFetchingNextPage,
    next: () => void query.fetchNextPage(),
  };
}
