import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useRef } from 'react';
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
  const mutation = useMutation<Output, Problem, Input>({
    mutationFn: async (input) => {
      key.current ??= newKey();
      try {
        return await act(input, key.current);
      } catch (error) {
        const again =
          error instanceof Problem && error.code === 'step-up-required' && (await stepUp.ask());
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
    run: useCallback((input: Input) => mutate(input), [mutate]),
    busy: mutation.isPending,
    problem: mutation.error,
    done: mutation.data,
    forget: reset,
  };
}

/** Who is signed in changed: nothing that the person before saw may remain. */
export function useNewSession(): () => Promise<void> {
  const client = useQueryClient();
  return useCallback(async () => {
    const fresh = await readSession(call);
    client.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== sessionKey[0] });
    client.setQueryData(sessionKey, fresh);
  }, [client]);
}
