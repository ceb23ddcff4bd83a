import { posix } from 'node:path';
import { parse } from 'yaml';
import { type ExportedType, exportedTypes } from '../exported-types.ts';
import type { Problem } from '../problem.ts';
import type { Repository } from '../repository.ts';

const rule = 'glossary-rows';
const glossary = 'GLOSSARY.md';
const technical = 'tools/tidy/data/technical-types.yaml';
const domainRooms = [
  'packages/city',
  'packages/planning',
  'packages/catalogue',
  'packages/ledger',
  'packages/authorisation',
  'packages/identity',
  'packages/register',
  'packages/governance',
];

/** The words in the glossary's column of identifiers: the third, each in backquotes. */
export function glossaryWords(text: string): ReadonlySet<string> {
  const words = new Set<string>();
  for (const line of text.split('\n')) {
    const cells = line.split(/(?<!\\)\|/).map((cell) => cell.trim());
    for (const [, word = ''] of cells[3]?.matchAll(/`([^`]+)`/g) ?? []) words.add(word);
  }
  return words;
}

/** The files that a room's `exports` name. */
function entrances(repository: Repository, room: string): readonly string[] {
  const file = `${room}/package.json`;
  if (!repository.has(file)) return [];
  const { exports = {} } = JSON.parse(repository.read(file)) as {
    readonly exports?: Readonly<Record<string, string>>;
  };
  return Object.values(exports).map((each) => posix.join(room, each));
}

/** What a use case is given and answers, a row of a table, what a room is handed: shapes, not words of the field. */
const isShape = (repository: Repository, { name, file }: ExportedType): boolean =>
  /(?:Row|Ports)$/.test(name) || repository.read(file).includes('defineUseCase');

/** A domain noun that leaves its room stands in the glossary, or says why it is no domain noun. */
export function glossaryRows(repository: Repository): readonly Problem[] {
  const words = glossaryWords(repository.has(glossary) ? repository.read(glossary) : '');
  const listed = (repository.has(technical) ? parse(repository.read(technical)) : {}) as Readonly<
    Record<string, Readonly<Record<string, string>> | null>
  >;
  const problems: Problem[] = [];
  for (const room of domainRooms) {
    const allowed = listed[room] ?? {};
    const types = entrances(repository, room).flatMap((each) => exportedTypes(repository, each));
    for (const type of types) {
      const { name, file, line } = type;
      if (words.has(name) || allowed[name] !== undefined || isShape(repository, type)) continue;
      const message = `${name} has no row in ${glossary} (nor a reason in ${technical})`;
      problems.push({ rule, file, line, message });
    }
    const names = new Set(types.map(({ name }) => name));
    for (const [name, reason] of Object.entries(allowed)) {
      const message = !names.has(name)
        ? `${room} exports no ${name}: take the row out`
        : words.has(name)
          ? `${name} stands in ${glossary} already: take the row out`
          : !reason
            ? `${name} needs a reason`
            : undefined;
      if (message !== undefined) problems.push({ rule, file: technical, message });
    }
  }
  return problems;
}
