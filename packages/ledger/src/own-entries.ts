import { text } from '@machimori/kernel';
import { sameBytes } from './bytes.ts';
import { type Json, jsonMembers } from './canonical-json.ts';
import { epochOf, readCheckpoint, type SignedCheckpoint } from './checkpoint.ts';
import { type KeyChain, keysAfter, readHandOver } from './hand-over.ts';
import type { Leaf } from './leaf.ts';
import type { Findings } from './log-finding.ts';
import { verifyNote } from './signed-note.ts';
import {
  sameKey,
  type VerifierKey,
  type VerifySignature,
  writeVerifierKey,
} from './verifier-key.ts';

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
  readonly #continued: Continued[] = [];
  readonly #restores = new Map<number, Restore>();
  readonly #lost: { readonly from: Place; readonly to: Place }[] = [];
  readonly #others: Place[] = [];
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
      const { checkpoint: note, backup, restore, handOvers = [], other } = said;
      const notes = Array.isArray(handOvers)
        ? handOvers.filter((each) => typeof each === 'string')
        : [];
      const own = typeof backup === 'string' ? backup : undefined;
      if (typeof restore === 'string' && /^[0-9a-f]{32}$/.test(restore))
        this.#restores.set(leaf.epoch, { id: restore, at: leaf.at });
      if (typeof note === 'string' && notes.length <= mostHandOvers)
        this.#continued.push({ note, backup: own, other, handOvers: notes, leaf, line, before });
      else if (note !== null || (before !== undefined && before.epoch < leaf.epoch - 1)) {
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
    for (const continued of this.#continued.splice(0)) {
      const { note, backup, leaf, line, before } = continued;
      const ours = this.#keys.keys;
      // Keys that came after the backup are lost with it: the entry says itself how they came to be.
      const later = await keysAfter(this.#name, ours, continued.handOvers, this.#verify);
      const keys = [...ours, ...later];
      const known = await this.#checkpoint(note, keys);
      if (known?.epoch !== leaf.epoch - 1) {
        this.#wrong(
          'epoch',
          leaf,
          line,
          '新しい区切りが続けるというチェックポイントは、この記録のものではありません',
          'the checkpoint that a new epoch continues is not of this log',
        );
        continue;
      }
      if (continued.other !== undefined && !(await this.#replaced(continued, keys))) continue;
      if (before === undefined) continue;
      const own =
        backup === undefined ? undefined : await this.#checkpoint(backup, this.#keys.keys);
      const right =
        own?.epoch === before.epoch && own.size === before.size && sameBytes(own.root, before.root);
      if (backup !== undefined && !right) this.#notContinued(leaf, line);
      // What went beyond the backup was of the other history: nothing of this one is lost.
      else if (backup !== undefined && continued.other === note) continue;
      else if (known.epoch === before.epoch) this.#continues(known, before, leaf, line);
      else if (backup === undefined) this.#missing(before.epoch + 1, known.epoch, leaf, line);
      else this.#skips(known, before, leaf, line);
    }
  }

  /** What the restore replaced was another history of this log. False where that is not so said. */
  async #replaced(
    { other, leaf, line }: Continued,
    keys: readonly VerifierKey[],
  ): Promise<boolean> {
    const last = typeof other === 'string' ? await this.#checkpoint(other, keys) : undefined;
    if (last === undefined) {
      this.#wrong(
        'epoch',
        leaf,
        line,
        '復元が置きかえたという別の歴史のチェックポイントは、この記録のものではありません',
        'the checkpoint of the other history that a restore replaced is not of this log',
      );
      return false;
    }
    const { epoch, size } = last;
    this.#others.push({ epoch, size });
    this.#findings.add({
      code: 'other-history',
      severity: 'notice',
      epoch: leaf.epoch,
      line,
      message: text(
        `復元のとき、ここにあった記録（区切り${epoch}、${size}件まで）は、この記録とは別の歴史でした。途中まで同じで、そこから分かれています。記録そのものがそう述べています`,
        `the log that the restore replaced (up to epoch ${epoch}, ${size} entries) was another history: the same up to some entry, and another from there; the log says so itself`,
      ),
    });
    return true;
  }

  /** A checkpoint of this log that one of the keys signed. */
  async #checkpoint(
    note: string,
    keys: readonly VerifierKey[],
  ): Promise<(SignedCheckpoint & { readonly epoch: number }) | undefined> {
    const checkpoint = readCheckpoint(note);
    const epoch = checkpoint && epochOf(this.#name, checkpoint.origin);
    if (checkpoint === undefined || epoch === undefined) return undefined;
    const signed = await verifyNote(checkpoint.note, keys, this.#verify);
    return signed.length === 0 ? undefined : { ...checkpoint, epoch };
  }

  #continues(checkpoint: SignedCheckpoint, before: EpochEnd, leaf: Leaf, line: number): void {
    const missing = checkpoint.size - before.size;
    if (missing > 0) {
      const { epoch } = before;
      this.#lost.push({ from: before, to: { epoch, size: checkpoint.size } });
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
      this.#notContinued(leaf, line);
    }
  }

  #notContinued(leaf: Leaf, line: number): void {
    this.#wrong(
      'epoch',
      leaf,
      line,
      '新しい区切りは、前の区切りの終わりに続いていません',
      'a new epoch does not continue the end of the one before',
    );
  }

  /** Epochs that a restore from before them has lost, as the one after them says. */
  #skips(to: Place, from: Place, leaf: Leaf, line: number): void {
    this.#lost.push({ from, to });
    const first = from.epoch + 1;
    const which = first === to.epoch ? `${first}` : `${first}〜${to.epoch}`;
    const each = first === to.epoch ? `epoch ${first}` : `epochs ${first} to ${to.epoch}`;
    this.#findings.add({
      code: 'lost',
      severity: 'notice',
      epoch: leaf.epoch - 1,
      line,
      message: text(
        `それより前のバックアップを復元したため、区切り${which}がすべて失われました（区切り${to.epoch}は${to.size}件以上。区切り${from.epoch}も、${from.size}件より後があれば失われています）。記録そのものがそう述べています`,
        `${each} were lost in a restore of a backup from before (epoch ${to.epoch} had at least ${to.size} entries; whatever epoch ${from.epoch} had after its first ${from.size} is lost, too); the log says so itself`,
      ),
    });
  }

  /** Epochs that are not there, and nothing says why. */
  #missing(first: number, last: number, leaf: Leaf, line: number): void {
    const { stream, counter, epoch } = leaf;
    const message = text(
      `区切り${first}から${last}までがありません`,
      `epochs ${first} to ${last} are missing`,
    );
    this.#findings.add({ code: 'removed', stream, counter, epoch, line, message });
  }

  /** The restore that began an epoch, where the log names it. */
  restoreOf(epoch: number): Restore | undefined {
    return this.#restores.get(epoch);
  }

  /** True for a moment of the log that a restore lost, as the log itself says. */
  saysLost({ epoch, size }: Place): boolean {
    const after = (a: Place): boolean => epoch > a.epoch || (epoch === a.epoch && size > a.size);
    return this.#lost.some(({ from, to }) => after(from) && !after(to));
  }

  /** True for a moment that may be of another history, which a restore replaced, as the log itself says. */
  saysReplaced({ epoch, size }: Place): boolean {
    return this.#others.some((to) => epoch < to.epoch || (epoch === to.epoch && size <= to.size));
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

/** A moment of a log: an epoch, and how many entries it had. */
interface Place {
  readonly epoch: number;
  readonly size: number;
}

/** How an epoch ended, as it was computed. */
export interface EpochEnd extends Place {
  readonly root: Uint8Array;
}

/** A restore as the epoch's first entry names it: two of one number that differ here are two histories. */
export interface Restore {
  /** 32 hexadecimal digits of chance. */
  readonly id: string;
  readonly at: string;
}

interface Continued {
  readonly note: string;
  readonly backup: string | undefined;
  readonly other: Json | undefined;
  readonly handOvers: readonly string[];
  readonly leaf: Leaf;
  readonly line: number;
  readonly before: EpochEnd | undefined;
}

/** More than anybody hands over between a backup and its restore. */
const mostHandOvers = 100;
