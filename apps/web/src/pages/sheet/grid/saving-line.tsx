import { lazy, type ReactNode, Suspense } from 'react';
import { Button } from '../../../design/button.tsx';
import { Notice } from '../../../design/notice.tsx';
import { useText } from '../../../language.tsx';
import { gridWords as words } from '../../../messages/sheet-grid.ts';
import type { Field } from '../sheet-queries.ts';
import type { Telling } from './columns.tsx';
import type { Writing } from './writing.ts';

const Conflicts = lazy(async () => ({ default: (await import('./conflicts.tsx')).Conflicts }));

/** Whether what one wrote is on the server; what is not, and why. */
export function SavingLine({
  writing,
  telling,
  told,
  onGoTo,
  children,
}: {
  readonly writing: Writing;
  readonly telling: Telling;
  /** What became of the last paste, fill or undo. */
  readonly told: string;
  readonly onGoTo: (line: string, field: Field) => void;
  readonly children: ReactNode;
}): ReactNode {
  const say = useText();
  const state = writing.state();
  const fault = writing.fault();
  const count = writing.unsaved();
  const refusals = writing.refusals();
  const [first] = refusals;
  const reopened = writing.reopened().length;
  const saying =
    state === 'saving'
      ? say(words.saving)
      : state === 'saved' && count === 0
        ? say(words.saved)
        : '';
  return (
    <>
      <div className="m-sheet-line m-screen-only">
        <p role="status" className="m-hint">
          {[told, saying].filter((each) => each !== '').join('　')}
        </p>
        {children}
      </div>
      {state !== 'trouble' ? null : (
        <Notice tone="warning" title={say(words.trouble, { count })}>
          <p>{fault === undefined ? '' : say(fault.text)}</p>
          <Button kind="secondary" size="small" onPress={writing.retry}>
            {say(words.retry)}
          </Button>
        </Notice>
      )}
      {state !== 'stopped' ? null : (
        <Notice tone="error" title={say(words.stopped, { count })}>
          <p>{fault === undefined ? '' : say(fault.text)}</p>
          <Button kind="secondary" size="small" onPress={writing.retry}>
            {say(words.retry)}
          </Button>
        </Notice>
      )}
      {reopened === 0 ? null : (
        <Notice tone="warning" title={say(words.reopenedTitle, { count: reopened })}>
          <p>{say(words.reopenedText)}</p>
        </Notice>
      )}
      {first === undefined ? null : (
        <Notice tone="error" title={say(words.refusedTitle, { count: refusals.length })}>
          <p>{say(first.text)}</p>
          <p>{say(words.refusedText)}</p>
          <Button kind="secondary" size="small" onPress={() => onGoTo(first.line, first.field)}>
            {say(words.goThere)}
          </Button>
        </Notice>
      )}
      {writing.conflicts().length === 0 ? null : (
        <Suspense>
          <Conflicts writing={writing} telling={telling} />
        </Suspense>
      )}
    </>
  );
}
