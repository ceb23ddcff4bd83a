import { readCityWorkbook } from '@machimori/city';
import { fillSheet, readSheet } from '@machimori/documents/sheet';
import { Failure } from '@machimori/kernel';
import { readCityText } from './city-file.ts';
import type { ReadingReply, ReadingTask } from './guarded-reading.ts';

/** The process that guarded-reading.ts starts: opens one file, answers, and is ended. */
process.once('message', async (task: ReadingTask) => {
  process.send?.(await answerTo(task));
});

async function answerTo(task: ReadingTask): Promise<ReadingReply> {
  try {
    return { made: await carryOut(task) };
  } catch (error) {
    if (!(error instanceof Failure)) return { broken: true };
    const { code, text, next, diagnostics } = error;
    return { refused: { code, text, diagnostics, ...(next === undefined ? {} : { next }) } };
  }
}

function carryOut(task: ReadingTask): unknown {
  if (task.kind === 'city') return readCityWorkbook(task.bytes, task.options);
  if (task.kind === 'text') return readCityText(task.name, task.bytes, task.outside);
  const { plan, edition } = task.sources;
  return task.kind === 'fill'
    ? fillSheet(task.bytes, plan, edition, task.options)
    : readSheet(task.bytes, edition, plan);
}
