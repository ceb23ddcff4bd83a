import { createPublicKey, verify } from 'node:crypto';
import type { VerifySignature } from '@machimori/ledger';

/** What stands before the 32 bytes of an Ed25519 key in its DER form. */
const keyHead = Buffer.from('302a300506032b6570032100', 'hex');

/** As `verifyEd25519` of the ledger, by Node's own cryptography: about ten times as fast, for exports with many checkpoints. */
export const verifyWithNode: VerifySignature = (signature, message, publicKey) => {
  try {
    const key = Buffer.concat([keyHead, publicKey]);
    return verify(null, message, createPublicKey({ key, format: 'der', type: 'spki' }), signature);
  } catch {
    return false;
  }
};
