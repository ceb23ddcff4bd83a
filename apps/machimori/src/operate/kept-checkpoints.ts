import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { installation, type KnownCheckpoint } from '@machimori/database';
import { Failure, fill, text } from '@machimori/kernel';
import { asHandedOut, logName, readCheckpoint } from '@machimori/ledger';

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
};

/**
 * What somebody kept of the logs: a checkpoint as it was handed out, several of them, or an export. Gives the latest
 * of each log, and those before it; nothing is verified yet. Throws where there is none of these logs.
 */
export async function readKept(
  path: string,
  logs: readonly { readonly log: string }[],
): Promise<(log: string) => KnownCheckpoint | undefined> {
  const { notes, handOvers } = await notesIn(path);
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
  return (log) => {
    const kept = found.get(log);
    return kept && { note: kept.note, handOvers, earlier: kept.all };
  };
}

/** The installation's log has a mark behind its name. */
const isNameOf = (log: string, name: string): boolean =>
  name === logName(log) || (log === installation && name.startsWith(`${logName(log)}-`));

/** Signed notes, written one below the other or in the lines of an export. */
async function notesIn(
  path: string,
): Promise<{ readonly notes: readonly string[]; readonly handOvers: readonly string[] }> {
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
        const { record, note } = exported(line);
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
  return { notes, handOvers };
}

/** A note has a few lines; anything longer is another file. */
const most = 100;

function exported(line: string): { readonly record: string; readonly note: string } {
  const other = { record: '', note: '' };
  if (!line.includes('"record":"checkpoint"') && !line.includes('"record":"hand-over"'))
    return other;
  try {
    const { record, note } = JSON.parse(line) as { record?: unknown; note?: unknown };
    return typeof record === 'string' && typeof note === 'string' ? { record, note } : other;
  } catch {
    return other;
  }
}
