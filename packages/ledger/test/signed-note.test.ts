import { describe, expect, it } from 'vitest';
import {
  addSignatures,
  readCheckpoint,
  readNote,
  readRemoval,
  readVerifierKey,
  signCheckpoint,
  signerOf,
  signNote,
  signRemoval,
  toBase64,
  verifierKey,
  verifyNote,
  verifyRemoval,
  writeRemoval,
  writeVerifierKey,
} from '../src/index.ts';
import { ExampleLog, log, secret } from './example-log.ts';

const signer = signerOf('machimori/test', secret(7));

describe('a verifier key', () => {
  it('comes back as it was written', () => {
    expect(readVerifierKey(writeVerifierKey(signer.key))).toEqual(signer.key);
  });
  it('is refused with another id, another algorithm, or a name that cannot be', () => {
    const written = writeVerifierKey(signer.key);
    for (const given of [
      '',
      written.replace('machimori/test', 'machimori/tess'),
      `${written}A`,
      ` ${written}`,
      written.replace(/[^+]+$/, toBase64(Uint8Array.of(2, ...signer.key.publicKey))),
    ]) {
      expect(readVerifierKey(given)).toBeUndefined();
    }
    expect(() => verifierKey('with space', signer.key.publicKey)).toThrow();
  });
  // The key and the note that the Go implementation of signed notes gives as its example.
  it('and a note of another implementation are understood', async () => {
    const key = readVerifierKey(
      'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW',
    );
    const note = readNote(
      'If you think cryptography is the answer to your problem,\nthen you don’t know what your problem is.\n\n'.replace(
        '’',
        "'",
      ) +
        '— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n',
    );
    expect(key).toBeDefined();
    expect(note && key && (await verifyNote(note, [key]))).toEqual([key]);
  });
});

describe('a note', () => {
  it('holds what it signs, to the byte', async () => {
    const note = await signNote('first\n\nthird\n', [signer]);
    const read = readNote(note);
    expect(read?.text).toBe('first\n\nthird\n');
    expect(read && (await verifyNote(read, [signer.key]))).toEqual([signer.key]);
    const changed = readNote(note.replace('third', 'Third'));
    expect(changed && (await verifyNote(changed, [signer.key]))).toEqual([]);
  });
  it('passes over signatures of others; one wrong signature of a known key spoils it', async () => {
    const [a, b] = [signerOf('a', secret(1)), signerOf('b', secret(2))];
    const note = addSignatures(await signNote('x\n', [a]), await signNote('x\n', [b]));
    const read = readNote(note);
    expect(read?.signatures).toHaveLength(2);
    expect(read && (await verifyNote(read, [b.key]))).toEqual([b.key]);
    expect(read && (await verifyNote(read, [a.key, b.key]))).toEqual([a.key, b.key]);
    const lying = { key: a.key, sign: b.sign };
    const spoilt = readNote(await signNote('x\n', [lying, b]));
    expect(spoilt && (await verifyNote(spoilt, [a.key, b.key]))).toEqual([]);
    expect(spoilt && (await verifyNote(spoilt, [b.key]))).toEqual([b.key]);
    await expect(signNote('y\n', [a]).then((y) => addSignatures(note, y))).rejects.toThrow();
  });
  it.each([
    '',
    '\n',
    'x\n',
    'x\n\n',
    'x\n\n— a\n',
    'x\n\n— a AAAA\n',
    'x\n\n— a+b AAAAAAAA\n',
    'x\r\n\n— a AAAAAAAA\n',
    'x\n\n— a AAAAAAAA',
    'x\n\n- a AAAAAAAA\n',
    'x\n\n— a AAAAAAAA\n ',
  ])('%j is none', (given) => expect(readNote(given)).toBeUndefined());
  it('cannot hold what steers, or no last newline', async () => {
    await expect(signNote('x', [signer])).rejects.toThrow();
    await expect(signNote('x\u0000\n', [signer])).rejects.toThrow();
    await expect(signNote('x\n', [])).rejects.toThrow();
  });
});

describe('a checkpoint', () => {
  it('comes back as it was signed', async () => {
    const given = { origin: 'machimori/test/1', size: 42, root: secret(3) };
    expect(readCheckpoint(await signCheckpoint(given, [signer]))).toMatchObject(given);
  });
  it.each([
    ['machimori/test/1\n042\nAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwM=\n'],
    ['machimori/test/1\n-1\nAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwM=\n'],
    ['machimori/test/1\n9999999999999999\nAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwM=\n'],
    ['machimori/test/1\n1\nAwM=\n'],
    ['machimori/test/1\n1\nAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwN=\n'],
    ['machimori/test/1\n1\nAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwM=\nmore\n'],
    ['\n1\nAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwM=\n'],
  ])('%j is none', async (text) => {
    expect(readCheckpoint(await signNote(text, [signer]))).toBeUndefined();
  });
});

describe('a removed log', () => {
  it('leaves a word that its key signed, and that the first key leads to', async () => {
    const made = await ExampleLog.opened();
    await made.rotate(2);
    const removal = await signRemoval(
      {
        log,
        key: made.first.key,
        handOvers: made.handOvers.map(({ note }) => note),
        checkpoint: made.checkpoints.at(-1) ?? '',
        at: '2026-11-21T05:00:00.000Z',
        reason: 'sample-removed',
      },
      made.signer,
    );
    const read = readRemoval(writeRemoval(removal));
    expect(read).toEqual(removal);
    expect(read && (await verifyRemoval(read, made.first.key))).toBe(true);
    expect(read && (await verifyRemoval(read, signerOf(made.name, secret(9)).key))).toBe(false);
    for (const change of [
      { reason: 'city-removed' as const },
      { at: '2026-11-22T05:00:00.000Z' },
      { checkpoint: made.checkpoints[0] ?? '' },
      { handOvers: [] },
    ]) {
      expect(await verifyRemoval({ ...removal, ...change }, made.first.key)).toBe(false);
    }
    expect(readRemoval('{}')).toBeUndefined();
  });
});
