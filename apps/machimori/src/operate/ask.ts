import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';

/** Whether somebody sits there who can answer. */
export const someoneThere = (): boolean => process.stdin.isTTY === true && process.stderr.isTTY;

/** Asks at the terminal; what is typed is not shown where it is a secret. Undefined: they left (Ctrl-C, Ctrl-D). */
export function ask(question: string, secret = false): Promise<string | undefined> {
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  const output = secret ? nowhere : process.stderr;
  // As a terminal it takes the echo from the system, and shows through `output` alone.
  const lines = createInterface({ input: process.stdin, output, terminal: true });
  process.stderr.write(question);
  return new Promise((resolve) => {
    lines.on('line', (line) => {
      resolve(line);
      lines.close();
    });
    lines.on('SIGINT', () => lines.close());
    lines.on('close', () => {
      if (secret) process.stderr.write('\n');
      resolve(undefined);
    });
  });
}

/** Yes, and only yes: はい, yes. */
export async function agrees(question: string): Promise<boolean> {
  const answer = (await ask(question))?.normalize('NFKC').trim().toLowerCase() ?? '';
  return ['はい', 'yes', 'y'].includes(answer);
}
