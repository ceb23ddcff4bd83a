import { epochOf, originOf } from './checkpoint.ts';
import { type SignedNote, verifyNote } from './signed-note.ts';
import { readStatement, signStatement } from './statement.ts';
import {
  readVerifierKey,
  type Signer,
  sameKey,
  type VerifierKey,
  type VerifySignature,
  verifyEd25519,
  writeVerifierKey,
} from './verifier-key.ts';

/** The old key says which key comes after it. The entry at `index` says the same inside the log. */
export interface HandOver {
  readonly epoch: number;
  readonly index: number;
  readonly key: VerifierKey;
  /** The signed statement as it was given. */
  readonly note: string;
}

/** Signs a hand-over by the old key: checkpoints of more than `index` entries are the new key's. */
export async function signHandOver(
  old: Signer,
  key: VerifierKey,
  { epoch, index }: { readonly epoch: number; readonly index: number },
): Promise<HandOver> {
  const lines = [originOf(old.key.name, epoch), String(index), writeVerifierKey(key)];
  return { epoch, index, key, note: await signStatement('hand-over', lines, [old]) };
}

/** A hand-over as it was given, or undefined where it is none of this log. Nothing is verified yet. */
export function readHandOver(name: string, note: string): HandOver | undefined {
  const [origin = '', digits = '', written = ''] = readStatement('hand-over', note, 3)?.lines ?? [];
  const epoch = epochOf(name, origin);
  const key = readVerifierKey(written);
  if (epoch === undefined || key?.name !== name || !/^(0|[1-9]\d{0,14})$/.test(digits)) {
    return undefined;
  }
  return { epoch, index: Number(digits), key, note };
}

/** The keys that signed hand-overs lead to from the ones that are known, wherever in the log they stood. */
export async function keysAfter(
  name: string,
  known: readonly VerifierKey[],
  notes: readonly string[],
  verify: VerifySignature = verifyEd25519,
): Promise<readonly VerifierKey[]> {
  const keys: VerifierKey[] = [];
  for (const note of notes) {
    const next = readHandOver(name, note);
    const statement = readStatement('hand-over', note, 3);
    if (next === undefined || statement === undefined) continue;
    if ((await verifyNote(statement.note, [...known, ...keys], verify)).length > 0)
      keys.push(next.key);
  }
  return keys;
}

/** The keys of a log, one after the other, and which is in force when. */
export class KeyChain {
  readonly #keys: { readonly key: VerifierKey; readonly epoch: number; readonly index: number }[];
  readonly #handOvers: HandOver[] = [];

  constructor(first: VerifierKey) {
    this.#keys = [{ key: first, epoch: 0, index: 0 }];
  }

  /** The chain that hand-overs, oldest first, lead along; undefined where one of them does not follow. */
  static async of(
    first: VerifierKey,
    notes: readonly string[],
    verify: VerifySignature = verifyEd25519,
  ): Promise<KeyChain | undefined> {
    const chain = new KeyChain(first);
    for (const note of notes) {
      const next = readHandOver(first.name, note);
      if (next === undefined || !(await chain.follow(next, verify))) return undefined;
    }
    return chain;
  }

  /** True where the key in force at this epoch and size signed the note. */
  async signed(
    note: SignedNote,
    epoch: number,
    size: number,
    verify: VerifySignature = verifyEd25519,
  ): Promise<boolean> {
    const key = this.at(epoch, size);
    return (await verifyNote(note, this.keys, verify)).some((each) => sameKey(each, key));
  }

  get keys(): readonly VerifierKey[] {
    return this.#keys.map(({ key }) => key);
  }

  get handOvers(): readonly HandOver[] {
    return this.#handOvers;
  }

  /** The key that signs now. */
  get last(): VerifierKey {
    const last = this.#keys.at(-1);
    if (last === undefined) throw new Error('a chain has a first key');
    return last.key;
  }

  has(key: VerifierKey): boolean {
    return this.#keys.some((each) => sameKey(each.key, key));
  }

  /** Takes the next key where the last one signed for it and it comes later than the one before. */
  async follow(next: HandOver, verify: VerifySignature = verifyEd25519): Promise<boolean> {
    const before = this.#keys.at(-1);
    const read = readHandOver(this.last.name, next.note);
    const statement = readStatement('hand-over', next.note, 3);
    if (before === undefined || read === undefined || statement === undefined) return false;
    const later =
      read.epoch > before.epoch || (read.epoch === before.epoch && read.index > before.index);
    const asSaid =
      read.epoch === next.epoch && read.index === next.index && sameKey(read.key, next.key);
    if (!later || !asSaid || this.has(read.key)) return false;
    if ((await verifyNote(statement.note, [before.key], verify)).length === 0) return false;
    this.#keys.push({ key: read.key, epoch: read.epoch, index: read.index });
    this.#handOvers.push(read);
    return true;
  }

  /** The key that signs a checkpoint of this many entries in this epoch. */
  at(epoch: number, size: number): VerifierKey {
    const inForce = this.#keys.findLast(
      (each) => each.epoch < epoch || (each.epoch === epoch && each.index < size),
    );
    return (inForce ?? this.#keys[0])?.key ?? this.last;
  }
}
