import type { Text } from '@machimori/kernel';
import { fieldInWords } from '../in-words.ts';
import type { Values } from './guided-words.ts';

/** An entry of the description: the list that it stands in, its key and its fields. */
interface Entry {
  readonly kind: string;
  readonly key: string;
  readonly body: Values;
}

/** What a template put into one entry without asking, and nobody has changed since. */
export interface ToCheck {
  readonly kind: 'components' | 'contracts' | 'dataSets' | 'flows';
  readonly key: string;
  readonly name: string;
  /** Each with what is assumed, in words. */
  readonly fields: readonly { readonly label: Text; readonly value: Text }[];
}

/** Fields that the guided start fills in without a question, by the list of an entry. */
const assumed: Readonly<Record<ToCheck['kind'], readonly string[]>> = {
  components: [
    'internetFacing',
    'remoteMaintenance',
    'hosting.model',
    'linkage',
    'service.audience',
    'service.channels',
    'service.safety',
    'device.radio',
    'device.measures',
    'device.managedByUsers',
  ],
  contracts: ['kind'],
  dataSets: ['informationAssets', 'confidentiality', 'consent', 'subjects.who'],
  flows: ['overInternet'],
};

/** Of a component only what its kind has: nobody asks a service for its radio. */
const ofKind: Readonly<Record<string, ReadonlySet<string>>> = {
  service: new Set(['internetFacing', 'hosting', 'service']),
  'city-os': new Set(['internetFacing', 'remoteMaintenance', 'linkage']),
  'device-group': new Set(['remoteMaintenance', 'device']),
  gateway: new Set(['remoteMaintenance', 'device']),
};

const isAssumed = (kind: string): kind is ToCheck['kind'] => Object.hasOwn(assumed, kind);

/** What the guided start assumed, as far as it still stands as it was made: what anybody changed has been looked at. */
export function toCheck(made: readonly Entry[], present: readonly Entry[]): readonly ToCheck[] {
  const standing = new Map(present.map((entry) => [`${entry.kind} ${entry.key}`, entry.body]));
  return made.flatMap(({ kind, key, body }) => {
    const now = standing.get(`${kind} ${key}`);
    if (!isAssumed(kind) || now === undefined) return [];
    const has = kind === 'components' ? ofKind[String(body['kind'])] : undefined;
    const fields = assumed[kind]
      .filter((path) => has === undefined || has.has(path.split('.')[0] ?? ''))
      .filter((path) => valueAt(body, path) !== undefined)
      .filter((path) => isSame(valueAt(body, path), valueAt(now, path)))
      .map((path) => fieldInWords(kind, path, valueAt(body, path)));
    const name = now['name'];
    return fields.length === 0
      ? []
      : [{ kind, key, name: typeof name === 'string' ? name : key, fields }];
  });
}

function valueAt(body: Values, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>(
      (at, name) => (typeof at === 'object' && at !== null ? (at as Values)[name] : undefined),
      body,
    );
}

const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);
