import { fork } from 'node:child_process';
import { join } from 'node:path';
import type { CityReading, WorkbookReadOptions } from '@machimori/city';
import { Failure, text } from '@machimori/kernel';

/** What goes to the reading process and what comes back. */
export interface ReadRequest {
  readonly bytes: Uint8Array;
  readonly options: WorkbookReadOptions;
}
export type ReadReply = { readonly reading: CityReading } | { readonly failure: true };

const timeoutMs = 20_000;
const memoryMb = 256;

const tooMuch = text(
  'このExcelは大きすぎるか、壊れています。読み取りを止めました。',
  'This workbook is too large or broken; reading it was stopped.',
);
const next = text(
  '要らないシートと行を除いて保存し直し、もう一度実行してください。',
  'Remove sheets and rows that are not needed, save it anew and run again.',
);

/** Parses a workbook in a process of its own that is killed when it takes too long or too much memory. */
export function readWorkbookGuarded(
  bytes: Uint8Array,
  options: WorkbookReadOptions,
): Promise<CityReading> {
  return new Promise((resolve, reject) => {
    const child = fork(join(import.meta.dirname, 'read-workbook-process.ts'), {
      serialization: 'advanced',
      execArgv: [`--max-old-space-size=${memoryMb}`],
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    const timer = setTimeout(() => child.kill('SIGKILL'), timeoutMs);
    let settled = false;
    const settle = (act: () => void): void => {
      if (settled) return;
      settled = true;
      clearTimeout(timer);
      act();
      child.kill('SIGKILL');
    };
    const refuse = (cause?: unknown): void =>
      settle(() => reject(new Failure('limit-exceeded', tooMuch, { next, cause })));
    child.on('message', (reply: ReadReply) =>
      'reading' in reply ? settle(() => resolve(reply.reading)) : refuse(),
    );
    child.on('error', refuse);
    child.on('exit', () => refuse());
    child.send({ bytes, options } satisfies ReadRequest, (error) =>
      error ? refuse(error) : undefined,
    );
  });
}
