import type { City } from '@machimori/city';
import { type ElementChange, sameValue } from './difference.ts';
import type { Edit } from './edit.ts';
import type { ElementKind } from './element.ts';

/**
 * What an organisation keeps up by itself, without asking whoever answers for the whole: its own contacts and
 * evaluation, the chain below it, versions and labels of the devices it supplies or runs, how many accounts it has
 * where it operates. Everything else changes what somebody else answers for, and waits for the promoting body.
 */
const keptByOneself = {
  organisation: ['contacts', 'nameEn', 'note', 'evaluated'],
  component: ['note', 'nameEn'],
  // Where a device stands and what it moves decides risks of others.
  device: ['model', 'version', 'supportEnd', 'labels', 'update'],
} as const;

/** So many a chain has that somebody keeps up by hand; what is more goes through the promoting body. */
const most = { contracts: 100, accounts: 1_000 };

/**
 * Whether a change is within one organisation's own part. Judged by what it leads to (`changes`, from the city as it
 * stands), not by what it says: edits may take each other back. Values may be of any shape: they are judged elsewhere.
 */
export const isOwnPart = (
  city: City,
  own: string,
  edits: readonly Edit[],
  changes: readonly ElementChange[],
): boolean =>
  edits.every((edit) => mayTouch(city, own, edit)) &&
  changes.every((change) => isOwn(city, own, change, changes)) &&
  isWithinBounds(city, own, changes);

/** Fields of one element that an organisation changes by itself: `contacts`, `device.version`; `all` of them. */
export function ownFields(
  city: City,
  own: string,
  kind: ElementKind,
  key: string,
): 'all' | readonly string[] {
  switch (kind) {
    case 'organisations':
      return key === own ? keptByOneself.organisation : [];
    case 'contracts':
      return city.contracts.some((each) => each.key === key && each.principal === own) ? 'all' : [];
    case 'components': {
      const known = city.components.find((each) => each.key === key);
      if (known === undefined || ![known.operator, known.supplier].includes(own)) return [];
      const device = known.device === undefined ? [] : keptByOneself.device;
      return [...keptByOneself.component, ...device.map((field) => `device.${field}`)];
    }
    case 'accounts':
      return operates(city, own, city.accounts.find((each) => each.key === key)?.component)
        ? 'all'
        : [];
    default:
      return [];
  }
}

/** What one does not keep up is not touched, even where nothing comes of it: that would tell whether it is there. */
function mayTouch(city: City, own: string, edit: Edit): boolean {
  const { change, kind, key } = edit;
  // Under any other key it would tell whether somebody has that key: taken ones wait, free ones would not.
  if (change === 'add')
    return ['organisations', 'contracts', 'accounts'].includes(kind) && key.startsWith(`${own}-`);
  const kept = ownFields(city, own, kind, key);
  if (kept === 'all' || change === 'remove') return kept.length > 0;
  return [...Object.keys(edit.was), ...Object.keys(edit.now)].every((field) =>
    kept.some((each) => each === field || each.startsWith(`${field}.`)),
  );
}

type Body = Readonly<Record<string, unknown>>;

function isOwn(
  city: City,
  own: string,
  change: ElementChange,
  changes: readonly ElementChange[],
): boolean {
  const { kind, key, before, after, fields } = change;
  switch (kind) {
    case 'organisations':
      if (change.change === 'added')
        return isBelow(city, own, after?.body ?? {}) && isContractor(own, key, changes);
      return (
        change.change === 'changed' && fields.every((field) => keeps(city, own, change, field))
      );
    case 'contracts': {
      const below = contractorsOf(city, own);
      for (const each of changes)
        if (each.kind === 'organisations' && each.change === 'added') below.add(each.key);
      // What one gives to others is one's own to tell, as far as it was one's own.
      return [before, after].every(
        (side) => side === undefined || givesOwn(city, own, below, side.body, sameSides(change)),
      );
    }
    case 'components':
      return (
        change.change === 'changed' && fields.every((field) => keeps(city, own, change, field))
      );
    case 'accounts':
      return [before, after].every(
        (side) => side === undefined || operates(city, own, side.body['component']),
      );
    default:
      return false;
  }
}

function keeps(
  city: City,
  own: string,
  { kind, key, before, after }: ElementChange,
  field: string,
): boolean {
  const kept = ownFields(city, own, kind, key);
  if (kept === 'all' || kept.includes(field)) return true;
  // Of a field that holds others, some may be one's own; of any other, all of it or nothing.
  const [was, is] = [before?.body[field], after?.body[field]];
  if (!isBody(was) || !isBody(is)) return false;
  return [...new Set([...Object.keys(was), ...Object.keys(is)])].every(
    (name) => sameValue(was[name], is[name]) || kept.includes(`${field}.${name}`),
  );
}

