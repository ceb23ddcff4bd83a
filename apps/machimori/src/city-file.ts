import { basename, extname } from 'node:path';
import type { Edition } from '@machimori/catalogue';
import {
  type City,
  type CityReading,
  decodeCity,
  type NamedOutside,
  type OutsideNames,
  readCity,
} from '@machimori/city';
import { type Diagnostic, Failure, type FailureCode, fill, limits, text } from '@machimori/kernel';
import { readBytes } from './files.ts';
import { diagnosticLines, type Terminal } from './terminal.ts';

const messages = {
  wrong: text(
    '「{path}」に、直すところが{count}か所あります。',
    '“{path}” has {count} things to correct.',
  ),
  tooManyPlaces: text(
    '「{path}」には、組織、契約、しくみ、データの流れが合わせて{count}あります。計画をつくれるのは{limit}までです。',
    '“{path}” has {count} organisations, contracts, components and flows together; a plan is made for at most {limit}.',
  ),
  splitCity: text(
    '同じ種類の機器をまとめて書くか、ファイルをサービスごとに分けてください。',
    'Write devices of one kind as one group, or split the file by service.',
  ),
  next: text(
    '上の場所を直して、もう一度実行してください。何も書き換えていません。',
    'Correct them and run again. Nothing was written.',
  ),
};

/** What a city file may name that stands in the guideline's data. */
const outsideOf = (edition: Edition): OutsideNames => ({
  findingKinds: edition.findingKinds.map((k) => k.id),
  facts: edition.lawFacts.map((f) => f.id),
  checkItems: edition.checkItems.flatMap((i) => [i.id, i.label]),
  requirements: edition.requirements.map((r) => r.id),
});

/** The same with their names for people, as a workbook shows them. */
export const namesFor = (edition: Edition): NamedOutside => ({
  findingKinds: edition.findingKinds.map(({ id, name }) => ({ id, name })),
  facts: edition.lawFacts.map(({ id, question }) => ({ id, name: question })),
  checkItems: edition.checkItems.map(({ id, label, heading }) => ({
    id,
    name: { ja: `${label} ${heading.ja}`, en: `${label} ${heading.en}` },
  })),
});

/** Reads a city from YAML, JSON or a workbook; all that is wrong is said at once. */
export async function readCityFile(
  path: string,
  edition: Edition,
  terminal: Terminal,
): Promise<City> {
  const { city, diagnostics } = await readAny(path, edition);
  const errors = diagnostics.filter((d) => d.severity === 'error');
  if (!city || errors.length > 0)
    throw new Failure(codeOf(errors), fill(messages.wrong, { path, count: errors.length }), {
      diagnostics: errors,
      next: messages.next,
    });
  for (const line of diagnosticLines(diagnostics, terminal.locale)) terminal.warn(line);
  return city;
}

/** Reads a city to be planned: one with more places than a machine has memory for is refused before it is tried. */
export async function readCityToPlan(
  path: string,
  edition: Edition,
  terminal: Terminal,
): Promise<City> {
  const city = await readCityFile(path, edition, terminal);
  const { organisations, contracts, components, flows } = city;
  const count = organisations.length + contracts.length + components.length + flows.length;
  if (count > limits.plannedPlaces)
    throw new Failure(
      'limit-exceeded',
      fill(messages.tooManyPlaces, { path, count, limit: limits.plannedPlaces }),
      { next: messages.splitCity },
    );
  return city;
}

/** Limits alone, or an encoding that leaves nothing to read, have codes of their own. */
function codeOf(errors: readonly Diagnostic[]): FailureCode {
  if (errors.length === 0) return 'input-invalid';
  if (errors.every((d) => d.code === 'too-large' || d.code === 'too-deep')) return 'limit-exceeded';
  return errors.every((d) => d.code === 'encoding' && d.place.path === undefined)
    ? 'input-unreadable'
    : 'input-invalid';
}

async function readAny(path: string, edition: Edition): Promise<CityReading> {
  const outside = outsideOf(edition);
  if (extname(path).toLowerCase() === '.xlsx') {
    const { readWorkbookGuarded } = await import('./guarded-workbook.ts');
    return readWorkbookGuarded(await readBytes(path, limits.workbookBytes), {
      name: basename(path),
      outside,
      names: namesFor(edition),
    });
  }
  const name = basename(path);
  const decoded = decodeCity(await readBytes(path, limits.cityFileBytes), name);
  return decoded.text === undefined
    ? { diagnostics: decoded.diagnostics }
    : readCity({ name, text: decoded.text }, outside);
}
