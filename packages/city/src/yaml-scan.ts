import { limits } from '@machimori/kernel';
import { Lexer } from 'yaml';
import type { DiagnosticList } from './diagnostic-list.ts';
import { messages } from './messages.ts';
import type { LineFinder } from './source-node.ts';
import { syntaxHints } from './syntax-hints.ts';

/** Tokens that the parser is given, and what those may weigh that it builds something of: more would cost it seconds and hundreds of megabytes. */
const mostTokens = 1_000_000;
const mostWeight = 330_000;
/** Characters of one value; no field may be nearly as long. */
const longestToken = 64 * 1024;

function weightOf(token: string): number {
  switch (token[0]) {
    case '\n':
    case '\r':
    case ' ':
    case '\t':
    case '#':
    case '\u001f':
      return 0;
    case ':':
    case ',':
      return 1;
    case '?':
      return 4;
    default:
      return 2;
  }
}

/** Where the scan stands in the text's nesting. */
interface Nesting {
  readonly brackets: string[];
  readonly columns: number[];
}

/**
 * Looks at a text's tokens before the parser builds anything: linear in time, constant in memory.
 * Refuses what a city file never needs (anchors, aliases, tags, directives, second documents),
 * nesting that would exhaust the parser's stack, and more tokens than it can take. True when it may be parsed.
 */
export function scanYaml(
  text: string,
  file: string,
  finder: LineFinder,
  found: DiagnosticList,
): boolean {
  const nesting: Nesting = { brackets: [], columns: [] };
  let offset = 0;
  let lineStart = 0;
  let tokens = 0;
  let weight = 0;
  let leading = true;
  let scalarNext = false;
  let documents = 0;
  let tabbed = false;
  let content = false;
  const refuse = (
    code: 'alias-refused' | 'syntax' | 'too-deep' | 'too-large',
    message: (typeof messages)['alias'],
  ): void => found.error(code, finder.placeOf(offset, file), message);
  for (const token of new Lexer().lex(text)) {
    tokens += 1;
    weight += weightOf(token);
    if (tokens > mostTokens || weight > mostWeight || token.length > longestToken) {
      refuse(
        'too-large',
        token.length > longestToken ? messages.tooLongAnywhere : messages.tooManyParts,
      );
      return false;
    }
    const first = token[0];
    if (token === '\u0002' || token === '\u0018') continue;
    if (token === '\u001f') {
      scalarNext = true;
      continue;
    }
    if (
      tabbed &&
      first !== '#' &&
      first !== ' ' &&
      first !== '\t' &&
      first !== '\n' &&
      first !== '\r'
    )
      refuse('syntax', messages.syntax(syntaxHints.tab));
    tabbed =
      leading &&
      nesting.brackets.length === 0 &&
      (first === ' ' || first === '\t') &&
      (tabbed || token.includes('\t'));
    if (scalarNext) {
      scalarNext = false;
      if (!settle(nesting, leading, offset - lineStart)) return refuseDepth();
      leading = false;
      content = true;
    } else if (token === '\n' || token === '\r\n') {
      leading = true;
    } else if (first === '#' || first === ' ' || first === '\t' || token === '\ufeff') {
      // No structure.
    } else if (first === '&' || first === '*') {
      refuse('alias-refused', messages.alias);
    } else if (first === '!') {
      refuse('syntax', messages.tag);
    } else if (first === '%') {
      refuse('syntax', messages.directive);
    } else if (token === '---') {
      documents += 1;
      if (documents > 1 || content) refuse('syntax', messages.manyDocuments);
    } else if (token === '...') {
      documents += 1;
    } else if (first === '[' || first === '{') {
      if (!settle(nesting, leading, offset - lineStart)) return refuseDepth();
      leading = false;
      content = true;
      nesting.brackets.push(token);
      if (nesting.brackets.length + nesting.columns.length > limits.depth + 1) return refuseDepth();
    } else if (first === ']' || first === '}') {
      const open = nesting.brackets.pop();
      if (open !== (first === ']' ? '[' : '{')) {
        refuse('syntax', messages.syntax(syntaxHints.unbalanced));
        return false;
      }
    } else if (token === '-' || token === '?') {
      if (!settle(nesting, leading, offset - lineStart)) return refuseDepth();
      content = true;
    } else {
      if (first !== ':' && first !== ',' && !settle(nesting, leading, offset - lineStart))
        return refuseDepth();
      if (first === '"' || first === "'" || first === '|' || first === '>') content = true;
      leading = false;
    }
    if (found.isFull) return false;
    offset += token.length;
    const newline = token.lastIndexOf('\n');
    if (newline !== -1) lineStart = offset - (token.length - 1 - newline);
  }
  return !found.hasErrors;

  function refuseDepth(): false {
    refuse('too-deep', messages.tooDeep(limits.depth));
    return false;
  }
}

/** Follows block nesting by the columns at which its parts begin; false when it is too deep. */
function settle({ brackets, columns }: Nesting, leading: boolean, column: number): boolean {
  if (!leading || brackets.length > 0) return true;
  while ((columns.at(-1) ?? -1) > column) columns.pop();
  if ((columns.at(-1) ?? -1) < column) columns.push(column);
  return columns.length <= limits.depth + 1;
}