/** An organisation that somebody brings: it takes nobody's part, nor the promoting body's name. */
function isBelow(city: City, own: string, { name, nameEn, roles, parent }: Body): boolean {
  const promoter = city.organisations.find(({ key }) => key === city.promoter);
  const names = [city.name, city.nameEn, promoter?.name, promoter?.nameEn].map(folded);
  return (
    !listOf(roles).includes('promoter') &&
    (parent === undefined || parent === own) &&
    [name, nameEn].every((each) => each === undefined || !names.includes(folded(each)))
  );
}

const isContractor = (own: string, key: string, changes: readonly ElementChange[]): boolean =>
  changes.some(
    ({ kind, change, after }) =>
      kind === 'contracts' &&
      change === 'added' &&
      after?.body['principal'] === own &&
      after.body['contractor'] === key,
  );

const contractorsOf = (city: City, own: string): Set<string> =>
  new Set(
    city.contracts
      .filter(({ principal }) => principal === own)
      .map(({ contractor }) => contractor)
      .filter((each) => each !== city.promoter),
  );

/** Whether a changed contract says the same about who does what as before: then that was settled before. */
const sameSides = ({ change, fields }: ElementChange): boolean =>
  change === 'changed' &&
  !['principal', 'contractor', 'covers', 'boundaries', 'clauses'].some((field) =>
    fields.includes(field),
  );

/** Whether a contract passes on what is the organisation's own, to one below it, and puts nobody else under a duty. */
function givesOwn(
  city: City,
  own: string,
  below: ReadonlySet<string>,
  contract: Body,
  settledBefore: boolean,
): boolean {
  const { principal, contractor } = contract;
  if (principal !== own) return false;
  if (settledBefore) return true;
  const { components, dataSets } = bodyOf(contract['covers']);
  const isParty = (performs: unknown): boolean =>
    performs === undefined || performs === own || performs === contractor;
  const boundaries = listOf(contract['boundaries']).map(bodyOf);
  const clauses = listOf(contract['clauses']).map(bodyOf);
  const subjects = [
    ...listOf(components),
    ...listOf(dataSets),
    ...boundaries.map(({ subject }) => subject),
  ];
  return (
    below.has(String(contractor)) &&
    [...boundaries, ...clauses].every(({ performs }) => isParty(performs)) &&
    subjects.every(
      (each) =>
        (operates(city, own, each) || ownsData(city, own, each)) && isOnesDuty(city, own, each),
    )
  );
}

/** Whether no contract of others says that somebody else does something there: what one does not do, one cannot pass on. */
const isOnesDuty = (city: City, own: string, about: unknown): boolean =>
  city.contracts
    .filter(({ principal }) => principal !== own)
    .every(
      ({ contractor, covers, boundaries, clauses }) =>
        boundaries.every(({ subject, performs }) => subject !== about || performs === own) &&
        clauses.every(
          ({ performs = contractor, requirements }) =>
            performs === own ||
            requirements.length === 0 ||
            ![...covers.components, ...covers.dataSets].some((each) => each === about),
        ),
    );

const operates = (city: City, own: string, component: unknown): boolean =>
  city.components.some(
    ({ key, operator, owner }) => key === component && (operator ?? owner) === own,
  );

const ownsData = (city: City, own: string, dataSet: unknown): boolean =>
  city.dataSets.some(({ key, owner }) => key === dataSet && owner === own);

/** Nobody alone makes a city too large to be planned. */
function isWithinBounds(city: City, own: string, changes: readonly ElementChange[]): boolean {
  const added = (of: ElementKind): number =>
    changes.filter(({ kind, change }) => kind === of && change === 'added').length;
  const contracts = city.contracts.filter(({ principal }) => principal === own).length;
  const accounts = city.accounts.filter(({ component }) => operates(city, own, component)).length;
  return (
    (added('contracts') === 0 || contracts + added('contracts') <= most.contracts) &&
    (added('accounts') === 0 || accounts + added('accounts') <= most.accounts)
  );
}

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
const isBody = (value: unknown): value is Body =>
  value !== null && typeof value === 'object' && !Array.isArray(value);
const bodyOf = (value: unknown): Body => (isBody(value) ? value : {});
/** One spelling for the many that look alike. */
const folded = (name: unknown): string =>
  String(name ?? '')
    .normalize('NFKC')
    .toLowerCase()
    .replace(/\s/g, '');
