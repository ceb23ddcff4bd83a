import { runUseCase, type UseCase } from '@machimori/application';
import type { SystemActor } from '@machimori/authorisation';
import type { Call } from '../command.ts';
import { type OpenedWorld, openWorld } from '../serve/open-world.ts';
import type { Ports } from '../serve/server-world.ts';
import { settingsOf } from './data-option.ts';
import { expectInstallation } from './make-backup.ts';

/** Whoever works at the machine itself: the log says so. */
export const atTheConsole: SystemActor = { kind: 'system', name: 'command-line' };

/** Opens the world for one command, beside a running program or alone, and closes it again. */
export async function withWorld<T>(
  call: Pick<Call, 'option'>,
  work: (opened: OpenedWorld) => Promise<T>,
  fresh = false,
): Promise<T> {
  const settings = settingsOf(call);
  if (!fresh) expectInstallation(settings);
  const opened = await openWorld({
    settings,
    as: 'guest',
    durable: true,
    webFolder: undefined,
    onLost: () => {},
  });
  try {
    const result = await work(opened);
    // What was done gets its place and its signature, also where no program runs to give it.
    await opened.logs.placeWaiting();
    return result;
  } finally {
    await opened.close();
  }
}

/** One act, done by whoever works at the machine. */
export const actAtTheConsole = <Input, Output>(
  { world }: OpenedWorld,
  useCase: UseCase<Input, Output, Ports>,
  input: Input,
): Promise<Output> => runUseCase(world, useCase, atTheConsole, input);
