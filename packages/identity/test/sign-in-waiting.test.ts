import { setImmediate } from 'node:timers/promises';
import { runUseCase, type UseCase } from '@machimori/application';
import type { Actor, PersonActor } from '@machimori/authorisation';
import { Failure } from '@machimori/kernel';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  acceptInvitation,
  changePassword,
  closeAllSessions,
  type IdentityPorts,
  inviteMember,
  openSession,
  PasswordQueue,
  proveAgain,
  readCity,
  withdrawInvitation,
} from '../src/index.ts';
import { ownLane, type PasswordLane, passwordQueueLimits } from '../src/password-queue.ts';
import { patience } from '../src/throttle.ts';
import {
  anonymous,
  enrolTotp,
  failureOf,
  from,
  join,
  makeTown,
  password,
  personOf,
  provedNow,
  signIn,
  type Town,
} from './town.ts';

// What happens while passwords wait for their turn: to others, and to what was true when they began to wait.

/** A queue that says who came. */
class WatchedQueue extends PasswordQueue {
  readonly came: PasswordLane[] = [];

  override run<T>(lane: PasswordLane, work: () => Promise<T>): Promise<T> {
    this.came.push(lane);
    return super.run(lane, work);
  }
}

let town: Town;
let admin: PersonActor;
let people = 0;
beforeAll(async () => {
  town = await makeTown();
  ({ actor: admin } = await enrolTotp(town, town.admin));
});
afterAll(() => town.drop());

const member = async () => {
  const email = `matsu-${people++}@example.lg.jp`;
  const joined = await join(town, admin, { email, roles: ['contributor'] });
  return { email, actor: joined };
};
const runBy =
  (queue: PasswordQueue) =>
  <Input, Output>(useCase: UseCase<Input, Output, IdentityPorts>, by: Actor, input: Input) => {
    const { ports } = town.world;
    const world = { ...town.world, ports: { ...ports, passwords: queue } };
    return runUseCase(world, useCase, by, input);
  };
const signingIn = (email: string, word = password, more: object = {}) => ({
  email,
  password: word,
  device: '',
  ...from,
  ...more,
});
/** Takes every place of a queue until it is let go. */
function occupy(queue: PasswordQueue, width = passwordQueueLimits.width) {
  const { promise, resolve } = Promise.withResolvers<void>();
  const held = Array.from({ length: width }, () => queue.run(ownLane('held'), () => promise));
  return async () => {
    resolve();
    await Promise.all(held);
  };
}
const untilWaiting = async (queue: PasswordQueue, count: number): Promise<void> => {
  while (queue.waiting < count) await setImmediate();
};

describe('while passwords wait for their turn', () => {
  test('others are answered: sixty sign-ins hold no connection', async () => {
    const { email } = await member();
    const queue = new PasswordQueue();
    const run = runBy(queue);
    const release = occupy(queue);
    const told: string[] = [];
    let inTransaction = 0;
    let most = 0;
    const watched: typeof openSession = {
      ...openSession,
      async handle(...of) {
        most = Math.max(most, ++inTransaction);
        try {
          return await openSession.handle(...of);
        } finally {
          inTransaction -= 1;
        }
      },
    };
    const waiting = Array.from({ length: 60 }, () =>
      run(watched, anonymous, signingIn(email)).then(() => told.push('signed in')),
    );
    await untilWaiting(queue, 60);
    await Promise.all(
      Array.from({ length: 20 }, () =>
        run(readCity, admin, null).then(({ city }) => told.push(city.name)),
      ),
    );
    expect(told).toEqual(Array(20).fill('ためし町'));
    expect(queue.waiting).toBe(60);
    await release();
    await Promise.all(waiting);
    expect(told.slice(20)).toEqual(Array(60).fill('signed in'));
    expect(most).toBe(passwordQueueLimits.width);
  });

  test('a network that fills its share is told when to come again; nobody else is', async () => {
    const { email, actor } = await member();
    const queue = new PasswordQueue({ width: 1, waiting: 4, share: { known: 2, stranger: 3 } });
    const run = runBy(queue);
    const release = occupy(queue, 1);
    const flood = Array.from({ length: 3 }, (_, at) =>
      failureOf(run(openSession, anonymous, signingIn(`dare-${at}@example.jp`))),
    );
    await untilWaiting(queue, 3);
    const before = town.entries.length;
    const refused = run(openSession, anonymous, signingIn(email));
    await expect(refused).rejects.toMatchObject({ code: 'unavailable', retryAfterS: 5 });
    // Nothing was tried, so nothing is counted or written down.
    expect(town.entries.length).toBe(before);
    const others = [
      run(openSession, anonymous, signingIn(email, password, { network: '198.51.100.9' })),
      run(openSession, anonymous, signingIn(email, password, { knownDevice: true })),
      run(proveAgain, actor, { answer: { method: 'password', password }, ...from }),
    ];
    await untilWaiting(queue, 6);
    await release();
    expect((await Promise.all(others)).every(({ token }) => token !== '')).toBe(true);
    expect(await Promise.all(flood)).toEqual(Array(3).fill('unauthenticated'));
  });

  test('somebody unknown takes the same turn as somebody known', async () => {
    const { email } = await member();
    const lanes: PasswordLane[][] = [];
    for (const address of [email, 'inai@example.lg.jp']) {
      const queue = new WatchedQueue();
      const wrong = signingIn(address, 'ちがうことばをいれました');
      expect(await failureOf(runBy(queue)(openSession, anonymous, wrong))).toBe('unauthenticated');
      lanes.push(queue.came);
    }
    expect(lanes[0]).toEqual([{ kind: 'stranger', name: '192.0.2.0/24' }]);
    expect(lanes[1]).toEqual(lanes[0]);
  });

  test('many guesses at the same moment are not more than one after another', async () => {
    const { email } = await member();
    const queue = new PasswordQueue();
    const release = occupy(queue);
    const guesses = Array.from({ length: 60 }, (_, at) =>
      failureOf(
        runBy(queue)(openSession, anonymous, signingIn(email, `ちがうことばその${at}です`)),
      ),
    );
    await untilWaiting(queue, 60);
    await release();
    const told = await Promise.all(guesses);
    // Those that are free, and whoever had their turn at the same moment.
    expect(told.filter((code) => code === 'unauthenticated').length).toBeLessThanOrEqual(
      patience.account.free + passwordQueueLimits.width,
    );
    expect(new Set(told)).toEqual(new Set(['unauthenticated', 'rate-limited']));
    expect(await failureOf(signIn(town, email))).toBe('rate-limited');
  });

  test('nothing is computed for whoever may not do the act', async () => {
    const queue = new WatchedQueue();
    const run = runBy(queue);
    const { actor } = await member();
    const old = { ...actor, provedAt: new Date(0) };
    const codes = [
      await failureOf(
        run(changePassword, anonymous, {
          current: password,
          password: '赤い船が二そうゆく夕',
          ...from,
        }),
      ),
      await failureOf(
        run(changePassword, old, { current: password, password: '赤い船が二そうゆく夕', ...from }),
      ),
      await failureOf(
        run(changePassword, provedNow(town, actor), {
          current: password,
          password: 'みじかい',
          ...from,
        }),
      ),
      await failureOf(
        run(acceptInvitation, anonymous, {
          token: 'x'.repeat(43),
          name: 'だれか',
          password,
          device: '',
        }),
      ),
    ];
    expect(codes).toEqual(['unauthenticated', 'step-up-required', 'input-invalid', 'not-found']);
    expect(queue.came).toEqual([]);
  });
});

