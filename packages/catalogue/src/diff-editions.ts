import type { Text } from '@machimori/kernel';
import {
  type DiffKind,
  type DiffRelation,
  type DiffSubject,
  diffKinds,
  diffSubjects,
} from './diff-subjects.ts';
import type { Edition } from './edition.ts';

/** An entry as a reader recognises it. */
export interface DiffEntry {
  readonly kind: DiffKind;
  readonly id: string;
  readonly label?: string;
  readonly heading: Text;
}

/** The same entry under another id, label or place in its list. */
export interface Renumbered extends DiffEntry {
  readonly from: { readonly id: string; readonly label?: string; readonly order: number };
  readonly to: { readonly id: string; readonly label?: string; readonly order: number };
}

export interface Reworded extends DiffEntry {
  readonly texts: readonly { readonly field: string; readonly from: Text; readonly to: Text }[];
}

/** What an entry's relation gained and lost, in the ids of the newer edition where they go on. */
export interface Rerelated extends DiffEntry {
  readonly relation: string;
  readonly added: readonly string[];
  readonly removed: readonly string[];
}

export interface EditionDiff {
  readonly from: string;
  readonly to: string;
  readonly added: readonly DiffEntry[];
  readonly removed: readonly DiffEntry[];
  readonly renumbered: readonly Renumbered[];
  readonly reworded: readonly Reworded[];
  readonly related: readonly Rerelated[];
}

interface Pair {
  readonly old: DiffSubject;
  readonly new: DiffSubject;
}

/** Ids of the older edition → of the newer one, for entries that go on. */
type Successors = Map<DiffKind, Map<string, string>>;

/**
 * What the newer of two editions changes. An entry goes on where heading and id are the same; else
 * where the heading stands under another id (renumbered); else where the id has another heading
 * (reworded). Relations are compared after renumbering, so that a new number alone changes none.
 */
export function diffEditions(older: Edition, newer: Edition): EditionDiff {
  const before = diffSubjects(older);
  const after = diffSubjects(newer);
  const successors: Successors = new Map();
  const diff = {
    from: older.id,
    to: newer.id,
    added: [] as DiffEntry[],
    removed: [] as DiffEntry[],
    renumbered: [] as Renumbered[],
    reworded: [] as Reworded[],
    related: [] as Rerelated[],
  };
  for (const kind of Object.keys(diffKinds) as DiffKind[]) {
    const olds = before.get(kind) ?? [];
    const news = after.get(kind) ?? [];
    const pairs = pair(olds, news, successors);
    successors.set(kind, new Map(pairs.map((p) => [p.old.id, p.new.id])));
    const goesOn = new Set(pairs.flatMap((p) => [p.old, p.new]));
    const gone = olds.filter((subject) => !goesOn.has(subject));
    const come = news.filter((subject) => !goesOn.has(subject));
    for (const subject of gone) diff.removed.push(entryOf(kind, subject));
    for (const subject of come) diff.added.push(entryOf(kind, subject));
    for (const p of pairs) {
      const { id, label, order } = p.old;
      if (id !== p.new.id || label !== p.new.label || order !== p.new.order) {
        diff.renumbered.push({
          ...entryOf(kind, p.new),
          from: numberOf(p.old),
          to: numberOf(p.new),
        });
      }
      const texts = rewordings(p);
      if (texts.length > 0) diff.reworded.push({ ...entryOf(kind, p.new), texts });
      diff.related.push(...relationChanges(kind, p, successors));
    }
  }
  return diff;
}

function pair(
  olds: readonly DiffSubject[],
  news: readonly DiffSubject[],
  successors: Successors,
): readonly Pair[] {
  const pairs = new Map<DiffSubject, DiffSubject>();
  const taken = new Set<DiffSubject>();
  const join = (oldKey: (s: DiffSubject) => string, newKey: (s: DiffSubject) => string): void => {
    const candidates = Map.groupBy(
      news.filter((s) => !taken.has(s)),
      newKey,
    );
    const open = olds.filter((s) => !pairs.has(s));
    for (const [key, alike] of Map.groupBy(open, oldKey)) {
      const [one] = candidates.get(key) ?? [];
      const [old] = alike;
      if (old === undefined || one === undefined) continue;
      if (alike.length > 1 || (candidates.get(key)?.length ?? 0) > 1) continue;
      pairs.set(old, one);
      taken.add(one);
    }
  };
  const oldIdentity = (s: DiffSubject): string => identity(s, successors);
  const newIdentity = (s: DiffSubject): string => identity(s);
  join(
    (s) => `${s.id} ${oldIdentity(s)}`,
    (s) => `${s.id} ${newIdentity(s)}`,
  );
  join(oldIdentity, newIdentity);
  join(
    (s) => s.id,
    (s) => s.id,
  );
  return olds.flatMap((old) => {
    const found = pairs.get(old);
    return found === undefined ? [] : [{ old, new: found }];
  });
}

/** What makes an entry itself apart from its id; an old one's joins count as what they became. */
function identity(subject: DiffSubject, successors?: Successors): string {
  const joins = (subject.joins ?? []).map((join) => translated(join, successors).join(' '));
  const isRow = Object.keys(subject.texts).length === 0;
  const heading = isRow ? '' : subject.heading.ja.normalize('NFKC').replace(/\s/g, '');
  return [heading, ...joins].join('\n');
}

/** The ids of a relation as the newer edition knows them; those that end there stay as they are. */
function translated(relation: DiffRelation, successors?: Successors): readonly string[] {
  const known = relation.to === undefined ? undefined : successors?.get(relation.to);
  return relation.ids.map((id) => known?.get(id) ?? id);
}

const rewordings = ({ old, new: now }: Pair): Reworded['texts'] =>
  Object.entries(now.texts).flatMap(([field, to]) => {
    const from = old.texts[field];
    return from === undefined || (from.ja === to.ja && from.en === to.en)
      ? []
      : [{ field, from, to }];
  });

function relationChanges(kind: DiffKind, p: Pair, successors: Successors): readonly Rerelated[] {
  const names = new Set([...Object.keys(p.old.relations), ...Object.keys(p.new.relations)]);
  return [...names].flatMap((relation) => {
    const was = p.old.relations[relation];
    const had = was === undefined ? [] : translated(was, successors);
    const has = p.new.relations[relation]?.ids ?? [];
    const added = has.filter((id) => !had.includes(id));
    const removed = had.filter((id) => !has.includes(id));
    return added.length + removed.length === 0
      ? []
      : [{ ...entryOf(kind, p.new), relation, added, removed }];
  });
}

const entryOf = (kind: DiffKind, { id, label, heading }: DiffSubject): DiffEntry => ({
  kind,
  id,
  ...(label === undefined ? {} : { label }),
  heading,
});

const numberOf = ({ id, label, order }: DiffSubject): Renumbered['from'] => ({
  id,
  ...(label === undefined ? {} : { label }),
  order,
});
