import { randomBytes } from 'node:crypto';
import {
  type AuditEntry,
  createOutbound,
  createVault,
  runUseCase,
  type UseCase,
  type World,
} from '@machimori/application';
import type { Actor, PersonActor } from '@machimori/authorisation';
import { type Chance, Failure, Ids } from '@machimori/kernel';
import { ownerOf, testDatabase } from '@machimori/testkit';
import {
  acceptInvitation,
  actorOfSession,
  addOrganisation,
  beginAuthenticator,
  finishAuthenticator,
  type IdentityPorts,
  inviteMember,
  openProviderGate,
  openSession,
  PasswordQueue,
  setUpInstallation,
  standings,
} from '../src/index.ts';
import { hashOf } from '../src/secret-token.ts';
import { totpCode, totpStep } from '../src/totp.ts';

export const password = '青い自転車が三台ならぶ朝';
const code = 'first-visit';

/** A clock that goes when a test says so. */
export class HandClock {
  #at: number;
  constructor(at = new Date('2026-11-21T01:00:00Z')) {
    this.#at = at.getTime();
  }
  now(): Date {
    return new Date(this.#at);
  }
  pass(ms: number): void {
    this.#at += ms;
  }
}

export interface Town {
  readonly world: World<IdentityPorts>;
  readonly clock: HandClock;
  /** What acts have left in the log, in the order in which they were appended. */
  readonly entries: AuditEntry[];
  readonly city: string;
  readonly organisation: string;
  readonly admin: PersonActor;
  run<Input, Output>(
    useCase: UseCase<Input, Output, IdentityPorts>,
    actor: Actor,
    input: Input,
  ): Promise<Output>;
  /** A connection that sees every row. */
  owner(): ReturnType<typeof ownerOf>;
  drop(): Promise<void>;
}

export const origin = 'https://machi.example.lg.jp';
export const anonymous: Actor = { kind: 'anonymous' };
export const from = {
  network: '192.0.2.7',
  knownDevice: false,
  knowsDevice: () => false,
} as const;

const chance: Chance = { bytes: (length) => randomBytes(length) };

/** A city with its first administrator, who has signed in by a password and has no second factor yet. */
export async function makeTown(
  allowedHosts: readonly string[] = [],
  startsAt?: Date,
): Promise<Town> {
  const db = await testDatabase();
  const clock = new HandClock(startsAt);
  const entries: AuditEntry[] = [];
  const world: World<IdentityPorts> = {
    database: db.database,
    clock,
    chance,
    ids: new Ids(clock, chance),
    standings,
    log: {
      append: async (transaction, entry) => {
        transaction.afterCommit(() => entries.push(entry));
      },
    },
    ports: {
      vault: createVault(new Uint8Array(32).fill(7)),
      passwords: new PasswordQueue(),
      throttleKey: new Uint8Array(32).fill(9),
      origin,
      mail: true,
      providers: openProviderGate(createOutbound({ allowedHosts }), clock),
      firstVisitCode: hashOf(code),
    },
  };
  const run: Town['run'] = (useCase, actor, input) => runUseCase(world, useCase, actor, input);
  const done = await run(setUpInstallation, anonymous, {
    code,
    name: '町の担当',
    email: 'tanto@example.lg.jp',
    password,
    cityName: 'ためし町',
    organisationName: 'ためし町役場',
    sample: false,
    device: '',
  });
  const admin = await personOf(world, done.token);
  const { city, organisation } = done;
  return {
    world,
    clock,
    entries,
    city,
    organisation,
    admin,
    run,
    owner: () => ownerOf(db.address),
    drop: () => db.drop(),
  };
}

/** Whoever has this session's secret, as a request would find them. */
export async function personOf(world: World<IdentityPorts>, token: string): Promise<PersonActor> {
  const { actor } = await actorOfSession(world, token);
  if (actor.kind !== 'person') throw new Error('nobody has this session');
  return actor;
}

/** Registers an authenticator app and finishes it, as somebody in front of the page would. */
export async function enrolTotp(
  town: Town,
  actor: PersonActor,
  name = 'スマートフォン',
): Promise<{
  actor: PersonActor;
  secret: Uint8Array;
  credential: string;
  recoveryCodes: readonly string[];
}> {
  const { credential, uri } = await town.run(beginAuthenticator, actor, { name });
  const secret = secretOf(uri);
  const step = totpStep(town.clock.now());
  const { first } = await town.run(finishAuthenticator, actor, {
    credential,
    code: totpCode(secret, step),
  });
  const renewed = first === undefined ? actor : await personOf(town.world, first.token);
  town.clock.pass(60_000);
  return { actor: renewed, secret, credential, recoveryCodes: first?.recoveryCodes ?? [] };
}

/** The secret of an otpauth address, as an app reads it. */
export function secretOf(uri: string): Uint8Array {
  const letters = new URL(uri).searchParams.get('secret') ?? '';
  const bits = [...letters]
    .map((letter) =>
      'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter).toString(2).padStart(5, '0'),
    )
    .join('');
  return Uint8Array.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
}

export const signIn = (town: Town, email: string) =>
  town.run(openSession, anonymous, { email, password, device: '', ...from });

/** The same person, who has shown at this moment that it is them. */
export const provedNow = (town: Town, actor: PersonActor): PersonActor => ({
  ...actor,
  provedAt: town.clock.now(),
});

/** Somebody new in an organisation of the town, signed in by a password. */
export async function join(
  town: Town,
  inviter: PersonActor,
  of: { email: string; roles: readonly string[]; organisation?: string },
): Promise<PersonActor> {
  const { link } = await town.run(inviteMember, provedNow(town, inviter), {
    organisation: of.organisation ?? town.organisation,
    email: of.email,
    roles: of.roles,
  });
  const { opened } = await town.run(acceptInvitation, anonymous, {
    token: link.split('#')[1] ?? '',
    name: '新しい担当',
    password,
    device: '',
  });
  return personOf(town.world, opened?.token ?? '');
}

/** A second organisation with an administrator of its own. */
export async function addVendor(town: Town, admin: PersonActor, name = 'データ屋') {
  const { organisation } = await town.run(addOrganisation, admin, { name });
  const email = `kanri-${organisation.slice(-6)}@vendor.example`;
  const roles = ['organisationAdministrator'];
  const joined = await join(town, admin, { email, roles, organisation });
  return { organisation, email, ...(await enrolTotp(town, joined)) };
}

/** How an act failed: its code, or what it gave where it did not fail. */
export async function failureOf(act: Promise<unknown>): Promise<string> {
  try {
    return `done: ${JSON.stringify(await act)}`;
  } catch (error) {
    if (error instanceof Failure) return error.code;
    throw error;
  }
}
