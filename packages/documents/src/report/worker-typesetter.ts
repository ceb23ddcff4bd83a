import { Worker } from 'node:worker_threads';
import { Failure, text } from '@machimori/kernel';
import type { Typesetter } from './typesetter.ts';
import type { TypesetReply } from './typst-worker.ts';

interface Waiting {
  readonly resolve: (pdf: Uint8Array) => void;
  readonly reject: (failure: Failure) => void;
  readonly timer: NodeJS.Timeout;
}

const defaultTimeoutMs = 120_000;

/** Typst in a worker thread, started with the first document and kept until closed; it never keeps the program alive. */
export function createTypesetter({
  timeoutMs = defaultTimeoutMs,
}: {
  readonly timeoutMs?: number;
} = {}): Typesetter {
  let worker: Worker | undefined;
  let next = 1;
  const waiting = new Map<number, Waiting>();

  const settle = (id: number, act: (one: Waiting) => void): void => {
    const one = waiting.get(id);
    if (!one) return;
    waiting.delete(id);
    clearTimeout(one.timer);
    if (waiting.size === 0) worker?.unref();
    act(one);
  };
  const failAll = (cause: unknown): void => {
    for (const id of [...waiting.keys()]) settle(id, (one) => one.reject(notTypeset(cause)));
  };
  const stop = async (): Promise<void> => {
    const stopping = worker;
    worker = undefined;
    await stopping?.terminate();
  };
  const started = (): Worker => {
    if (worker) return worker;
    const fresh = new Worker(new URL('./typst-worker.ts', import.meta.url), { execArgv: [] });
    fresh.on('message', (reply: TypesetReply) =>
      settle(reply.id, (one) =>
        'pdf' in reply ? one.resolve(reply.pdf) : one.reject(notTypeset(reply.problem)),
      ),
    );
    fresh.on('error', failAll);
    fresh.on('exit', () => {
      if (worker === fresh) worker = undefined;
      failAll('the worker ended');
    });
    worker = fresh;
    return fresh;
  };

  return {
    typeset: (markup) =>
      new Promise((resolve, reject) => {
        const id = next++;
        const timer = setTimeout(() => {
          settle(id, (one) => one.reject(tookTooLong()));
          void stop();
        }, timeoutMs);
        waiting.set(id, { resolve, reject, timer });
        const typst = started();
        typst.ref();
        typst.postMessage({ id, markup });
      }),
    close: stop,
  };
}

const notTypeset = (cause: unknown): Failure =>
  new Failure(
    'internal',
    text('報告書（pdf）を組めませんでした。', 'The report (pdf) could not be typeset.'),
    { cause },
  );

const tookTooLong = (): Failure =>
  new Failure(
    'limit-exceeded',
    text(
      '報告書（pdf）を組むのに時間がかかりすぎました。',
      'Typesetting the report (pdf) took too long.',
    ),
    {
      next: text(
        'plan.json とチェックシートは使えます。',
        'plan.json and the check sheets can be used.',
      ),
    },
  );
