import type { Locale } from '@machimori/kernel';
import type { FastifyInstance } from 'fastify';
import { expectObjectStore } from '../operate/evidence-place.ts';
import { firstVisitCode } from './first-visit-code.ts';
import { createHttpServer } from './http-server.ts';
import { listen } from './listen.ts';
import { type OpenedWorld, openWorld } from './open-world.ts';
import { prepareSample, type SampleLink } from './sample/prepare-sample.ts';
import { SampleSignIns } from './sample/sample-sign-ins.ts';
import { isSetUp } from './set-up-state.ts';
import type { Settings } from './settings.ts';
import { webApplication } from './web-application.ts';
import { startWorkers } from './workers.ts';

export const roleNames = ['api', 'worker'] as const;
export type ProgramRole = (typeof roleNames)[number];

export interface RunningProgram {
  readonly opened: OpenedWorld;
  readonly http: FastifyInstance | undefined;
  /** Where people open it; with the code of the first visit while nobody has set it up. */
  readonly address: string;
  /** Ways into the sample city, where it was asked for. */
  readonly sample: readonly SampleLink[];
  /** Finishes what was accepted, then closes everything. Called twice, it waits for the same end. */
  stop(): Promise<void>;
}

export interface RunOptions {
  readonly settings: Settings;
  readonly roles: readonly ProgramRole[];
  readonly onLost: (error: Error) => void;
  /** Hears that the browser application is being built: the first start takes longer. */
  readonly onBuild?: () => void;
  /** The sample city on throw-away data, its people named in this language. */
  readonly sample?: Locale | undefined;
  readonly onUpgrade?: (backup: string | undefined) => void;
}

/** How long a request that was accepted may still take once the program is told to stop. */
const lastWordMs = 20_000;

/** Takes no new requests and answers those that were accepted; whoever sends one without end is cut off. */
async function closeServer(http: FastifyInstance): Promise<void> {
  const late = setTimeout(() => http.server.closeAllConnections(), lastWordMs);
  await http.close();
  clearTimeout(late);
}

/** Starts the parts of the program in one process; nothing runs on when one of them cannot start. */
export async function runProgram(options: RunOptions): Promise<RunningProgram> {
  const { settings, roles } = options;
  const serves = roles.includes('api');
  // First what is quick to refuse, such as a folder that cannot be.
  await firstVisitCode.make(settings.data);
  const store = await expectObjectStore(settings);
  const webFolder = serves ? await webApplication(options.onBuild) : undefined;
  const signIns = options.sample === undefined ? undefined : new SampleSignIns();
  const opened = await openWorld({
    settings,
    // Whoever does everything runs the database; parts of the program share the one that came first.
    as: roles.length === roleNames.length ? 'owner' : 'guest',
    durable: options.sample === undefined,
    webFolder,
    sample: signIns,
    onLost: options.onLost,
    ...(options.onUpgrade === undefined ? {} : { onUpgrade: options.onUpgrade }),
  });
  const { world } = opened;
  if (store === 'unreachable') world.observe.log('warn', 'file-store-unreachable');
  let http: FastifyInstance | undefined;
  let workers: { stop(): Promise<void> } | undefined;
  const stopAll = async (): Promise<void> => {
    opened.beginStop();
    if (http !== undefined) await closeServer(http);
    await workers?.stop();
    await opened.close();
  };
  try {
    const sample =
      signIns && options.sample ? await prepareSample(world, signIns, options.sample) : [];
    if (roles.includes('worker')) workers = await startWorkers(opened);
    if (serves) {
      http = await createHttpServer(world);
      await listen(http, settings);
    }
    const setUp = await isSetUp(world);
    const code = setUp ? undefined : await firstVisitCode.make(settings.data);
    if (setUp) await firstVisitCode.forget(settings.data);
    let stopped: Promise<void> | undefined;
    return {
      opened,
      http,
      address: code === undefined ? world.origin : `${world.origin}/first-visit#${code}`,
      sample,
      stop: () => {
        stopped ??= stopAll();
        return stopped;
      },
    };
  } catch (error) {
    await stopAll().catch(() => undefined);
    throw error;
  }
}
