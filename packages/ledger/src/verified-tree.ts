import { sameBytes } from './bytes.ts';
import type { SignedCheckpoint } from './checkpoint.ts';
import { appendHashes, type CompactRange, emptyRange, rootOf } from './compact-range.ts';
import type { Hashing } from './hashing.ts';

/** The tree of one epoch as a verifier builds it anew from the entries. */
export class VerifiedTree {
  readonly epoch: number;
  readonly #hashing: Hashing;
  #range: CompactRange = emptyRange;
  #watched: { readonly size: number; readonly root: Uint8Array } | undefined;
  /** Undefined until as many entries came as the watched checkpoint has. */
  watchedHolds: boolean | undefined;
  /** Entries covered by the last checkpoint that matched. */
  covered = 0;
  matched = 0;
  mismatched = 0;
  last: SignedCheckpoint | undefined;

  constructor(epoch: number, hashing: Hashing) {
    this.epoch = epoch;
    this.#hashing = hashing;
  }

  get size(): number {
    return this.#range.size;
  }

  /** Compares the root with this one when the tree has that many entries. */
  watch(size: number, root: Uint8Array): void {
    this.#watched = { size, root };
    this.#look();
  }

  append(row: Uint8Array): void {
    const watched = this.#watched;
    const before = watched === undefined ? 0 : (watched.size - this.size) * 32;
    if (before > 0 && before < row.length) {
      this.#range = appendHashes(this.#range, row.subarray(0, before), this.#hashing);
      this.#look();
      this.#range = appendHashes(this.#range, row.subarray(before), this.#hashing);
    } else {
      this.#range = appendHashes(this.#range, row, this.#hashing);
      this.#look();
    }
  }

  #look(): void {
    if (this.#watched?.size !== this.size) return;
    this.watchedHolds = sameBytes(this.root(), this.#watched.root);
  }

  root(): Uint8Array {
    return rootOf(this.#range, this.#hashing);
  }

  /** Holds a checkpoint, whose signature is right, against the entries so far. */
  meets(checkpoint: SignedCheckpoint): boolean {
    this.last = checkpoint;
    const right = checkpoint.size === this.size && sameBytes(checkpoint.root, this.root());
    if (right) {
      this.covered = this.size;
      this.matched++;
    } else {
      this.mismatched++;
    }
    return right;
  }
}
