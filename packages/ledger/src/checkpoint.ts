import { Failure, text } from '@machimori/kernel';
import { hashFromBase64, toBase64 } from './bytes.ts';
import { readNote, type SignedNote, signNote } from './signed-note.ts';
import type { Signer } from './verifier-key.ts';

/** What the log was at one moment: how many entries, and the hash of them all (C2SP tlog-checkpoint). */
export interface Checkpoint {
  readonly origin: string;
  readonly size: number;
  readonly root: Uint8Array;
}

/** A checkpoint with the note it came in. */
export interface SignedCheckpoint extends Checkpoint {
  readonly note: SignedNote;
}

/** The name of a log, which its keys bear: `machimori/<log>`. An installation's log adds what tells it from others. */
export const logName = (log: string, distinction?: string): string =>
  `machimori/${log}${distinction === undefined ? '' : `-${distinction}`}`;

/** Each epoch is a tree of its own, and so has an origin of its own: `<name>/<epoch>`. */
export const originOf = (name: string, epoch: number): string => `${name}/${epoch}`;

/** The epoch in an origin of this log, or undefined where the origin is another's. */
export function epochOf(name: string, origin: string): number | undefined {
  const [, epoch] = /\/([1-9]\d{0,8})$/.exec(origin) ?? [];
  return epoch !== undefined && origin === originOf(name, Number(epoch))
    ? Number(epoch)
    : undefined;
}

const writeCheckpoint = ({ origin, size, root }: Checkpoint): string =>
  `${origin}\n${size}\n${toBase64(root)}\n`;

/** A note of this checkpoint, signed by each signer. */
export function signCheckpoint(
  checkpoint: Checkpoint,
  signers: readonly Signer[],
): Promise<string> {
  const { origin, size, root } = checkpoint;
  const right =
    !/[\s\p{Cc}]/u.test(origin) && origin !== '' && Number.isSafeInteger(size) && size >= 0;
  if (!right || root.length !== 32) {
    throw new Failure('input-invalid', text('チェックポイントにできません', 'not a checkpoint'));
  }
  return signNote(writeCheckpoint(checkpoint), signers);
}

/** A checkpoint as it was given, or undefined where it is none. Nothing is verified yet: see `verifyNote`. */
export function readCheckpoint(given: string): SignedCheckpoint | undefined {
  const note = readNote(given);
  const [, origin = '', digits = '', encoded] =
    /^(\S+)\n(0|[1-9]\d{0,15})\n(\S{44})\n$/u.exec(note?.text ?? '') ?? [];
  const root = hashFromBase64(encoded);
  const size = Number(digits);
  if (note === undefined || root === undefined || !Number.isSafeInteger(size)) return undefined;
  return { origin, size, root, note };
}

/** A note as it was handed out, where mail or a form has changed the ends of its lines since. */
export const asHandedOut = (pasted: string): string =>
  `${pasted
    .replace(/\r\n?/g, '\n')
    .replace(/[ \t]+$/gm, '')
    .trim()}\n`;
