import type { ReactNode } from 'react';
import { Link } from '../../design/link.tsx';

/** Leads to the page of an element of the city. */
export function ElementLink({
  kind,
  of,
  alone = false,
  children,
}: {
  readonly kind: 'components' | 'externalSystems' | 'flows' | 'contracts';
  readonly of: string;
  readonly alone?: boolean;
  readonly children: ReactNode;
}): ReactNode {
  return (
    <Link to="/city/$kind/$key" params={{ kind, key: of }} alone={alone}>
      {children}
    </Link>
  );
}
