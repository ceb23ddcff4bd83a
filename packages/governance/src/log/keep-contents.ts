import { type Context, defineUseCase, type JsonObject } from '@machimori/application';
import { countContents, destroyContents, installation } from '@machimori/database';
import { Failure, fill, text } from '@machimori/kernel';
import {
  actionsOf,
  keptSince,
  leastMonths,
  mostMonths,
  type RecordKind,
  recordKinds,
} from './retention-rules.ts';
import { type Retention, readRetention, writeRetention } from './retention-store.ts';

const messages = {
  months: text(
    '残す期間は、{least}か月以上{most}か月以下か、期限なしにしてください。',
    'Contents are kept from {least} to {most} months, or for ever.',
  ),
};

/** Contents that one act destroys: it stays short. */
const batch = 5_000;

/** How long contents of the log are kept, by kind of record. */
export const readLogRetention = defineUseCase<null, Retention>({
  name: 'read-log-retention',
  action: 'log:hand-out',
  kind: 'query',
  handle: async (context) => ({ output: await readRetention(context) }),
});

const jsonOf = (retention: Retention): JsonObject =>
  Object.fromEntries(recordKinds.map((kind) => [kind, retention[kind] ?? null]));

/** Changes how long contents are kept. The entries themselves, who did what when, stay for ever. */
export const changeLogRetention = defineUseCase<Retention, null>({
  name: 'change-log-retention',
  action: 'log:retain',
  kind: 'command',
  async handle(context, retention) {
    for (const kind of recordKinds) {
      const months = retention[kind];
      if (months === undefined) continue;
      if (!Number.isInteger(months) || months < leastMonths || months > mostMonths)
        throw new Failure(
          'input-invalid',
          fill(messages.months, { least: leastMonths, most: mostMonths }),
        );
    }
    const before = await readRetention(context);
    await writeRetention(context, retention, context.now);
    return { output: null, content: { before: jsonOf(before), after: jsonOf(retention) } };
  },
});

interface Expired {
  readonly kind: RecordKind;
  readonly before: Date;
  readonly actions: readonly string[];
}

async function expiredOf(context: Context): Promise<readonly Expired[]> {
  const retention = await readRetention(context);
  return recordKinds.flatMap((kind) => {
    const months = retention[kind];
    if (months === undefined) return [];
    return [{ kind, before: keptSince(context.now, months), actions: actionsOf(kind) }];
  });
}

/** True where contents are there whose time is over; an act that destroys nothing needs no entry. */
export const findExpiredContents = defineUseCase<null, boolean>({
  name: 'find-expired-contents',
  action: 'log:expire',
  kind: 'query',
  async handle(context) {
    const { scope, transaction } = context;
    const log = scope.city ?? installation;
    for (const { before, actions } of await expiredOf(context))
      if ((await countContents(transaction, log, before, actions, 1)) > 0) return { output: true };
    return { output: false };
  },
});

/** Destroys contents whose time is over, a part of them at a time: each leaf stays, and the log verifies. */
export const expireContents = defineUseCase<null, { readonly destroyed: number }>({
  name: 'expire-contents',
  action: 'log:expire',
  kind: 'command',
  async handle(context) {
    const { scope, transaction } = context;
    const log = scope.city ?? installation;
    const counts: Record<string, number> = {};
    let destroyed = 0;
    for (const { kind, before, actions } of await expiredOf(context)) {
      const most = batch - destroyed;
      if (most <= 0) break;
      const count = await destroyContents(transaction, log, before, actions, most);
      if (count > 0) counts[kind] = count;
      destroyed += count;
    }
    return { output: { destroyed }, content: { destroyed: counts } };
  },
});
