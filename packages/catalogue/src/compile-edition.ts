import { type Diagnostic, text } from '@machimori/kernel';
import { checkFile } from './check-file.ts';
import type { Edition } from './edition.ts';
import { type EditionFile, editionFiles, headerFile } from './edition-files.ts';
import { originOf, type PlaceOf, placeInEdition } from './edition-place.ts';
import { readYamlFile, type YamlFile } from './yaml-file.ts';

export interface CompiledEdition {
  /** Present where every file that is there has the right outline. */
  readonly edition?: Edition;
  readonly diagnostics: readonly Diagnostic[];
  /** Where a part of the edition stands in its file. */
  readonly placeOf: PlaceOf;
}

/**
 * Makes one edition of the YAML files of its folder: file name (`ours/traits.yaml`) → text.
 * A file that is missing is reported, and its lists are empty.
 */
export function compileEdition(files: ReadonlyMap<string, string>): CompiledEdition {
  const diagnostics: Diagnostic[] = [];
  const properties: Record<string, unknown> = {};
  const read = new Map<string, YamlFile>();
  let whole = true;

  for (const file of [headerFile, ...editionFiles]) {
    const source = files.get(file.name);
    if (source === undefined) {
      diagnostics.push(missingFile(file.name));
      fillEmpty(file, properties);
      continue;
    }
    const yaml = readYamlFile(file.name, source);
    diagnostics.push(...yaml.diagnostics);
    if (yaml.file === undefined) whole = false;
    else {
      read.set(file.name, yaml.file);
      diagnostics.push(...checkFile(yaml.file, file.schema));
      if (!take(file, yaml.file, properties, diagnostics)) whole = false;
    }
  }
  for (const name of files.keys()) {
    if (name !== headerFile.name && !editionFiles.some((file) => file.name === name)) {
      diagnostics.push(unknownFile(name));
    }
  }
  const placeOf: PlaceOf = (path) => {
    const origin = originOf(path);
    return read.get(origin.file)?.placeOf(origin.path) ?? placeInEdition(path);
  };
  const edition = whole ? { edition: properties as unknown as Edition } : {};
  return { ...edition, diagnostics, placeOf };
}

/** Copies a file's parts to their places; false where its outline is not the expected one. */
function take(
  file: EditionFile,
  yaml: YamlFile,
  properties: Record<string, unknown>,
  diagnostics: Diagnostic[],
): boolean {
  if (!isRecord(yaml.value)) {
    diagnostics.push(wrongOutline(yaml, [], 'record'));
    return false;
  }
  if (file === headerFile) {
    Object.assign(properties, yaml.value);
    return true;
  }
  let good = true;
  for (const part of file.parts) {
    const value = part.key === undefined ? yaml.value : yaml.value[part.key];
    if (part.shape === 'list' ? Array.isArray(value) : isRecord(value)) {
      properties[part.property] = value;
    } else {
      diagnostics.push(wrongOutline(yaml, part.key === undefined ? [] : [part.key], part.shape));
      good = false;
    }
  }
  return good;
}

function fillEmpty(file: EditionFile, properties: Record<string, unknown>): void {
  for (const part of file.parts) properties[part.property] = part.shape === 'list' ? [] : {};
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const missingFile = (name: string): Diagnostic => ({
  code: 'catalogue',
  severity: 'error',
  place: { file: name },
  message: text('ファイルがありません。', 'The file is missing.'),
  expected: text(`${name}（catalogue/README.md を参照）`, `${name}, as catalogue/README.md says`),
});

const unknownFile = (name: string): Diagnostic => ({
  code: 'catalogue',
  severity: 'error',
  place: { file: name },
  message: text('この版にない名前のファイルです。', 'An edition has no file of this name.'),
  expected: text('catalogue/README.md にあるファイル', 'A file listed in catalogue/README.md'),
});

const wrongOutline = (
  yaml: YamlFile,
  path: readonly string[],
  shape: 'list' | 'record',
): Diagnostic => ({
  code: 'wrong-type',
  severity: 'error',
  place: yaml.placeOf(path),
  message: text('ファイルの骨組みが違います。', 'The outline of the file is wrong.'),
  expected:
    shape === 'list'
      ? text('項目の並び', 'A list of entries')
      : text('名前と値の組', 'Names with values'),
});
