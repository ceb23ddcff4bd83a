import { createHmac, randomBytes } from 'node:crypto';
import {
  type Act,
  createFileStore,
  createOutbound,
  createVault,
  mayBeVisited,
  type Standings,
  type Vault,
} from '@machimori/application';
import type { Edition } from '@machimori/catalogue';
import { Database } from '@machimori/database';
import {
  readYardstick,
  revisionKind,
  revisionSubject,
  standingOfCalendarFeed,
  standingOfLink,
  standingOfOutsideLink,
} from '@machimori/governance';
import {
  actorOfSession,
  actorOfToken,
  openProviderGate,
  PasswordQueue,
  standings,
} from '@machimori/identity';
import { type Chance, type Clock, Ids, steadyClock } from '@machimori/kernel';
import type { FastifyRequest } from 'fastify';
import { guidelineNamesOf, outsideOf } from '../city-file.ts';
import { catalogueFolder } from '../edition-file.ts';
import { makeDataFolder } from '../files.ts';
import { evidencePlaceOf } from '../operate/evidence-place.ts';
import { expectMasterKey } from '../operate/expect-master-key.ts';
import { type ReachOptions, reachDatabase } from '../operate/reach-database.ts';
import { backUpBeforeUpgrade } from '../operate/upgrade-backup.ts';
import { approvalLetterEvents } from './approval-letters.ts';
import { callLetterEvents } from './call-letters.ts';
import { checkEvents } from './check-tasks.ts';
import { cookiesOf } from './cookies.ts';
import { loadDomainTemplates } from './domain-templates.ts';
import { firstVisitCode } from './first-visit-code.ts';
import { guideline, namesIn } from './guideline.ts';
import { letterEvents } from './invitation-letters.ts';
import { type Logs, openLogs } from './logs.ts';
import { masterKey } from './master-key.ts';
import { createObserver } from './observe.ts';
import { outsideLetterEvents } from './outside-letters.ts';
import { passwordLetterEvents } from './password-letters.ts';
import { bookPlaces, uploadPlaces } from './places.ts';
import { planEvents } from './plan-city-task.ts';
import { Planner } from './planner.ts';
import { reminderLetterEvents } from './reminder-letters.ts';
import { sampleEvents } from './sample/load-sample.ts';
import type { SampleSignIns } from './sample/sample-sign-ins.ts';
import type { ServerWorld } from './server-world.ts';
import { originOf, type Settings } from './settings.ts';
import { sheetEvents } from './sheet-tasks.ts';
import { webhookEvents } from './webhook-tasks.ts';

/** The world of a running program, and the way to end it. */
export interface OpenedWorld {
  readonly world: ServerWorld;
  readonly vault: Vault;
  readonly logs: Logs;
  readonly database: Database;
  /** Another process of this program runs the embedded database; this one uses it. */
  readonly joined: boolean;
  /** From here on the program says that it is not ready, and takes nothing new. */
  beginStop(): void;
  close(): Promise<void>;
}

export interface WorldOptions {
  readonly settings: Settings;
  /** Whether it runs the database itself, or may use the one that another process runs. */
  readonly as: ReachOptions['as'];
  /** False for throw-away data: nothing is forced to the disk. */
  readonly durable: boolean;
  readonly webFolder: string | undefined;
  /** Links into the sample city, where the program was started with --sample. */
  readonly sample?: SampleSignIns | undefined;
  readonly onLost: (error: Error) => void;
  /** Hears that the tables are about to change, and where they were backed up to. */
  readonly onUpgrade?: (backup: string | undefined) => void;
}

/** The one clock of this process. Whoever observes the world is told when the machine's was set back. */
let onSetBack: (byMs: number) => void = () => {};
export const clock: Clock = steadyClock({
  machine: () => Date.now(),
  passed: () => performance.now(),
  onSetBack: (byMs) => onSetBack(byMs),
});
const standingAt = {
  approval: standingOfLink,
  code: standingOfOutsideLink,
  answers: standingOfOutsideLink,
  progress: standingOfOutsideLink,
  calendar: standingOfCalendarFeed,
} as const;
/** People and tokens are identity's; a link is of what it was made for. */
const allStandings: Standings = {
  load: (transaction, actor) =>
    actor.kind !== 'link'
      ? standings.load(transaction, actor)
      : standingAt[actor.door](transaction, actor, clock.now()),
};
export const chance: Chance = { bytes: (length) => randomBytes(length) };

