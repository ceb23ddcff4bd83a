import type { ReactNode } from 'react';
import { Button as AriaButton } from 'react-aria-components/Button';
import { Menu as AriaMenu, MenuItem, MenuTrigger } from 'react-aria-components/Menu';
import { Popover } from 'react-aria-components/Popover';

export interface MenuEntry {
  readonly id: string;
  readonly label: string;
  readonly note?: string;
}

/** A button that opens a list of acts or places. */
export function Menu({
  label,
  className,
  face,
  entries,
  onChoose,
  chosen,
}: {
  /** What a screen reader hears on the button, where its face is not enough. */
  readonly label?: string;
  readonly className: string;
  readonly face: ReactNode;
  readonly entries: readonly MenuEntry[];
  readonly onChoose: (id: string) => void;
  /** Where one of the entries is the present one. */
  readonly chosen?: string;
}): ReactNode {
  return (
    <MenuTrigger>
      <AriaButton
        className={`${className} m-focus`}
        {...(label === undefined ? {} : { 'aria-label': label })}
      >
        {face}
      </AriaButton>
      <Popover className="m-popover" placement="bottom start">
        <AriaMenu
          className="m-menu"
          onAction={(id) => onChoose(String(id))}
          {...(chosen === undefined
            ? {}
            : {
                selectionMode: 'single' as const,
                selectedKeys: [chosen],
                disallowEmptySelection: true,
              })}
        >
          {entries.map((entry) => (
            <MenuItem key={entry.id} id={entry.id} textValue={entry.label} className="m-menu-item">
              <span>{entry.label}</span>
              {entry.note === undefined ? null : <small>{entry.note}</small>}
            </MenuItem>
          ))}
        </AriaMenu>
      </Popover>
    </MenuTrigger>
  );
}
