import { lazy, type ReactNode, Suspense, useLayoutEffect, useRef, useState } from 'react';
import { Button } from '../../../design/button.tsx';
import { Notice } from '../../../design/notice.tsx';
import { useText } from '../../../language.tsx';
import { designWords } from '../../../messages/design.ts';
import { gridWords as words } from '../../../messages/sheet-grid.ts';
import type { Field } from '../sheet-queries.ts';
import type { Telling } from './columns.tsx';
import type { Writing } from './writing.ts';

const Conflicts = lazy(async () => ({ default: (await import('./conflicts.tsx')).Conflicts }));

/** A cell of a line, whoever may write it: its column, from 1. */
export interface CellPlace {
  readonly line: string;
  readonly column: number;
}

/** What became of a paste, a fill, an undo. */
export interface Told {
  readonly words: string;
  /** The first cell that was left as it is, where some were. */
  readonly at?: CellPlace | undefined;
}

/**
 * What became of what one wrote: at the end of the rows, and at the window's lower edge as long as they go on below
 * it, so that it is in sight wherever one works. What has the focus is never behind it.
 */
export function ToldBar({
  writing,
  telling,
  told,
  columnOf,
  onGoTo,
  onClose,
}: {
  readonly writing: Writing;
  readonly telling: Telling;
  readonly told: Told | undefined;
  readonly columnOf: (field: Field) => number;
  readonly onGoTo: (place: CellPlace) => void;
  /** What was told is read. */
  readonly onClose: () => void;
}): ReactNode {
  const say = useText();
  const bar = useRef<HTMLDivElement>(null);
  const [closed, setClosed] = useState({ refused: '', reopened: '' });
  useRoomAtTheEdge(bar);
  const state = writing.state();
  const fault = writing.fault();
  const count = writing.unsaved();
  const refusals = writing.refusals();
  const [first] = refusals;
  const reopened = writing.reopened();
  const hasConflicts = writing.conflicts().length > 0;
  // What was closed comes back as soon as it says something else.
  const refused = refusals.map(({ line, field, value }) => `${field} ${line} ${value}`).join('\n');
  const opened = reopened.join('\n');
  const saying =
    state === 'saving'
      ? say(words.saving)
      : state === 'saved' && count === 0
        ? say(words.saved)
        : '';
  const isStuck = state === 'trouble' || state === 'stopped';
  const isRefusedShown = first !== undefined && closed.refused !== refused;
  const refusedTitle = say(words.refusedTitle, { count: refusals.length });
  const isEmpty =
    told === undefined && saying === '' && first === undefined && reopened.length === 0;
  const close = (act: () => void): ReactNode => (
    <Button kind="text" size="small" onPress={act}>
      {say(designWords.close)}
    </Button>
  );
  return (
    <div
      ref={bar}
      className="m-sheet-told m-screen-only"
      data-empty={isEmpty && !isStuck && !hasConflicts ? '' : undefined}
    >
      {!isStuck ? null : (
        <Notice
          tone={state === 'stopped' ? 'error' : 'warning'}
          title={say(state === 'stopped' ? words.stopped : words.trouble, { count })}
        >
          <p>{fault === undefined ? '' : say(fault.text)}</p>
          <Button kind="secondary" size="small" onPress={writing.retry}>
            {say(words.retry)}
          </Button>
        </Notice>
      )}
      {reopened.length === 0 || closed.reopened === opened ? null : (
        <Notice tone="warning" title={say(words.reopenedTitle, { count: reopened.length })}>
          <p>{say(words.reopenedText)}</p>
          {close(() => setClosed((now) => ({ ...now, reopened: opened })))}
        </Notice>
      )}
      {!isRefusedShown ? null : (
        <Notice tone="error" title={refusedTitle}>
          <p>{say(first.text)}</p>
          <p>{say(words.refusedText)}</p>
          <Button
            kind="secondary"
            size="small"
            onPress={() => onGoTo({ line: first.line, column: columnOf(first.field) })}
          >
            {say(words.goThere)}
          </Button>
          {close(() => setClosed((now) => ({ ...now, refused })))}
        </Notice>
      )}
      {!hasConflicts ? null : (
        <Suspense>
          <Conflicts writing={writing} telling={telling} />
        </Suspense>
      )}
      <div className="m-sheet-said">
        <p role="status">{told?.words ?? ''}</p>
        {told?.at === undefined ? null : (
          <Button kind="secondary" size="small" onPress={() => told.at && onGoTo(told.at)}>
            {say(words.goLeft)}
          </Button>
        )}
        {told === undefined ? null : close(onClose)}
        {/* Closed, it is still not saved. */}
        {first === undefined || isRefusedShown ? null : (
          <Button
            kind="text"
            size="small"
            onPress={() => setClosed((now) => ({ ...now, refused: '' }))}
          >
            {refusedTitle}
          </Button>
        )}
        <p role="status" className="m-hint">
          {saying}
        </p>
      </div>
    </div>
  );
}

/** Whatever is brought into sight stops above the bar, and what has the focus when it grows is brought there. */
function useRoomAtTheEdge(bar: React.RefObject<HTMLDivElement | null>): void {
  useLayoutEffect(() => {
    const there = bar.current;
    const page = document.documentElement;
    if (there === null) return;
    const watch = new ResizeObserver(() => {
      page.style.scrollPaddingBlockEnd = `${there.offsetHeight}px`;
      document.activeElement
        ?.closest('.m-sheet-cell, .m-sheet-card')
        ?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
    });
    watch.observe(there);
    return () => {
      watch.disconnect();
      page.style.scrollPaddingBlockEnd = '';
    };
  }, [bar]);
}
