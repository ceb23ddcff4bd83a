import ts from 'typescript';
import type { Problem } from '../problem.ts';
import type { Repository } from '../repository.ts';

const rule = 'unsafe-calls';

/** Calls by the name that stands before the bracket, and why none of ours makes one. */
const refused: ReadonlyMap<string, string> = new Map([
  ['eval', 'words are evaluated as code'],
  ['Function', 'words are evaluated as code'],
  ['exec', 'a shell reads the words of a command; use execFile or spawn with a list of arguments'],
  ['execSync', 'a shell reads the words of a command; use execFileSync or spawnSync'],
  ['random', 'what Math.random gives can be foretold; use randomBytes, or the chance one is given'],
]);
const fields: ReadonlyMap<string, string> = new Map([
  ['innerHTML', 'text becomes markup'],
  ['outerHTML', 'text becomes markup'],
  ['dangerouslySetInnerHTML', 'text becomes markup'],
]);
const weakHash = /^(md4|md5|sha-?1|rmd160|ripemd160)$/i;

/** What lets words of strangers become code, markup or commands, secrets be guessed, or seals be forged. */
export function unsafeCalls(repository: Repository): readonly Problem[] {
  const sources = /^(apps|packages)\/[^/]+\/src\/.*\.tsx?$/;
  return repository.files
    .filter((file) => sources.test(file))
    .flatMap((file) => {
      const text = repository.read(file);
      const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
      const problems: Problem[] = [];
      const add = (node: ts.Node, message: string): void => {
        const { line } = source.getLineAndCharacterOfPosition(node.getStart());
        problems.push({ rule, file, line: line + 1, message });
      };
      const visit = (node: ts.Node): void => {
        const why = unsafe(node);
        if (why !== undefined) add(node, why);
        ts.forEachChild(node, visit);
      };
      visit(source);
      return problems;
    });
}

function unsafe(node: ts.Node): string | undefined {
  if (ts.isShorthandPropertyAssignment(node) && node.name.text === 'shell')
    return refused.get('exec');
  if (ts.isPropertyAssignment(node) && node.name.getText() === 'shell')
    return node.initializer.kind === ts.SyntaxKind.FalseKeyword ? undefined : refused.get('exec');
  if (
    ts.isPropertyAccessExpression(node) ||
    ts.isJsxAttribute(node) ||
    ts.isPropertyAssignment(node)
  )
    if (fields.has(node.name.getText())) return fields.get(node.name.getText());
  if (!ts.isCallExpression(node) && !ts.isNewExpression(node)) return undefined;
  const { expression } = node;
  const [first] = node.arguments ?? [];
  if (ts.isIdentifier(expression)) {
    const name = expression.text;
    if (/^create(Hash|Hmac)$/.test(name) && first && ts.isStringLiteral(first))
      return weakHash.test(first.text) ? `${first.text} is no hash to rely on` : undefined;
    return refused.get(name);
  }
  if (!ts.isPropertyAccessExpression(expression)) return undefined;
  // A regular expression has an exec of its own.
  return expression.getText() === 'Math.random' ? refused.get('random') : undefined;
}
