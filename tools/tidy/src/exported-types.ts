import ts from 'typescript';
import type { Repository } from './repository.ts';
import { relativeTarget } from './source-imports.ts';

export interface ExportedType {
  readonly name: string;
  readonly file: string;
  readonly line: number;
}

/** Interfaces, types and classes that leave a room through its entrance. */
export function exportedTypes(repository: Repository, entrance: string): readonly ExportedType[] {
  const found = new Map<string, ExportedType>();
  collect(repository, entrance, undefined, found, new Set());
  return [...found.values()];
}

function collect(
  repository: Repository,
  file: string,
  only: ReadonlySet<string> | undefined,
  found: Map<string, ExportedType>,
  seen: Set<string>,
): void {
  const visit = `${file} ${only === undefined ? '*' : [...only].join()}`;
  if (seen.has(visit) || !repository.has(file)) return;
  seen.add(visit);
  const source = ts.createSourceFile(file, repository.read(file), ts.ScriptTarget.Latest);
  for (const statement of source.statements) {
    if (ts.isExportDeclaration(statement)) {
      const from = statement.moduleSpecifier;
      const clause = statement.exportClause;
      const target = from && ts.isStringLiteral(from) ? relativeTarget(file, from.text) : file;
      if (target === undefined) continue;
      if (clause === undefined) {
        collect(repository, target, only, found, seen);
      } else if (ts.isNamedExports(clause) && target !== file) {
        const names = clause.elements.map((element) => (element.propertyName ?? element.name).text);
        const wanted = names.filter((name) => only === undefined || only.has(name));
        collect(repository, target, new Set(wanted), found, seen);
      }
    } else if (
      ts.isInterfaceDeclaration(statement) ||
      ts.isTypeAliasDeclaration(statement) ||
      ts.isClassDeclaration(statement)
    ) {
      const exported = statement.modifiers?.some(
        ({ kind }) => kind === ts.SyntaxKind.ExportKeyword,
      );
      const name = statement.name?.text;
      if (exported !== true || name === undefined || (only !== undefined && !only.has(name)))
        continue;
      const { line } = source.getLineAndCharacterOfPosition(statement.getStart(source));
      found.set(name, { name, file, line: line + 1 });
    }
  }
}
