import type { CityIndex, CityTraits, Clause, Contract } from '@machimori/city';
import { type Day, dayText, fillText } from '@machimori/kernel';
import { nameOf } from './element-names.ts';
import { messages } from './messages.ts';
import type { ContractNote, ContractNoteKind } from './plan.ts';

const binding: ReadonlySet<string> = new Set([
  'outsourcing',
  'subcontracting',
  'saas',
  'designated-manager',
  'lending',
  'lease',
  'purchase',
  'joint-use',
]);

/** Contracts that are silent, end before what they cover, or lead to a party of unknown law; with what would close it. */
export function noteContracts(index: CityIndex, traits: CityTraits, asOf: Day): ContractNote[] {
  return index.city.contracts.flatMap((contract) => notesOn(index, traits, contract, asOf));
}

function notesOn(
  index: CityIndex,
  traits: CityTraits,
  contract: Contract,
  asOf: Day,
): ContractNote[] {
  const notes: ContractNote[] = [];
  const name = nameOf(index, contract.key);
  const note = (
    kind: ContractNoteKind,
    about: readonly string[],
    sentence: ContractNote['sentence'],
    closes: ContractNote['closes'],
  ): void => {
    notes.push({
      id: `${kind}@${contract.key}`,
      kind,
      contract: contract.key,
      about,
      sentence,
      closes,
    });
  };
  const covers = contract.covers.components;
  const { end, renewal } = contract.term;
  if (end !== undefined && end < asOf && renewal !== 'indefinite') {
    note(
      'expired',
      covers,
      fillText(messages.expired, { contract: name, end: dayText(end) }),
      messages.expiredCloses,
    );
  } else if (end !== undefined && (renewal === 'single' || renewal === 'multi-year')) {
    const outlived = covers.filter((key) => (index.components.get(key)?.plannedUntil ?? '') > end);
    const [subject] = outlived;
    if (subject !== undefined)
      note(
        'ends-before-service',
        outlived,
        fillText(messages.ends, {
          contract: name,
          end: dayText(end),
          subject: nameOf(index, subject),
          until: dayText(index.components.get(subject)?.plannedUntil ?? end),
        }),
        messages.endsCloses,
      );
  }
  if (!binding.has(contract.kind)) return notes;
  if (contract.boundaries.length === 0)
    note('silent', covers, fillText(messages.silent, { contract: name }), messages.silentCloses);
  const contractor = index.organisations.get(contract.contractor);
  if (contractor && (contractor.seat.law === 'unknown' || contractor.seat.country === 'unknown'))
    note(
      'unknown-law',
      [contractor.key],
      fillText(messages.unknownLaw, {
        contract: name,
        organisation: nameOf(index, contractor.key),
      }),
      messages.unknownLawCloses,
    );
  const runs = traits.get(contract.key);
  const matters =
    runs?.has('entrustsData') ||
    runs?.has('processesData') ||
    runs?.has('safetyRelevant') ||
    runs?.has('cloudHosted');
  const has = (clause: Clause): boolean => contract.clauses.some((c) => c.clause === clause);
  if (matters && !has('incident-notification'))
    note(
      'no-incident-clause',
      covers,
      fillText(messages.noIncidentClause, { contract: name }),
      messages.noIncidentCloses,
    );
  if ((matters || runs?.has('suppliedProduct')) && !has('vulnerability-notification'))
    note(
      'no-vulnerability-clause',
      covers,
      fillText(messages.noVulnerabilityClause, { contract: name }),
      messages.noVulnerabilityCloses,
    );
  if (matters && contract.subcontracting === 'unstated')
    note(
      'subcontracting-unstated',
      covers,
      fillText(messages.subcontracting, { contract: name }),
      messages.subcontractingCloses,
    );
  return notes;
}
