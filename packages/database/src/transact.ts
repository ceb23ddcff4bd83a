import { AsyncLocalStorage } from 'node:async_hooks';
import { randomInt } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { Failure, text } from '@machimori/kernel';
import { escapeLiteral, type PoolClient } from 'pg';
import { codeOf, connectionFailure } from './connection-failure.ts';
import type { Database } from './database.ts';
import { diskFull } from './disk-full.ts';
import { forgetPlans, planIsStale } from './statement.ts';
import {
  type Beginning,
  beginStatement,
  gatherStatements,
  nothingSaved,
  OpenTransaction,
  type Transaction,
} from './transaction.ts';
import type { Wall } from './wall.ts';

export interface TransactOptions {
  /** Writes nothing, and sees one moment. */
  readonly readOnly?: boolean;
  readonly statementTimeoutMs?: number;
  /** How often the work runs at most when others were in its way. */
  readonly attempts?: number;
  /** Waits before another attempt; tests give their own. */
  readonly pause?: (ms: number) => Promise<unknown>;
}

/** Which databases this chain of calls has a transaction open on. */
const within = new AsyncLocalStorage<{ database: Database; over: boolean }>();

/**
 * Runs the work in one transaction behind this wall. Where another transaction was in the way (40001,
 * 40P01) the whole work runs again, so it does nothing but database work and can be run twice.
 *
 *   begin and wall ──▶ work ──▶ commit ──▶ after-commit acts
 *        ▲               │ fails, or commit fails
 *        └─ was in the way ◀─▶ rollback ──▶ the work's error
 *
 * A connection lost during the commit leaves its outcome unknown: that is said, and nothing is repeated.
 */
export async function transact<T>(
  database: Database,
  wall: Wall,
  work: (transaction: Transaction) => Promise<T>,
  options: TransactOptions = {},
): Promise<T> {
  const outer = within.getStore();
  if (outer?.database === database && !outer.over) {
    throw new Error('transact within transact: pass on the transaction you have');
  }
  const begin: Beginning = {
    wall,
    readOnly: options.readOnly ?? false,
    statementTimeoutMs: options.statementTimeoutMs ?? 15_000,
  };
  const attempts = options.attempts ?? 6;
  for (let attempt = 1; ; attempt++) {
    try {
      return await once(database, begin, work);
    } catch (error) {
      if (planIsStale(error)) forgetPlans();
      else if (diskFull.is(error)) throw diskFull.of(error);
      else if (!['40001', '40P01'].includes(codeOf(error))) throw error;
      if (attempt >= attempts) throw contended(error);
    }
    await (options.pause ?? sleep)(randomInt(5, 10 * 2 ** attempt));
  }
}

async function once<T>(
  database: Database,
  begin: Beginning,
  work: (transaction: Transaction) => Promise<T>,
): Promise<T> {
  const beginning = beginStatement(begin, escapeLiteral);
  const client = await database.borrow();
  const place = { database, over: false };
  const transaction = new OpenTransaction(client, database.work);
  let broken: Error | undefined;
  const onError = (error: Error): void => {
    broken ??= error;
  };
  client.on('error', onError);
  // Not waited for before the work: its first statement follows at once, and the server keeps their order.
  gatherStatements(client);
  const begun = client.query(beginning);
  begun.catch(() => {});
  try {
    const result = await within.run(place, () => work(transaction));
    transaction.end();
    place.over = true;
    await begun;
    await transaction.sent();
    if (transaction.failure !== undefined) throw transaction.failure;
    await commit(client, database, transaction);
    for (const act of transaction.committed) act();
    return result;
  } catch (failure) {
    transaction.end();
    place.over = true;
    const error = await begun.then(
      () => failure,
      (first: unknown) => first,
    );
    await client.query('rollback').catch((lost: Error) => {
      broken ??= lost;
    });
    throw broken !== undefined && isConnectionError(error)
      ? connectionFailure.of(error, database.address, '')
      : error;
  } finally {
    client.removeListener('error', onError);
    client.release(broken);
  }
}

const isConnectionError = (error: unknown): boolean =>
  error instanceof Error &&
  (/^(57P0[123]|08\w{3}|E[A-Z]+)$/.test(codeOf(error)) ||
    /terminated|not queryable/i.test(error.message));

/** Commits, without waiting for the answers to what was sent before: had any of it failed, nothing is saved. */
async function commit(
  client: PoolClient,
  database: Database,
  transaction: OpenTransaction,
): Promise<void> {
  let command: string;
  try {
    gatherStatements(client);
    ({ command } = await client.query('commit'));
  } catch (error) {
    if (isConnectionError(error)) throw outcomeUnknown(error, database);
    throw error;
  }
  await transaction.answered();
  // PostgreSQL answers ROLLBACK, and no error, where something failed before.
  if (command !== 'COMMIT') throw transaction.failure ?? nothingSaved(undefined);
}

const contended = (cause: unknown): Failure =>
  new Failure(
    'unavailable',
    text(
      'ほかの操作と何度も重なったため、保存していません。',
      'Others were changing the same thing again and again; nothing was saved.',
    ),
    {
      cause,
      next: text('少し待ってから、もう一度行ってください。', 'Wait a moment and try again.'),
    },
  );

const outcomeUnknown = (cause: unknown, { address }: Database): Failure =>
  new Failure(
    'unavailable',
    text(
      `保存の途中でデータベースとの接続が切れました（${address.host}）。保存されたかどうかは、わかりません。`,
      `The connection to the database was lost while saving (${address.host}); whether it was saved is not known.`,
    ),
    {
      cause,
      next: text(
        '画面を読み込み直し、変わったかどうかを確かめてから、必要ならもう一度行ってください。',
        'Reload, see whether it was saved, and only then try again if needed.',
      ),
    },
  );
