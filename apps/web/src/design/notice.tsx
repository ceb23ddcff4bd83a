import type { ReactNode } from 'react';
import { useText } from '../language.tsx';
import { designWords } from '../messages/design.ts';
import { Icon } from './icon.tsx';
import { useErrorEndsTold } from './told.ts';

export type Tone = 'info' | 'success' | 'warning' | 'error';

/** A message on the page. What comes up after an act is announced: errors at once, the rest when there is time. */
export function Notice({
  tone,
  title,
  children,
  live = true,
}: {
  readonly tone: Tone;
  readonly title: string;
  readonly children?: ReactNode;
  /** False for what stands on the page from the start. */
  readonly live?: boolean;
}): ReactNode {
  const say = useText();
  useErrorEndsTold(live && tone === 'error' ? title : undefined);
  const role = !live ? undefined : tone === 'error' ? 'alert' : 'status';
  return (
    <div className="m-notice" data-tone={tone} role={role}>
      <Icon name={tone} />
      <div>
        <p className="m-notice-title">
          <span className="sr-only">{say(designWords[tone])}: </span>
          {title}
        </p>
        {children}
      </div>
    </div>
  );
}
