import { useInfiniteQuery } from '@tanstack/react-query';
import type { Problem } from './problem.ts';

/** Some rows, and where the next ones begin. */
interface Page<Row> {
  readonly items: readonly Row[];
  readonly next?: string | undefined;
}

/** A list that comes a page at a time, by cursor. */
export function useRows<Row>(
  queryKey: readonly unknown[],
  load: (cursor: string | undefined) => Promise<Page<Row>>,
): {
  readonly rows: readonly Row[] | undefined;
  readonly problem: Problem | null;
  readonly more: boolean;
  readonly busy: boolean;
  readonly next: () => void;
} {
  const query = useInfiniteQuery<
    Page<Row>,
    Problem,
    readonly Row[],
    readonly unknown[],
    string | undefined
  >({
    queryKey,
    queryFn: ({ pageParam }) => load(pageParam),
    initialPageParam: undefined,
    getNextPageParam: ({ next }) => next,
    select: ({ pages }) => pages.flatMap(({ items }) => items),
  });
  return {
    rows: query.data,
    problem: query.error,
    more: query.hasNextPage,
    busy: query.isFetchingNextPage,
    next: () => void query.fetchNextPage(),
  };
}
