import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useRef, useState } from 'react';
import { type Call, callerOf, newKey } from './call.ts';
import { Problem } from './problem.ts';
import { readSession, type Session } from './session.ts';
import { stepUp } from './step-up.ts';

/** The server that these pages came from. */
export const call: Call = callerOf('/api/v1');

export const sessionKey = ['session'] as const;

export function useSession(): { session: Session | undefined; problem: Problem | null } {
  const { data, error } = useQuery<Session, Problem>({
    queryKey: sessionKey,
    queryFn: () => readSession(call),
    staleTime: 60_000,
  });
  return { session: data, problem: error };
}

interface Act<Input, Output> {
  readonly run: (input: Input) => void;
  readonly busy: boolean;
  readonly problem: Problem | null;
  readonly done: Output | undefined;
  readonly forget: () => void;
}

/**
 * One act of a person. Pressing again after the line broke sends the same key, so that what the server
 * already did is not done twice; where the server wants the person to confirm who they are, it asks and
 * goes on.
 */
export function useAct<Input, Output>(
  act: (input: Input, key: string) => Promise<Output>,
  after: (output: Output, input: Input) => void | Promise<void> = () => undefined,
  changes: readonly (readonly string[])[] = [],
): Act<Input, Output> {
  const client = useQueryClient();
  const key = useRef<string>(undefined);
  // While the person is asked nothing is sent; nor is the act begun anew.
  const [asking, setAsking] = useState(false);
  const mutation = useMutation<Output, Problem, Input>({
    mutationFn: async (input) => {
      key.current ??= newKey();
      try {
        return await act(input, key.current);
      } catch (error) {
        if (!(error instanceof Problem) || error.code !== 'step-up-required') throw error;
        setAsking(true);
        const again = await stepUp.ask().finally(() => setAsking(false));
        if (!again) throw error;
        key.current = newKey();
        return act(input, key.current);
      }
    },
    onSettled: (_, error) => {
      if (error?.code !== 'offline') key.current = undefined;
    },
    onSuccess: async (output, input) => {
      await Promise.all(changes.map((queryKey) => client.invalidateQueries({ queryKey })));
      await after(output, input);
    },
  });
  const { mutate, reset } = mutation;
  return {
    run: useCallback((input: Input) => (asking ? undefined : mutate(input)), [mutate, asking]),
    busy: mutation.isPending && !asking,
    problem: mutation.error,
    done: mutation.data,
    forget: reset,
  };
}

/** Where a tab keeps what is typed and not sent yet. */
export const typedPlace = 'machimori.typed.';

/** A browser may refuse storage: then nothing lies there. */
function forgetTyped(): void {
  try {
    for (const key of Object.keys(sessionStorage))
      if (key.startsWith(typedPlace)) sessionStorage.removeItem(key);
  } catch {}
}

/** Who is signed in changed: nothing that the person before saw or wrote may remain. */
export function useNewSession(): () => Promise<void> {
  const client = useQueryClient();
  return useCallback(async () => {
    const fresh = await readSession(call);
    forgetTyped();
    client.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== sessionKey[0] });
    client.setQueryData(sessionKey, fresh);
  }, [client]);
}
