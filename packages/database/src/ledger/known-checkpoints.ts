import { Failure, text } from '@machimori/kernel';
import {
  epochOf,
  keysAfter,
  readCheckpoint,
  sameBytes,
  type VerifierKey,
  verifyNote,
} from '@machimori/ledger';
import type { Transaction } from '../transaction.ts';
import {
  checkpointsBetween,
  type LogHead,
  lastCheckpoint,
  lastCheckpointUpTo,
  type StoredCheckpoint,
} from './head-store.ts';
import { readKeys } from './key-store.ts';
import type { LogKeys } from './log-keys.ts';

/** A checkpoint from outside the restored log, and the hand-overs that may lead to the key that signed it. */
export interface KnownCheckpoint {
  readonly note: string;
  readonly handOvers: readonly string[];
  /** Earlier checkpoints of the same history: they tell whether the restored log is of it, too. */
  readonly earlier: readonly string[];
}

/** What is known of a log beside the backup that it came from. */
export interface KnownCheckpoints {
  /** Of the data that the restore replaces. It may be another history; another log of the same id tells nothing. */
  readonly here?: KnownCheckpoint | undefined;
  /** One that somebody kept outside. It must be of this log. */
  readonly kept?: KnownCheckpoint | undefined;
}

const messages = {
  notOurs: text(
    '渡されたチェックポイントは、復元する記録の鍵で署名されたものではありません。',
    'The checkpoint given is not signed by a key of the log that is restored.',
  ),
  notOursNext: text(
    'バックアップのあとに署名の鍵を替えたときは、鍵の引きつぎも入っている、記録の書き出しを渡してください。替えていなければ、手が加えられたものかもしれません。',
    'Where the signing key was replaced after the backup, give an export of the log: it holds the hand-overs, too. Where it was not, the checkpoint may have been altered.',
  ),
  altered: text(
    '渡されたチェックポイントは、復元する記録の鍵で署名したと名のりますが、文と署名が合いません。書きかえられたか、写すときに変わっています。',
    'The checkpoint given says that a key of the log that is restored signed it, but text and signature do not match: it was altered, or changed on its way.',
  ),
  alteredNext: text(
    '受け取ったままのもの（届いたメールなど）を渡してください。それも同じなら、だれが手を加えたかを確かめるまで、戻さずにおきます。',
    'Give it as it was received (the letter itself). If that says the same, find out who altered it before you restore.',
  ),
  other: text(
    '渡されたチェックポイントは、復元する記録とは別の歴史のものです（同じバックアップの別の復元など）。',
    'The checkpoint given is of another history than the log that is restored (such as another restore of the same backup).',
  ),
  otherNext: text(
    'どちらが正しいかを確かめてください。別の歴史と知ったうえで戻すときは、--checkpoint を付けずに実行します。',
    'Find out which is right. To restore knowing of the other history, run without --checkpoint.',
  ),
};

/** What is known of a restored log. */
export interface LastKnown {
  /** The latest checkpoint. */
  readonly last: StoredCheckpoint | undefined;
  /** The last one of the data that the restore replaces, where that is another history than the restored one. */
  readonly other: StoredCheckpoint | undefined;
  /** Hand-overs that the log's own keys do not know, where one of the two needs them. */
  readonly handOvers: readonly string[];
}

