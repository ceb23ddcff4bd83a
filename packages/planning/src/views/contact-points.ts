import type { Contact } from '@machimori/city';
import { type Text, text } from '@machimori/kernel';
import type { NamedKey, PlanView } from './plan-view.ts';

/** Whom to call at one organisation. What is missing is said, never guessed. */
export interface ContactPoint {
  readonly organisation: NamedKey;
  /** What it runs: why one would call. */
  readonly runs: readonly NamedKey[];
  readonly contacts: readonly Contact[];
  readonly missing: readonly Contact['purpose'][];
}

/** Somebody outside the city whom one may have to call: the guideline names who, the city writes the number. */
export interface OutsideContact {
  readonly id: string;
  readonly name: Text;
  readonly when: Text;
}

export interface ContactPoints {
  readonly organisations: readonly ContactPoint[];
  readonly outside: readonly OutsideContact[];
}

/** インシデント対応② of the guideline: those outside whom one may have to call are to be known beforehand. */
const outside: readonly OutsideContact[] = [
  {
    id: 'ministry',
    name: text('主管官庁', 'Supervising ministry or agency'),
    when: text('法令や通知で報告が求められるとき', 'Where a law or notice asks for a report'),
  },
  {
    id: 'police',
    name: text('警察', 'Police'),
    when: text('犯罪のおそれがあるとき', 'Where it may be a crime'),
  },
  {
    id: 'jpcert',
    name: text('JPCERT/CC', 'JPCERT/CC'),
    when: text(
      '技術的な助言や、ほかの組織との調整を頼みたいとき',
      'For technical advice, or to reach other organisations',
    ),
  },
];

const asked: readonly Contact['purpose'][] = ['incident', 'out-of-hours'];

/** Contact points of the organisations that one sees; the promoting body first, then those that run something. */
export function contactPoints(view: PlanView): ContactPoints {
  const { promoter, organisations } = view.city;
  const runsMost = (key: string): number => view.index.operated.get(key)?.length ?? 0;
  return {
    organisations: organisations
      .map(({ key, contacts }) => ({
        organisation: view.named(key),
        runs: (view.index.operated.get(key) ?? []).map((each) => view.named(each.key)),
        contacts,
        missing: asked.filter((purpose) => !contacts.some((each) => each.purpose === purpose)),
      }))
      .sort(
        (a, b) =>
          Number(b.organisation.key === promoter) - Number(a.organisation.key === promoter) ||
          runsMost(b.organisation.key) - runsMost(a.organisation.key),
      ),
    outside,
  };
}
