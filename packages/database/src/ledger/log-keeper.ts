import { type Chance, Failure, type Ids, text } from '@machimori/kernel';
import {
  auditStream,
  checkDraft,
  commit,
  emptyRange,
  type LeafDraft,
  logName,
  type Outcome,
  ownActions,
  ownStream,
  pseudonymKeyBytes,
  pseudonymOf,
  type RemovalReason,
  type Signer,
  saltBytes,
  signerOf,
  signHandOver,
  signRemoval,
  systemActor,
  writeRemoval,
  writeVerifierKey,
} from '@machimori/ledger';
import { asSystem } from '../as-system.ts';
import type { Database } from '../database.ts';
import { transact } from '../transact.ts';
import type { Transaction } from '../transaction.ts';
import { installation } from '../wall.ts';
import { type EntryContent, insertEntry, waitingEntries, waitingLogs } from './entry-store.ts';
import {
  insertHead,
  type LogHead,
  lastCheckpoint,
  lockHead,
  type StoredCheckpoint,
} from './head-store.ts';
import { insertKey, readKeys } from './key-store.ts';
import { type KnownCheckpoints, lastKnown } from './known-checkpoints.ts';
import { keyContext, openKeys } from './log-keys.ts';
import { placeWaiting } from './place-waiting.ts';
import { readRemovalStub, removeLog } from './removal-store.ts';
import type { Vault } from './vault.ts';

/** What an act hands to the log. Persons are named by id and appear in the log by pseudonym. */
export interface NewEntry {
  /** The city whose log it stands in; none: the installation's. */
  readonly city?: string | undefined;
  /** The audit, unless said otherwise. */
  readonly stream?: string | undefined;
  readonly organisation?: string | undefined;
  readonly at: Date;
  readonly action: string;
  readonly actor: string;
  readonly subjects: readonly string[];
  readonly outcome: Outcome;
  readonly content?: unknown;
}

export interface LogKeeperOptions {
  readonly vault: Vault;
  readonly ids: Ids;
  readonly chance: Chance;
}

/** The first checkpoint of a new epoch. */
export interface OpenedEpoch extends StoredCheckpoint {
  /** The log had another signing key by then than the one that came back: it wants a new one. */
  readonly keyWasReplaced: boolean;
  /** What the restore replaced was another history of the log, not an earlier or a later state of the same. */
  readonly replacedOther: boolean;
}

/** Entries that one transaction gives places to. */
const batch = 1_000;

/** Pseudonyms that a process remembers. */
const mostNamed = 20_000;

const notOpen = (log: string): Failure =>
  new Failure('not-found', text(`「${log}」の記録はありません`, `there is no log of ${log}`));

/**
 * Keeps the logs of an installation: acts append, the sequencer gives places and signs, keys hand over,
 * restores begin epochs, removed logs leave a stub.
 *
 *   append (in the act) ──▶ waiting ──▶ sequence ──▶ placed, signed, for ever
 */
export class LogKeeper {
  readonly #vault: Vault;
  readonly #ids: Ids;
  readonly #chance: Chance;
  /** Keys of pseudonyms of logs that are known to be open. */
  readonly #pseudonymKeys = new Map<string, Uint8Array>();
  /** Pseudonyms whose person is known to stand in the database, by log and person. */
  readonly #named = new Map<string, string>();

  constructor({ vault, ids, chance }: LogKeeperOptions) {
    this.#vault = vault;
    this.#ids = ids;
    this.#chance = chance;
  }

