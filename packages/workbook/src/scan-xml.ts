import { declarationRefused } from './refusals.ts';

/** A tag as it stands in the text: its name without prefix, its attributes unread, where it begins and ends. */
export interface Tag {
  readonly kind: 'open' | 'close' | 'empty';
  readonly name: string;
  readonly prefix: string;
  readonly start: number;
  /** First position after `>`. */
  readonly end: number;
}

/**
 * Walks the tags of an XML text in order, with their positions, so that one cell can be replaced and all else left alone.
 * Comments and processing instructions are passed over; a DOCTYPE is refused, so entities cannot be declared.
 * The same object is given each time, with new contents: copy it to keep it.
 */
export function* scanTags(xml: string): Generator<Tag, void, undefined> {
  const tag: { -readonly [K in keyof Tag]: Tag[K] } = {
    kind: 'open',
    name: '',
    prefix: '',
    start: 0,
    end: 0,
  };
  let at = xml.indexOf('<');
  while (at !== -1) {
    const next = xml.charCodeAt(at + 1);
    if (next === 0x21 || next === 0x3f) {
      at = passOver(xml, at);
      at = at === -1 ? -1 : xml.indexOf('<', at);
      continue;
    }
    const close = tagEnd(xml, at);
    if (close === -1) return;
    const closing = next === 0x2f;
    const nameStart = closing ? at + 2 : at + 1;
    let nameEnd = nameStart;
    while (nameEnd < close && !isNameEnd(xml.charCodeAt(nameEnd))) nameEnd += 1;
    const full = xml.slice(nameStart, nameEnd);
    const colon = full.indexOf(':');
    tag.kind = closing ? 'close' : xml.charCodeAt(close - 1) === 0x2f ? 'empty' : 'open';
    tag.name = colon === -1 ? full : full.slice(colon + 1);
    tag.prefix = colon === -1 ? '' : full.slice(0, colon + 1);
    tag.start = at;
    tag.end = close + 1;
    yield tag;
    at = xml.indexOf('<', close + 1);
  }
}

/** Refuses `<!DOCTYPE`, `<!ENTITY` and the like wherever they stand, in a comment too: readers differ on where one ends. */
export function refuseDeclarations(xml: string): void {
  for (let at = xml.indexOf('<!'); at !== -1; at = xml.indexOf('<!', at + 2))
    if (!xml.startsWith('<!--', at) && !xml.startsWith('<![CDATA[', at)) throw declarationRefused();
}

/** The attributes of a tag, by name as written. */
export function attributesOf(xml: string, tag: Tag): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  const pattern = /([^\s=/<>"']+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;
  const inside = xml.slice(tag.start + 1, tag.end - 1);
  for (const match of inside.matchAll(pattern)) {
    if (match[1] !== undefined) found.set(match[1], decodeEntities(match[2] ?? match[3] ?? ''));
  }
  return found;
}

/** One attribute, found without reading the others. */
export function attributeOf(xml: string, tag: Tag, name: string): string | undefined {
  const inside = xml.slice(tag.start, tag.end);
  for (let at = inside.indexOf(name); at !== -1; at = inside.indexOf(name, at + 1)) {
    const before = inside.charCodeAt(at - 1);
    if (before !== 0x20 && before !== 0x0a && before !== 0x0d && before !== 0x09) continue;
    const match = /^\s*=\s*(?:"([^"]*)"|'([^']*)')/.exec(inside.slice(at + name.length));
    if (match) return decodeEntities(match[1] ?? match[2] ?? '');
  }
  return undefined;
}

/** The text between two positions: entities and CDATA resolved, tags not expected. */
export function textBetween(xml: string, start: number, end: number): string {
  const raw = xml.slice(start, end);
  if (!raw.includes('<![CDATA[')) return raw.includes('&') ? decodeEntities(raw) : raw;
  return raw
    .split(/(<!\[CDATA\[[\s\S]*?\]\]>)/)
    .map((piece) => (piece.startsWith('<![CDATA[') ? piece.slice(9, -3) : decodeEntities(piece)))
    .join('');
}

export function escapeXml(s: string): string {
  return s
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

const named: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
};

function decodeEntities(s: string): string {
  if (!s.includes('&')) return s;
  return s.replace(
    /&(?:#x([0-9a-fA-F]{1,6})|#(\d{1,7})|(\w{2,4}));/g,
    (whole, hex?: string, decimal?: string, name?: string) => {
      if (name !== undefined) return named[name] ?? whole;
      const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
      return code <= 0x10ffff && code > 0 ? String.fromCodePoint(code) : '';
    },
  );
}

function passOver(xml: string, at: number): number {
  if (xml.startsWith('<!--', at)) return after(xml.indexOf('-->', at + 4), 3);
  if (xml.startsWith('<![CDATA[', at)) return after(xml.indexOf(']]>', at + 9), 3);
  if (xml.startsWith('<?', at)) return after(xml.indexOf('?>', at + 2), 2);
  throw declarationRefused();
}

function after(at: number, length: number): number {
  return at === -1 ? -1 : at + length;
}

/** The `>` that ends a tag; one inside a quoted value does not. */
function tagEnd(xml: string, at: number): number {
  let from = at + 1;
  for (;;) {
    const close = xml.indexOf('>', from);
    if (close === -1) return -1;
    let quote = 0;
    for (let i = from; i < close; i += 1) {
      const c = xml.charCodeAt(i);
      if (quote === 0 && (c === 0x22 || c === 0x27)) quote = c;
      else if (c === quote) quote = 0;
    }
    if (quote === 0) return close;
    const unquote = xml.indexOf(String.fromCharCode(quote), close);
    if (unquote === -1) return -1;
    from = unquote + 1;
  }
}

function isNameEnd(c: number): boolean {
  return c === 0x20 || c === 0x3e || c === 0x2f || c === 0x0a || c === 0x0d || c === 0x09;
}
