import type { World } from '@machimori/application';
import type { GovernancePorts, WebhookPorts } from '@machimori/governance';
import type { Asker, IdentityPorts, RemovalPorts } from '@machimori/identity';
import type { RegisterPorts } from '@machimori/register';
import type { FastifyRequest } from 'fastify';
import type { Cookies } from './cookies.ts';
import type { Observer } from './observe.ts';
import type { Places } from './places.ts';
import type { Planner } from './planner.ts';
import type { SampleSignIns } from './sample/sample-sign-ins.ts';
import type { Settings } from './settings.ts';

/** What the acts of all rooms need of the program. */
export interface Ports
  extends IdentityPorts,
    RemovalPorts,
    RegisterPorts,
    GovernancePorts,
    WebhookPorts {}

/** The program as the routes see it. */
export interface ServerWorld extends World<Ports> {
  readonly settings: Settings;
  readonly origin: string;
  /** People reach it by https. */
  readonly secure: boolean;
  readonly cookies: Cookies;
  /** Key of the digests by which a write sent twice is known: what people send may hold a password. */
  readonly repeatKey: Uint8Array;
  readonly observe: Observer;
  readonly uploads: Places;
  readonly books: Places;
  /** Folder of the editions of the guideline. */
  readonly catalogue: string;
  /** Answers what is asked about plans. */
  readonly planner: Planner;
  /** Folder of the built browser application; none where the program serves the API alone. */
  readonly webFolder: string | undefined;
  /** Links into the sample city; none unless the program was started with --sample. */
  readonly sample: SampleSignIns | undefined;
  stopping(): boolean;
  askerOf(request: FastifyRequest): Promise<Asker>;
  /** Where a request came from, as the socket or the trusted proxy says. */
  networkOf(request: FastifyRequest): string;
}