  /**
   * Writes an entry in the act's own transaction: one insert. What could never be an entry fails the act here; what the
   * database refuses fails it with the next statement or the commit.
   */
  async append(transaction: Transaction, entry: NewEntry): Promise<void> {
    const log = entry.city ?? installation;
    const key = await this.#pseudonymKey(transaction, log, entry.at);
    const persons = new Map<string, string>();
    const named = (given: string): string => {
      if (!given.startsWith('per_')) return given;
      const known = this.#named.get(`${log} ${given}`);
      if (known !== undefined) return known;
      const pseudonym = pseudonymOf(key, given);
      persons.set(pseudonym, given);
      return pseudonym;
    };
    const draft = {
      action: entry.action,
      actor: named(entry.actor),
      at: entry.at.toISOString(),
      commitment: null,
      log,
      organisation: entry.organisation ?? null,
      outcome: entry.outcome,
      stream: entry.stream ?? auditStream,
      subjects: entry.subjects.map(named),
    };
    this.#write(transaction, draft, entry.content, persons);
    if (persons.size === 0) return;
    transaction.afterCommit(() => {
      if (this.#named.size > mostNamed) this.#named.clear();
      for (const [pseudonym, person] of persons) this.#named.set(`${log} ${person}`, pseudonym);
    });
  }

  #write(
    transaction: Transaction,
    draft: LeafDraft,
    content: unknown,
    persons: ReadonlyMap<string, string>,
  ): LeafDraft & { readonly entryId: string } {
    const committed =
      content === undefined ? undefined : commit(content, this.#chance.bytes(saltBytes));
    const whole = { ...draft, commitment: committed?.commitment ?? null };
    checkDraft(whole);
    const entry = { ...whole, entryId: this.#ids.next('entry') };
    const beside: EntryContent | undefined = committed;
    insertEntry(transaction, entry, beside, persons);
    return entry;
  }

  async #pseudonymKey(transaction: Transaction, log: string, at: Date): Promise<Uint8Array> {
    const known = this.#pseudonymKeys.get(log);
    if (known !== undefined) return known;
    const key = await asSystem(transaction, async () => {
      await this.#open(transaction, log, at);
      const [stored] = await readKeys(transaction, log, 'pseudonym');
      if (stored === undefined) throw notOpen(log);
      return this.#vault.open(stored.sealed, keyContext(log, 'pseudonym', stored.number));
    });
    // Not before the commit: a log that this act opened may never have been.
    transaction.afterCommit(() => this.#pseudonymKeys.set(log, key));
    return key;
  }

  /** Opens a log with its keys and its first entry. A log that is open stays as it is; the first act opens one, too. */
  open(transaction: Transaction, log: string, at: Date): Promise<void> {
    return asSystem(transaction, () => this.#open(transaction, log, at));
  }

  async #open(transaction: Transaction, log: string, at: Date): Promise<void> {
    // Every installation has a log of this id: its name says which installation's.
    const mark = Buffer.from(this.#chance.bytes(8)).toString('hex');
    const name = log === installation ? logName(log, mark) : logName(log);
    const head: LogHead = { log, name, epoch: 1, range: emptyRange };
    // What comes late to a city that was removed does not begin its log anew.
    if ((await readRemovalStub(transaction, log)) !== undefined) throw notOpen(log);
    if (!(await insertHead(transaction, head, at))) return;
    const signer = await this.#newKey(transaction, head, 1, at);
    const number = 1;
    const sealed = this.#vault.seal(
      this.#chance.bytes(pseudonymKeyBytes),
      keyContext(log, 'pseudonym', number),
    );
    const none = { publicKey: undefined, handOver: undefined };
    await insertKey(transaction, log, 'pseudonym', { number, ...none, sealed }, at);
    const said = { key: writeVerifierKey(signer.key) };
    await this.#say(transaction, head, head, ownActions.open, said, [signer], at);
  }

  async #newKey(
    transaction: Transaction,
    { log, name }: LogHead,
    number: number,
    at: Date,
    handOver?: (signer: Signer) => Promise<string>,
  ): Promise<Signer> {
    const secret = this.#chance.bytes(32);
    const signer = signerOf(name, secret);
    const key = {
      number,
      publicKey: writeVerifierKey(signer.key),
      handOver: await handOver?.(signer),
      sealed: this.#vault.seal(secret, keyContext(log, 'sign', number)),
    };
    await insertKey(transaction, log, 'sign', key, at);
    return signer;
  }

  /** What the log says of itself: an entry that gets its place at once. */
  async #say(
    transaction: Transaction,
    from: LogHead,
    head: LogHead,
    action: string,
    content: unknown,
    signers: readonly Signer[],
    at: Date,
  ): Promise<StoredCheckpoint> {
    const draft: LeafDraft = {
      action,
      actor: systemActor('ledger'),
      at: at.toISOString(),
      commitment: null,
      log: head.log,
      organisation: null,
      outcome: 'done',
      stream: ownStream,
      subjects: [],
    };
    const entry = this.#write(transaction, draft, content, new Map());
    return placeWaiting(transaction, from, head, [entry], signers, at);
  }

  /** Logs with entries that wait for their place. */
  waiting(database: Database): Promise<readonly string[]> {
    return transact(database, { reach: 'system' }, waitingLogs, { readOnly: true });
  }

  /**
   * Gives waiting entries of a log their places, in the order of time and id, and signs a checkpoint; up to a
   * thousand in one transaction. Undefined where none waited, and where the log was removed since one knew of it.
   * Two at once take turns; a failure changes nothing.
   */
  sequence(database: Database, log: string, now: Date): Promise<StoredCheckpoint | undefined> {
    return transact(database, { reach: 'system' }, async (transaction) => {
      const head = await lockHead(transaction, log);
      if (head === undefined) {
        if ((await readRemovalStub(transaction, log)) !== undefined) return undefined;
        throw notOpen(log);
      }
      const entries = await waitingEntries(transaction, log, batch);
      if (entries.length === 0) return undefined;
      const { signer } = await openKeys(transaction, head, this.#vault);
      return placeWaiting(transaction, head, head, entries, [signer], now);
    });
  }

  async #locked(transaction: Transaction, log: string): Promise<LogHead> {
    const head = await lockHead(transaction, log);
    if (head === undefined) throw notOpen(log);
    return head;
  }

