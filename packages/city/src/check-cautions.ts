import { operatorOf } from './city-index.ts';
import type { DiagnosticList } from './diagnostic-list.ts';
import { messages } from './messages.ts';
import type { City } from './model.ts';
import type { Spots } from './spots.ts';

/** Points at what is valid but probably not meant. Few, and each with something to do. */
export function addCautions(city: City, spots: Spots, found: DiagnosticList): void {
  const promoter = city.organisations.find((o) => o.key === city.promoter);
  if (promoter && !promoter.roles.includes('promoter'))
    found.warn('inconsistent', spots.of(promoter, 'roles'), messages.notPromoter);
  if (promoter && !promoter.contacts.some((c) => c.purpose !== 'general'))
    found.warn('inconsistent', spots.of(promoter, 'contacts'), messages.noIncidentContact);
  for (const organisation of city.organisations)
    if (organisation.selfCheck !== undefined && organisation.key !== city.promoter)
      found.warn('inconsistent', spots.of(organisation, 'selfCheck'), messages.selfCheckElsewhere);
  for (const organisation of city.organisations)
    for (const contact of organisation.contacts)
      if (contact.phone !== undefined && lacksZero(contact.phone))
        found.warn('inconsistent', spots.of(contact, 'phone'), messages.phoneWithoutZero);
  addMissingContracts(city, spots, found);
  const used = new Set([
    ...city.components.flatMap((c) => c.dataSets),
    ...city.flows.flatMap((f) => f.dataSets),
  ]);
  for (const d of city.dataSets)
    if (!used.has(d.key)) found.warn('inconsistent', spots.of(d, 'key'), messages.unusedData);
}

/** Nine or ten digits alone that begin with no 0: a Japanese number as Excel keeps what it takes for a number. */
const lacksZero = (phone: string): boolean => /^[1-9][0-9]{8,9}$/.test(phone.normalize('NFKC'));

/** A component that another organisation runs, with no contract of the operator or the owner that covers it. */
function addMissingContracts(city: City, spots: Spots, found: DiagnosticList): void {
  const nameOf = new Map(city.organisations.map((o) => [o.key, o.name]));
  const covered = new Map<string, Set<string>>();
  for (const k of city.contracts)
    for (const key of k.covers.components) {
      const parties = covered.get(key) ?? new Set();
      covered.set(key, parties.add(k.principal).add(k.contractor));
    }
  for (const c of city.components) {
    const operator = operatorOf(c);
    if (operator === c.owner || c.stage === 'retired' || covered.get(c.key)?.has(operator))
      continue;
    found.warn(
      'inconsistent',
      spots.of(c, 'operator'),
      messages.noContract(nameOf.get(operator) ?? operator, nameOf.get(c.owner) ?? c.owner),
    );
  }
}
