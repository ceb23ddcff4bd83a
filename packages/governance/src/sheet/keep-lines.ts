import { defineUseCase } from '@machimori/application';
import { type Day, dayInJapan } from '@machimori/kernel';
import type { SheetFacts } from '@machimori/planning';
import { readRevision, readSeats } from '@machimori/register';
import { readAddedLines, settleAddedLines } from '../added-lines/added-line-store.ts';
import { asKept } from '../added-lines/as-kept.ts';
import type { PlanNumber } from '../plan-change-store.ts';
import { refreshShared } from '../sheet-sharing/sharing-store.ts';
import { readYardstick } from '../yardstick-store.ts';
import {
  readLineRows,
  readSheetHead,
  type SheetHead,
  writeLines,
  writeSheetHead,
} from './line-store.ts';
import { noticeRows } from './many-rows.ts';

/** Of which plan the lines are to be kept; undefined where the city is not described, or they are kept already. */
export const readToKeep = defineUseCase<null, SheetHead | undefined>({
  name: 'read-to-keep',
  action: 'plan:compute',
  kind: 'query',
  async handle(context) {
    const revision = await readRevision(context);
    const { number: yardstick } = await readYardstick(context);
    const asOf = dayInJapan(context.now);
    const head = await readSheetHead(context);
    const isKept = head !== undefined && isSame(head, { revision, yardstick }) && head.asOf >= asOf;
    return { output: revision === 0 || isKept ? undefined : { revision, yardstick, asOf } };
  },
});

export interface KeepLines extends PlanNumber {
  readonly asOf: Day;
  readonly lines: readonly SheetFacts[];
}

/**
 * Keeps the lines of a plan that was made beside the requests, so that they can be answered and looked up; nothing
 * where the city has moved on meanwhile. Lines that people added stand beside the plan's, whatever it asks now; one
 * that the plan asks too is the plan's, as long as it does. Answers stay with their lines, whoever answers for them now.
 */
export const keepLines = defineUseCase<
  KeepLines,
  { readonly kept: boolean; readonly joined: boolean }
>({
  name: 'keep-lines',
  action: 'sheet:keep',
  kind: 'command',
  async handle(context, { lines, ...head }) {
    const { number: yardstick } = await readYardstick(context);
    const revision = await readRevision(context);
    if (!isSame(head, { revision, yardstick }))
      return { output: { kept: false, joined: false }, content: { kept: false } };
    const seated = await readSeats(context);
    const seats = new Map(seated.map(({ key, organisation }) => [key, organisation]));
    const seatOf = (key: string | undefined): string | undefined =>
      key === undefined ? undefined : seats.get(key);
    const planned = new Set(lines.map(({ id }) => id));
    const added = await readAddedLines(context, { standing: true });
    const promoter = seated.find((seat) => seat.promoter)?.key;
    const besides = added.filter(({ line, isThere }) => isThere && !planned.has(line));
    const before = await readLineRows(
      context,
      besides.map(({ line }) => line),
    );
    const written = await writeLines(context, [
      ...lines.map((line) => ({
        ...line,
        answerer: seatOf(line.answeredBy),
        verifier: seatOf(line.verifier),
        inPlan: true,
        added: false,
      })),
      ...besides.map((line) => asKept(line, seatOf, promoter, before.get(line.line))),
    ]);
    const joined = added.flatMap(({ line }) => (planned.has(line) ? [line] : []));
    await settleAddedLines(context, joined, context.now);
    await refreshShared(context);
    await writeSheetHead(context, head);
    await noticeRows(context, written);
    return {
      output: { kept: true, joined: joined.length > 0 },
      content: { revision, lines: lines.length, added: besides.length, written },
    };
  },
});

const isSame = (a: PlanNumber, b: PlanNumber): boolean =>
  a.revision === b.revision && a.yardstick === b.yardstick;
