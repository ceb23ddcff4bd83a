import { parentPort } from 'node:worker_threads';
import { planCity } from '@machimori/planning';
import { currentEdition, loadEdition } from '../edition-file.ts';
import { version } from '../version.ts';
import type { PlanTask } from './planner.ts';

// Plans of large cities take a second of one processor: here they keep no request waiting.
const edition = await loadEdition();
parentPort?.on('message', ({ number, city, asOf }: PlanTask) => {
  try {
    const { actions, counts } = planCity({ city, edition, asOf, version });
    parentPort?.postMessage({ number, made: { actions, counts, edition: currentEdition } });
  } catch (error) {
    parentPort?.postMessage({ number, failed: error instanceof Error ? error.name : 'unknown' });
  }
});
