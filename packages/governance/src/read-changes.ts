import { type Act, defineUseCase } from '@machimori/application';
import { Failure, text } from '@machimori/kernel';
import { readRevision } from '@machimori/register';
import {
  type ChangeName,
  changeName,
  type KeptChange,
  readChange,
  readChanges,
  readOwedChanges,
} from './plan-change-store.ts';
import { readPlan } from './plan-store.ts';
import { readYardstick } from './yardstick-store.ts';

const messages = {
  unknown: text('見つかりません。', 'Not found.'),
};

export interface PlanChanges {
  /** The plan of what has changed last is still being made, or compared with the one before. */
  readonly making: boolean;
  /** The latest first. */
  readonly changes: readonly KeptChange[];
  /** There are older ones, before this. */
  readonly next: ChangeName | undefined;
}

const pageSize = 20;

/** What each new plan changed, as one is told: of the whole city, or of one's own share. */
export const listPlanChanges = defineUseCase<
  { readonly before: ChangeName | undefined },
  PlanChanges
>({
  name: 'list-plan-changes',
  action: 'plan:read',
  kind: 'query',
  async handle(context, { before }) {
    const rows = await readChanges(context, organisationOf(context), {
      before,
      most: pageSize + 1,
    });
    const changes = rows.slice(0, pageSize);
    const last = changes.at(-1);
    return {
      output: {
        making: await isMaking(context),
        changes,
        next: rows.length > pageSize && last !== undefined ? changeName(last) : undefined,
      },
    };
  },
});

/** What one plan changed. */
export const readPlanChange = defineUseCase<ChangeName, KeptChange>({
  name: 'read-plan-change',
  action: 'plan:read',
  kind: 'query',
  async handle(context, of) {
    const kept = await readChange(context, organisationOf(context), of);
    if (kept === undefined) throw new Failure('not-found', messages.unknown);
    return { output: kept };
  },
});

const organisationOf = ({ scope }: Act): string => scope.organisation ?? '';

async function isMaking(act: Act): Promise<boolean> {
  const revision = await readRevision(act);
  if (revision === 0) return false;
  const plan = await readPlan(act);
  const { number } = await readYardstick(act);
  if (plan?.revision !== revision || plan.yardstick !== number) return true;
  return (await readOwedChanges(act)).length > 0;
}