  /** Sequences until nothing waits. */
  async sequenceAll(database: Database, log: string, now: Date): Promise<void> {
    while ((await this.sequence(database, log, now)) !== undefined);
  }

  /**
   * A new key signs from here on; the old one signs that it does. The checkpoint between them bears both.
   * Gives the new verifier key.
   */
  rotateKey(database: Database, log: string, now: Date): Promise<string> {
    return transact(database, { reach: 'system' }, async (transaction) => {
      const head = await this.#locked(transaction, log);
      const { signer: old, number } = await openKeys(transaction, head, this.#vault);
      let note = '';
      const signer = await this.#newKey(transaction, head, number + 1, now, async (next) => {
        const place = { epoch: head.epoch, index: head.range.size };
        ({ note } = await signHandOver(old, next.key, place));
        return note;
      });
      const signers = [signer, old];
      await this.#say(transaction, head, head, ownActions.handOver, { note }, signers, now);
      return writeVerifierKey(signer.key);
    });
  }

  /**
   * After a restore: a new tree, numbered beyond every epoch that is known. Its first entry says where the restored
   * log ended, the last checkpoint that is known, which restore this was, and which other history it replaced, if any.
   * Entries that waited get places in it.
   */
  openEpoch(
    database: Database,
    log: string,
    now: Date,
    known: KnownCheckpoints = {},
  ): Promise<OpenedEpoch> {
    return transact(database, { reach: 'system' }, async (transaction) => {
      const head = await this.#locked(transaction, log);
      const keys = await openKeys(transaction, head, this.#vault);
      const { last, other, handOvers } = await lastKnown(transaction, head, keys, known);
      const own = await lastCheckpoint(transaction, log, head.epoch);
      const said = {
        backup: own?.note ?? null,
        checkpoint: last?.note ?? null,
        handOvers,
        ...(other === undefined ? {} : { other: other.note }),
        restore: Buffer.from(this.#chance.bytes(16)).toString('hex'),
      };
      const epoch = Math.max(head.epoch, last?.epoch ?? 0) + 1;
      const next = { ...head, epoch, range: emptyRange };
      const signers = [keys.signer];
      const opened = await this.#say(
        transaction,
        head,
        next,
        ownActions.openEpoch,
        said,
        signers,
        now,
      );
      return {
        ...opened,
        keyWasReplaced: handOvers.length > 0,
        replacedOther: other !== undefined,
      };
    });
  }

  /** Closes a log, takes it away, and leaves a stub that its key signed; the stub is given back, to be handed out. */
  async remove(database: Database, log: string, reason: RemovalReason, now: Date): Promise<string> {
    await this.sequenceAll(database, log, now);
    return transact(database, { reach: 'system' }, (transaction) =>
      this.removeWithin(transaction, log, reason, now),
    );
  }

  /** The same as part of an act that takes more away with it: entries that wait get their places first. */
  removeWithin(
    transaction: Transaction,
    log: string,
    reason: RemovalReason,
    now: Date,
  ): Promise<string> {
    return asSystem(transaction, async () => {
      const head = await this.#placed(transaction, log, now);
      const { signer, first, handOvers } = await openKeys(transaction, head, this.#vault);
      const said = { reason };
      const { note } = await this.#say(
        transaction,
        head,
        head,
        ownActions.close,
        said,
        [signer],
        now,
      );
      const at = now.toISOString();
      const removal = { log, key: first, handOvers, checkpoint: note, at, reason };
      const written = writeRemoval(await signRemoval(removal, signer));
      await removeLog(transaction, log, written, now);
      transaction.afterCommit(() => {
        this.#pseudonymKeys.delete(log);
        this.#named.clear();
      });
      return written;
    });
  }

  /** The head, locked, with nothing waiting any more. */
  async #placed(transaction: Transaction, log: string, now: Date): Promise<LogHead> {
    for (;;) {
      const head = await this.#locked(transaction, log);
      const entries = await waitingEntries(transaction, log, batch);
      if (entries.length === 0) return head;
      const { signer } = await openKeys(transaction, head, this.#vault);
      await placeWaiting(transaction, head, head, entries, [signer], now);
    }
  }
}
