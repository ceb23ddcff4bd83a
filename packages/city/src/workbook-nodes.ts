import type { Place } from '@machimori/kernel';
import type { DiagnosticList } from './diagnostic-list.ts';
import type { Fields } from './field.ts';
import { cityFields, formatVersion } from './format.ts';
import { messages } from './messages.ts';
import { nearestWord } from './nearest-word.ts';
import { shorten } from './reading.ts';
import type { SourceEntry, SourceMap, SourceNode } from './source-node.ts';
import { comparableName } from './spots.ts';
import { ownerPath } from './workbook-layout.ts';
import type { Table, TableRow } from './workbook-table.ts';

/** A map that parts may still be added to. */
interface Growing {
  readonly node: SourceMap;
  readonly entries: SourceEntry[];
}

/** Puts the rows of all sheets together as one value, as a file would have given it. */
export function cityNode(
  tables: readonly Table[],
  file: string,
  found: DiagnosticList,
): SourceNode {
  const city: SourceEntry[] = [];
  let at: Place = { file };
  let emptyAt: SourceMap['emptyAt'];
  for (const table of tables) {
    const { rows } = table.layout;
    const [first] = table.rows;
    const place = first?.at ?? { file, sheet: table.sheet };
    if (rows.are === 'city') {
      at = place;
      if (first) {
        const made = mapOf(first, cityFields);
        city.push(...made.entries);
        if (!made.entries.some(({ name }) => name === 'formatVersion'))
          city.push(presentVersion(first.at));
        emptyAt = made.node.emptyAt;
      }
      for (const extra of table.rows.slice(1))
        found.error('unmatched-row', extra.at, messages.rowTwice(table.sheet));
    } else if (rows.are === 'elements') {
      const elements = table.rows.map((row) => mapOf(row, rows.section.fields));
      for (const parts of tables)
        if (parts.layout.rows.are === 'parts' && parts.layout.rows.section === rows.section)
          addParts(elements, parts, found);
      city.push({
        name: rows.section.list,
        nameAt: place,
        value: { is: 'list', at: place, items: elements.map(({ node }) => node) },
      });
    } else if (rows.are === 'aliases')
      city.push({ name: 'aliases', nameAt: place, value: aliasesOf(table.rows, place, found) });
    else if (
      !tables.some(
        (t) => t.layout.rows.are === 'elements' && t.layout.rows.section === rows.section,
      )
    )
      for (const row of table.rows)
        found.error('unmatched-row', row.at, messages.sheetMissing(rows.section.label.ja));
    if (found.isFull) break;
  }
  return { is: 'map', entries: city, at, ...(emptyAt ? { emptyAt } : {}) };
}

/** A workbook that does not say its version is of the present one. */
function presentVersion(at: Place): SourceEntry {
  return {
    name: 'formatVersion',
    nameAt: at,
    value: { is: 'scalar', value: formatVersion, raw: String(formatVersion), at },
  };
}

/** A row as the object that the format declares: columns of an inner object become that object. */
function mapOf(row: TableRow, fields: Fields, path: readonly string[] = []): Growing {
  const entries: SourceEntry[] = [];
  for (const [name, field] of Object.entries(fields)) {
    const here = [...path, name];
    if (field.type.is === 'aliases') continue;
    if (field.type.is === 'objects' ? field.type.plain === undefined : field.sheet !== undefined)
      continue;
    if (field.type.is === 'object') {
      const inner = mapOf(row, field.type.fields, here);
      if (inner.entries.length > 0 || field.presence === 'required')
        entries.push({ name, nameAt: inner.node.at, value: inner.node });
    } else {
      const value = row.value(here);
      if (value) entries.push({ name, nameAt: value.at, value });
    }
  }
  const at = entries[0] !== undefined && path.length > 0 ? entries[0].value.at : row.at;
  return {
    entries,
    node: { is: 'map', entries, at, emptyAt: (name) => row.placeOf([...path, name]) },
  };
}

