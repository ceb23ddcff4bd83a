import type { ReactNode } from 'react';
import './state-bar.css';

const stateOrder = [
  'implemented',
  'in-progress',
  'planned',
  'not-started',
  'not-applicable',
] as const;

/** How far some lines are, drawn; whoever shows it says the same in words beside it. */
export function StateBar({
  states,
}: {
  readonly states: Readonly<Partial<Record<(typeof stateOrder)[number], number>>>;
}): ReactNode {
  return (
    <span className="m-state-bar" aria-hidden="true">
      {stateOrder.map((state) => (
        <i key={state} data-state={state} style={{ flexGrow: states[state] ?? 0 }} />
      ))}
    </span>
  );
}
