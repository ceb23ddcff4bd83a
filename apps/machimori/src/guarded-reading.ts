import { fork } from 'node:child_process';
import { join } from 'node:path';
import type { Edition, readCriteria } from '@machimori/catalogue';
import type { CityReading, OutsideNames, WorkbookReadOptions } from '@machimori/city';
import {
  type FillOptions,
  type FillReport,
  type ReadReport,
  type SheetEdition,
  sheetSources,
} from '@machimori/documents/sheet';
import type { AnyBookReading } from '@machimori/documents/sheet-books';
import { type Diagnostic, Failure, type FailureCode, type Text, text } from '@machimori/kernel';
import type { Plan } from '@machimori/planning';

/** What the process that opens strangers' files is asked. */
export type ReadingTask =
  | {
      readonly kind: 'city';
      readonly bytes: Uint8Array;
      readonly options: WorkbookReadOptions;
    }
  | {
      readonly kind: 'text';
      readonly bytes: Uint8Array;
      readonly name: string;
      readonly outside: OutsideNames;
    }
  | {
      readonly kind: 'criteria';
      readonly text: string;
      readonly edition: Edition;
    }
  | {
      readonly kind: 'fill';
      readonly bytes: Uint8Array;
      readonly sources: ReturnType<typeof sheetSources>;
      readonly options: FillOptions;
    }
  | {
      readonly kind: 'read';
      readonly bytes: Uint8Array;
      readonly sources: ReturnType<typeof sheetSources>;
    }
  | {
      readonly kind: 'book';
      readonly bytes: Uint8Array;
      readonly edition: SheetEdition;
    };

/** A failure as it goes from one process to another. */
interface Refusal {
  readonly code: FailureCode;
  readonly text: Text;
  readonly next?: Text;
  readonly diagnostics: readonly Diagnostic[];
}

/** What comes back: that it is there and waits, then what was made, why the file was refused, or that something unforeseen went wrong. */
export type ReadingReply =
  | { readonly ready: true }
  | { readonly made: unknown }
  | { readonly refused: Refusal }
  | { readonly broken: true };

/**
 * Computing time that reading may take. It is counted by the process itself from when it is there, and not by the
 * clock on the wall: neither its own start nor a busy machine is a fault of the file.
 */
const computingMs = 2_000;
/** Whatever happens, an upload is answered by then: this long to start, this long to read. */
const startMs = 20_000;
const longestMs = 20_000;
const memoryMb = 256;

/** Files opened at once; the others wait in line. Two fill the cores of a small machine. */
const atOnce = 2;

const messages = {
  book: text(
    'このExcelは大きすぎるか、壊れています。読み取りを止めました。',
    'This workbook is too large or broken; reading it was stopped.',
  ),
  bookNext: text(
    '要らないシートと行を除いて保存し直し、もう一度実行してください。',
    'Remove sheets and rows that are not needed, save it anew and run again.',
  ),
  text: text(
    'このファイルは大きすぎるか、壊れています。読み取りを止めました。',
    'This file is too large or broken; reading it was stopped.',
  ),
  notStarted: text(
    'ファイルを読む準備が整いませんでした。サーバーが混み合っています。',
    'The reader of files did not start: the server is very busy.',
  ),
  notStartedNext: text('少し待ってから、もう一度行ってください。', 'Wait a moment and try again.'),
  textNext: text(
    '要らない記載を除いて保存し直し、もう一度実行してください。',
    'Remove what is not needed, save it anew and run again.',
  ),
};

/** Reads a city from a workbook. */
export const readWorkbookGuarded = (
  bytes: Uint8Array,
  options: WorkbookReadOptions,
): Promise<CityReading> => inOwnProcess({ kind: 'city', bytes, options });

