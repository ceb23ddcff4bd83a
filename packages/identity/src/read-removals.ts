import { defineUseCase } from '@machimori/application';
import { listRemovals, readRemovalStub } from '@machimori/database';
import { Failure, text } from '@machimori/kernel';

const messages = {
  none: text('その都市を取り除いた記録はありません。', 'No such city was removed.'),
};

export interface RemovalRow {
  readonly city: string;
  readonly at: Date;
}

/** The cities that were removed, for whoever runs the installation. */
export const readRemovals = defineUseCase<null, readonly RemovalRow[]>({
  name: 'read-removals',
  action: 'installation:read',
  kind: 'query',
  async handle({ transaction }) {
    const rows = await listRemovals(transaction);
    return { output: rows.map(({ log, at }) => ({ city: log, at })) };
  },
});

/** What is left of a removed city's log: it says that, when and why, and nothing of what stood there. */
export const readRemoval = defineUseCase<{ readonly city: string }, string>({
  name: 'read-removal',
  action: 'removal:read',
  kind: 'query',
  async handle({ transaction }, { city }) {
    const stub = await readRemovalStub(transaction, city);
    if (stub === undefined) throw new Failure('not-found', messages.none);
    return { output: stub };
  },
});
