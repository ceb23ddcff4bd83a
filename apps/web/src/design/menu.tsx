import { lazy, type ReactNode, Suspense, useRef, useState } from 'react';
import { Button as AriaButton } from 'react-aria-components/Button';
import type { MenuProps } from './menu-props.ts';

// The list comes when the pointer or the focus does: most visits open no menu.
const load = (): Promise<typeof import('./menu-list.tsx')> => import('./menu-list.tsx');
const MenuList = lazy(load);

/** A button that opens a list of acts or places. */
export function Menu({
  className,
  face,
  nameless = false,
  ...list
}: MenuProps & {
  readonly className: string;
  readonly face: ReactNode;
  /** The face says too little: the button is called by the list's label. */
  readonly nameless?: boolean;
}): ReactNode {
  const button = useRef<HTMLButtonElement>(null);
  const [open, setOpen] = useState(false);
  return (
    <>
      <AriaButton
        ref={button}
        className={`${className} m-focus`}
        aria-haspopup="menu"
        aria-expanded={open}
        {...(nameless ? { 'aria-label': list.label } : {})}
        onHoverStart={() => void load()}
        onFocus={() => void load()}
        onPress={() => setOpen(true)}
        onKeyDown={(event) => {
          if (event.key === 'ArrowDown') setOpen(true);
        }}
      >
        {face}
      </AriaButton>
      {open ? (
        <Suspense>
          <MenuList {...list} trigger={button} onClose={() => setOpen(false)} />
        </Suspense>
      ) : null}
    </>
  );
}
