import type { GuidedAnswers, GuidedStep } from './answers.ts';
import { platformKey } from './guided-words.ts';

/** One thing that was answered with “not known yet”. */
export interface ToFindOut {
  readonly step: GuidedStep;
  readonly question:
    | 'population'
    | 'platform'
    | 'count'
    | 'place'
    | 'moves'
    | 'factory-password'
    | 'disclosure'
    | 'contains'
    | 'in-japan'
    | 'contract'
    | 'until'
    | 'supplier'
    | 'boundary'
    | 'contact';
  /** What it is about, as people call it; none: the whole city. */
  readonly about?: string;
}

/** What is left to find out, in the order of the steps; only of steps that were reached. */
export function toFindOut(
  answers: GuidedAnswers,
  finished: readonly GuidedStep[],
): readonly ToFindOut[] {
  const found: ToFindOut[] = [];
  const ask = (
    isOpen: boolean,
    step: GuidedStep,
    question: ToFindOut['question'],
    about?: string,
  ): void => {
    if (isOpen && finished.includes(step))
      found.push({ step, question, ...(about === undefined ? {} : { about }) });
  };
  const { promoter, platform, devices, dataSets, suppliers, supplied, contacts } = answers;
  ask(promoter.population === undefined, 'promoter', 'population');
  ask(platform.kind === 'unknown', 'platform', 'platform');
  for (const device of devices) {
    const { name, count, place, moves, factoryPassword } = device;
    ask(count === undefined, 'devices', 'count', name);
    ask(place === 'unknown', 'devices', 'place', name);
    ask(moves === 'unknown', 'devices', 'moves', name);
    ask(factoryPassword === 'unknown', 'devices', 'factory-password', name);
  }
  for (const { name, disclosure, contains } of dataSets) {
    ask(disclosure === 'unknown', 'data', 'disclosure', name);
    ask(contains === 'unknown', 'data', 'contains', name);
  }
  for (const { name, inJapan, contract, until, renewal } of suppliers) {
    ask(inJapan !== 'yes', 'suppliers', 'in-japan', name);
    ask(contract === 'unknown', 'suppliers', 'contract', name);
    ask(
      contract === 'yes' &&
        (renewal === 'unknown' || (until === undefined && renewal !== 'indefinite')),
      'suppliers',
      'until',
      name,
    );
  }
  const names = new Map([
    ...answers.services.map(({ key, name }) => [key, name] as const),
    ...devices.map(({ key, name }) => [key, name] as const),
    [platformKey, platform.name || '都市OS'] as const,
  ]);
  const withContract = new Set(
    suppliers.filter(({ contract }) => contract === 'yes').map(({ key }) => key),
  );
  for (const { component, by, boundary } of supplied) {
    const name = names.get(component);
    if (name === undefined) continue;
    ask(by === 'unknown', 'suppliers', 'supplier', name);
    ask(withContract.has(by) && boundary === 'unknown', 'suppliers', 'boundary', name);
  }
  const parties = [
    ['promoter', promoter.organisationName] as const,
    ...suppliers.map(({ key, name }) => [key, name] as const),
  ];
  for (const [key, name] of parties) {
    const given = contacts.find(({ of }) => of === key);
    ask(!given || (given.phone === '' && given.mail === ''), 'contacts', 'contact', name);
  }
  return found;
}
