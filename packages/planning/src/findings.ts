import type { FindingKind, RiskLevel } from '@machimori/catalogue';
import { type AccountSummary, type CityIndex, operatorOf, type Weakness } from '@machimori/city';
import { type Day, dayText, fillText, type Text } from '@machimori/kernel';
import { candidatesFor, inUse } from './candidates.ts';
import type { EditionTables } from './edition-tables.ts';
import { nameOf } from './element-names.ts';
import { harms } from './impact.ts';
import { messages } from './messages.ts';
import type { ContractNote, ContractNoteKind, Finding, Impact, Scenario } from './plan.ts';
import { levelOf, onScale, worst } from './risk-levels.ts';

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
  const add = (
    kindId: string,
    w: Omit<Weakness, 'key' | 'kind'>,
    origin: Seen['origin'],
    key: string,
  ): void => {
    const kind = tables.findingKinds.get(kindId);
    if (!kind) return;
    seen.push({
      id: `finding:${key}`,
      kind,
      subject: w.subject,
      affected: w.affected,
      total: w.total,
      foundOn: w.foundOn,
      origin,
      sentence: fillText(sentenceFor(kind, w), {
        subject: nameOf(index, w.subject),
        name: kind.name,
        unit: kind.unit,
        affected: w.affected ?? 1,
        total: w.total ?? 1,
        date: dayText(w.foundOn),
      }),
      responsible: responsibleFor(index, w.subject),
    });
  };
  // That none was found is recorded too, and is no finding.
  for (const w of index.city.weaknesses) if (w.affected !== 0) add(w.kind, w, 'recorded', w.key);
  const derive = (kindId: string, subject: string, affected: number, total: number): void => {
    if (affected > 0 && !isRecorded(index, kindId, subject))
      add(kindId, { subject, affected, total, foundOn: asOf }, 'derived', `${kindId}@${subject}`);
  };
  for (const [component, accounts] of index.accountsOf) {
    const sum = (of: readonly AccountSummary[], count: (a: AccountSummary) => number): number =>
      of.reduce((n, a) => n + count(a), 0);
    const total = sum(accounts, (a) => a.total);
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

/** Subject key → vulnerability → ids of the findings that confirm it there. */
export type Confirmed = ReadonlyMap<string, ReadonlyMap<string, readonly string[]>>;

export function confirmedBy(seen: readonly Seen[]): Confirmed {
  const confirmed = new Map<string, Map<string, readonly string[]>>();
  for (const finding of seen) {
    const at = confirmed.get(finding.subject) ?? new Map<string, readonly string[]>();
    confirmed.set(finding.subject, at);
    for (const v of finding.kind.vulnerabilities) at.set(v, [...(at.get(v) ?? []), finding.id]);
  }
  return confirmed;
}

/** With its counts, where there are any to tell. */
function sentenceFor(
  kind: FindingKind,
  { affected, total }: Pick<Weakness, 'affected' | 'total'>,
): Text {
  if (total !== undefined && total > 1) return kind.sentence;
  return affected !== undefined && affected > 1 ? messages.findingWithoutTotal : kind.alone;
}

/** What people counted wins over what the model shows: there, or over all that its operator, its owner or the city has. */
function isRecorded(index: CityIndex, kind: string, subject: string): boolean {
  const component = index.components.get(subject);
  const counted = [subject, component?.operator, component?.owner, index.city.key];
  return counted.some((key) =>
    (index.weaknessesOf.get(key ?? '') ?? []).some((w) => w.kind === kind),
  );
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

/** Findings with the lines that deal with them and their level: that of the worst scenario that they confirm. */
export function finishFindings(
  tables: EditionTables,
  seen: readonly Seen[],
  scenarios: readonly Scenario[],
  impacts: ReadonlyMap<string, Impact>,
  lines: readonly { readonly id: string; readonly findings: readonly string[] }[],
): Finding[] {
  const confirmed = new Map<string, RiskLevel | undefined>();
  for (const { findings, level } of scenarios)
    for (const id of findings) confirmed.set(id, worst([confirmed.get(id), level]));
  const { criteria } = tables.edition;
  // Where no risk row applies, a weakness that is known raises the likelihood by the same rule as elsewhere.
  const raised = criteria.likelihood.rules
    .filter((rule) => rule.when === 'finding')
    .reduce((sum, rule) => sum + rule.add, criteria.likelihood.base);
  const likelihoodOf = (kind: FindingKind): number =>
    onScale(criteria, kind.vulnerabilities.length > 0 ? raised : criteria.likelihood.base);
  const linesOf = new Map<string, string[]>(seen.map(({ id }) => [id, []]));
  for (const line of lines) for (const id of line.findings) linesOf.get(id)?.push(line.id);
  return seen.map((finding): Finding => {
    const impact = impacts.get(finding.subject);
    const highest = Math.max(1, ...harms.map((harm) => impact?.[harm].value ?? 1));
    return {
      id: finding.id,
      kind: finding.kind.id,
      subject: finding.subject,
      ...(finding.affected === undefined ? {} : { affected: finding.affected }),
      ...(finding.total === undefined ? {} : { total: finding.total }),
      foundOn: finding.foundOn,
      origin: finding.origin,
      sentence: finding.sentence,
      firstStep: finding.kind.firstStep,
      vulnerabilities: finding.kind.vulnerabilities,
      requirements: finding.kind.requirements,
      lines: linesOf.get(finding.id) ?? [],
      level: confirmed.get(finding.id) ?? levelOf(criteria, likelihoodOf(finding.kind), highest),
      urgency: finding.kind.urgency,
      ease: finding.kind.ease,
      responsible: finding.responsible,
    };
  });
}