/** Puts the rows of a parts sheet where their element's key says. */
function addParts(elements: readonly Growing[], table: Table, found: DiagnosticList): void {
  const { rows } = table.layout;
  if (rows.are !== 'parts') return;
  const owners = new Map<string, Growing>();
  for (const element of elements) {
    const key = textOf(element, 'key');
    if (key !== undefined && !owners.has(key)) owners.set(key, element);
  }
  const [name, inside] = [rows.path.at(-1) ?? '', rows.path.slice(0, -1)];
  const fields = partFields(rows.section.fields, rows.path);
  const lists = new Map<readonly SourceEntry[], SourceNode[]>();
  for (const row of table.rows) {
    const owner = row.value([ownerPath]);
    if (owner?.is === 'refused') continue;
    const key = owner?.is === 'scalar' ? owner.raw : undefined;
    if (key === undefined) {
      found.error('unmatched-row', row.at, messages.rowWithoutKey);
      continue;
    }
    const innermost = (element: Growing | undefined): Growing | undefined =>
      inside.reduce<Growing | undefined>(
        (growing, step) => (growing ? innerOf(growing, step) : undefined),
        element,
      );
    const keyed = innermost(owners.get(key));
    const named = keyed ? undefined : elementNamed(elements, key);
    if (!keyed)
      found.error(
        'unmatched-row',
        row.at,
        messages.rowUnmatched(rows.section.label, shorten(key)),
        { nearest: () => (named && textOf(named, 'key')) ?? nearestWord(key, owners.keys()) },
      );
    // A row under the name of its element is read on, so that the rest of what is wrong in it is said at once.
    const target = keyed ?? innermost(named);
    if (!target) continue;
    const part = mapOf(row, fields);
    if (rows.several) {
      const list = lists.get(target.entries);
      if (list) list.push(part.node);
      else {
        // Words alone from the element's own cell come first.
        const at = target.entries.findIndex((entry) => entry.name === name);
        const before = target.entries[at]?.value;
        const items = [...(before?.is === 'list' ? before.items : []), part.node];
        lists.set(target.entries, items);
        const entry = {
          name,
          nameAt: row.at,
          value: { is: 'list', items, at: before?.at ?? row.at },
        } as const;
        if (at === -1) target.entries.push(entry);
        else target.entries[at] = entry;
      }
    } else if (target.entries.some((entry) => entry.name === name))
      found.error('duplicate-key', row.at, messages.rowTwice(shorten(key)));
    else target.entries.push({ name, nameAt: row.at, value: part.node });
  }
}

/** The element that people call by this name. */
function elementNamed(elements: readonly Growing[], given: string): Growing | undefined {
  const wanted = comparableName(given);
  return elements.find((element) =>
    ['name', 'nameEn'].some((field) => {
      const name = textOf(element, field);
      return name !== undefined && comparableName(name) === wanted;
    }),
  );
}

function partFields(fields: Fields, path: readonly string[]): Fields {
  return path.reduce<Fields>((at, name) => {
    const type = at[name]?.type;
    return type?.is === 'object' || type?.is === 'objects' ? type.fields : {};
  }, fields);
}

function innerOf(growing: Growing, name: string): Growing | undefined {
  const value = growing.entries.find((entry) => entry.name === name)?.value;
  return value?.is === 'map' ? { node: value, entries: value.entries as SourceEntry[] } : undefined;
}

function textOf({ entries }: Growing, name: string): string | undefined {
  const value = entries.find((entry) => entry.name === name)?.value;
  return value?.is === 'scalar' ? value.raw : undefined;
}

function aliasesOf(rows: readonly TableRow[], at: Place, found: DiagnosticList): SourceNode {
  const entries: SourceEntry[] = [];
  for (const row of rows) {
    const old = row.value(['old']);
    const present = row.value(['present']);
    if (old?.is === 'refused') continue;
    if (old?.is !== 'scalar') found.error('unmatched-row', row.at, messages.rowWithoutKey);
    else
      entries.push({
        name: old.raw,
        nameAt: old.at,
        value: present ?? { is: 'scalar', value: null, raw: '', at: row.placeOf(['present']) },
      });
  }
  return { is: 'map', entries, at };
}
