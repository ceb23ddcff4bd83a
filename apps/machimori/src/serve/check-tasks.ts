import { runUseCase } from '@machimori/application';
import {
  exportLog,
  handedOut,
  type JobRunner,
  type Subscriber,
  transact,
  verifyWithNode,
} from '@machimori/database';
import { type CheckWorld, keepCheckResults } from '@machimori/governance';
import { checkAccounts } from '@machimori/identity';
import { dayInJapan, type Id } from '@machimori/kernel';
import { verifyExport } from '@machimori/ledger';
import { backupHealth } from '../operate/daily-backups.ts';
import { dailyJob, eachCity, runToday } from './daily-job.ts';
import type { ServerWorld } from './server-world.ts';

export const checkEvents = {
  'checks.asked': ['run-checks'],
} as const;

const kind = 'run-checks';
/** After the plan of the day and the backup of the night. */
const hour = 4;

/** The whole log of a city, verified as anybody would verify its export. */
async function lookAtLog(world: ServerWorld, city: Id<'city'>): Promise<CheckWorld['log']> {
  const { database, clock, ports } = world;
  const wall = { reach: 'city', city } as const;
  const out = await transact(database, wall, (transaction) => handedOut(transaction, city), {
    readOnly: true,
  });
  if (out === undefined) return undefined;
  const at = clock.now();
  const options = { log: city, at, contents: false, wall, vault: ports.vault };
  const { ok, entries } = await verifyExport(piecesOf(exportLog(database, options)), out.key, {
    verifySignature: verifyWithNode,
  });
  return { entries, holds: ok };
}

async function* piecesOf(lines: AsyncIterable<string>): AsyncGenerator<Uint8Array> {
  for await (const line of lines) yield Buffer.from(line);
}

/** Looks at the program's own state in a city, and keeps what the checks make of it. */
export async function runChecksNow(world: ServerWorld, city: Id<'city'>): Promise<void> {
  const actor = { kind: 'system', name: 'worker', city } as const;
  const health = await backupHealth(world);
  const seen: CheckWorld = {
    today: dayInJapan(world.clock.now()),
    accounts: await runUseCase(world, checkAccounts, actor, null),
    backup: health && {
      lastOn: health.lastAt && dayInJapan(health.lastAt),
      failing: health.failing,
    },
    log: await lookAtLog(world, city),
  };
  await runUseCase(world, keepCheckResults, actor, { seen });
}

export const runChecksJob = (world: ServerWorld): JobRunner =>
  dailyJob(world, kind, hour, () => eachCity(world, (city) => runChecksNow(world, city)));

/** At the start of the program: the first night that is to come, or the one that was missed. */
export const beginChecks = (world: ServerWorld): Promise<boolean> => runToday(world, kind);

export const checkSubscriber = (world: ServerWorld): Subscriber => ({
  name: 'run-checks',
  runOutside: ({ city }) => runChecksNow(world, city as Id<'city'>),
});
