import type { ReactNode } from 'react';
import { Link } from '../../design/link.tsx';

/** Leads to the reasons of anything in the plan or the guideline, by its id. */
export function WhyLink({
  id,
  children,
}: {
  readonly id: string;
  readonly children: ReactNode;
}): ReactNode {
  return (
    <Link to="/why" search={{ id } as never}>
      {children}
    </Link>
  );
}
