import { type ReactNode, useState } from 'react';
import type { Problem } from '../../api/problem.ts';
import { call, useAct } from '../../api/use-server.ts';
import { useToast } from '../../design/toast.tsx';
import { useText } from '../../language.tsx';
import { entryWords } from '../../messages/city-entry.ts';
import { ChangeDialog } from './change-dialog.tsx';
import { cityChanges, type Edit } from './city-queries.ts';
import { ConflictDialog } from './conflict-dialog.tsx';
import { useUndo } from './use-undo.ts';
import { type Changed, type Diagnostic, type Preview, type Wish, worthAsking } from './wish.ts';

interface Saving {
  readonly begin: (wish: Wish) => void;
  readonly busy: boolean;
  readonly problem: Problem | null;
  /** What the last look found to be wrong. */
  readonly diagnostics: readonly Diagnostic[];
  readonly dialogs: ReactNode;
}

/**
 * Makes a change of the city: looks at it first; asks where others would lose answers, where the plan changes or
 * where the promoting body decides; shows both sides where somebody was faster. Nothing typed is lost on the way.
 */
export function useSaving(
  after: (changed: Changed) => void | Promise<void>,
  onLeave: () => void = () => undefined,
): Saving {
  const say = useText();
  const toast = useToast();
  const undo = useUndo();
  const [wish, setWish] = useState<Wish>();
  const [seen, setSeen] = useState<Preview>();
  const [wrong, setWrong] = useState<readonly Diagnostic[]>([]);

  const write = useAct(
    ({ edits, note }: { readonly edits: readonly Edit[]; readonly note: string }, key) =>
      call('POST /city/changes', { body: { edits: [...edits], note }, key }),
    async (changed) => {
      const words = wish?.done ?? say(entryWords.saved);
      setSeen(undefined);
      setWish(undefined);
      await after(changed);
      if (changed.state === 'proposed') toast(say(entryWords.proposed));
      else if (undoes)
        toast(words, { label: say(entryWords.undoAct), run: () => undo(changed.revision) });
      else toast(words);
    },
    cityChanges,
  );
  // Only whoever sees the whole city takes changes back: they alone get to see what follows.
  const undoes = seen?.decides === 'oneself' && seen.consequences !== undefined;
  const look = useAct(
    (of: Wish, key) => call('POST /city/changes/preview', { body: { edits: [...of.edits] }, key }),
    (preview, of) => {
      const errors = preview.diagnostics.filter(({ severity }) => severity === 'error');
      setWrong(errors);
      setSeen(preview);
      if (preview.conflicts.length > 0 || errors.length > 0) return;
      if (of.ask === undefined && !worthAsking(preview, of.edits))
        write.run({ edits: of.edits, note: '' });
    },
  );
  const begin = (of: Wish): void => {
    write.forget();
    setWrong([]);
    setSeen(undefined);
    setWish(of);
    look.run(of);
  };
  const leave = (): void => {
    setSeen(undefined);
    setWish(undefined);
    onLeave();
  };
  const lost = write.problem?.code === 'conflict';
  const asks =
    wish !== undefined &&
    seen !== undefined &&
    wrong.length === 0 &&
    seen.conflicts.length === 0 &&
    (wish.ask !== undefined || worthAsking(seen, wish.edits));
  return {
    begin,
    busy: look.busy || write.busy,
    problem: look.problem ?? (lost ? null : write.problem),
    diagnostics: wrong,
    dialogs: (
      <>
        {wish !== undefined && seen !== undefined && seen.conflicts.length > 0 ? (
          <ConflictDialog
            wish={wish}
            conflicts={seen.conflicts}
            onGoOn={(edits) => {
              if (edits.length === 0) {
                setSeen(undefined);
                setWish(undefined);
                void after({ state: 'written', revision: seen.revision, changes: 0 });
              } else begin({ ...wish, edits });
            }}
            onClose={leave}
          />
        ) : null}
        {asks ? (
          <ChangeDialog
            wish={wish}
            preview={seen}
            busy={write.busy}
            problem={write.problem}
            onAct={(note) => write.run({ edits: wish.edits, note })}
            onAgain={() => begin(wish)}
            onClose={leave}
          />
        ) : null}
      </>
    ),
  };
}
