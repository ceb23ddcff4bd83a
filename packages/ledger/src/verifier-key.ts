import { Failure, text } from '@machimori/kernel';
import { ed25519 } from '@noble/curves/ed25519.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, concatBytes, fromBase64, sameBytes, toBase64, utf8 } from './bytes.ts';

/** A public key that notes are verified with (C2SP signed-note, Ed25519). */
export interface VerifierKey {
  readonly name: string;
  /** The first four bytes of SHA-256(name ‖ newline ‖ 0x01 ‖ key): which key signed, no proof of it. */
  readonly id: Uint8Array;
  readonly publicKey: Uint8Array;
}

/** Signs notes. Where its secret lies is its own matter. */
export interface Signer {
  readonly key: VerifierKey;
  sign(message: Uint8Array): Uint8Array | Promise<Uint8Array>;
}

/** True for a right Ed25519 signature. The program may bring a faster one than `verifyEd25519`. */
export type VerifySignature = (
  signature: Uint8Array,
  message: Uint8Array,
  publicKey: Uint8Array,
) => boolean | Promise<boolean>;

/** RFC 8032, strictly: no second form of a signature or of a key. */
export const verifyEd25519: VerifySignature = (signature, message, publicKey) => {
  try {
    return ed25519.verify(signature, message, publicKey, { zip215: false });
  } catch {
    return false;
  }
};

const algorithm = 0x01;
const nameForm = /^[^\s\p{Z}\p{Cc}+]{1,200}$/u;

/** True for a name that a key may bear: no spaces, no plus. */
export const isKeyName = (name: string): boolean => nameForm.test(name) && name.isWellFormed();

export function verifierKey(name: string, publicKey: Uint8Array): VerifierKey {
  if (!isKeyName(name) || publicKey.length !== 32) {
    throw new Failure(
      'input-invalid',
      text('鍵の名か長さが正しくありません', 'not a key, or a name that a key cannot bear'),
    );
  }
  const id = sha256(concatBytes(utf8(`${name}\n`), Uint8Array.of(algorithm), publicKey)).slice(
    0,
    4,
  );
  return { name, id, publicKey };
}

/** `<name>+<id in hex>+<base64 of 0x01 ‖ key>`: what a stranger is given. */
export const writeVerifierKey = ({ name, id, publicKey }: VerifierKey): string =>
  `${name}+${bytesToHex(id)}+${toBase64(concatBytes(Uint8Array.of(algorithm), publicKey))}`;

/** A key as it was given, or undefined where it is none, of another algorithm, or its id is not its own. */
export function readVerifierKey(given: string): VerifierKey | undefined {
  const [, name = '', id = '', encoded = ''] = /^([^+]+)\+([0-9a-f]{8})\+(.+)$/.exec(given) ?? [];
  const bytes = fromBase64(encoded);
  if (bytes?.length !== 33 || bytes[0] !== algorithm || !isKeyName(name)) return undefined;
  const key = verifierKey(name, bytes.slice(1));
  return bytesToHex(key.id) === id ? key : undefined;
}

/** A verifier key as a person gave it. */
export function requireKey(given: string | VerifierKey): VerifierKey {
  const key = typeof given === 'string' ? readVerifierKey(given.trim()) : given;
  if (key !== undefined) return key;
  throw new Failure(
    'input-invalid',
    text('検証用の鍵の形ではありません', 'this is not a verifier key'),
    {
      next: text(
        '「machimori/…+8桁の番号+鍵」の一行を、そのまま渡してください',
        'Give the whole line: “machimori/…+eight digits+key”.',
      ),
    },
  );
}

export const sameKey = (a: VerifierKey, b: VerifierKey): boolean =>
  a.name === b.name && sameBytes(a.publicKey, b.publicKey);

/** A signer that holds its secret (32 bytes) in memory. */
export function signerOf(name: string, secret: Uint8Array): Signer {
  const key = verifierKey(name, ed25519.getPublicKey(secret));
  return { key, sign: (message) => ed25519.sign(message, secret) };
}
