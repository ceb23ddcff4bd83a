import { defineUseCase } from '@machimori/application';
import {
  type EntryProof,
  type HandedOut,
  handedOut,
  proveEntry,
  proveGrowth,
} from '@machimori/database';
import { Failure, text } from '@machimori/kernel';
import {
  asHandedOut,
  epochOf,
  type Growth,
  readCheckpoint,
  readVerifierKey,
  verifyGrowth,
} from '@machimori/ledger';
import { organisationSeen } from './read-log.ts';

const messages = {
  noLog: text('この都市の記録は、まだありません。', 'This city has no log yet.'),
  noEntry: text('その記録は見つかりません。', 'There is no such entry.'),
  noCheckpoint: text('チェックポイントの形ではありません。', 'This is not a checkpoint.'),
  noCheckpointNext: text(
    '「machimori/」で始まる一行目から、「— 」で始まる署名の行まで、そのまま貼ってください。',
    'Paste all of it as it was given: from the line that begins with “machimori/” to the line of the signature.',
  ),
  otherLog: text(
    'このチェックポイントは、この都市の記録のものではありません。',
    'This checkpoint is not of this city’s log.',
  ),
  otherLogNext: text(
    'どの都市で受け取ったものかを確かめてください。',
    'See in which city it was handed out.',
  ),
};

/** The latest checkpoint and the verifier key: what anybody of the city may keep. */
export const handOutCheckpoint = defineUseCase<null, HandedOut>({
  name: 'hand-out-checkpoint',
  action: 'log:hand-out',
  kind: 'query',
  async handle({ scope, transaction }) {
    const out = await handedOut(transaction, scope.inCity);
    if (out === undefined) throw new Failure('not-found', messages.noLog);
    return { output: out };
  },
});

/** The means to verify one entry without the rest of the log. `proof` is absent until it has its place. */
export interface EntryProved {
  readonly key: string;
  readonly handOvers: readonly string[];
  readonly proof: EntryProof | undefined;
}

/** Proves one entry that one may see. */
export const proveLogEntry = defineUseCase<{ readonly entry: string }, EntryProved>({
  name: 'prove-log-entry',
  action: 'log:read',
  kind: 'query',
  async handle(context, { entry }) {
    const { scope, transaction } = context;
    const log = scope.inCity;
    const proof = await proveEntry(transaction, log, entry, organisationSeen(context));
    const out = proof && (await handedOut(transaction, log));
    if (out === undefined) throw new Failure('not-found', messages.noEntry);
    const { key, handOvers } = out;
    return { output: { key, handOvers, proof: proof === 'waits' ? undefined : proof } };
  },
});

/** How the log stands to a checkpoint that somebody kept, and the means to verify it without us. */
export interface GrowthProved {
  readonly growth: Extract<Growth, 'grew' | 'same' | 'broken' | 'not-signed'>;
  readonly key: string;
  readonly handOvers: readonly string[];
  readonly older: number;
  readonly entries: number;
  readonly epoch: number;
  /** The latest epoch of the log: later than `epoch` where a restore has begun another since. */
  readonly latestEpoch: number;
  readonly checkpoint: string;
  readonly hashes: readonly Uint8Array[];
}

/** Proves that the log only grew since a checkpoint that was kept. */
export const proveLogGrowth = defineUseCase<{ readonly checkpoint: string }, GrowthProved>({
  name: 'prove-log-growth',
  action: 'log:hand-out',
  kind: 'query',
  async handle({ scope, transaction }, input) {
    const log = scope.inCity;
    const given = asHandedOut(input.checkpoint);
    const older = readCheckpoint(given);
    if (older === undefined)
      throw new Failure('input-invalid', messages.noCheckpoint, {
        next: messages.noCheckpointNext,
      });
    const out = await handedOut(transaction, log);
    if (out === undefined) throw new Failure('not-found', messages.noLog);
    const { key, handOvers } = out;
    const epoch = epochOf(readVerifierKey(key)?.name ?? '', older.origin);
    if (epoch === undefined || epoch > out.epoch)
      throw new Failure('not-found', messages.otherLog, { next: messages.otherLogNext });
    const grown = await proveGrowth(transaction, log, epoch, older.size);
    // More entries than we have: whoever signed that has lost some, or cut them off.
    const { checkpoint = out.checkpoint, entries = out.entries, hashes = [] } = grown ?? {};
    const said = await verifyGrowth(given, checkpoint, hashes, key, { handOvers });
    const growth = said === 'unreadable' ? 'broken' : said;
    return {
      output: {
        growth,
        key,
        handOvers,
        older: older.size,
        entries,
        epoch,
        latestEpoch: out.epoch,
        checkpoint,
        hashes,
      },
    };
  },
});
