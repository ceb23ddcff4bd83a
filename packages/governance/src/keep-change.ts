import { defineUseCase } from '@machimori/application';
import { isNoChange, type PlanChange } from '@machimori/planning';
import { readSeats, type Seat } from '@machimori/register';
import {
  dropOwed,
  isOfCalendar,
  type OwedChange,
  readOwedChanges,
  readPeopled,
  writeChange,
} from './plan-change-store.ts';

export interface ToCompare {
  readonly owed: readonly OwedChange[];
  /** Organisations that see a share of the city, and have somebody here to look at it. */
  readonly seats: readonly Seat[];
}

/** Which plans are still to be compared with those before them, and for whom. */
export const readToCompare = defineUseCase<null, ToCompare>({
  name: 'read-to-compare',
  action: 'plan:compute',
  kind: 'query',
  async handle(context) {
    const owed = await readOwedChanges(context);
    if (owed.length === 0) return { output: { owed, seats: [] } };
    const peopled = await readPeopled(context);
    const seats = (await readSeats(context)).filter(
      ({ organisation, promoter }) => !promoter && peopled.has(organisation),
    );
    return { output: { owed, seats } };
  },
});

export interface MadeChange {
  readonly owed: OwedChange;
  readonly whole: PlanChange;
  /** What each organisation is told, made of its own share. */
  readonly shares: readonly { readonly organisation: string; readonly change: PlanChange }[];
}

/** Keeps what a new plan changed, once: whoever comes second with the same finds it there. */
export const keepChange = defineUseCase<MadeChange, { readonly kept: boolean }>({
  name: 'keep-change',
  action: 'plan:compare',
  kind: 'command',
  async handle(context, { owed, whole, shares }) {
    const told = shares.filter(({ change }) => !isNoChange(change));
    // A night on which nothing ended is no event.
    if (isOfCalendar(owed) && isNoChange(whole) && told.length === 0) {
      await dropOwed(context, owed);
      return { output: { kept: false }, content: { revision: owed.revision } };
    }
    const kept = await writeChange(context, owed, whole, told);
    const { revision, yardstick } = owed;
    const { appeared, changed, fellAway } = whole.counts.lines;
    return {
      output: { kept },
      content: kept
        ? { revision, yardstick, lines: { appeared, changed, fellAway } }
        : { revision },
    };
  },
});
