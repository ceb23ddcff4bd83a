import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import type { Problem } from '../../api/problem.ts';
import type { Answer } from '../../api/routes.ts';
import { call, useAct } from '../../api/use-server.ts';
import { Button } from '../../design/button.tsx';
import { Loading } from '../../design/content.tsx';
import { DateText, dateText } from '../../design/date-text.tsx';
import { ConfirmDialog } from '../../design/dialog.tsx';
import { Notice } from '../../design/notice.tsx';
import { useToast } from '../../design/toast.tsx';
import { useLanguage, useText } from '../../language.tsx';
import { entryWords } from '../../messages/city-entry.ts';
import { ChangeList } from './change-list.tsx';
import { cityChanges, type ElementSeen } from './city-queries.ts';
import { useUndo } from './use-undo.ts';
import { wasNow } from './was-now.ts';

/** What an entry said over time, newest first; each change can be taken back. */
export function EntryHistory({
  seen,
  whole,
  changes,
}: {
  readonly seen: ElementSeen;
  readonly whole: boolean;
  readonly changes: boolean;
}): ReactNode {
  const say = useText();
  const { locale } = useLanguage();
  const [undoing, setUndoing] = useState<number>();
  const { moments } = seen;
  // Who sees a share sees no history: that of others would show through.
  if (!whole) return null;
  return (
    <section className="m-section" aria-labelledby="history">
      <h2 id="history">{say(entryWords.history)}</h2>
      {moments.length === 0 ? <p>{say(entryWords.historyNone)}</p> : null}
      <ol className="m-follows">
        {moments.map(({ revision, at, actorName, changes: fields }, index) => (
          <li key={revision}>
            <p className="m-facts">
              <DateText value={at} time />
              <span>
                {actorName === ''
                  ? say(entryWords.byProgram)
                  : say(entryWords.by, { name: actorName })}
              </span>
            </p>
            {index === moments.length - 1 ? (
              <p>{say(entryWords.madeAt)}</p>
            ) : (
              <ul>
                {fields.map(({ label, before, after }) => (
                  <li key={`${label.en} ${before.en} ${after.en}`}>
                    <strong>{say(label)}</strong>: {wasNow(before, after, say)}
                  </li>
                ))}
              </ul>
            )}
            {changes && revision > 1 ? (
              <Button
                kind="text"
                size="small"
                aria-label={say(entryWords.undoOf, { day: dateText(at, locale, true) })}
                onPress={() => setUndoing(revision)}
              >
                {say(entryWords.undo)}
              </Button>
            ) : null}
          </li>
        ))}
      </ol>
      {undoing === undefined ? null : (
        <UndoDialog revision={undoing} onClose={() => setUndoing(undefined)} />
      )}
    </section>
  );
}

/** What taking a change back would change: the change may have touched more than the entry that one looks at. */
export function UndoDialog({
  revision,
  onClose,
}: {
  readonly revision: number;
  readonly onClose: () => void;
}): ReactNode {
  const say = useText();
  const toast = useToast();
  const again = useUndo();
  const { data } = useQuery<Answer<'GET /city/changes'>, Problem>({
    queryKey: ['city', 'difference', revision, revision - 1],
    queryFn: () => call('GET /city/changes', { query: { from: revision, to: revision - 1 } }),
  });
  const undo = useAct(
    (_: undefined, key) => call('POST /city/changes/:revision/undo', { params: { revision }, key }),
    (done) => {
      onClose();
      if (done.state === 'written')
        toast(say(entryWords.undone), {
          label: say(entryWords.redo),
          run: () => again(done.revision),
        });
    },
    cityChanges,
  );
  return (
    <ConfirmDialog
      open
      onClose={onClose}
      title={say(entryWords.undoTitle)}
      act={say(entryWords.undo)}
      busy={undo.busy}
      onAct={() => undo.run(undefined)}
    >
      {undo.problem === null ? null : (
        <Notice tone="error" title={say(undo.problem.text)}>
          {undo.problem.next === undefined ? null : <p>{say(undo.problem.next)}</p>}
        </Notice>
      )}
      <p className="mb-4">{say(entryWords.undoText)}</p>
      {data === undefined ? <Loading lines={3} /> : <ChangeList changes={data.changes} />}
    </ConfirmDialog>
  );
}
