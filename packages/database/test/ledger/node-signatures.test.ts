import { signerOf, verifyEd25519 } from '@machimori/ledger';
import { describe, expect, it } from 'vitest';
import { verifyWithNode } from '../../src/ledger/index.ts';

describe('two verifiers of signatures agree', async () => {
  const { key, sign } = signerOf('a', new Uint8Array(32).fill(3));
  const message = new TextEncoder().encode('message');
  const right = new Uint8Array(await sign(message));
  const order = Buffer.from(
    'edd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010',
    'hex',
  );
  // The same signature with the order of the group added to its second half: a second form that neither may take.
  const second = Uint8Array.from(right);
  let carry = 0;
  for (let i = 0; i < 32; i++) {
    const sum = (right[32 + i] ?? 0) + (order[i] ?? 0) + carry;
    second[32 + i] = sum & 255;
    carry = sum >> 8;
  }
  const cases: readonly [string, Uint8Array, Uint8Array, Uint8Array, boolean][] = [
    ['the right one', right, message, key.publicKey, true],
    ['another message', right, message.subarray(1), key.publicKey, false],
    ['a bit of the signature', right.with(5, (right[5] ?? 0) ^ 1), message, key.publicKey, false],
    ['a second form', second, message, key.publicKey, false],
    ['a short signature', right.subarray(1), message, key.publicKey, false],
    ['a short key', right, message, key.publicKey.subarray(1), false],
    [
      'a key of zeros, a signature of zeros',
      new Uint8Array(64),
      message,
      new Uint8Array(32),
      false,
    ],
  ];
  it.each(cases)('%s', (_, signature, of, publicKey, holds) => {
    expect(verifyEd25519(signature, of, publicKey)).toBe(holds);
    expect(verifyWithNode(signature, of, publicKey)).toBe(holds);
  });
});
