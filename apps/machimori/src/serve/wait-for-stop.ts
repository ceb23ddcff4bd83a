/** Waits until the program is told to stop; a second Ctrl-C stops it at once. */
export function waitForStop(): {
  /** Resolves with why: a signal's name, or the error by which the database was lost. */
  readonly asked: Promise<NodeJS.Signals | Error>;
  readonly lost: (error: Error) => void;
} {
  const { promise, resolve } = Promise.withResolvers<NodeJS.Signals | Error>();
  let told = false;
  const onSignal = (signal: NodeJS.Signals): void => {
    if (told) process.exit(signal === 'SIGINT' ? 130 : 143);
    told = true;
    resolve(signal);
  };
  process.on('SIGINT', onSignal).on('SIGTERM', onSignal);
  return { asked: promise, lost: resolve };
}
