import { Worker } from 'node:worker_threads';
import { readCriteria } from '@machimori/catalogue';
import { readCityWorkbook } from '@machimori/city';
import { Failure } from '@machimori/kernel';
import { readCityText } from './city-file.ts';
import type { ReadingReply, ReadingTask } from './guarded-reading.ts';

/**
 * The process that guarded-reading.ts starts: says that it is there, opens one file, answers, and is ended. A thread
 * beside the reading one, which may never look up, watches over how long that computes. Where the system does not
 * tell the times of threads, half of the whole process stands for it: collecting garbage takes as much again.
 */
const watch = `
  const { readFileSync } = require('node:fs');
  const { parentPort, workerData } = require('node:worker_threads');
  const computed = () => {
    try {
      const stat = readFileSync('/proc/self/task/' + process.pid + '/stat', 'latin1');
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      return (Number(fields[11]) + Number(fields[12])) * 10;
    } catch {
      const { user, system } = process.cpuUsage();
      return (user + system) / 2000;
    }
  };
  parentPort.once('message', () => {
    const before = computed();
    setInterval(() => {
      if (computed() - before > workerData) process.kill(process.pid, 'SIGKILL');
    }, 20);
  });
  parentPort.postMessage('there');`;
// What this kind of file needs, before any of its time is counted.
const [, , kind, mayComputeMs] = process.argv;
const sheet =
  kind === 'fill' || kind === 'read' ? await import('@machimori/documents/sheet') : undefined;
const books = kind === 'book' ? await import('@machimori/documents/sheet-books') : undefined;
const watcher = new Worker(watch, { eval: true, workerData: Number(mayComputeMs) });

// Whoever started it was killed: nobody is there to answer to, and the thread must not keep it.
process.once('disconnect', () => process.exit());
process.once('message', async (task: ReadingTask) => {
  watcher.postMessage('begin');
  say(await answerTo(task));
});
watcher.once('message', () => say({ ready: true }));

function say(reply: ReadingReply): void {
  process.send?.(reply);
}

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
  if (task.kind === 'criteria') return readCriteria('criteria', task.text, task.edition);
  if (task.kind === 'book') return books?.readAnyBook(task.bytes, task.edition);
  const { plan, edition } = task.sources;
  return task.kind === 'fill'
    ? sheet?.fillSheet(task.bytes, plan, edition, task.options)
    : sheet?.readSheet(task.bytes, edition, plan);
}
