import type { City, ControlFact } from '@machimori/city';
import type { Category } from '@machimori/kernel';
import { type EditionTables, findItem } from './edition-tables.ts';
import type { Seen } from './findings.ts';

/** What is known at an element beyond the model: confirmed vulnerabilities and requirements already met. */
export interface KnownState {
  /** Subject key → vulnerability → ids of the findings that confirm it. */
  readonly confirmed: ReadonlyMap<string, ReadonlyMap<string, readonly string[]>>;
  /** Subject key → requirements that recorded controls carry out. */
  readonly met: ReadonlyMap<string, ReadonlySet<string>>;
}

/** What the city knows of its controls, by the id of the sheet line that they answer; the first of several counts. */
export function controlsByLine(
  tables: EditionTables,
  city: City,
): ReadonlyMap<string, ControlFact> {
  const controls = new Map<string, ControlFact>();
  for (const control of city.controls) {
    const item = findItem(tables, control.checkItem);
    const id = `${item?.id}@${control.subject}`;
    if (item && !controls.has(id)) controls.set(id, control);
  }
  return controls;
}

/** Findings confirm vulnerabilities at their subject; implemented controls carry out requirements there. */
export function knownState(
  tables: EditionTables,
  city: City,
  categories: ReadonlyMap<string, readonly Category[]>,
  seen: readonly Seen[],
): KnownState {
  const confirmed = new Map<string, Map<string, readonly string[]>>();
  for (const finding of seen) {
    const at = confirmed.get(finding.subject) ?? new Map<string, readonly string[]>();
    confirmed.set(finding.subject, at);
    for (const v of finding.kind.vulnerabilities) at.set(v, [...(at.get(v) ?? []), finding.id]);
  }
  const met = new Map<string, Set<string>>();
  const linksOf = Map.groupBy(tables.edition.requirementLinks, (link) => link.checkItem);
  for (const control of city.controls) {
    const item = findItem(tables, control.checkItem);
    if (control.state !== 'implemented' || !item) continue;
    const at = met.get(control.subject) ?? new Set<string>();
    met.set(control.subject, at);
    const here = categories.get(control.subject) ?? [];
    for (const link of linksOf.get(item.id) ?? [])
      if (link.categories.some((c) => here.includes(c))) at.add(link.requirement);
  }
  return { confirmed, met };
}
