/**
 * SHA-256 of four messages at once, as a WebAssembly module with vectors of four words: one message a lane.
 * The module is written here instruction by instruction, so that what runs can be read; tests hold it against two
 * other implementations. It exports its memory and `hash(messages, blocks, digests)`: four padded messages that lie
 * end to end, each of so many blocks of 64 bytes, become four digests end to end.
 */
export function lanesModule(): Uint8Array<ArrayBuffer> {
  const type = [1, 0x60, 3, i32, i32, i32, 0];
  const names = [2, ...name('memory'), 2, 0, ...name('hash'), 0, 0];
  const locals = [2, ...leb(local.left - local.before), v128, 1, i32];
  const code = [...locals, ...body(), op.end];
  return Uint8Array.from([
    ...[0, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    ...section(1, type),
    ...section(3, [1, 0]),
    ...section(5, [1, 0, 1]),
    ...section(7, names),
    ...section(10, [1, ...leb(code.length), ...code]),
  ]);
}

const i32 = 0x7f;
const v128 = 0x7b;
/** The type of a loop that leaves nothing behind. */
const nothing = 0x40;

/** Parameters, then vectors: the state (twice, before and within a block), the sixteen words, two to work with; and how many blocks are left. */
const local = {
  messages: 0,
  blocks: 1,
  digests: 2,
  before: 3,
  now: 11,
  word: 19,
  t1: 35,
  t2: 36,
  left: 37,
};

const op = {
  loop: 0x03,
  end: 0x0b,
  branchIf: 0x0d,
  get: (n: number): readonly number[] => [0x20, n],
  set: (n: number): readonly number[] => [0x21, n],
  tee: (n: number): readonly number[] => [0x22, n],
  number: (n: number): readonly number[] => [0x41, ...signedLeb(n)],
  addNumbers: 0x6a,
  subtract: 0x6b,
  multiply: 0x6c,
  load: (offset: number): readonly number[] => [0xfd, 0x00, 0, ...leb(offset)],
  store: (offset: number): readonly number[] => [0xfd, 0x0b, 0, ...leb(offset)],
  shuffle: (bytes: readonly number[]): readonly number[] => [0xfd, 0x0d, ...bytes],
  splat: (word: number): readonly number[] => [
    0xfd,
    0x0c,
    ...[0, 0, 0, 0].flatMap(() => littleEndian(word)),
  ],
  xor: [0xfd, 0x51],
  or: [0xfd, 0x50],
  select: [0xfd, 0x52],
  left: [0xfd, 0xab, 0x01],
  right: [0xfd, 0xad, 0x01],
  add: [0xfd, 0xae, 0x01],
} as const;

const littleEndian = (word: number): readonly number[] =>
  [0, 8, 16, 24].map((n) => (word >>> n) & 255);

function leb(n: number): readonly number[] {
  const bytes: number[] = [];
  let rest = n;
  for (; rest > 127; rest >>>= 7) bytes.push((rest & 127) | 128);
  return [...bytes, rest];
}

/** A number that is not negative, with room for the sign. */
const signedLeb = (n: number): readonly number[] =>
  n < 64 ? [n] : [(n & 127) | 128, ...signedLeb(n >>> 7)];

const name = (of: string): readonly number[] => [
  of.length,
  ...Array.from(of, (c) => c.charCodeAt(0)),
];
const section = (id: number, content: readonly number[]): readonly number[] => [
  id,
  ...leb(content.length),
  ...content,
];

/** The first 32 bits of the fractional parts of square or cube roots of the first primes (FIPS 180-4, 4.2.2 and 5.3.3). */
function constants(count: number, root: (prime: number) => number): readonly number[] {
  const primes: number[] = [];
  for (let n = 2; primes.length < count; n++) if (primes.every((p) => n % p !== 0)) primes.push(n);
  return primes.map((prime) => ((root(prime) % 1) * 2 ** 32) >>> 0);
}

/** The top of the stack turned right by so many bits; `from` pushes it. */
const turned = (from: number, bits: number): readonly number[] => [
  ...[...op.get(from), ...op.number(bits), ...op.right],
  ...[...op.get(from), ...op.number(32 - bits), ...op.left, ...op.or],
];

/** Turned by a, by b, and turned (or, for words, moved) by c, all together. */
const mixed = (from: number, a: number, b: number, c: number, moved = false): readonly number[] => [
  ...[...turned(from, a), ...turned(from, b), ...op.xor],
  ...(moved ? [...op.get(from), ...op.number(c), ...op.right] : turned(from, c)),
  ...op.xor,
];

/** Four vectors of four words, turned about: what was one lane's becomes one word of each lane, and back again. */
function transposed(w: number): readonly number[] {
  const low = [0, 1, 2, 3, 16, 17, 18, 19, 4, 5, 6, 7, 20, 21, 22, 23];
  const high = [8, 9, 10, 11, 24, 25, 26, 27, 12, 13, 14, 15, 28, 29, 30, 31];
  const firsts = [0, 1, 2, 3, 4, 5, 6, 7, 16, 17, 18, 19, 20, 21, 22, 23];
  const seconds = [8, 9, 10, 11, 12, 13, 14, 15, 24, 25, 26, 27, 28, 29, 30, 31];
  const put = (a: number, b: number, how: readonly number[], to: number): readonly number[] => [
    ...op.get(a),
    ...op.get(b),
    ...op.shuffle(how),
    ...op.set(to),
  ];
  return [
    ...[...put(w, w + 1, low, local.t1), ...put(w + 2, w + 3, low, local.t2)],
    ...[...put(w, w + 1, high, w), ...put(w + 2, w + 3, high, w + 1)],
    ...[...put(w, w + 1, firsts, w + 2), ...put(w, w + 1, seconds, w + 3)],
    ...[...put(local.t1, local.t2, firsts, w), ...put(local.t1, local.t2, seconds, w + 1)],
  ];
}

/** Bytes of each word the other way round: SHA-256 is big-endian, vectors are not. */
const swapped = (from: number): readonly number[] => [
  ...[...op.get(from), ...op.get(from)],
  ...op.shuffle([3, 2, 1, 0, 7, 6, 5, 4, 11, 10, 9, 8, 15, 14, 13, 12]),
];

/** The sixteen words of a block of each lane. */
function loadWords(): number[] {
  const code: number[] = [];
  for (const quarter of [0, 1, 2, 3]) {
    const w = local.word + quarter * 4;
    for (const lane of [0, 1, 2, 3]) {
      code.push(...op.get(local.messages), ...op.get(local.blocks), ...op.number(64 * lane));
      code.push(op.multiply, op.addNumbers, ...op.load(quarter * 16), ...op.set(w + lane));
      code.push(...swapped(w + lane), ...op.set(w + lane));
    }
    code.push(...transposed(w));
  }
  return code;
}

/** One block of each lane (FIPS 180-4, 6.2.2). The eight letters of the state change places instead of being moved. */
function rounds(): number[] {
  const code: number[] = [];
  const k = constants(64, Math.cbrt);
  for (let i = 0; i < 64; i++) {
    const at = (letter: number): number => local.now + ((letter + 64 - i) % 8);
    const [a, b, c, d, e, f, g, h] = [0, 1, 2, 3, 4, 5, 6, 7].map(at) as [
      ...[number, number, number, number],
      ...[number, number, number, number],
    ];
    const w = (back: number): number => local.word + ((i + 16 - back) % 16);
    if (i >= 16) {
      code.push(...mixed(w(2), 17, 19, 10, true), ...op.get(w(7)), ...op.add);
      code.push(...mixed(w(15), 7, 18, 3, true), ...op.add);
      code.push(...op.get(w(16)), ...op.add, ...op.set(w(16)));
    }
    // t1 = h + Σ1(e) + Ch(e, f, g) + k + w
    code.push(...op.get(h), ...mixed(e, 6, 11, 25), ...op.add);
    code.push(...op.get(f), ...op.get(g), ...op.get(e), ...op.select, ...op.add);
    code.push(...op.splat(k[i] ?? 0), ...op.add, ...op.get(w(16)), ...op.add, ...op.tee(local.t1));
    // e' = d + t1
    code.push(...op.get(d), ...op.add, ...op.set(d));
    // a' = t1 + Σ0(a) + Maj(a, b, c), where Maj takes c if a and b differ
    code.push(...mixed(a, 2, 13, 22), ...op.get(local.t1), ...op.add);
    code.push(...op.get(c), ...op.get(b), ...op.get(a), ...op.get(b), ...op.xor, ...op.select);
    code.push(...op.add, ...op.set(h));
  }
  return code;
}

function body(): number[] {
  const letters = [0, 1, 2, 3, 4, 5, 6, 7];
  const start = constants(8, Math.sqrt);
  const { before, now, messages, left } = local;
  const block = [
    ...loadWords(),
    ...letters.flatMap((n) => [...op.get(before + n), ...op.set(now + n)]),
    ...rounds(),
    ...letters.flatMap((n) => [
      ...[...op.get(before + n), ...op.get(now + n)],
      ...[...op.add, ...op.set(before + n)],
    ]),
    ...[...op.get(messages), ...op.number(64), op.addNumbers, ...op.set(messages)],
    ...[...op.get(left), ...op.number(1), op.subtract, ...op.tee(left)],
  ];
  const out = [0, 1, 2, 3].flatMap((lane) =>
    [0, 4].flatMap((half) => [
      ...[...op.get(local.digests), ...swapped(before + half + lane)],
      ...op.store(lane * 32 + half * 4),
    ]),
  );
  return [
    ...letters.flatMap((n) => [...op.splat(start[n] ?? 0), ...op.set(before + n)]),
    ...[...op.get(local.blocks), ...op.set(left)],
    ...[op.loop, nothing, ...block, op.branchIf, 0, op.end],
    ...[...transposed(before), ...transposed(before + 4)],
    ...out,
  ];
}
