import { limits, type Place, type Text } from '@machimori/kernel';
import type { DiagnosticList } from './diagnostic-list.ts';
import { messages } from './messages.ts';
import { type CitySource, LineFinder, type SourceEntry, type SourceNode } from './source-node.ts';
import { syntaxHints } from './syntax-hints.ts';

/** Values that one JSON text may hold. */
const mostValues = 200_000;

class Stop extends Error {}

/** Reads a JSON text into values with their places; JSON.parse keeps none. */
export function readJson(
  { name, text }: CitySource,
  found: DiagnosticList,
): SourceNode | undefined {
  const finder = new LineFinder(text);
  const space = /[ \t\r\n]*/y;
  const literal = /true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
  let at = 0;
  let values = 0;
  const place = (offset: number): Place => finder.placeOf(offset, name);
  const stop = (code: 'syntax' | 'too-deep' | 'too-large', message: Text): never => {
    found.error(code, place(at), message);
    throw new Stop();
  };
  const syntax = (hint: Text): never => stop('syntax', messages.syntax(hint));
  const skip = (): void => {
    space.lastIndex = at;
    space.exec(text);
    at = space.lastIndex;
  };
  const take = (pattern: RegExp): string | undefined => {
    pattern.lastIndex = at;
    const taken = pattern.exec(text)?.[0];
    if (taken !== undefined) at += taken.length;
    return taken;
  };
  const eat = (sign: string): boolean => {
    skip();
    if (text[at] !== sign) return false;
    at += 1;
    return true;
  };
  const readString = (hint: Text): string => {
    if (text[at] !== '"') syntax(hint);
    let end = at + 1;
    while (end < text.length && text[end] !== '"') end += text[end] === '\\' ? 2 : 1;
    try {
      const value = JSON.parse(text.slice(at, end + 1)) as string;
      at = end + 1;
      return value;
    } catch {
      return syntax(syntaxHints.quotes);
    }
  };
  const read = (depth: number): SourceNode => {
    skip();
    values += 1;
    if (values > mostValues)
      stop('too-large', messages.tooMany({ ja: '値', en: 'values' }, mostValues));
    if (depth > limits.depth) stop('too-deep', messages.tooDeep(limits.depth));
    const here = place(at);
    if (eat('{')) {
      const entries: SourceEntry[] = [];
      if (eat('}')) return { is: 'map', entries, at: here };
      do {
        skip();
        const nameAt = place(at);
        const entryName = readString(syntaxHints.jsonName);
        if (!eat(':')) syntax(syntaxHints.jsonColon);
        entries.push({ name: entryName, nameAt, value: read(depth + 1) });
      } while (eat(','));
      if (!eat('}')) syntax(syntaxHints.jsonComma);
      return { is: 'map', entries, at: here };
    }
    if (eat('[')) {
      const items: SourceNode[] = [];
      if (eat(']')) return { is: 'list', items, at: here };
      do items.push(read(depth + 1));
      while (eat(','));
      if (!eat(']')) syntax(syntaxHints.jsonComma);
      return { is: 'list', items, at: here };
    }
    if (text[at] === '"') {
      const value = readString(syntaxHints.quotes);
      return { is: 'scalar', value, raw: value, at: here };
    }
    const raw = take(literal) ?? syntax(syntaxHints.jsonValue);
    return { is: 'scalar', value: JSON.parse(raw) as number | boolean | null, raw, at: here };
  };
  try {
    const node = read(0);
    skip();
    if (at < text.length) syntax(syntaxHints.jsonRest);
    return node;
  } catch (error) {
    if (error instanceof Stop) return undefined;
    throw error;
  }
}
