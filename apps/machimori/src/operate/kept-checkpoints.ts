import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import {
  type HandedOut,
  installation,
  type KnownCheckpoint,
  verifyWithNode,
} from '@machimori/database';
import { Failure, fill, text } from '@machimori/kernel';
import { asHandedOut, logName, readCheckpoint, verifyExport } from '@machimori/ledger';

const messages = {
  none: text(
    '「{path}」に、このバックアップの記録のチェックポイントがありません。',
    '“{path}” holds no checkpoint of a log in this backup.',
  ),
  noneNext: text(
    '受け取ったチェックポイントか、記録の書き出しのファイルを指定してください。',
    'Name a file with a checkpoint that was handed out, or an export of the log.',
  ),
  unreadable: text('「{path}」を読めません。', '“{path}” cannot be read.'),
  other: text(
    '「{path}」は、このバックアップとは別の歴史の書き出しです。バックアップの終わりの記録を通っていません（同じバックアップの別の復元、バックアップより前への復元など）。',
    '“{path}” is an export of another history than this backup: it does not go through the backup’s last entries (another restore of the same backup, or one to before it).',
  ),
  otherNext: text(
    'どちらが正しいかを確かめてください。別の歴史と知ったうえで戻すときは、--checkpoint を付けずに実行します。',
    'Find out which is right. To restore knowing of the other history, run without --checkpoint.',
  ),
  wrong: text(
    '「{path}」は、そのままでは確かめられない書き出しです（書きかえ、抜けなど）。',
    '“{path}” is an export that does not verify (changed or missing entries).',
  ),
  wrongNext: text(
    '「./machimori ledger verify」で、どこが違うかを見てください。',
    'See where with “./machimori ledger verify”.',
  ),
};

/** What somebody kept of the logs, outside of the data. */
export interface Kept {
  /** The latest checkpoint of a log, and those before it; nothing of it is verified yet. */
  of(log: string): KnownCheckpoint | undefined;
  /**
   * Where a whole export goes further than where a restored log ends: throws unless its entries lead through that
   * end. An export shows few of the checkpoints on its way, so that those alone do not tell.
   */
  expectThrough(log: string, end: HandedOut): Promise<void>;
}

/**
 * Reads a checkpoint as it was handed out, several of them, or an export. Throws where there is none of these logs.
 */
export async function readKept(
  path: string,
  logs: readonly { readonly log: string }[],
): Promise<Kept> {
  const { notes, handOvers, whole } = await notesIn(path);
  const found = new Map<string, { note: string; epoch: number; size: number; all: string[] }>();
  for (const note of notes) {
    const checkpoint = readCheckpoint(note);
    const [, name = '', digits] = /^(.+)\/(\d{1,9})$/.exec(checkpoint?.origin ?? '') ?? [];
    const of = logs.find(({ log }) => isNameOf(log, name));
    if (checkpoint === undefined || of === undefined) continue;
    const { size } = checkpoint;
    const epoch = Number(digits);
    const before = found.get(of.log);
    const later =
      before === undefined ||
      epoch > before.epoch ||
      (epoch === before.epoch && size > before.size);
    const all = [...(before?.all ?? []), note];
    found.set(of.log, later ? { note, epoch, size, all } : { ...before, all });
  }
  if (found.size === 0)
    throw new Failure('input-invalid', fill(messages.none, { path }), { next: messages.noneNext });
  return {
    of(log) {
      const kept = found.get(log);
      return kept && { note: kept.note, handOvers, earlier: kept.all };
    },
    async expectThrough(log, { key, checkpoint, epoch, entries }) {
      const kept = found.get(log);
      if (kept === undefined || !whole) return;
      if (kept.epoch < epoch || (kept.epoch === epoch && kept.size <= entries)) return;
      const pieces = createReadStream(path);
      const options = { since: checkpoint, verifySignature: verifyWithNode };
      const { ok, since } = await verifyExport(pieces, key, options).finally(() =>
        pieces.destroy(),
      );
      if (since !== 'holds')
        throw new Failure('conflict', fill(messages.other, { path }), { next: messages.otherNext });
      if (!ok)
        throw new Failure('input-invalid', fill(messages.wrong, { path }), {
          next: messages.wrongNext,
        });
    },
  };
}

/** The installation's log has a mark behind its name. */
const isNameOf = (log: string, name: string): boolean =>
  name === logName(log) || (log === installation && name.startsWith(`${logName(log)}-`));

/** Signed notes, written one below the other or in the lines of an export. */
async function notesIn(path: string): Promise<{
  readonly notes: readonly string[];
  readonly handOvers: readonly string[];
  /** An export that shows all entries. */
  readonly whole: boolean;
}> {
  let whole = false;
  const notes: string[] = [];
  const handOvers: string[] = [];
  let lines: string[] = [];
  const end = (): void => {
    const note = asHandedOut(lines.join('\n'));
    if (note.startsWith('machimori hand-over ')) handOvers.push(note);
    else if (lines.length > 0) notes.push(note);
    lines = [];
  };
  try {
    for await (const line of createInterface({ input: createReadStream(path, 'utf8') })) {
      if (line.startsWith('{')) {
        const { record, kind, note } = exported(line);
        if (record === 'header') whole = kind === 'whole';
        if (record === 'checkpoint') notes.push(note);
        if (record === 'hand-over') handOvers.push(note);
        continue;
      }
      // Signatures end a note: what comes after them begins the next.
      if (lines.at(-1)?.startsWith('— ') === true && !line.startsWith('— ')) end();
      if (lines.length > 0 || line.trim() !== '') lines.push(line);
      if (lines.length > most) lines = [];
    }
  } catch (cause) {
    throw new Failure('input-unreadable', fill(messages.unreadable, { path }), { cause });
  }
  end();
  return { notes, handOvers, whole };
}

/** A note has a few lines; anything longer is another file. */
const most = 100;

function exported(line: string): {
  readonly record: string;
  readonly kind: string;
  readonly note: string;
} {
  const other = { record: '', kind: '', note: '' };
  if (!/"record":"(?:checkpoint|hand-over|header)"/.test(line)) return other;
  try {
    const { record, kind, note } = JSON.parse(line) as Readonly<Record<string, unknown>>;
    const word = (value: unknown): string => (typeof value === 'string' ? value : '');
    return { record: word(record), kind: word(kind), note: word(note) };
  } catch {
    return other;
  }
}
