/** The whole file is walked through so many times at most: what needs more is made to be slow. */
const mostPasses = 8;

/**
 * Where the packed bytes begin of streams that hold objects, wherever a reader may find one: with the type that says so, under whatever spelling, or
 * with what it takes to be read as one. `content`: the file, a character a byte. `broken`: brackets do not match, or
 * what is packed is packed in another way than every writer does.
 */
export function objectStreamsOf(content: string): readonly number[] | 'broken' {
  const found: number[] = [];
  let left = content.length * mostPasses;
  for (const { index } of content.matchAll(/obj/g)) {
    if (content.startsWith('end', index - 3)) continue;
    const from = afterBlanks(content, index + 3);
    if (!content.startsWith('<<', from)) continue;
    const dictionary = dictionaryAt(content, from);
    if (dictionary === undefined) return 'broken';
    left -= dictionary.end - from;
    if (left < 0) return 'broken';
    const { names } = dictionary;
    if (!names.includes('ObjStm') && !(names.includes('First') && names.includes('N'))) continue;
    const keyword = afterBlanks(content, dictionary.end);
    // Outlines have a first one, too.
    if (!content.startsWith('stream', keyword)) continue;
    if (!isPlainlyPacked(names)) return 'broken';
    const line = /[^\r\n]*(?:\r\n|\r|\n)/y;
    line.lastIndex = keyword;
    if (!line.test(content)) return 'broken';
    found.push(line.lastIndex);
  }
  return found;
}

/** Readers take their short names, too. */
const filters =
  /^(?:(?:ASCIIHex|ASCII85|LZW|Flate|RunLength|CCITTFax|JBIG2|DCT|JPX)Decode|AHx|A85|LZW|Fl|RL|CCF|DCT|Crypt)$/;

/** By one filter that is named in its place, with nothing turned about before: what it unpacks to is what it holds. */
const isPlainlyPacked = (names: readonly string[]): boolean =>
  names.filter((name) => filters.test(name)).join() === 'FlateDecode' &&
  !names.some((name) => ['DecodeParms', 'DP', 'Predictor', 'F', 'FFilter'].includes(name));

/** What was written as `#4a` in a name, put back into letters. */
export const plainName = (name: string): string =>
  name.replaceAll(/#([0-9a-f]{2})/gi, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );

/** Blanks and comments. */
const blanks = /(?:[\0\t\n\f\r ]+|%[^\r\n]*)*/y;

function afterBlanks(content: string, from: number): number {
  blanks.lastIndex = from;
  blanks.test(content);
  return blanks.lastIndex;
}

/** No writer nests brackets deeper. */
const mostNested = 500;

/** One sign of a dictionary, with what hides others: comments and strings. */
const sign = /%[^\r\n]*|<<|>>|<[^<>]*>|[[\]]|\/[^\0\t\n\f\r ()<>[\]{}/%]*|\(|[^%<>[\]/(]+|[\s\S]/y;

/** Names in a dictionary that begins here, and where it ends; undefined where its brackets do not match. */
function dictionaryAt(
  content: string,
  from: number,
): { readonly end: number; readonly names: readonly string[] } | undefined {
  const open: string[] = [];
  const names: string[] = [];
  sign.lastIndex = from;
  for (;;) {
    const found = sign.exec(content)?.[0];
    if (found === undefined) return undefined;
    if (open.length > mostNested) return undefined;
    if (found === '<<' || found === '[') open.push(found);
    else if (found === '>>' || found === ']') {
      if (open.pop() !== (found === '>>' ? '<<' : '[')) return undefined;
      if (open.length === 0) return { end: sign.lastIndex, names };
    } else if (found === '(') {
      const end = stringEnd(content, sign.lastIndex);
      if (end === undefined) return undefined;
      sign.lastIndex = end;
    } else if (found.startsWith('/')) names.push(plainName(found.slice(1)));
  }
}

/** Where a string ends whose opening bracket was read: brackets within it match, or stand behind a backslash. */
function stringEnd(content: string, from: number): number | undefined {
  const mark = /\\[\s\S]|[()]/g;
  mark.lastIndex = from;
  let depth = 1;
  while (depth > 0) {
    const found = mark.exec(content)?.[0];
    if (found === undefined) return undefined;
    if (found === '(') depth += 1;
    if (found === ')') depth -= 1;
  }
  return mark.lastIndex;
}
