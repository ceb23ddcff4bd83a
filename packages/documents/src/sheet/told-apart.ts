import { sheetMessages as m } from './messages.ts';
import type { SheetContent } from './sheet-content.ts';
import type { RowLine } from './sheet-sources.ts';

/**
 * What one cell of the official sheet says of the lines behind it: a value for each line that it names, one wording
 * for all of them, or several lines' words of which nobody can tell whose they are.
 */
export type Told =
  | { readonly kind: 'each'; readonly values: ReadonlyMap<string, string> }
  | { readonly kind: 'all' }
  | { readonly kind: 'mixed' };

const all: Told = { kind: 'all' };
const mixed: Told = { kind: 'mixed' };

/**
 * Tells apart what we gathered into one cell when the sheet went out, and people changed in part: `text` as the cell
 * says it now, `lines` all lines of its check item that the sheet was filled from, as they stand now. What was left
 * alone comes back as the line's own value, to the letter.
 */
export function toldApart(
  content: SheetContent,
  lines: readonly RowLine[],
  column: 'planned' | 'statement',
  text: string,
): Told {
  if (isLeftAlone(text, content.gathered(lines)[column]))
    return { kind: 'each', values: new Map(lines.map((line) => [line.id, ownOf(line, column)])) };
  return column === 'planned'
    ? plannedApart(content, lines, text)
    : saidApart(content, lines, text);
}

const ownOf = (line: RowLine, column: 'planned' | 'statement'): string =>
  column === 'planned' ? line.planned.raw : (line.statement ?? '');

/** A cell that does not wrap had its lines put into one, with other signs between them. */
const isLeftAlone = (text: string, gathered: string): boolean =>
  gathered !== '' && bare(text) === bare(gathered);
const bare = (text: string): string => text.normalize('NFKC').replace(/[\s/・]/g, '');

/** A wording a line, what it is for behind it: 令和9年度上期（のりバス、ほか7件）. */
function plannedApart(content: SheetContent, lines: readonly RowLine[], text: string): Told {
  const parts = content.plannedParts(lines);
  const values = new Map<string, string>();
  let [apart, named] = [0, 0];
  const written = linesOf(text);
  for (const each of written) {
    const part = parts.find(({ tail }) => tail !== '' && each.endsWith(tail));
    if (part === undefined) {
      if (content.namesSubject(each, lines)) named += 1;
      continue;
    }
    apart += 1;
    const raw = each.slice(0, -part.tail.length).trim();
    for (const line of part.lines) values.set(line.id, raw === part.raw ? line.planned.raw : raw);
  }
  if (apart === written.length && apart > 0) return { kind: 'each', values };
  return apart + named === 0 ? all : mixed;
}

/** Words of a line begin behind what it is asked of: 【のりバス】二要素で入る。 They go on until the next one. */
function saidApart(content: SheetContent, lines: readonly RowLine[], text: string): Told {
  if (text.includes(content.say(m.seeDetails))) return mixed;
  const heads = new Map<string, RowLine[]>();
  for (const line of lines) {
    const head = content.headOf(line);
    heads.set(head, [...(heads.get(head) ?? []), line]);
  }
  const blocks: { readonly of: readonly RowLine[]; readonly said: string[] }[] = [];
  for (const each of text.split('\n')) {
    const head = [...heads.keys()]
      .filter((known) => each.startsWith(known))
      .sort((one, other) => other.length - one.length)[0];
    if (head !== undefined)
      blocks.push({ of: heads.get(head) ?? [], said: [each.slice(head.length)] });
    else if (blocks.length > 0) blocks.at(-1)?.said.push(each);
    else if (each.trim() !== '') blocks.push({ of: [], said: [each] });
  }
  if (!blocks.some(({ of }) => of.length > 0)) return all;
  // Two lines of one name, or words before the first name: whose they are, nobody can tell.
  if (blocks.some(({ of }) => of.length !== 1)) return mixed;
  return {
    kind: 'each',
    values: new Map(
      blocks.flatMap(({ of, said }) => of.map((l) => [l.id, said.join('\n').trim()])),
    ),
  };
}

const linesOf = (text: string): readonly string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
