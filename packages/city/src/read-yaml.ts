import { limits } from '@machimori/kernel';
import { isAlias, isMap, isPair, isScalar, isSeq, parseDocument } from 'yaml';
import type { DiagnosticList } from './diagnostic-list.ts';
import { messages } from './messages.ts';
import { type CitySource, LineFinder, type SourceEntry, type SourceNode } from './source-node.ts';
import { hintFor, syntaxHints } from './syntax-hints.ts';
import { scanYaml } from './yaml-scan.ts';

/** Reads a YAML text that has passed the scan into values with their places. */
export function readYaml(
  { name, text }: CitySource,
  found: DiagnosticList,
): SourceNode | undefined {
  const finder = new LineFinder(text);
  if (!scanYaml(text, name, finder, found)) return undefined;
  const document = withoutStacks(() =>
    parseDocument(text, {
      version: '1.2',
      schema: 'core',
      merge: false,
      uniqueKeys: false,
      prettyErrors: false,
      logLevel: 'silent',
    }),
  );
  for (const problem of document.errors) {
    const at = finder.placeOf(problem.pos[0], name);
    if (problem.code === 'MULTIPLE_DOCS') found.error('syntax', at, messages.manyDocuments);
    else found.error('syntax', at, messages.syntax(hintFor(problem.code)));
    if (found.isFull) break;
  }
  if (found.hasErrors) return undefined;
  if (document.contents === null) {
    found.error('syntax', { file: name, line: 1, column: 1 }, messages.empty);
    return undefined;
  }
  const node = convert(document.contents, 0, 0);
  return found.hasErrors ? undefined : node;

  function convert(value: unknown, around: number, depth: number): SourceNode {
    const offset = rangeStart(value) ?? around;
    const at = finder.placeOf(offset, name);
    if (depth > limits.depth) {
      found.error('too-deep', at, messages.tooDeep(limits.depth));
    } else if (isMap(value)) {
      const entries: SourceEntry[] = [];
      for (const pair of value.items) {
        const keyOffset = rangeStart(pair.key) ?? offset;
        const nameAt = finder.placeOf(keyOffset, name);
        if (!isPair(pair) || !isScalar(pair.key) || pair.key.value === null)
          found.error('syntax', nameAt, messages.syntax(syntaxHints.colon));
        else if (scalarText(pair.key) === '<<')
          found.error('alias-refused', nameAt, messages.merge);
        else
          entries.push({
            name: scalarText(pair.key),
            nameAt,
            value: convert(pair.value, keyOffset, depth + 1),
          });
      }
      return { is: 'map', entries, at };
    } else if (isSeq(value)) {
      return { is: 'list', items: value.items.map((item) => convert(item, offset, depth + 1)), at };
    } else if (isAlias(value)) {
      found.error('alias-refused', at, messages.alias);
    } else if (isScalar(value)) {
      const given = value.value;
      const plain =
        typeof given === 'string' || typeof given === 'number' || typeof given === 'boolean'
          ? given
          : null;
      return { is: 'scalar', value: plain, raw: scalarText(value), at };
    }
    return { is: 'scalar', value: null, raw: '', at };
  }
}

/** The parser makes an Error of every problem; a hundred thousand stacks would cost more than the text. */
function withoutStacks<T>(work: () => T): T {
  const before = Error.stackTraceLimit;
  Error.stackTraceLimit = 0;
  try {
    return work();
  } finally {
    Error.stackTraceLimit = before;
  }
}

function scalarText(scalar: { value: unknown; source?: string }): string {
  return typeof scalar.value === 'string' ? scalar.value : (scalar.source ?? String(scalar.value));
}

function rangeStart(node: unknown): number | undefined {
  if (typeof node !== 'object' || node === null || !('range' in node)) return undefined;
  const range = node.range as readonly number[] | null | undefined;
  return range?.[0];
}
