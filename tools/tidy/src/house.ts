/**
 * Who may import whom. A room that is not named here may be imported by nobody and imports nothing:
 * a new room gets its row together with its first file.
 */
interface Room {
  readonly name: string;
  readonly mayImport: readonly string[];
  /** A pure room runs in a browser and in a test without a world: no file, no network, no process. */
  readonly pure: boolean;
  /** Folders of data outside the room whose JSON it may import. */
  readonly data?: readonly string[];
}

const core = ['packages/kernel', 'packages/catalogue', 'packages/city', 'packages/planning'];
/** What a use case stands on: the log, the database, who may do what, and how an act runs. */
const ground = [
  'packages/kernel',
  'packages/ledger',
  'packages/authorisation',
  'packages/database',
  'packages/application',
];
const all = [
  ...new Set([
    ...core,
    ...ground,
    'packages/workbook',
    'packages/documents',
    'packages/contract',
    'packages/identity',
    'packages/register',
    'packages/governance',
  ]),
];

export const house: Readonly<Record<string, Room>> = {
  'packages/kernel': { name: '@machimori/kernel', mayImport: [], pure: true },
  'packages/catalogue': {
    name: '@machimori/catalogue',
    mayImport: ['packages/kernel'],
    pure: true,
    data: ['catalogue/schema/'],
  },
  'packages/workbook': { name: '@machimori/workbook', mayImport: ['packages/kernel'], pure: true },
  'packages/city': {
    name: '@machimori/city',
    mayImport: ['packages/kernel', 'packages/workbook'],
    pure: true,
  },
  'packages/planning': {
    name: '@machimori/planning',
    mayImport: ['packages/kernel', 'packages/catalogue', 'packages/city'],
    pure: true,
  },
  'packages/documents': {
    name: '@machimori/documents',
    mayImport: [...core, 'packages/workbook'],
    pure: true,
  },
  'packages/ledger': { name: '@machimori/ledger', mayImport: ['packages/kernel'], pure: true },
  'packages/contract': { name: '@machimori/contract', mayImport: ['packages/kernel'], pure: true },
  'packages/authorisation': {
    name: '@machimori/authorisation',
    mayImport: ['packages/kernel'],
    pure: true,
  },
  'packages/database': {
    name: '@machimori/database',
    mayImport: ['packages/kernel', 'packages/ledger', 'packages/authorisation'],
    pure: false,
  },
  'packages/application': {
    name: '@machimori/application',
    mayImport: ground.slice(0, -1),
    pure: false,
  },
  'packages/identity': { name: '@machimori/identity', mayImport: ground, pure: false },
  'packages/register': {
    name: '@machimori/register',
    mayImport: [...ground, 'packages/city'],
    pure: false,
  },
  'packages/governance': {
    name: '@machimori/governance',
    mayImport: [
      ...new Set([
        ...ground,
        ...core,
        'packages/register',
        'packages/documents',
        // What an office program's file holds is told by its directory, before it is kept.
        'packages/workbook',
      ]),
    ],
    pure: false,
  },
  // Only tests import the testkit.
  'packages/testkit': { name: '@machimori/testkit', mayImport: all, pure: false },
  'apps/web': {
    name: '@machimori/web',
    // Proofs of the log are verified in the browser by the same rules as anywhere; forms are made from the city's
    // format.
    mayImport: ['packages/kernel', 'packages/contract', 'packages/ledger', 'packages/city'],
    pure: false,
  },
  'apps/machimori': { name: '@machimori/app', mayImport: all, pure: false },
  bench: { name: '@machimori/bench', mayImport: all, pure: false },
  'tools/tidy': { name: '@machimori/tidy', mayImport: [], pure: false },
  'tools/checks': { name: '@machimori/checks', mayImport: [], pure: false },
  'tools/launcher': { name: '@machimori/launcher', mayImport: [], pure: false },
};

/** An exception to purity names the decision that allows it. */
export const platformExceptions: readonly {
  readonly files: RegExp;
  readonly modules: readonly string[];
  readonly decision: string;
}[] = [
  {
    // The typesetter is WebAssembly that runs in a worker and needs its fonts.
    files: /^packages\/documents\/src\/report\//,
    modules: ['node:fs', 'node:fs/promises', 'node:module', 'node:url', 'node:worker_threads'],
    decision: 'docs/adr/0003-dependencies.md',
  },
];

export function roomByName(name: string): string | undefined {
  return Object.entries(house).find(([, room]) => room.name === name)?.[0];
}
