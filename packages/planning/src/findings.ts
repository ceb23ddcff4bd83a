import type { FindingKind } from '@machimori/catalogue';
import { type AccountSummary, type CityIndex, operatorOf, type Weakness } from '@machimori/city';
import { type Day, dayText, fillText, type Text } from '@machimori/kernel';
import { candidatesFor, inUse } from './candidates.ts';
import type { EditionTables } from './edition-tables.ts';
import { nameOf } from './element-names.ts';
import { messages } from './messages.ts';
import type { ContractNote, ContractNoteKind } from './plan.ts';

/** A finding before the scenarios are known: what was seen, where, and what it confirms. */
export interface Seen {
  readonly id: string;
  readonly kind: FindingKind;
  readonly subject: string;
  readonly affected: number | undefined;
  readonly total: number | undefined;
  readonly foundOn: Day;
  readonly origin: 'recorded' | 'derived';
  readonly sentence: Text;
  readonly responsible: string;
}

const kindOfNote: Readonly<Partial<Record<ContractNoteKind, string>>> = {
  silent: 'boundary-silent',
  'ends-before-service': 'ends-before-service',
  'unknown-law': 'unknown-law-of-contract',
};

/** Step 2's known weaknesses: those recorded with count and date, and those that the model itself shows. */
export function gatherFindings(
  index: CityIndex,
  tables: EditionTables,
  notes: readonly ContractNote[],
  asOf: Day,
): Seen[] {
  const seen: Seen[] = [];
  const recorded = new Set(index.city.weaknesses.map((w) => `${w.kind}@${w.subject}`));
  const add = (
    kindId: string,
    w: Omit<Weakness, 'key' | 'kind'>,
    origin: Seen['origin'],
    key: string,
  ): void => {
    const kind = tables.findingKinds.get(kindId);
    if (!kind) return;
    const name = nameOf(index, w.subject);
    const counted = w.total !== undefined && w.total > 1;
    const values = {
      subject: name,
      affected: w.affected ?? 1,
      total: w.total ?? w.affected ?? 1,
      date: dayText(w.foundOn),
    };
    seen.push({
      id: `finding:${key}`,
      kind,
      subject: w.subject,
      affected: w.affected,
      total: w.total,
      foundOn: w.foundOn,
      origin,
      sentence: fillText(counted ? kind.sentence : messages.findingWithoutCount, {
        ...values,
        name: kind.name,
      }),
      responsible: responsibleFor(index, w.subject),
    });
  };
  for (const w of index.city.weaknesses) add(w.kind, w, 'recorded', w.key);
  const derive = (kindId: string, subject: string, affected: number, total: number): void => {
    if (!recorded.has(`${kindId}@${subject}`) && affected > 0)
      add(kindId, { subject, affected, total, foundOn: asOf }, 'derived', `${kindId}@${subject}`);
  };
  const orphansRecorded = index.city.weaknesses.some((w) => w.kind === 'orphaned-accounts');
  for (const [component, accounts] of index.accountsOf) {
    const sum = (of: readonly AccountSummary[], count: (a: AccountSummary) => number): number =>
      of.reduce((n, a) => n + count(a), 0);
    const total = sum(accounts, (a) => a.total);
    if (!orphansRecorded)
      derive(
        'orphaned-accounts',
        component,
        sum(accounts, (a) => a.orphaned),
        total,
      );
    derive(
      'dormant-accounts',
      component,
      sum(accounts, (a) => a.dormant),
      total,
    );
    const administrators = accounts.filter((a) => a.kind === 'administrator');
    derive(
      'privileged-accounts-without-second-factor',
      component,
      sum(administrators, (a) => a.withoutSecondFactor),
      sum(administrators, (a) => a.total),
    );
  }
  for (const c of index.city.components.filter(inUse))
    if (c.device?.supportEnd !== undefined && c.device.supportEnd < asOf)
      derive('end-of-support', c.key, c.device.count, c.device.count);
  for (const { key } of candidatesFor(index, 'flow')) {
    const f = index.flows.get(key);
    if (f?.encrypted === 'no') derive('unencrypted-flow', key, 1, 1);
    if (f?.authenticated === 'no') derive('unauthenticated-flow', key, 1, 1);
  }
  for (const note of notes) {
    const kind = kindOfNote[note.kind];
    if (kind !== undefined) derive(kind, note.contract, 1, 1);
  }
  return seen;
}

/** Organisation that sees to a finding: whoever operates, owns or concluded what has it. */
function responsibleFor(index: CityIndex, subject: string): string {
  const component = index.components.get(subject);
  if (component) return operatorOf(component);
  const flow = index.flows.get(subject);
  if (flow) {
    const end = index.components.get(flow.from) ?? index.components.get(flow.to);
    if (end) return operatorOf(end);
  }
  if (index.organisations.has(subject)) return subject;
  return (
    index.contracts.get(subject)?.principal ??
    index.dataSets.get(subject)?.owner ??
    index.city.promoter
  );
}
