import { endpoints } from '@machimori/contract';
import {
  type ChangeName,
  changeName,
  type KeptChange,
  listPlanChanges,
  readPlanChange,
} from '@machimori/governance';
import { isDay } from '@machimori/kernel';
import { readChangeRows } from '../change-rows.ts';
import { route } from '../route.ts';

const nameOf = ({ revision, yardstick, asOf }: ChangeName): string =>
  [revision, yardstick, ...(asOf === undefined ? [] : [asOf])].join('-');

function nameIn(change: string): ChangeName {
  const [revision, yardstick, ...day] = change.split('-');
  const asOf = day.join('-');
  return {
    revision: Number(revision),
    yardstick: Number(yardstick),
    ...(isDay(asOf) ? { asOf } : {}),
  };
}

const headOf = (kept: KeptChange) => ({
  change: nameOf(changeName(kept)),
  at: kept.plannedAt.toISOString(),
  revision: kept.revision,
  fromRevision: kept.from.revision,
  yardstick: kept.yardstick,
  fromYardstick: kept.from.yardstick,
  asOf: kept.asOf,
  fromAsOf: kept.from.asOf,
});

export const planChangeRoutes = [
  route(endpoints.listPlanChanges, async ({ run, input }) => {
    const { before } = input.query;
    const page = await run(listPlanChanges, {
      before: before === undefined ? undefined : nameIn(before),
    });
    return {
      making: page.making,
      changes: page.changes.map((kept) => {
        const { counts, gaps } = kept.change;
        const { opened, closed } = gaps;
        return { ...headOf(kept), counts, gaps: { opened, closed } };
      }),
      next: page.next && nameOf(page.next),
    };
  }),

  route(endpoints.readPlanChange, async ({ run, input }) => {
    const kept = await run(readPlanChange, nameIn(input.params.change));
    return { ...headOf(kept), difference: kept.change };
  }),

  route(endpoints.readPlanChangeRows, async ({ world, actor, input }) => {
    const { of: kind, from } = input.query;
    const name = nameIn(input.params.change);
    const { rows, total } = await readChangeRows(world, actor, {
      name,
      kind,
      from: Number(from),
    });
    return { rows: rows.map(({ id, name: said }) => ({ id, name: { ...said } })), total };
  }),
];
