import { readCityWorkbook } from '@machimori/city';
import { fillSheet, readSheet } from '@machimori/documents/sheet';
import { Failure } from '@machimori/kernel';
import type { BookReply, BookTask } from './guarded-workbook.ts';

/** The process that guarded-workbook.ts starts: opens one workbook, answers, and is ended. */
process.once('message', async (task: BookTask) => {
  process.send?.(await answerTo(task));
});

async function answerTo(task: BookTask): Promise<BookReply> {
  try {
    return { made: await carryOut(task) };
  } catch (error) {
    if (!(error instanceof Failure)) return { broken: true };
    const { code, text, next, diagnostics } = error;
    return { refused: { code, text, diagnostics, ...(next === undefined ? {} : { next }) } };
  }
}

function carryOut(task: BookTask): unknown {
  if (task.kind === 'city') return readCityWorkbook(task.bytes, task.options);
  const { plan, edition } = task.sources;
  return task.kind === 'fill'
    ? fillSheet(task.bytes, plan, edition, task.options)
    : readSheet(task.bytes, edition, plan);
}
