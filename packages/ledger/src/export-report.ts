import type { ExportKind } from './export-record.ts';
import type { LogFinding } from './log-finding.ts';
import type { Restore } from './own-entries.ts';
import type { StreamSummary } from './stream-chains.ts';

/** What a verifier says of one epoch. */
export interface EpochReport {
  readonly epoch: number;
  /** Entries that came; in an export of one stream, of that stream. */
  readonly entries: number;
  /** Entries that the last right checkpoint covers. */
  readonly covered: number;
  readonly checkpointsMatched: number;
  readonly checkpointsMismatched: number;
  /** The restore that began it, where the log names it. */
  readonly restore: Restore | undefined;
  /** The last checkpoint, to keep and to hold against later exports; base64 root. */
  readonly last: { readonly size: number; readonly root: string } | undefined;
}

/** What a verifier says of an export. `ok` only where nothing wrong was found. */
export interface ExportReport {
  readonly ok: boolean;
  readonly log: string;
  readonly name: string;
  readonly kind: ExportKind;
  readonly stream: string | undefined;
  readonly entries: number;
  /** Contents that were shown and are what their entries committed to. */
  readonly opened: number;
  /** Entries that commit to a content which was not shown: it has been erased, or was left out of the export. */
  readonly withheld: number;
  readonly epochs: readonly EpochReport[];
  /** The log's verifier keys, first to last. */
  readonly keys: readonly string[];
  readonly streamCount: number;
  readonly streams: readonly StreamSummary[];
  /** How the log stands to the checkpoint that was held against it. */
  readonly since: 'holds' | 'broken' | 'not-checked' | undefined;
  /** True where the log says that it was closed. */
  readonly closed: boolean;
  readonly findings: readonly LogFinding[];
  /** All that was found, also what `findings` has no room for. */
  readonly findingCount: number;
}
