import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runUseCase, type World } from '@machimori/application';
import type { Subscriber } from '@machimori/database';
import { Failure, type Id } from '@machimori/kernel';
import { importCity, type RegisterPorts } from '@machimori/register';
import { readCityBytes } from '../../city-file.ts';
import { home, loadEdition } from '../../edition-file.ts';

const source = 'examples/hoshigawatari/city.yaml';

export const sampleEvents = { 'city.opened': ['load-sample'] } as const;

/** Describes a sample city that has just been opened, by the same act as a person's import. Done once. */
export async function loadSample(world: World<RegisterPorts>, city: Id<'city'>): Promise<void> {
  const file = await readFile(join(home, source));
  const { city: described, diagnostics } = await readCityBytes(
    'city.yaml',
    file,
    await loadEdition(),
  );
  if (described === undefined || diagnostics.some(({ severity }) => severity === 'error'))
    throw new TypeError(`${source} has mistakes`);
  const digest = createHash('sha256').update(file).digest('hex');
  const actor = { kind: 'system', name: 'start', city } as const;
  await runUseCase(world, importCity, actor, {
    city: described,
    baseRevision: 0,
    source: 'city.yaml',
    digest,
  });
}

/** Whoever opens the sample city finds it described a moment later, also after a crash in between. */
export const sampleSubscriber = (world: World<RegisterPorts>): Subscriber => ({
  name: 'load-sample',
  async runOutside({ payload }) {
    const { city, sample } = payload as { readonly city: Id<'city'>; readonly sample: boolean };
    if (!sample) return;
    await loadSample(world, city).catch((error: unknown) => {
      // Somebody described it already: the task ran twice, or a person was faster.
      if (!(error instanceof Failure) || error.code !== 'conflict') throw error;
    });
  },
});