/** Holds what is known against a restored log. Throws where a checkpoint that was kept is not of its history. */
export async function lastKnown(
  transaction: Transaction,
  head: LogHead,
  { first, handOvers: own }: Pick<LogKeys, 'first' | 'handOvers'>,
  { here, kept }: KnownCheckpoints,
): Promise<LastKnown> {
  const { log, name } = head;
  const ended = await lastCheckpoint(transaction, log, head.epoch);
  const foreign = [here, kept].flatMap((each) => each?.handOvers ?? []);
  const lost = [...new Set(foreign)].filter((note) => !own.includes(note));
  const keys = [first, ...(await keysAfter(name, [first], own))];
  const later = await keysAfter(name, keys, lost);
  const read = async (note: string): Promise<Found | undefined> => {
    const checkpoint = readCheckpoint(note);
    const epoch = checkpoint && epochOf(name, checkpoint.origin);
    if (checkpoint === undefined || epoch === undefined) return undefined;
    if ((await verifyNote(checkpoint.note, [...keys, ...later])).length === 0) return undefined;
    const needed = (await verifyNote(checkpoint.note, keys)).length === 0;
    return { epoch, size: checkpoint.size, root: checkpoint.root, note, needed };
  };
  /** True where the restored log signed every one of them that is not after its end. */
  const passed = async (notes: readonly string[]): Promise<boolean> => {
    for (const note of notes) {
      const each = await read(note);
      if (each === undefined || isAfter(each, ended)) continue;
      if (!(await wasSigned(transaction, log, each))) return false;
    }
    return true;
  };
  const found: Found[] = [];
  const ofHere = here && (await read(here.note));
  if (ofHere !== undefined && isAfter(ofHere, ended)) found.push(ofHere);
  const parted =
    here !== undefined &&
    ofHere !== undefined &&
    !((await passed([...here.earlier, here.note])) && (await wentThrough(here, ofHere)));
  if (kept !== undefined) {
    const ofKept = await read(kept.note);
    if (ofKept === undefined) throw unverified(kept.note, [...keys, ...later]);
    if (isAfter(ofKept, ended)) found.push(ofKept);
    if (!(await passed([...kept.earlier, kept.note]))) throw otherHistory();
    const same = ofHere && ofHere.epoch === ofKept.epoch && ofHere.size === ofKept.size;
    if (same === true && !sameBytes(ofHere.root, ofKept.root)) throw otherHistory();
  }
  const last = found.reduce<Found | undefined>(
    (latest, each) => (isAfter(each, latest) ? each : latest),
    undefined,
  );
  const other = parted ? ofHere : undefined;
  const needed = last?.needed === true || other?.needed === true;
  return { last: last ?? ended, other, handOvers: needed ? lost : [] };

  /** Whoever came beyond the end of the restored log signed that end on the way. */
  async function wentThrough(known: KnownCheckpoint, latest: Found): Promise<boolean> {
    if (ended === undefined || !isAfter(latest, ended)) return true;
    const notes = await Promise.all(known.earlier.map(read));
    return notes.some((each) => each?.epoch === ended.epoch && each.size === ended.size);
  }
}

interface Found extends StoredCheckpoint {
  readonly root: Uint8Array;
  /** True where only a key that came after the restored log's signed it. */
  readonly needed: boolean;
}

/** A signature that bears the name of a key of ours, and is not its own, tells more than one of a stranger. */
function unverified(note: string, keys: readonly VerifierKey[]): Failure {
  const { signatures = [] } = readCheckpoint(note)?.note ?? {};
  const claimed = signatures.some(({ name, id }) =>
    keys.some((key) => key.name === name && sameBytes(key.id, id)),
  );
  return claimed
    ? new Failure('input-invalid', messages.altered, { next: messages.alteredNext })
    : new Failure('input-invalid', messages.notOurs, { next: messages.notOursNext });
}

const otherHistory = (): Failure =>
  new Failure('conflict', messages.other, { next: messages.otherNext });

type Place = Pick<StoredCheckpoint, 'epoch' | 'size'>;
const isAfter = (a: Place, b: Place | undefined): boolean =>
  b === undefined || a.epoch > b.epoch || (a.epoch === b.epoch && a.size > b.size);

/** Every checkpoint that was ever handed out stands in its log. */
async function wasSigned(transaction: Transaction, log: string, of: Found): Promise<boolean> {
  const { epoch, size } = of;
  const [stored] = await checkpointsBetween(transaction, log, { epoch, from: size - 1, to: size });
  const checkpoint = stored && readCheckpoint(stored.note);
  return checkpoint !== undefined && sameBytes(checkpoint.root, of.root);
}

/**
 * What the data here knows of a log: its last checkpoint, its hand-overs, and the last checkpoint before the place
 * where a backup ends.
 */
export async function knownHere(
  transaction: Transaction,
  log: string,
  end: Place,
): Promise<KnownCheckpoint | undefined> {
  const last = await lastCheckpoint(transaction, log);
  if (last === undefined) return undefined;
  const keys = await readKeys(transaction, log, 'sign');
  const before = await lastCheckpointUpTo(transaction, log, end);
  return {
    note: last.note,
    handOvers: keys.flatMap(({ handOver }) => handOver ?? []),
    earlier: before === undefined ? [] : [before.note],
  };
}
