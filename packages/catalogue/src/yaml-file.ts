import { type Diagnostic, type Place, text } from '@machimori/kernel';
import { isMap, isNode, isPair, isSeq, LineCounter, type Node, parseDocument } from 'yaml';
import { pathText } from './edition-place.ts';

/** A data file as read: its value, and where each part of it stands in the text. */
export interface YamlFile {
  readonly name: string;
  readonly value: unknown;
  /** Line and column of the part at `path`, or of the nearest part above it. */
  readonly placeOf: (path: readonly (string | number)[]) => Place;
}

/** Reads one YAML file; aliases and repeated keys are refused. The caller bounds its length. */
export function readYamlFile(
  name: string,
  source: string,
): { readonly file?: YamlFile; readonly diagnostics: readonly Diagnostic[] } {
  const lines = new LineCounter();
  const document = parseDocument(source, { lineCounter: lines, uniqueKeys: true, strict: true });
  const at = (offset: number): { line: number; column: number } => {
    const { line, col } = lines.linePos(offset);
    return { line, column: col };
  };
  const diagnostics: Diagnostic[] = [...document.errors, ...document.warnings].map((problem) => ({
    code: 'syntax',
    severity: 'error',
    place: { file: name, ...at(problem.pos[0]) },
    message: text(
      'この行の前後で、書き方が崩れていて読めません。',
      `Not readable as YAML or JSON: ${problem.code}.`,
    ),
    expected: text(
      'かっこ、引用符、カンマ、字下げがそろっている形',
      'Brackets, quotation marks, commas and indents that match',
    ),
  }));
  if (document.errors.length > 0) return { diagnostics };

  let value: unknown;
  try {
    value = document.toJS({ maxAliasCount: 0 });
  } catch {
    diagnostics.push({
      code: 'alias-refused',
      severity: 'error',
      place: { file: name },
      message: text('別名（*）は使えません。', 'Aliases (*) are not allowed.'),
    });
    return { diagnostics };
  }
  const placeOf = (path: readonly (string | number)[]): Place => ({
    file: name,
    ...at(offsetOf(document.contents, path)),
    path: pathText(path),
  });
  return { file: { name, value, placeOf }, diagnostics };
}

/** Where the deepest existing part on the way along `path` begins. */
function offsetOf(root: Node | null, path: readonly (string | number)[]): number {
  let node: unknown = root;
  let offset = root?.range?.[0] ?? 0;
  for (const step of path) {
    if (isMap(node)) {
      const pair = node.items.find((p) => isPair(p) && isNode(p.key) && p.key.toJSON() === step);
      if (pair === undefined || !isNode(pair.key)) return offset;
      offset = pair.key.range?.[0] ?? offset;
      node = pair.value;
    } else if (isSeq(node) && typeof step === 'number') {
      node = node.items[step];
      if (!isNode(node)) return offset;
      offset = node.range?.[0] ?? offset;
    } else return offset;
  }
  return offset;
}