describe('what was compared counts for that password alone', () => {
  const next = (at: number) => `${at}そうの船がゆっくりゆく夕`;
  /** Runs an act, and does something else once its password has been computed and before it goes on. */
  const meanwhile = <Input, Output>(
    useCase: UseCase<Input, Output, IdentityPorts>,
    by: Actor,
    input: Input,
    other: () => Promise<unknown>,
  ): Promise<string> =>
    failureOf(
      town.run(
        {
          ...useCase,
          prepare: async (...of) => {
            const work = await useCase.prepare?.(...of);
            if (work === undefined) throw new Error('there is nothing to wait for');
            return (goOn) =>
              work(async (prepared) => {
                await other();
                return goOn(prepared);
              });
          },
        },
        by,
        input,
      ),
    );

  test('a sign-in or proof by a password that was changed meanwhile is refused, any other is not', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat({ max: 2 }), fc.boolean(), async (changes, proof) => {
        const { email, actor } = await member();
        const change = async () => {
          for (let at = 1; at <= changes; at++)
            await town.run(changePassword, provedNow(town, actor), {
              ...{ current: at === 1 ? password : next(at - 1), password: next(at) },
              ...from,
            });
        };
        const code = await (proof
          ? meanwhile(
              proveAgain,
              actor,
              { answer: { method: 'password', password }, ...from },
              change,
            )
          : meanwhile(openSession, anonymous, signingIn(email), change));
        if (changes === 0) expect(code).toMatch(/^done/);
        else expect(code).toBe(proof ? 'input-invalid' : 'unauthenticated');
        const word = changes === 0 ? password : next(changes);
        const opened = await town.run(openSession, anonymous, signingIn(email, word));
        expect((await personOf(town.world, opened.token)).person).toBe(actor.person);
      }),
      { numRuns: 8 },
    );
  });

  test('whoever is signed out while a new password is computed does not set it', async () => {
    const { email, actor } = await member();
    const code = await meanwhile(
      changePassword,
      provedNow(town, actor),
      { current: password, password: next(1), ...from },
      () => town.run(closeAllSessions, { kind: 'system', name: 'command-line' }, { email }),
    );
    expect(code).toBe('unauthenticated');
    await expect(signIn(town, email)).resolves.toMatchObject({ awaiting: false });
  });

  test('an invitation that is withdrawn, or taken, while a password is computed makes no account', async () => {
    const { city, organisation } = admin.seat ?? {};
    expect(city).toBe(town.city);
    const email = `matsu-${people++}@example.lg.jp`;
    const invited = await town.run(inviteMember, provedNow(town, admin), {
      organisation: organisation ?? '',
      email,
      roles: ['contributor'],
    });
    const accept = {
      token: invited.link.split('#')[1] ?? '',
      name: '新しい担当',
      password,
      device: '',
    };
    const code = await meanwhile(acceptInvitation, anonymous, accept, () =>
      town.run(withdrawInvitation, provedNow(town, admin), { invitation: invited.invitation }),
    );
    expect(code).toBe('not-found');
    expect(await failureOf(signIn(town, email))).toBe('unauthenticated');
  });

  test('a refusal is a Failure with words for people', async () => {
    const queue = new PasswordQueue({ width: 1, waiting: 1, share: { known: 1, stranger: 1 } });
    const release = occupy(queue, 1);
    const waits = queue.run(ownLane('a'), async () => 'done');
    const refused = await queue.run(ownLane('a'), async () => 'done').catch((error) => error);
    expect(refused).toBeInstanceOf(Failure);
    expect(refused.next?.ja).toContain('5秒');
    await release();
    expect(await waits).toBe('done');
  });
});
