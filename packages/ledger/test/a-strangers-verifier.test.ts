import { createHash, createPublicKey, verify } from 'node:crypto';
import { expect, it } from 'vitest';
import { signCheckpoint } from '../src/checkpoint.ts';
import { ExampleLog, secret } from './example-log.ts';

// What a stranger writes who has read docs/adr/0007-ledger.md and nothing else: no line of ours, Node's cryptography
// alone. It refuses without naming what is wrong.

const sha256 = (...parts: readonly (Uint8Array | string)[]): Buffer =>
  parts
    .reduce<ReturnType<typeof createHash>>((h, part) => h.update(part), createHash('sha256'))
    .digest();

function rootOf(hashes: readonly Buffer[]): Buffer {
  if (hashes.length === 0) return sha256();
  let row = [...hashes];
  // Level by level; a last node without a partner goes up as it is.
  while (row.length > 1) {
    const next: Buffer[] = [];
    for (let i = 0; i < row.length; i += 2) {
      const [left, right] = [row[i] as Buffer, row[i + 1]];
      next.push(right === undefined ? left : sha256('\u0001', left, right));
    }
    row = next;
  }
  return row[0] as Buffer;
}

function signedBy(note: string, key: string): string | undefined {
  const [name = '', , encoded = ''] = key.split(/\+(?=[0-9a-f]{8}\+)|(?<=\+[0-9a-f]{8})\+/);
  const end = note.lastIndexOf('\n\n') + 1;
  const raw = Buffer.from(encoded, 'base64').subarray(1);
  const der = Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), raw]);
  const publicKey = createPublicKey({ key: der, format: 'der', type: 'spki' });
  const right = note
    .slice(end + 1)
    .split('\n')
    .filter((line) => line.startsWith(`— ${name} `))
    .map((line) => Buffer.from(line.slice(name.length + 3), 'base64').subarray(4))
    .some((signature) => verify(null, Buffer.from(note.slice(0, end)), publicKey, signature));
  return right ? note.slice(0, end) : undefined;
}

function accepts(lines: readonly string[], trusted: string): boolean {
  const keys = [{ key: trusted, epoch: 0, index: 0 }];
  let hashes: Buffer[] = [];
  let [epoch, covered, ended] = [1, 0, false];
  let left: string | undefined;
  const streams = new Map<string, { counter: number; hash: string }>();
  for (const line of lines) {
    const value = JSON.parse(line);
    if (value.record === 'header' && value.key !== trusted) return false;
    if (value.record === 'hand-over') {
      const text = signedBy(value.note, keys.at(-1)?.key ?? '');
      const [, origin = '', index, key = ''] = text?.split('\n') ?? [];
      if (text?.startsWith('machimori hand-over v1\n') !== true) return false;
      keys.push({ key, epoch: Number(origin.split('/').at(-1)), index: Number(index) });
    } else if (value.record === 'checkpoint') {
      const [origin = '', size = ''] = value.note.split('\n');
      const of = Number(origin.split('/').at(-1));
      const key = keys.findLast((k) => k.epoch < of || (k.epoch === of && k.index < Number(size)));
      const text = signedBy(value.note, key?.key ?? '');
      const root = rootOf(hashes).toString('base64');
      if (text !== `${trusted.split('+')[0]}/${epoch}\n${hashes.length}\n${root}\n`) return false;
      covered = hashes.length;
    } else if (value.record === 'content' && left !== undefined) {
      const { backup, checkpoint } = value.content;
      const known = checkpoint.split('\n')[0] === `${trusted.split('+')[0]}/${epoch - 1}`;
      const signed = keys.some(({ key }) => signedBy(backup ?? checkpoint, key) === left);
      if (!known || !signed) return false;
      left = undefined;
    } else if (value.record === 'end') {
      ended = true;
    } else if (value.record === undefined) {
      if (value.epoch !== epoch) {
        // The entry that begins an epoch tells which ones a restore has lost.
        if (covered !== hashes.length || value.epoch <= epoch || value.action !== 'epoch:open')
          return false;
        const root = rootOf(hashes).toString('base64');
        left = `${trusted.split('+')[0]}/${epoch}\n${hashes.length}\n${root}\n`;
        [epoch, hashes, covered] = [value.epoch, [], 0];
      }
      const hash = sha256('\u0000', line);
      const before = streams.get(value.stream);
      if (value.counter !== (before?.counter ?? 0) + 1) return false;
      if (value.previous !== (before?.hash ?? null)) return false;
      streams.set(value.stream, { counter: value.counter, hash: hash.toString('base64') });
      hashes.push(hash);
    }
  }
  return ended && covered === hashes.length;
}

it('accepts what we write, and nothing that was changed', async () => {
  const made = await ExampleLog.opened();
  await made.add([made.draft(), made.draft({ stream: 'resident:1' })], [{ text: '見た' }]);
  await made.rotate(2);
  await made.add([made.draft(), made.draft(), made.draft()]);
  await made.reopen();
  await made.add([made.draft()]);
  // As where a restore has lost the epochs 3 and 4.
  const lost = await signCheckpoint({ origin: `${made.name}/4`, size: 7, root: secret(7) }, [
    made.signer,
  ]);
  await made.restored({ epoch: 5, checkpoint: lost });
  const lines = await made.lines();
  expect(accepts(lines, made.key)).toBe(true);
  lines.forEach((line, i) => {
    if (!line.startsWith('{"action":')) return;
    expect(accepts(lines.with(i, line.replace('"done"', '"failed"')), made.key)).toBe(false);
    expect(accepts(lines.toSpliced(i, 1), made.key)).toBe(false);
  });
  expect(accepts(lines.slice(0, -1), made.key)).toBe(false);
});
