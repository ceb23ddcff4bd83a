import { type KeyboardEvent, type ReactNode, useId } from 'react';

export interface TabEntry {
  readonly id: string;
  readonly label: string;
  readonly children: ReactNode;
}

/**
 * Parts of a page of which one is shown. Arrow keys, Home and End go from tab to tab; Enter or Space opens
 * it, so that whoever only passes by loads nothing.
 */
export function Tabs({
  label,
  tabs,
  selected,
  onSelect,
}: {
  readonly label: string;
  readonly tabs: readonly TabEntry[];
  readonly selected: string;
  readonly onSelect: (id: string) => void;
}): ReactNode {
  const name = useId();
  const shown = tabs.find(({ id }) => id === selected) ?? tabs[0];
  if (shown === undefined) return null;
  return (
    <>
      <div role="tablist" aria-label={label} className="m-tablist" onKeyDown={moveFocus}>
        {tabs.map(({ id, label: words }) => (
          <button
            key={id}
            type="button"
            role="tab"
            id={`${name}-${id}`}
            aria-selected={id === shown.id}
            aria-controls={id === shown.id ? `${name}-panel` : undefined}
            tabIndex={id === shown.id ? 0 : -1}
            className="m-tab"
            onClick={() => onSelect(id)}
          >
            {words}
          </button>
        ))}
      </div>
      <div
        key={shown.id}
        role="tabpanel"
        id={`${name}-panel`}
        aria-labelledby={`${name}-${shown.id}`}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a panel may hold nothing else that takes the focus
        tabIndex={0}
      >
        {shown.children}
      </div>
    </>
  );
}

function moveFocus(event: KeyboardEvent<HTMLElement>): void {
  const all = [...event.currentTarget.querySelectorAll<HTMLElement>('[role="tab"]')];
  const at = all.indexOf(event.target as HTMLElement);
  const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: -1 }[event.key];
  if (at === -1 || to === undefined) return;
  event.preventDefault();
  all.at(to === all.length ? 0 : to)?.focus();
}
