import type { ReactNode } from 'react';
import { Link } from '../../design/link.tsx';
import type { Filter, ListName } from './plan-asked.ts';

/** Leads from a number to the rows that it counts. */
export function PlanLink({
  list,
  children,
  ...filter
}: Filter & { readonly list: ListName; readonly children: ReactNode }): ReactNode {
  return (
    <Link to="/plan" search={{ list, ...filter } as never}>
      {children}
    </Link>
  );
}
