import { parentPort } from 'node:worker_threads';
import {
  type BookLine,
  type SheetBookHead,
  SheetBookWriter,
} from '@machimori/documents/sheet-books';
import type { BookTask, BookTold } from './make-book.ts';

// The thread that make-book.ts starts: lines come some at a time, and what was written of them goes back.

let writer: SheetBookWriter | undefined;
let bytes: Uint8Array[] = [];

type Task = BookTask<SheetBookHead, BookLine>;

async function carryOut(task: Task): Promise<BookTold> {
  try {
    if ('begin' in task)
      writer = await SheetBookWriter.begin(task.begin, (piece) => bytes.push(piece));
    else if ('add' in task) writer?.add(task.add);
    else writer?.end();
    const made = bytes;
    bytes = [];
    return { made };
  } catch (error) {
    return { failed: error instanceof Error ? error.message : 'unknown' };
  }
}

parentPort?.on('message', async (task: Task) => parentPort?.postMessage(await carryOut(task)));
