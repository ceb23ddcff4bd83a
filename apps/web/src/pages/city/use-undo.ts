import { useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import { Problem } from '../../api/problem.ts';
import { call } from '../../api/use-server.ts';
import { useToast } from '../../design/toast.tsx';
import { useText } from '../../language.tsx';
import { entryWords } from '../../messages/city-entry.ts';
import { cityChanges } from './city-queries.ts';

interface Fault {
  readonly title: string;
  readonly detail?: string;
}

/** Takes a change of the city back, and offers to bring it back in turn; says why where it cannot. */
export function useUndo(): (revision: number) => Promise<Fault | undefined> {
  const client = useQueryClient();
  const toast = useToast();
  const say = useText();
  return useMemo(() => {
    const undo = async (revision: number): Promise<Fault | undefined> => {
      try {
        const done = await call('POST /city/changes/:revision/undo', { params: { revision } });
        await Promise.all(
          cityChanges.map((queryKey) => client.invalidateQueries({ queryKey: [...queryKey] })),
        );
        if (done.state === 'written')
          toast(say(entryWords.undone), {
            label: say(entryWords.redo),
            run: () => undo(done.revision),
          });
        return undefined;
      } catch (error) {
        if (!(error instanceof Problem)) throw error;
        const { text, next } = error;
        return { title: say(text), ...(next === undefined ? {} : { detail: say(next) }) };
      }
    };
    return undo;
  }, [client, toast, say]);
}
