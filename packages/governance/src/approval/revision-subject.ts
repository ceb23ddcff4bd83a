import type { Act, Json } from '@machimori/application';
import type { NameOfKey } from '@machimori/city';
import { dayInJapan, dayText, fillText, type Text, text } from '@machimori/kernel';
import {
  changeInWords,
  changeSetsBetween,
  differenceOf,
  type ElementChange,
  elementsAt,
  namesAmong,
  proposersOf,
  type RevisionRow,
  readRevision,
} from '@machimori/register';
import { namesOf } from './approval-people-store.ts';
import { approvedSubjects } from './approval-store.ts';
import type { ApprovalSubject, Shown, SubjectSeen } from './approval-subject.ts';

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
  proposed: text('変更を申し出た人', 'Proposed by'),
  recordedOf: text('{who}（{day}、版{revisions}）', '{who} ({day}, revision {revisions})'),
  recordedOften: text(
    '{who}（{day}まで、版{first}から{last}のうち{count}回）',
    '{who} (until {day}, {count} {count|time|times} from revision {first} to {last})',
  ),
  program: text('プログラム', 'The program'),
  machine: text('機械（APIトークン）', 'A machine (API token)'),
  somebody: text('もういない人', 'Somebody who has left'),
};

/**
 * The city's description at a revision. What is adopted is all that changed since the last revision that
 * others approved, so everybody who recorded any of that is a recorder of it, and whoever proposed what was
 * accepted as well: a small change on top hides no larger one. `outsideNames` names what the description takes from the guideline.
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
    const actors = new Set(changeSets.map(({ actor }) => actor));
    const proposers = await proposersOf(
      act,
      changeSets.map(({ source }) => source),
    );
    const names = await namesOf(act, [...actors, ...proposers]);
    const elements = after.map(({ kind, key, body }) => [kind, key, body as Json]);
    return {
      ...shownOf(
        revision,
        base,
        changeSets,
        proposers,
        names,
        differenceOf(before, after),
        namesAmong([...before, ...after], await outsideNames()),
      ),
      content: { base, elements },
      recorders: [...new Set([...actors, ...proposers])],
      since: changeSets.reduce((last, { at }) => (at > last ? at : last), new Date(0)),
      current: revision === latest,
    };
  },
});

function shownOf(
  revision: number,
  base: number,
  changeSets: readonly RevisionRow[],
  proposers: readonly string[],
  names: ReadonlyMap<string, string>,
  changes: readonly ElementChange[],
  nameOfKey: NameOfKey,
): Shown {
  const count = (of: ElementChange['change']): number =>
    changes.filter(({ change }) => change === of).length;
  const counts = { added: count('added'), changed: count('changed'), removed: count('removed') };
  return {
    title: fillText(words.title, { revision }),
    facts: [
      {
        label: words.since,
        value: base === 0 ? words.sinceStart : fillText(words.sinceApproved, { base }),
      },
      { label: words.counts, value: fillText(words.countsOf, counts) },
      ...(changeSets.length === 0
        ? []
        : [{ label: words.recorded, value: recordersOf(changeSets, names) }]),
      ...(proposers.length === 0
        ? []
        : [{ label: words.proposed, value: listed(proposers, names) }]),
    ],
    lines: changes.map((change) => changeInWords(change, nameOfKey)),
  };
}

const listed = (people: readonly string[], names: ReadonlyMap<string, string>): Text => {
  const told = people.map((each) => whoOf(each, names));
  return text(told.map(({ ja }) => ja).join('、'), told.map(({ en }) => en).join('; '));
};

/** Each person once, with the revisions that they recorded and the day of the last. */
function recordersOf(changeSets: readonly RevisionRow[], names: ReadonlyMap<string, string>): Text {
  const told = [...Map.groupBy(changeSets, ({ actor }) => actor)].map(([actor, rows]) => {
    const who = whoOf(actor, names);
    const sorted = rows.toSorted((a, b) => a.revision - b.revision);
    const [first, last] = [sorted.at(0), sorted.at(-1)];
    if (first === undefined || last === undefined) throw new TypeError('no group is empty');
    const day = dayText(dayInJapan(last.at));
    if (sorted.length > mostRevisionsTold)
      return fillText(words.recordedOften, {
        who,
        day,
        first: first.revision,
        last: last.revision,
        count: sorted.length,
      });
    const revisions = text(
      sorted.map(({ revision }) => revision).join('・'),
      sorted.map(({ revision }) => revision).join(', '),
    );
    return fillText(words.recordedOf, { who, day, revisions });
  });
  return text(told.map(({ ja }) => ja).join('、'), told.map(({ en }) => en).join('; '));
}

/** More are told by the first, the last and how many there are. */
const mostRevisionsTold = 5;

function whoOf(actor: string, names: ReadonlyMap<string, string>): Text {
  if (actor.startsWith('system:')) return words.program;
  if (actor.startsWith('tok_')) return words.machine;
  const name = names.get(actor);
  return name === undefined ? words.somebody : text(name, name);
}
