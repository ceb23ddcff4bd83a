import { isIP } from 'node:net';

// RFC 5280, 4.2.1.10, in DER: what an authority may vouch for. Only the two forms that servers have.

/** A domain with all below it, or a network by its first address and prefix. */
export interface PermittedNames {
  readonly domains: readonly string[];
  readonly networks: readonly { readonly address: Buffer; readonly prefix: number }[];
}

const tlv = (tag: number, content: Buffer): Buffer => {
  const { length } = content;
  const long = length < 128 ? [length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...long]), content]);
};
const dns = (name: string): Buffer => tlv(0x82, Buffer.from(name, 'latin1'));
const ip = (address: Buffer, mask: Buffer): Buffer => tlv(0x87, Buffer.concat([address, mask]));
const subtrees = (tag: number, names: readonly Buffer[]): Buffer =>
  tlv(tag, Buffer.concat(names.map((name) => tlv(0x30, name))));
const maskOf = (bytes: number, prefix: number): Buffer =>
  Buffer.from(
    Array.from(
      { length: bytes },
      (_, i) => (0xff00 >> Math.min(8, Math.max(0, prefix - 8 * i))) & 0xff,
    ),
  );

/** The extension's value. A form of name that is not permitted at all is shut out, else it would be free. */
export function nameConstraints({ domains, networks }: PermittedNames): Buffer {
  const permitted = [
    ...domains.map(dns),
    ...networks.map(({ address, prefix }) => ip(address, maskOf(address.length, prefix))),
  ];
  const excluded = [
    ...(domains.length === 0 ? [dns('')] : []),
    ...(networks.length === 0
      ? [ip(Buffer.alloc(4), Buffer.alloc(4)), ip(Buffer.alloc(16), Buffer.alloc(16))]
      : []),
  ];
  const parts = [subtrees(0xa0, permitted), ...(excluded.length ? [subtrees(0xa1, excluded)] : [])];
  return tlv(0x30, Buffer.concat(parts));
}

function* elements(der: Buffer): Generator<readonly [number, Buffer]> {
  for (let at = 0; at < der.length; ) {
    const tag = der[at] ?? 0;
    const short = der[at + 1] ?? 0;
    const extra = short < 128 ? 0 : short & 0x7f;
    const length = extra === 0 ? short : der.readUIntBE(at + 2, extra);
    const start = at + 2 + extra;
    yield [tag, der.subarray(start, start + length)];
    at = start + length;
  }
}

/** What an authority of ours says that it may vouch for. */
export function readNameConstraints(der: Buffer): PermittedNames {
  const domains: string[] = [];
  const networks: { address: Buffer; prefix: number }[] = [];
  const [[, all] = [0, Buffer.alloc(0)]] = elements(der);
  for (const [tag, list] of elements(all)) {
    if (tag !== 0xa0) continue;
    for (const [, subtree] of elements(list)) {
      const [[form, base] = [0, Buffer.alloc(0)]] = elements(subtree);
      if (form === 0x82) domains.push(base.toString('latin1'));
      if (form !== 0x87) continue;
      const half = base.length / 2;
      const bits = [...base.subarray(half)].map((byte) => byte.toString(2)).join('');
      networks.push({ address: base.subarray(0, half), prefix: bits.replaceAll('0', '').length });
    }
  }
  return { domains, networks };
}

/** The bytes of an address; undefined where it is none. */
export function addressBytes(written: string): Buffer | undefined {
  const kind = isIP(written);
  if (kind === 4) return Buffer.from(written.split('.').map(Number));
  if (kind !== 6 || written.includes('.') || written.includes('%')) return undefined;
  const [head = '', tail] = written.split('::');
  const groups = (part: string): string[] => part.split(':').filter((group) => group !== '');
  const [before, after] = [groups(head), groups(tail ?? '')];
  const zeros = Array<string>(8 - before.length - after.length).fill('0');
  const bytes = Buffer.alloc(16);
  for (const [i, group] of [...before, ...zeros, ...after].entries())
    bytes.writeUInt16BE(Number.parseInt(group, 16), 2 * i);
  return bytes;
}

/** Whether the authority may vouch for this host. */
export function permits({ domains, networks }: PermittedNames, host: string): boolean {
  const address = addressBytes(host);
  if (address === undefined)
    return domains.some((domain) => host === domain || host.endsWith(`.${domain}`));
  return networks.some(({ address: base, prefix }) => {
    const mask = maskOf(base.length, prefix);
    return (
      base.length === address.length &&
      base.every((byte, i) => (byte & (mask[i] ?? 0)) === ((address[i] ?? 0) & (mask[i] ?? 0)))
    );
  });
}
