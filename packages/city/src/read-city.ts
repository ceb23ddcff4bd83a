import { type Diagnostic, limits } from '@machimori/kernel';
import { addCautions } from './check-cautions.ts';
import { checkKeys } from './check-keys.ts';
import { checkRelations } from './check-relations.ts';
import { DiagnosticList } from './diagnostic-list.ts';
import { interpretCity } from './interpret.ts';
import { messages } from './messages.ts';
import type { City } from './model.ts';
import { readJson } from './read-json.ts';
import { readYaml } from './read-yaml.ts';
import type { OutsideNames, ReadingContext } from './reading.ts';
import type { CitySource, SourceNode } from './source-node.ts';

/** What became of an input: a city only where there was no error, and every diagnostic either way. */
export interface CityReading {
  readonly city?: City;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Reads a city file, YAML or JSON. `outside` names what a caller knows from elsewhere, such as the catalogue's
 * kinds of finding; without it such names are only checked for their form.
 */
export function readCity(source: CitySource, outside: OutsideNames = {}): CityReading {
  const found = new DiagnosticList();
  const text = source.text.startsWith('\ufeff') ? source.text.slice(1) : source.text;
  const at = { file: source.name, line: 1, column: 1 };
  // A UTF-8 text has at least as many bytes as characters and at most three times as many.
  if (
    text.length > limits.cityFileBytes ||
    (text.length > limits.cityFileBytes / 3 && bytesOf(text) > limits.cityFileBytes)
  )
    found.error('too-large', at, messages.tooLarge(limits.cityFileBytes / 1024 / 1024));
  else if (text.trim() === '') found.error('syntax', at, messages.empty);
  else if (!text.isWellFormed() || isJis.test(text)) found.error('encoding', at, messages.encoding);
  else {
    const node = readText({ name: source.name, text }, found);
    if (node) return checkCity(node, found, { outside, wording: 'codes', names: {} });
  }
  return { diagnostics: found.toArray() };
}

/** How ISO-2022-JP, which UTF-8 takes for plain signs, turns to kanji. */
const isJis = /\u001b\$[@B]/;

/** Checks values from whatever input by the format, and makes them a city. */
export function checkCity(
  node: SourceNode,
  found: DiagnosticList,
  context: ReadingContext,
): CityReading {
  const interpreted = interpretCity(node, found, context);
  if (interpreted && !found.isFull) {
    const { draft, spots } = interpreted;
    checkKeys(spots, found, context.wording);
    checkRelations(draft as Partial<City>, spots, found, context.wording);
    if (!found.hasErrors) {
      const city = draft as unknown as City;
      addCautions(city, spots, found);
      return { city, diagnostics: found.toArray() };
    }
  }
  return { diagnostics: found.toArray() };
}

function readText(source: CitySource, found: DiagnosticList): SourceNode | undefined {
  const opensLikeJson = /^\s*\{/.test(source.text.slice(0, 1_000));
  if (/\.json$/i.test(source.name)) return readJson(source, found);
  if (opensLikeJson) {
    const node = readJson(source, new DiagnosticList());
    if (node) return node;
  }
  return readYaml(source, found);
}

const bytesOf = (text: string): number => new TextEncoder().encode(text).length;
