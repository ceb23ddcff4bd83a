import { text } from '@machimori/kernel';
import { sameBytes } from './bytes.ts';
import { type Json, jsonMembers } from './canonical-json.ts';
import { epochOf, readCheckpoint, type SignedCheckpoint } from './checkpoint.ts';
import { type KeyChain, readHandOver } from './hand-over.ts';
import type { Leaf } from './leaf.ts';
import type { Findings } from './log-finding.ts';
import { verifyNote } from './signed-note.ts';
import { sameKey, type VerifySignature, writeVerifierKey } from './verifier-key.ts';

/** Actions of the log's own stream. */
export const ownActions = {
  open: 'log:open',
  openEpoch: 'epoch:open',
  handOver: 'key:hand-over',
  close: 'log:close',
} as const;

/** What the log says of itself: which key began, what a new epoch continues, who signs next, that it is closed. */
export class OwnEntries {
  readonly #findings: Findings;
  readonly #name: string;
  readonly #keys: KeyChain;
  readonly #verify: VerifySignature;
  readonly #handedOver = new Set<string>();
  /** What an epoch's first entry continues, to be checked when its signature can be awaited. */
  readonly #continued: { note: string; leaf: Leaf; line: number; before: EpochEnd | undefined }[] =
    [];
  closed = false;

  constructor(findings: Findings, name: string, keys: KeyChain, verify: VerifySignature) {
    this.#findings = findings;
    this.#name = name;
    this.#keys = keys;
    this.#verify = verify;
  }

  /** True for an entry that may be the first of its epoch. */
  static opens({ stream, action, epoch }: Leaf, own: string): boolean {
    return stream === own && action === (epoch === 1 ? ownActions.open : ownActions.openEpoch);
  }

  /** An opened entry of the own stream; `index` is undefined where the export does not show it. */
  take(
    leaf: Leaf,
    content: Json,
    line: number,
    index: number | undefined,
    before: EpochEnd | undefined,
  ): void {
    const said = jsonMembers(content) ?? {};
    if (leaf.action === ownActions.close) this.closed = true;
    if (leaf.action === ownActions.open) {
      const first = this.#keys.keys[0];
      if (first !== undefined && said['key'] !== writeVerifierKey(first)) {
        this.#wrong(
          'hand-over',
          leaf,
          line,
          'この記録の最初の鍵が、書き出しの一行目と違います',
          'the first key in the log is not that of the export’s first line',
        );
      }
    }
    if (leaf.action === ownActions.handOver) this.#handOver(leaf, said['note'], line, index);
    if (leaf.action === ownActions.openEpoch) {
      const note = said['checkpoint'];
      if (typeof note === 'string') this.#continued.push({ note, leaf, line, before });
      else if (note !== null) {
        this.#wrong(
          'epoch',
          leaf,
          line,
          '新しい区切りが、前の何に続くかを言っていません',
          'a new epoch does not say what it continues',
        );
      }
    }
  }

  #handOver(leaf: Leaf, note: Json | undefined, line: number, index: number | undefined): void {
    const said = typeof note === 'string' ? readHandOver(this.#name, note) : undefined;
    const known = this.#keys.handOvers.some(
      (each) => said !== undefined && sameKey(each.key, said.key),
    );
    const placed = index === undefined || said?.index === index;
    if (said === undefined || !known || said.epoch !== leaf.epoch || !placed) {
      this.#wrong(
        'hand-over',
        leaf,
        line,
        '鍵の引きつぎの記録が、書き出しのはじめにある引きつぎと合いません',
        'a hand-over in the log is not among those at the head of the export',
      );
      return;
    }
    this.#handedOver.add(writeVerifierKey(said.key));
  }

  /** Checks what epochs continue: signatures take their time. */
  async settle(): Promise<void> {
    for (const { note, leaf, line, before } of this.#continued.splice(0)) {
      const checkpoint = readCheckpoint(note);
      const epoch = checkpoint && epochOf(this.#name, checkpoint.origin);
      const signed = checkpoint
        ? await verifyNote(checkpoint.note, this.#keys.keys, this.#verify)
        : [];
      if (checkpoint === undefined || epoch !== leaf.epoch - 1 || signed.length === 0) {
        this.#wrong(
          'epoch',
          leaf,
          line,
          '新しい区切りが続けるというチェックポイントは、この記録のものではありません',
          'the checkpoint that a new epoch continues is not of this log',
        );
      } else if (before !== undefined) {
        this.#continues(checkpoint, before, leaf, line);
      }
    }
  }

  #continues(checkpoint: SignedCheckpoint, before: EpochEnd, leaf: Leaf, line: number): void {
    const missing = checkpoint.size - before.size;
    if (missing > 0) {
      this.#findings.add({
        code: 'lost',
        severity: 'notice',
        epoch: leaf.epoch - 1,
        line,
        message: text(
          `復元のとき、${missing}件の記録が失われました（${before.size}件のうしろ）。記録そのものがそう述べています`,
          `${missing} entries after the first ${before.size} were lost in a restore; the log says so itself`,
        ),
      });
    } else if (missing < 0 || !sameBytes(checkpoint.root, before.root)) {
      this.#wrong(
        'epoch',
        leaf,
        line,
        '新しい区切りは、前の区切りの終わりに続いていません',
        'a new epoch does not continue the end of the one before',
      );
    }
  }

  /** Each hand-over at the head of the export stands in the log too. */
  finish(): void {
    for (const { key, epoch } of this.#keys.handOvers) {
      if (this.#handedOver.has(writeVerifierKey(key))) continue;
      this.#findings.add({
        code: 'hand-over',
        epoch,
        message: text(
          '書き出しのはじめにある鍵の引きつぎが、記録の中にありません',
          'a hand-over at the head of the export is not in the log',
        ),
      });
    }
  }

  #wrong(code: 'epoch' | 'hand-over', leaf: Leaf, line: number, ja: string, en: string): void {
    const { stream, counter, epoch } = leaf;
    this.#findings.add({ code, stream, counter, epoch, line, message: text(ja, en) });
  }
}

/** How an epoch ended, as it was computed. */
export interface EpochEnd {
  readonly size: number;
  readonly root: Uint8Array;
}
