import { parentPort, workerData } from 'node:worker_threads';
import type { Edition } from '@machimori/catalogue';
import { currentEdition, loadEdition } from '../edition-file.ts';
import { DescriptionNeeded, KeptPlans } from './plan-question.ts';
import type { PlanReply, PlanTask } from './planner.ts';

const { catalogue } = workerData as { readonly catalogue: string };
const editions = new Map<string, Edition>();

/** An edition never changes: it is read once. */
async function hold(id: string = currentEdition): Promise<void> {
  if (!editions.has(id)) editions.set(id, await loadEdition(id, catalogue));
}

function held(id: string = currentEdition): Edition {
  const edition = editions.get(id);
  if (edition === undefined) throw new TypeError('an edition is held before it is asked for');
  return edition;
}

// Plans of large cities take a second of one processor: here they keep no request waiting.
const plans = new KeptPlans(held);
await hold();

async function answerTo(task: PlanTask): Promise<PlanReply> {
  const { number, of, seen, question, descriptions } = task;
  const before = plans.computed;
  try {
    for (const { edition } of descriptions.values()) await hold(edition);
    if (question.ask === 'trial') await hold(question.by.edition);
    const answer = plans.answer(of, seen, question, descriptions);
    return { number, computed: plans.computed - before, answer };
  } catch (error) {
    const computed = plans.computed - before;
    if (error instanceof DescriptionNeeded) return { number, computed, needed: error.of };
    return { number, computed, failed: error instanceof Error ? error.name : 'unknown' };
  }
}

// One task comes at a time: the next when this one is answered.
parentPort?.on('message', async (task: PlanTask) => {
  parentPort?.postMessage(await answerTo(task));
});
