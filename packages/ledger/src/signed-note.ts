import { Failure, text } from '@machimori/kernel';
import { concatBytes, fromBase64, sameBytes, toBase64, utf8 } from './bytes.ts';
import {
  isKeyName,
  type Signer,
  type VerifierKey,
  type VerifySignature,
  verifyEd25519,
} from './verifier-key.ts';

/** One signature line of a note. */
export interface NoteSignature {
  readonly name: string;
  readonly id: Uint8Array;
  readonly signature: Uint8Array;
}

/** A text with the signatures under it (C2SP signed-note). */
export interface SignedNote {
  /** Ends with a newline, as it was signed. */
  readonly text: string;
  readonly signatures: readonly NoteSignature[];
}

const noteCharacters = 64 * 1024;
const noteSignatures = 64;
const control = /[\u0000-\u0009\u000b-\u001f]/;

const signable = (given: string): boolean =>
  given.endsWith('\n') && given.isWellFormed() && !control.test(given);

/** Signs a text; a newline ends it. */
export async function signNote(given: string, signers: readonly Signer[]): Promise<string> {
  if (!signable(given) || signers.length === 0) {
    throw new Failure(
      'input-invalid',
      text('署名できない文です', 'a text that a note cannot hold'),
    );
  }
  const message = utf8(given);
  let note = `${given}\n`;
  for (const signer of signers) {
    const signature = await signer.sign(message);
    note += `— ${signer.key.name} ${toBase64(concatBytes(signer.key.id, signature))}\n`;
  }
  return note;
}

/** Puts the signatures of others (witnesses, the key before) under the same text. */
export function addSignatures(note: string, others: string): string {
  const [own, other] = [readNote(note), readNote(others)];
  if (own === undefined || other === undefined || own.text !== other.text) {
    throw new Failure('input-invalid', text('別の文への署名です', 'signatures of another text'));
  }
  const lines = (of: string): readonly string[] => of.slice(own.text.length + 1).split(/(?<=\n)/);
  return `${own.text}\n${[...new Set([...lines(note), ...lines(others)])].join('')}`;
}

/** A note in its one right form, or undefined. Nothing is verified yet. */
export function readNote(given: string): SignedNote | undefined {
  if (given.length > noteCharacters || !signable(given)) return undefined;
  const end = given.lastIndexOf('\n\n');
  if (end < 0) return undefined;
  const lines = given.slice(end + 2, -1).split('\n');
  if (lines.length > noteSignatures) return undefined;
  const signatures: NoteSignature[] = [];
  for (const line of lines) {
    const [, name = '', encoded = ''] = /^— (\S+) (\S+)$/u.exec(line) ?? [];
    const bytes = fromBase64(encoded);
    if (!isKeyName(name) || bytes === undefined || bytes.length < 5) return undefined;
    signatures.push({ name, id: bytes.slice(0, 4), signature: bytes.slice(4) });
  }
  return { text: given.slice(0, end + 1), signatures };
}

/**
 * The keys that signed, of those known. Signatures of others are passed over, as they may be of witnesses;
 * one wrong signature under a known key spoils the whole note, and so it has none.
 */
export async function verifyNote(
  note: SignedNote,
  known: readonly VerifierKey[],
  verify: VerifySignature = verifyEd25519,
): Promise<readonly VerifierKey[]> {
  const message = utf8(note.text);
  const signed: VerifierKey[] = [];
  for (const { name, id, signature } of note.signatures) {
    const key = known.find((each) => each.name === name && sameBytes(each.id, id));
    if (key === undefined) continue;
    if (signature.length !== 64 || !(await verify(signature, message, key.publicKey))) return [];
    signed.push(key);
  }
  return signed;
}
