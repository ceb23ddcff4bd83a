import type { ReactNode, RefObject } from 'react';
import { Menu as AriaMenu, MenuItem } from 'react-aria-components/Menu';
import { Popover } from 'react-aria-components/Popover';
import type { MenuProps } from './menu-props.ts';

export default function MenuList({
  label,
  entries,
  onChoose,
  chosen,
  trigger,
  onClose,
}: MenuProps & {
  readonly trigger: RefObject<HTMLButtonElement | null>;
  readonly onClose: () => void;
}): ReactNode {
  return (
    <Popover
      aria-label={label}
      className="m-popover"
      placement="bottom start"
      triggerRef={trigger}
      isOpen
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
    >
      <AriaMenu
        className="m-menu"
        aria-label={label}
        autoFocus="first"
        onClose={onClose}
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
  );
}
