import type { City } from '@machimori/city';
import type { Edit } from './edit.ts';
import type { ElementKind } from './element.ts';

/**
 * What an organisation keeps up by itself, without asking whoever answers for the whole: its own contacts and
 * evaluation, the chain below it, versions and labels of the devices it supplies or runs, how many accounts it has
 * where it operates. Everything else changes what somebody else answers for, and waits for the promoting body.
 * Fields by kind; '*' for all of them.
 */
const keptByOneself = {
  organisation: ['contacts', 'nameEn', 'note', 'evaluated'],
  component: ['device', 'note', 'nameEn'],
} as const;

/** Fields of a device that say where it stands and what it moves: they decide risks of others. */
const deviceFieldsOfOthers = ['count', 'place', 'moves', 'measures', 'managedByUsers', 'radio'];

/** Whether all of these edits are within one organisation's own part, in the city as it was before them. */
export const isOwnPart = (city: City, own: string, edits: readonly Edit[]): boolean =>
  edits.every((edit) => isOwn(city, own, edit, edits));

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
      return keptByOneself.component.flatMap((field) =>
        field !== 'device'
          ? [field]
          : known.device === undefined
            ? []
            : ['model', 'version', 'supportEnd', 'labels', 'update'].map((of) => `device.${of}`),
      );
    }
    case 'accounts':
      return operates(city, own, city.accounts.find((each) => each.key === key)?.component)
        ? 'all'
        : [];
    default:
      return [];
  }
}

function isOwn(city: City, own: string, edit: Edit, edits: readonly Edit[]): boolean {
  const { kind, key } = edit;
  switch (kind) {
    case 'organisations':
      if (edit.change === 'set')
        return key === own && within(edit.now, edit.was, keptByOneself.organisation);
      // A supplier of one's own: together with the contract that makes it one.
      return (
        edit.change === 'add' &&
        edits.some(
          (other) =>
            other.change === 'add' &&
            other.kind === 'contracts' &&
            other.body['principal'] === own &&
            other.body['contractor'] === key,
        )
      );
    case 'contracts': {
      // What one gives to others is one's own to tell; that it covers nothing of others is checked there.
      const known = city.contracts.find((each) => each.key === key);
      const after = edit.change === 'add' ? edit.body : edit.change === 'set' ? edit.now : {};
      if (edit.change === 'add') return after['principal'] === own && coversOwn(city, own, after);
      if (known?.principal !== own) return false;
      if (after['principal'] !== undefined && after['principal'] !== own) return false;
      return after['covers'] === undefined || coversOwn(city, own, after);
    }
    case 'components': {
      const known = city.components.find((each) => each.key === key);
      if (known === undefined || edit.change !== 'set') return false;
      if (known.operator !== own && known.supplier !== own) return false;
      if (!within(edit.now, edit.was, keptByOneself.component)) return false;
      const device = (edit.now['device'] ?? {}) as Readonly<Record<string, unknown>>;
      const before = (known.device ?? {}) as Readonly<Record<string, unknown>>;
      return deviceFieldsOfOthers.every(
        (field) => JSON.stringify(device[field]) === JSON.stringify(before[field]),
      );
    }
    case 'accounts': {
      const of =
        city.accounts.find((each) => each.key === key)?.component ??
        (edit.change === 'add' ? edit.body['component'] : undefined);
      const moved = edit.change === 'set' ? edit.now['component'] : undefined;
      return operates(city, own, of) && (moved === undefined || operates(city, own, moved));
    }
    default:
      return false;
  }
}

const operates = (city: City, own: string, component: unknown): boolean =>
  city.components.some(
    ({ key, operator, owner }) => key === component && (operator ?? owner) === own,
  );

/** Whether a contract is about things that the organisation owns, operates or supplies, and about no other. */
function coversOwn(city: City, own: string, contract: Readonly<Record<string, unknown>>): boolean {
  const { components = [], dataSets = [] } = (contract['covers'] ?? {}) as {
    readonly components?: readonly string[];
    readonly dataSets?: readonly string[];
  };
  return (
    components.every((each) =>
      city.components.some(
        ({ key, owner, operator, supplier }) =>
          key === each && [owner, operator, supplier].includes(own),
      ),
    ) &&
    dataSets.every((each) => city.dataSets.some(({ key, owner }) => key === each && owner === own))
  );
}

const within = (
  now: Readonly<Record<string, unknown>>,
  was: Readonly<Record<string, unknown>>,
  fields: readonly string[],
): boolean => [...Object.keys(now), ...Object.keys(was)].every((field) => fields.includes(field));
