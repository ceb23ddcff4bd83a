import { text } from '@machimori/kernel';
import { sameBytes, toBase64 } from './bytes.ts';
import type { SignedCheckpoint } from './checkpoint.ts';
import type { ExportHead } from './export-head.ts';
import type { EpochReport, ExportReport } from './export-report.ts';
import type { Hashing } from './hashing.ts';
import { type Leaf, ownStream } from './leaf.ts';
import { entryText, type Findings, type LogFindingCode } from './log-finding.ts';
import { type EpochEnd, OwnEntries } from './own-entries.ts';
import { VerifiedTree } from './verified-tree.ts';

/** The trees of an export, epoch by epoch, and the checkpoints that are held against them. */
export class VerifiedEpochs {
  readonly #hashing: Hashing;
  readonly #findings: Findings;
  readonly #trees: VerifiedTree[] = [];
  readonly #entries = new Map<number, number>();
  tree: VerifiedTree;
  /** How the epoch before ended, where it was shown. */
  before: EpochEnd | undefined;

  constructor(hashing: Hashing, findings: Findings) {
    this.#hashing = hashing;
    this.#findings = findings;
    this.tree = new VerifiedTree(1, hashing);
  }

  count(leaf: Leaf): void {
    this.#entries.set(leaf.epoch, (this.#entries.get(leaf.epoch) ?? 0) + 1);
  }

  /** Begins with the first tree of a whole log; an export of one stream names its trees by checkpoints. */
  begin(head: ExportHead): void {
    if (head.whole && this.#trees.length === 0) this.#trees.push(this.tree);
    this.#watch(head);
  }

  #watch({ whole, since }: ExportHead): void {
    if (!whole || since?.epoch !== this.tree.epoch) return;
    this.tree.watch(since.checkpoint.size, since.checkpoint.root);
  }

  /** An entry of another epoch than the one before. False where its epoch has ended already. */
  turn(leaf: Leaf, head: ExportHead, line: number): boolean {
    const from = this.tree.epoch;
    const { epoch, stream, counter } = leaf;
    const wrong = (code: LogFindingCode, ja: string, en: string): void => {
      this.#findings.add({ code, line, epoch, stream, counter, message: text(ja, en) });
    };
    if (epoch < from) {
      const which = entryText(stream, counter);
      wrong(
        'reordered',
        `${which.ja}は、もう終わった区切り${epoch}のものです`,
        `${which.en} is of epoch ${epoch}, which has ended`,
      );
      return false;
    }
    // Which epochs a restore lost is for the opening entry to say; without one nothing says it.
    if (head.whole && epoch > from + 1 && !OwnEntries.opens(leaf, ownStream)) {
      wrong(
        'removed',
        `区切り${from + 1}から${epoch - 1}までがありません`,
        `epochs ${from + 1} to ${epoch - 1} are missing`,
      );
    }
    this.close(head);
    this.before = head.whole
      ? { epoch: from, size: this.tree.size, root: this.tree.root() }
      : undefined;
    const known = this.#trees.find((each) => each.epoch === epoch);
    this.tree = known ?? new VerifiedTree(epoch, this.#hashing);
    if (known === undefined) this.#trees.push(this.tree);
    this.#watch(head);
    return true;
  }

  /** The end of an epoch: every entry is covered by a checkpoint. */
  close(head: ExportHead): void {
    const { size, covered, mismatched, epoch } = this.tree;
    if (!head.whole || size === covered || mismatched > 0) return;
    this.#findings.add({
      code: 'uncovered',
      epoch,
      message: text(
        `区切り${epoch}の最後の${size - covered}件（${covered + 1}件目から）は、どのチェックポイントにも含まれていません`,
        `the last ${size - covered} entries of epoch ${epoch} (from number ${covered + 1}) are in no checkpoint`,
      ),
    });
  }

  /** A checkpoint whose signature is right. In an export of one stream, the one that its proofs lead to. */
  take(epoch: number, checkpoint: SignedCheckpoint, head: ExportHead, line: number): void {
    const fault = head.whole ? this.#compare(epoch, checkpoint) : this.#anchor(epoch, checkpoint);
    if (fault === undefined) return;
    const [code, ja, en] = fault;
    this.#findings.add({ code, line, epoch, message: text(ja, en) });
  }

  #anchor(epoch: number, checkpoint: SignedCheckpoint): Fault | undefined {
    if (this.#trees.some((each) => each.epoch === epoch) || this.#entries.size > 0) {
      return [
        'checkpoint',
        `区切り${epoch}のチェックポイントが、あるべき所より後にあるか、二つあります`,
        `a checkpoint of epoch ${epoch} stands too late, or there are two`,
      ];
    }
    const tree = new VerifiedTree(epoch, this.#hashing);
    tree.last = checkpoint;
    this.#trees.push(tree);
    if (this.#trees.length === 1) this.tree = tree;
    return undefined;
  }

  #compare(epoch: number, checkpoint: SignedCheckpoint): Fault | undefined {
    const { tree } = this;
    const { size } = checkpoint;
    if (epoch !== tree.epoch) {
      return [
        'checkpoint',
        `区切り${epoch}のチェックポイントが、区切り${tree.epoch}の記録の中にあります`,
        `a checkpoint of epoch ${epoch} stands among entries of epoch ${tree.epoch}`,
      ];
    }
    const from = tree.covered + 1;
    // After the first that does not match none can: what follows from it is counted, not told again.
    if (tree.meets(checkpoint) || tree.mismatched > 1) return undefined;
    if (size > tree.size) {
      return [
        'removed',
        `${size}件のチェックポイントの前に、${tree.size}件しかありません。${from}〜${size}件目のうち${size - tree.size}件がありません`,
        `${tree.size} entries stand before the checkpoint of ${size}: of entries ${from} to ${size}, ${size - tree.size} are missing`,
      ];
    }
    return size === tree.size
      ? [
          'checkpoint',
          `${size}件のチェックポイントと合いません。${from}〜${size}件目のどれかが、書きかえられたか、入れかえられています`,
          `the checkpoint of ${size} entries does not match: one of entries ${from} to ${size} was changed or moved`,
        ]
      : [
          'checkpoint',
          `${size}件のチェックポイントの前に、${tree.size}件あります。加えられたか、入れかえられています`,
          `${tree.size} entries stand before the checkpoint of ${size}: some were added or moved`,
        ];
  }

  /** How the log stands to what was kept from before. */
  since(head: ExportHead): NonNullable<ExportReport['since']> {
    const { since } = head;
    const tree = this.#trees.find((each) => each.epoch === since?.epoch);
    if (since === undefined) return 'broken';
    if (head.whole) return tree?.watchedHolds === true ? 'holds' : 'broken';
    if (tree?.last?.size !== since.checkpoint.size) return 'not-checked';
    return sameBytes(tree.last.root, since.checkpoint.root) ? 'holds' : 'broken';
  }

  /** Entries that are shown of an epoch. */
  sizeOf(epoch: number): number {
    return this.#trees.find((each) => each.epoch === epoch)?.size ?? 0;
  }

  reports(own: OwnEntries | undefined): readonly EpochReport[] {
    return this.#trees.map((tree) => ({
      epoch: tree.epoch,
      entries: this.#entries.get(tree.epoch) ?? 0,
      covered: tree.covered,
      checkpointsMatched: tree.matched,
      checkpointsMismatched: tree.mismatched,
      restore: own?.restoreOf(tree.epoch),
      last: tree.last && { size: tree.last.size, root: toBase64(tree.last.root) },
    }));
  }
}

type Fault = readonly [LogFindingCode, ja: string, en: string];
