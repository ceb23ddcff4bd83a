import type { Act, Json } from '@machimori/application';
import { elementInWords, fieldInWords, kindInWords, type NameOfKey } from '@machimori/city';
import { dayInJapan, dayText, fillText, type Text, text } from '@machimori/kernel';
import {
  changeSetsBetween,
  differenceOf,
  type Element,
  type ElementChange,
  elementsAt,
  type RevisionRow,
  readRevision,
} from '@machimori/register';
import { namesOf } from './approval-people-store.ts';
import { approvedSubjects } from './approval-store.ts';
import type { ApprovalSubject, Shown, ShownLine, SubjectSeen } from './approval-subject.ts';

export const revisionKind = 'revision';

const words = {
  title: text('まちの内容（版{revision}）', 'The city’s description (revision {revision})'),
  since: text('確かめる範囲', 'What to look at'),
  sinceApproved: text(
    '承認済みの版{base}から変わったところのすべて',
    'All that changed since revision {base}, which was approved',
  ),
  sinceStart: text('内容のすべて（まだ承認された版がない）', 'All of it; none was approved before'),
  counts: text('変わるところ', 'Changes'),
  countsOf: text(
    '増える{added}件、変わる{changed}件、なくなる{removed}件',
    '{added} added, {changed} changed, {removed} removed',
  ),
  recorded: text('記録した人', 'Recorded by'),
  recordedOf: text('{who}（{day}、版{revision}）', '{who} ({day}, revision {revision})'),
  program: text('プログラム', 'The program'),
  machine: text('機械（APIトークン）', 'A machine (API token)'),
  somebody: text('もういない人', 'Somebody who has left'),
  changedField: text('{label}: {before} → {after}', '{label}: {before} → {after}'),
  field: text('{label}: {after}', '{label}: {after}'),
};

/**
 * The city's description at a revision. What is adopted is all that changed since the last revision that
 * others approved, so everybody who recorded any of that is a recorder of it: a small change on top hides
 * no larger one. `outsideNames` names what the description takes from the guideline.
 */
export const revisionSubject = (outsideNames: () => Promise<NameOfKey>): ApprovalSubject => ({
  async read(act: Act, id: string): Promise<SubjectSeen | undefined> {
    if (act.scope.reach !== 'city' || !/^[1-9]\d{0,8}$/.test(id)) return undefined;
    const revision = Number(id);
    const latest = await readRevision(act);
    if (revision > latest) return undefined;
    const approved = (await approvedSubjects(act, revisionKind)).map(Number);
    const base = Math.max(0, ...approved.filter((each) => each < revision));
    const after = await elementsAt(act, revision);
    const before = base === 0 ? [] : await elementsAt(act, base);
    const changeSets = await changeSetsBetween(act, base, revision);
    const names = await namesOf(
      act,
      changeSets.map(({ actor }) => actor),
    );
    const elements = after.map(({ kind, key, body }) => [kind, key, body as Json]);
    return {
      ...shownOf(
        revision,
        base,
        changeSets,
        names,
        differenceOf(before, after),
        namesAmong([...before, ...after], await outsideNames()),
      ),
      content: { base, elements },
      recorders: [...new Set(changeSets.map(({ actor }) => actor))],
      current: revision === latest,
    };
  },
});

function shownOf(
  revision: number,
  base: number,
  changeSets: readonly RevisionRow[],
  names: ReadonlyMap<string, string>,
  changes: readonly ElementChange[],
  nameOfKey: NameOfKey,
): Shown {
  const count = (of: ElementChange['change']): number =>
    changes.filter(({ change }) => change === of).length;
  const counts = { added: count('added'), changed: count('changed'), removed: count('removed') };
  const recorded = changeSets.map(({ actor, at, revision: of }) => ({
    label: words.recorded,
    value: fillText(words.recordedOf, {
      who: whoOf(actor, names),
      day: dayText(dayInJapan(at)),
      revision: of,
    }),
  }));
  return {
    title: fillText(words.title, { revision }),
    facts: [
      {
        label: words.since,
        value: base === 0 ? words.sinceStart : fillText(words.sinceApproved, { base }),
      },
      { label: words.counts, value: fillText(words.countsOf, counts) },
      ...recorded,
    ],
    lines: changes.map((change) => lineOf(change, nameOfKey)),
  };
}

function whoOf(actor: string, names: ReadonlyMap<string, string>): Text {
  if (actor.startsWith('system:')) return words.program;
  if (actor.startsWith('tok_')) return words.machine;
  const name = names.get(actor);
  return name === undefined ? words.somebody : text(name, name);
}

/** Fields that say nothing to a person: they stand in the title of the line already. */
const untold = new Set(['key', 'name', 'nameEn', 'formatVersion']);

/** Elements by the names that people gave them: a key means nothing to whoever decides. */
function namesAmong(
  elements: readonly Pick<Element, 'kind' | 'key' | 'body'>[],
  outside: NameOfKey,
): NameOfKey {
  const named = new Map(
    elements
      .filter(({ body }) => typeof body['name'] === 'string')
      .map(({ kind, key, body }) => [key, elementInWords(kind, key, body)]),
  );
  return (key, of) => (of === undefined ? named.get(key) : outside(key, of));
}

function lineOf(
  { kind, key, change, fields, before, after }: ElementChange,
  nameOfKey: NameOfKey,
): ShownLine {
  const was = before?.body ?? {};
  const is = after?.body ?? {};
  const told = change === 'changed' ? fields : Object.keys(is).filter((each) => !untold.has(each));
  return {
    change,
    what: elementInWords(kind, key, (after ?? before)?.body ?? {}, nameOfKey),
    among: kindInWords(kind),
    details: told.map((field) => {
      const { label, value } = fieldInWords(kind, field, is[field], nameOfKey);
      if (change !== 'changed') return fillText(words.field, { label, after: value });
      const past = fieldInWords(kind, field, was[field], nameOfKey).value;
      return fillText(words.changedField, { label, before: past, after: value });
    }),
  };
}
