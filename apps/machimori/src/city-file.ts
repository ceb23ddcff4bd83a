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
    'Places to correct in “{path}”: {count}.',
  ),
  tooManyPlaces: text(
    '「{path}」には、組織、契約、しくみ、データの流れが合わせて{count}あります。計画をつくれるのは{limit}までです。',
    '“{path}” has {count} {count|organisation|organisations}, contracts, components and flows together; a plan is made for at most {limit}.',
  ),
  splitCity: text(
    '同じ種類の機器をまとめて書くか、ファイルをサービスごとに分けてください。',
    'Write devices of one kind as one group, or split the file by service.',
  ),
  unreadable: text('「{path}」を読めません。', '“{path}” cannot be read.'),
  saveAgain: text(
    '保存し直してから、もう一度実行してください。何も書き換えていません。',
    'Save it again and run once more. Nothing was written.',
  ),
  next: text(
    '上の場所を直して、もう一度実行してください。何も書き換えていません。',
    'Correct them and run again. Nothing was written.',
  ),
};

/** What a city file may name that stands in the guideline's data. */
export const outsideOf = (edition: Edition): OutsideNames => ({
  findingKinds: edition.findingKinds.map((k) => k.id),
  facts: edition.lawFacts.map((f) => f.id),
  checkItems: edition.checkItems.flatMap((i) => [i.id, i.label]),
  requirements: edition.requirements.map((r) => r.id),
});

/** The same with their names for people, as a workbook shows them. */
export const namesFor = (edition: Edition): NamedOutside => ({
  findingKinds: edition.findingKinds.map(({ id, name }) => ({ id, name })),
  facts: edition.lawFacts.map(({ id, name, question }) => ({
    id,
    name,
    also: [question.ja, question.en],
  })),
  checkItems: edition.checkItems.map(({ id, label, heading }) => ({
    id,
    name: { ja: `${label} ${heading.ja}`, en: `${label} ${heading.en}` },
    also: [label],
  })),
});

/** What a form offers to choose from: each kind of name, with what people call it. */
export const guidelineNamesOf = (edition: Edition) => ({
  findingKinds: edition.findingKinds,
  facts: edition.lawFacts,
  requirements: edition.requirements.map(({ id, heading }) => ({
    id,
    name: { ja: `${id} ${heading.ja}`, en: `${id} ${heading.en}` },
  })),
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
  if (!city || errors.length > 0) {
    const code = codeOf(errors);
    const [what, next] =
      code === 'input-unreadable'
        ? [messages.unreadable, messages.saveAgain]
        : [messages.wrong, messages.next];
    throw new Failure(code, fill(what, { path, count: errors.length }), {
      diagnostics: errors,
      next,
    });
  }
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

/** Limits alone have a code of their own, and so has what leaves nothing to read: an encoding, a broken book. */
function codeOf(errors: readonly Diagnostic[]): FailureCode {
  if (errors.length === 0) return 'input-invalid';
  if (errors.every((d) => d.code === 'too-large' || d.code === 'too-deep')) return 'limit-exceeded';
  return errors.every(isUnreadable) ? 'input-unreadable' : 'input-invalid';
}

const isUnreadable = ({ code, place }: Diagnostic): boolean =>
  place.path === undefined &&
  (code === 'encoding' ||
    (code === 'syntax' && place.line === undefined && place.sheet === undefined));

const isWorkbook = (name: string): boolean => extname(name).toLowerCase() === '.xlsx';

async function readAny(path: string, edition: Edition): Promise<CityReading> {
  const bytes = await readBytes(
    path,
    isWorkbook(path) ? limits.workbookBytes : limits.cityFileBytes,
  );
  return readCityBytes(basename(path), bytes, edition);
}

/**
 * The same for bytes that somebody sent to the running program: in a process of its own whatever they are,
 * so that a file made to be slow keeps nobody else waiting.
 */
export async function readCityApart(
  name: string,
  bytes: Uint8Array,
  edition: Edition,
): Promise<CityReading> {
  if (isWorkbook(name)) return readWorkbookApart(name, bytes, edition);
  const { readTextGuarded } = await import('./guarded-reading.ts');
  return readTextGuarded(bytes, name, outsideOf(edition));
}

async function readWorkbookApart(
  name: string,
  bytes: Uint8Array,
  edition: Edition,
): Promise<CityReading> {
  const { readWorkbookGuarded } = await import('./guarded-reading.ts');
  return readWorkbookGuarded(bytes, {
    name,
    outside: outsideOf(edition),
    names: namesFor(edition),
  });
}

/** Reads the text of a city file. */
export function readCityText(name: string, bytes: Uint8Array, outside: OutsideNames): CityReading {
  const decoded = decodeCity(bytes, name);
  return decoded.text === undefined
    ? { diagnostics: decoded.diagnostics }
    : readCity({ name, text: decoded.text }, outside);
}

/** Reads what a city file holds, wherever the bytes came from; the name says how to read them. */
export async function readCityBytes(
  name: string,
  bytes: Uint8Array,
  edition: Edition,
): Promise<CityReading> {
  return isWorkbook(name)
    ? readWorkbookApart(name, bytes, edition)
    : readCityText(name, bytes, outsideOf(edition));
}