/** Reads a city from YAML or JSON; tests give less time. */
export const readTextGuarded = (
  bytes: Uint8Array,
  name: string,
  outside: OutsideNames,
  mayComputeMs = computingMs,
): Promise<CityReading> => inOwnProcess({ kind: 'text', bytes, name, outside }, mayComputeMs);

/** Reads criteria that somebody sent to the running program. */
export const readCriteriaGuarded = (
  text: string,
  edition: Edition,
): Promise<ReturnType<typeof readCriteria>> => inOwnProcess({ kind: 'criteria', text, edition });

/** Fills a copy of the official sheet. */
export const fillSheetGuarded = (
  bytes: Uint8Array,
  plan: Plan,
  edition: Edition,
  options: FillOptions,
): Promise<FillReport> => fillOfficialGuarded(bytes, sheetSources(plan, edition), options);

/** The same with what the rows are to say. */
export const fillOfficialGuarded = (
  bytes: Uint8Array,
  sources: ReturnType<typeof sheetSources>,
  options: FillOptions,
): Promise<FillReport> => inOwnProcess({ kind: 'fill', bytes, sources, options });

/** Reads a book that came back to the running program: one of ours, or the official sheet. */
export const readBookGuarded = (
  bytes: Uint8Array,
  { checkItems, sections, categories, requirements }: Edition,
): Promise<AnyBookReading> =>
  inOwnProcess({
    kind: 'book',
    bytes,
    edition: { checkItems, sections, categories, requirements },
  });

/** Reads a filled check sheet. */
export const readSheetGuarded = (
  bytes: Uint8Array,
  edition: Edition,
  plan: Plan,
): Promise<ReadReport> =>
  inOwnProcess({ kind: 'read', bytes, sources: sheetSources(plan, edition) });

const waiting: (() => void)[] = [];
let opened = 0;

/** Opens a file in a process of its own that is killed when it takes too long or too much memory. */
async function inOwnProcess<Made>(task: ReadingTask, mayComputeMs = computingMs): Promise<Made> {
  if (opened >= atOnce) await new Promise<void>((resolve) => waiting.push(resolve));
  else opened++;
  try {
    return await open(task, mayComputeMs);
  } finally {
    const next = waiting.shift();
    if (next === undefined) opened--;
    else next();
  }
}

const program = join(import.meta.dirname, 'guarded-reading-process.ts');
const compiled = process.env['NODE_COMPILE_CACHE'];

function open<Made>(task: ReadingTask, mayComputeMs: number): Promise<Made> {
  const [tooMuch, next] =
    task.kind === 'text' || task.kind === 'criteria'
      ? [messages.text, messages.textNext]
      : [messages.book, messages.bookNext];
  return new Promise((resolve, reject) => {
    const child = fork(program, [task.kind, String(mayComputeMs)], {
      serialization: 'advanced',
      // It is given the bytes and nothing else: neither settings nor keys of whoever started it. Where compiled
      // modules lie is no secret, and spares two thirds of its start.
      env: compiled === undefined ? {} : { NODE_COMPILE_CACHE: compiled },
      // The young generation may grow to three times 64 MB unasked.
      execArgv: [`--max-old-space-size=${memoryMb}`, '--max-semi-space-size=16'],
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    let timer = setTimeout(() => {
      const failure = new Failure('unavailable', messages.notStarted, {
        next: messages.notStartedNext,
        retryAfterS: 10,
      });
      settle(() => reject(failure));
    }, startMs);
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
    child.on('message', (reply: ReadingReply) => {
      if ('ready' in reply) {
        clearTimeout(timer);
        timer = setTimeout(refuse, longestMs);
        child.send(task, (error) => (error ? refuse(error) : undefined));
      } else if ('made' in reply) settle(() => resolve(reply.made as Made));
      else if ('refused' in reply) {
        const { code, text, ...more } = reply.refused;
        settle(() => reject(new Failure(code, text, more)));
      } else refuse();
    });
    child.on('error', refuse);
    child.on('exit', () => refuse());
  });
}
