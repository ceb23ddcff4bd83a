import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';

/** Seals what must not lie readable in the database: signing keys, second-factor secrets, letters with links. */
export interface Vault {
  /** `context` says what is sealed and for what; opening it as anything else fails. */
  seal(plain: Uint8Array, context: string): Uint8Array;
  /** Throws where the seal is broken, the context another, or the master key another. */
  open(sealed: Uint8Array, context: string): Uint8Array;
  /** The same secret for the same context, made anew from the master key each time: it lies nowhere. */
  secretFor(context: string): string;
}

const version = 1;
const saltBytes = 16;
const nonceBytes = 12;
const tagBytes = 16;
const headBytes = 1 + saltBytes + nonceBytes;

/** AES-256-GCM under a key derived afresh for each seal, so that no nonce is ever used twice. */
export function createVault(masterKey: Uint8Array): Vault {
  if (masterKey.length !== 32) throw new TypeError('a master key has 32 bytes');
  const keyOf = (salt: Uint8Array, context: string): Uint8Array =>
    new Uint8Array(hkdfSync('sha256', masterKey, salt, `machimori/vault/${context}`, 32));
  return {
    seal(plain, context) {
      const salt = randomBytes(saltBytes);
      const nonce = randomBytes(nonceBytes);
      const cipher = createCipheriv('aes-256-gcm', keyOf(salt, context), nonce);
      const head = Buffer.concat([Buffer.of(version), salt, nonce]);
      cipher.setAAD(head);
      return Buffer.concat([head, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
    },
    open(sealed, context) {
      if (sealed.length < headBytes + tagBytes || sealed[0] !== version)
        throw new TypeError('this is nothing that the vault has sealed');
      const salt = sealed.subarray(1, 1 + saltBytes);
      const nonce = sealed.subarray(1 + saltBytes, headBytes);
      const decipher = createDecipheriv('aes-256-gcm', keyOf(salt, context), nonce);
      decipher.setAAD(sealed.subarray(0, headBytes));
      decipher.setAuthTag(sealed.subarray(-tagBytes));
      const body = sealed.subarray(headBytes, -tagBytes);
      return Buffer.concat([decipher.update(body), decipher.final()]);
    },
    secretFor: (context) =>
      Buffer.from(
        hkdfSync('sha256', masterKey, '', `machimori/vault-secret/${context}`, 32),
      ).toString('base64url'),
  };
}
