import { Failure, text } from '@machimori/kernel';
import { readNote, type SignedNote, signNote } from './signed-note.ts';
import type { Signer } from './verifier-key.ts';

/** What a key may sign besides checkpoints (answer books have keys of their own). Their first line has spaces, so that none can pass for a checkpoint. */
export type StatementKind = 'hand-over' | 'stream-head' | 'removal' | 'answer-book';

const head = (kind: StatementKind): string => `machimori ${kind} v1\n`;

/** A signed statement: its kind, then one line for each thing it says. */
export function signStatement(
  kind: StatementKind,
  lines: readonly string[],
  signers: readonly Signer[],
): Promise<string> {
  if (lines.some((line) => line === '' || line.includes('\n'))) {
    throw new Failure('input-invalid', text('一行に書けない値です', 'not one line'));
  }
  return signNote(`${head(kind)}${lines.map((line) => `${line}\n`).join('')}`, signers);
}

/** The lines of a statement of this kind, or undefined. Nothing is verified yet. */
export function readStatement(
  kind: StatementKind,
  given: string,
  count: number,
): { readonly note: SignedNote; readonly lines: readonly string[] } | undefined {
  const note = readNote(given);
  if (note?.text.startsWith(head(kind)) !== true) return undefined;
  const lines = note.text.slice(head(kind).length, -1).split('\n');
  return lines.length === count && !lines.includes('') ? { note, lines } : undefined;
}
