import type { Place, Text } from '@machimori/kernel';
import type { DiagnosticList } from './diagnostic-list.ts';
import { componentDetails, componentFields } from './format-components.ts';
import { accountFields, weaknessFields } from './format-data.ts';
import { organisationFields } from './format-parties.ts';
import { expectations, messages } from './messages.ts';
import type { AccountSummary, City, Component, Contract, Flow, Weakness } from './model.ts';
import { type Wording, writesCodes } from './reading.ts';
import type { Spots } from './spots.ts';
import { wordLabel } from './words.ts';

/**
 * Checks what no single field can show: cycles, parties, terms, counts, details that belong to a kind.
 * The draft may lack what was reported before; every rule asks for what it needs.
 */
export function checkRelations(
  draft: Partial<City>,
  spots: Spots,
  found: DiagnosticList,
  wording: Wording,
): void {
  const organisations = draft.organisations ?? [];
  const components = draft.components ?? [];
  for (const contract of draft.contracts ?? []) checkContract(contract, spots, found);
  for (const component of components) checkComponent(component, spots, found, wording);
  for (const flow of draft.flows ?? []) checkFlow(flow, spots, found);
  for (const account of draft.accounts ?? []) checkAccount(account, spots, found);
  for (const weakness of draft.weaknesses ?? []) checkWeakness(weakness, spots, found);
  checkCycles(
    components.map((c) => [c.key, c.standsOn ?? [], spots.of(c, 'standsOn')]),
    componentFields.standsOn.label,
    found,
  );
  checkCycles(
    organisations.map((o) => [
      o.key,
      o.parent === undefined ? [] : [o.parent],
      spots.of(o, 'parent'),
    ]),
    organisationFields.parent.label,
    found,
  );
}

function checkContract(contract: Contract, spots: Spots, found: DiagnosticList): void {
  const { principal, contractor, term } = contract;
  if (principal !== undefined && principal === contractor)
    found.error('inconsistent', spots.of(contract, 'contractor'), messages.sameParties);
  if (term?.start !== undefined && term.end !== undefined && term.end < term.start)
    found.error(
      'inconsistent',
      spots.of(term, 'end'),
      messages.termBackwards(term.start, term.end),
      {
        expected: expectations.notBefore(term.start),
      },
    );
  for (const clause of contract.clauses ?? [])
    if (clause.performs !== undefined && clause.requirements?.length === 0)
      found.error('inconsistent', spots.of(clause, 'performs'), messages.performsNothing);
}

function checkComponent(
  component: Component,
  spots: Spots,
  found: DiagnosticList,
  wording: Wording,
): void {
  const { kind, key } = component;
  if (kind !== undefined)
    for (const { field, must, may } of componentDetails) {
      const { label } = componentFields[field];
      const given = component[field] !== undefined;
      if (!given && !spots.has(component, field) && (must as readonly string[]).includes(kind))
        found.error(
          'missing-field',
          spots.of(component),
          messages[writesCodes(wording) ? 'detailsMissing' : 'rowOfDetailsMissing'](
            label,
            wordLabel('components', kind),
          ),
        );
      if (given && !(may as readonly string[]).includes(kind))
        found.error(
          'inconsistent',
          spots.of(component, field),
          messages.detailsElsewhere(label, wordLabel('components', kind)),
        );
    }
  if (key !== undefined && component.managedBy === key)
    found.error('inconsistent', spots.of(component, 'managedBy'), messages.managesItself);
  for (const label of component.device?.labels ?? [])
    if (component.device && label.count > component.device.count)
      found.error(
        'inconsistent',
        spots.of(label, 'count'),
        messages.moreThanTotal(componentLabelsLabel, componentCountLabel),
      );
}

const deviceFields =
  componentFields.device.type.is === 'object' ? componentFields.device.type.fields : {};
const componentLabelsLabel: Text = deviceFields['labels']?.label ?? { ja: '', en: '' };
const componentCountLabel: Text = deviceFields['count']?.label ?? { ja: '', en: '' };

function checkFlow(flow: Flow, spots: Spots, found: DiagnosticList): void {
  if (flow.from !== undefined && flow.from === flow.to)
    found.error('inconsistent', spots.of(flow, 'to'), messages.sameEnds);
}

function checkAccount(account: AccountSummary, spots: Spots, found: DiagnosticList): void {
  for (const part of ['orphaned', 'dormant', 'withoutSecondFactor'] as const)
    if (account[part] > account.total)
      found.error(
        'inconsistent',
        spots.of(account, part),
        messages.moreThanTotal(accountFields[part].label, accountFields.total.label),
      );
}

function checkWeakness(weakness: Weakness, spots: Spots, found: DiagnosticList): void {
  if (
    weakness.affected !== undefined &&
    weakness.total !== undefined &&
    weakness.affected > weakness.total
  )
    found.error(
      'inconsistent',
      spots.of(weakness, 'affected'),
      messages.moreThanTotal(weaknessFields.affected.label, weaknessFields.total.label),
    );
}

type GraphNode = readonly [key: string | undefined, next: readonly string[], place: Place];

/** Reports each cycle once, at the element through which it was first met. Iterative, so that a long chain costs no stack. */
function checkCycles(nodes: readonly GraphNode[], label: Text, found: DiagnosticList): void {
  const graph = new Map<string, GraphNode>();
  for (const node of nodes)
    if (node[0] !== undefined && !graph.has(node[0])) graph.set(node[0], node);
  const done = new Set<string>();
  for (const start of graph.keys()) {
    const way: string[] = [];
    const onWay = new Set<string>();
    const stack: (string | undefined)[] = [start];
    while (stack.length > 0) {
      const key = stack.pop();
      if (key === undefined) {
        const left = way.pop();
        if (left !== undefined) {
          onWay.delete(left);
          done.add(left);
        }
      } else if (onWay.has(key)) {
        const cycle = [...way.slice(way.indexOf(key)), key];
        found.error(
          'inconsistent',
          graph.get(key)?.[2] ?? {},
          messages.cycle(label, cycleText(cycle)),
        );
      } else if (!done.has(key) && graph.has(key)) {
        way.push(key);
        onWay.add(key);
        stack.push(undefined, ...(graph.get(key)?.[1] ?? []));
      }
    }
  }
}

const cycleText = (cycle: readonly string[]): string =>
  cycle.length <= 8
    ? cycle.join(' → ')
    : [...cycle.slice(0, 4), '…', ...cycle.slice(-3)].join(' → ');
