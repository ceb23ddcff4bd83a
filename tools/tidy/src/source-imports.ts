import { dirname, posix } from 'node:path';
import ts from 'typescript';
import type { Repository } from './repository.ts';

export interface SourceImport {
  /** As written: `./model.ts`, `node:fs`, `@machimori/city`, `@machimori/city/deep`. */
  readonly specifier: string;
  readonly line: number;
}

export function importsOf(repository: Repository, file: string): readonly SourceImport[] {
  const text = repository.read(file);
  const lineOf = (position: number): number => text.slice(0, position).split('\n').length;
  return ts
    .preProcessFile(text, true, true)
    .importedFiles.map(({ fileName, pos }) => ({ specifier: fileName, line: lineOf(pos) }));
}

/** The file that a relative import names, from the root. */
export function relativeTarget(file: string, specifier: string): string | undefined {
  return specifier.startsWith('.') ? posix.join(dirname(file), specifier) : undefined;
}
