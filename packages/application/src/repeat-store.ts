import type { Transaction } from '@machimori/database';
import { Failure, text } from '@machimori/kernel';
import { nameOf } from './name-of.ts';
import type { Act, Json } from './use-case.ts';

interface Tables {
  readonly kept_answers: {
    readonly actor: string;
    readonly use_case: string;
    readonly repeat_key: string;
    readonly fingerprint: string;
    readonly answer: string;
    readonly kept_at: Date;
  };
}

const messages = {
  running: text('同じ操作を、いま処理しています。', 'The same act is being done at this moment.'),
  runningNext: text('少し待って、もう一度お試しください。', 'Wait a moment and try again.'),
};

export async function findAnswer(
  { scope, transaction }: Act,
  useCase: string,
  key: string,
): Promise<{ readonly fingerprint: string; readonly answer: Json } | undefined> {
  const row = await transaction
    .tables<Tables>()
    .selectFrom('kept_answers')
    .select(['fingerprint', 'answer'])
    .where('actor', '=', nameOf(scope.actor))
    .where('use_case', '=', useCase)
    .where('repeat_key', '=', key)
    .executeTakeFirst();
  return row && { fingerprint: row.fingerprint, answer: JSON.parse(row.answer) as Json };
}

/** Of two that run at once the second finds the place taken, and is told so. */
export async function insertAnswer(
  { scope, transaction }: Act,
  row: {
    readonly useCase: string;
    readonly key: string;
    readonly fingerprint: string;
    readonly answer: Json;
    readonly keptAt: Date;
  },
): Promise<void> {
  const { numInsertedOrUpdatedRows } = await transaction
    .tables<Tables>()
    .insertInto('kept_answers')
    .values({
      actor: nameOf(scope.actor),
      use_case: row.useCase,
      repeat_key: row.key,
      fingerprint: row.fingerprint,
      answer: JSON.stringify(row.answer),
      kept_at: row.keptAt,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirstOrThrow();
  if (numInsertedOrUpdatedRows !== 1n)
    throw new Failure('conflict', messages.running, { next: messages.runningNext });
}

/** How long an answer is there for a write that is sent again, at least: the night after, it goes. */
const keptMs = 24 * 3_600_000;

/** Takes away answers that nobody waits for any more; needs the wall of the program's own work. Says how many. */
export async function pruneAnswers(transaction: Transaction, now: Date): Promise<number> {
  const { numDeletedRows } = await transaction
    .tables<Tables>()
    .deleteFrom('kept_answers')
    .where('kept_at', '<', new Date(now.getTime() - keptMs))
    .executeTakeFirstOrThrow();
  return Number(numDeletedRows);
}