/** Opens database, keys and logs, in the order in which each needs the one before. */
export async function openWorld(options: WorldOptions): Promise<OpenedWorld> {
  const { settings } = options;
  await makeDataFolder(settings.data);
  const reached = await reachDatabase(options);
  let database: Database | undefined;
  let key: Uint8Array;
  let lost = (): void => {};
  try {
    const { address } = reached;
    key = await expectMasterKey(settings, await masterKey(settings), address);
    await backUpBeforeUpgrade(
      { settings, address, masterKey: key, now: clock.now() },
      options.onUpgrade,
    );
    database = await Database.open({
      address,
      subscribers: subscribersOf(settings),
      // The next act opens another connection; what runs the database says itself when it is gone for good.
      onLost: () => lost(),
    });
  } catch (error) {
    await database?.close();
    await reached.close();
    throw error;
  }
  const open = database;
  const parts = worldOn(open, {
    settings,
    key,
    webFolder: options.webFolder,
    sample: options.sample,
    firstVisitCode: await firstVisitCode.digest(settings.data),
  });
  lost = () => parts.world.observe.log('warn', 'connection-lost');
  onSetBack = (byMs) =>
    parts.world.observe.log('warn', 'clock-set-back', { seconds: Math.round(byMs / 1000) });
  return {
    ...parts,
    database: open,
    joined: reached.joined,
    close: async () => {
      await parts.world.planner.stop();
      await open.close();
      await reached.close();
    },
  };
}

/** Who is told of which events by a program with these settings. */
export const subscribersOf = (settings: Pick<Settings, 'smtpUrl'>) =>
  toldOf([
    planEvents,
    sheetEvents,
    checkEvents,
    sampleEvents,
    letterEvents(settings),
    approvalLetterEvents(settings),
    passwordLetterEvents(settings),
    callLetterEvents(settings),
    outsideLetterEvents(settings),
    reminderLetterEvents(settings),
    webhookEvents,
  ]);

/** Who is told of which events, all together: of one several may want to know. */
export function toldOf(
  parts: readonly Readonly<Record<string, readonly string[]>>[],
): Record<string, readonly string[]> {
  const all: Record<string, readonly string[]> = {};
  for (const [type, names] of parts.flatMap((part) => Object.entries(part)))
    all[type] = [...(all[type] ?? []), ...names];
  return all;
}

/** The world on a database that is open: what acts, routes and workers are given. */
export function worldOn(
  database: Database,
  of: {
    readonly settings: Settings;
    readonly key: Uint8Array;
    readonly webFolder: string | undefined;
    readonly sample?: SampleSignIns | undefined;
    readonly firstVisitCode: Uint8Array | undefined;
    /** Folder of the editions; the program's own, unless given. */
    readonly catalogue?: string;
  },
): Pick<OpenedWorld, 'world' | 'vault' | 'logs' | 'beginStop'> {
  const { settings, key } = of;
  const vault = createVault(key);
  const keyFor = (purpose: string): Uint8Array =>
    createHmac('sha256', key).update(`machimori/${purpose}`).digest();
  const ids = new Ids(clock, chance);
  const logs = openLogs({ database, vault, clock, chance, ids });
  const origin = originOf(settings);
  const { allowedHosts = [] } = settings;
  const outbound = createOutbound({ allowedHosts });
  const secure = origin.startsWith('https:');
  const { catalogue = catalogueFolder } = of;
  const editionOf = async (act: Act): Promise<Edition> =>
    guideline((await readYardstick(act)).edition, catalogue);
  let stopping = false;
  const world: ServerWorld = {
    uploads: uploadPlaces(),
    books: bookPlaces(),
    catalogue,
    planner: new Planner(undefined, catalogue),
    database,
    clock,
    chance,
    ids,
    standings: allStandings,
    log: logs.audit,
    ports: {
      vault,
      passwords: new PasswordQueue(),
      throttleKey: keyFor('throttle'),
      origin,
      providers: openProviderGate(outbound, clock),
      firstVisitCode: of.firstVisitCode,
      removeLog: (transaction, city, now) =>
        logs.keeper.removeWithin(transaction, city, 'sample-removed', now),
      mail: settings.smtpUrl !== undefined,
      mayVisit: (address) => mayBeVisited(address, allowedHosts),
      cityNames: async (act) => outsideOf(await editionOf(act)),
      guidelineNames: async (act) => guidelineNamesOf(await editionOf(act)),
      domainTemplates: loadDomainTemplates,
      files: createFileStore(evidencePlaceOf(settings), vault),
      mostFileBytes: settings.filesPerOrganisation * 1024 ** 2,
      approvalSubjects: { [revisionKind]: revisionSubject(async () => namesIn(await guideline())) },
    },
    settings,
    origin,
    secure,
    cookies: cookiesOf(secure, keyFor('devices')),
    repeatKey: keyFor('repeat'),
    observe: createObserver(settings, (line) => process.stderr.write(line), clock.now),
    webFolder: of.webFolder,
    sample: of.sample,
    stopping: () => stopping,
    networkOf: (request) => request.ip,
    askerOf: (request) => askerOf(world, request),
  };
  return {
    world,
    vault,
    logs,
    beginStop: () => {
      stopping = true;
    },
  };
}

async function askerOf(world: ServerWorld, request: FastifyRequest) {
  const { authorization } = request.headers;
  // Whoever shows a token is a machine, whether or not it is good: a cookie beside it counts for nothing.
  if (authorization !== undefined) {
    const bearer = /^Bearer ([\w-]{20,200})$/.exec(authorization)?.[1] ?? '';
    return actorOfToken(world, bearer);
  }
  const token = world.cookies.session(request);
  return token === undefined
    ? { actor: { kind: 'anonymous' } as const }
    : actorOfSession(world, token);
}
