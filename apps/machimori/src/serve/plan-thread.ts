import { parentPort } from 'node:worker_threads';
import { loadEdition } from '../edition-file.ts';
import { KeptPlans } from './plan-question.ts';
import type { PlanReply, PlanTask } from './planner.ts';

// Plans of large cities take a second of one processor: here they keep no request waiting.
const plans = new KeptPlans(await loadEdition());
const reply = (of: PlanReply): void => parentPort?.postMessage(of);
parentPort?.on('message', ({ number, of, seen, question, description }: PlanTask) => {
  try {
    const answer = plans.answer(of, seen, question, description);
    if (answer === 'description-needed') reply({ number, descriptionNeeded: true });
    else reply({ number, answer });
  } catch (error) {
    reply({ number, failed: error instanceof Error ? error.name : 'unknown' });
  }
});
