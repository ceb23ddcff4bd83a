import type { ReactNode } from 'react';
import { Button as AriaButton, type ButtonProps } from 'react-aria-components/Button';
import { useText } from '../language.tsx';
import { designWords } from '../messages/design.ts';

export interface OurButtonProps extends Omit<ButtonProps, 'className' | 'style' | 'isPending'> {
  readonly kind?: 'primary' | 'secondary' | 'text' | 'danger';
  readonly size?: 'small' | 'medium' | 'large';
  /** The last step of something that cannot be undone: filled, so that it is read first. */
  readonly solid?: boolean;
  readonly busy?: boolean;
  readonly children: ReactNode;
}

/** One primary button a page. While an act runs its button stays in reach and says so, but acts no more. */
export function Button({
  kind = 'primary',
  size = 'medium',
  solid = false,
  busy = false,
  children,
  ...rest
}: OurButtonProps): ReactNode {
  const say = useText();
  return (
    <AriaButton
      {...rest}
      isPending={busy}
      className="m-button"
      data-kind={kind}
      data-size={size}
      {...(solid ? { 'data-solid': '' } : {})}
    >
      {busy ? `${say(designWords.working)}…` : children}
    </AriaButton>
  );
}
