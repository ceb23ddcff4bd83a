import { createHash, randomBytes } from 'node:crypto';
import { createOutbound, defineUseCase, runUseCase, type World } from '@machimori/application';
import type { PersonActor } from '@machimori/authorisation';
import {
  actorOfSession,
  type IdentityPorts,
  openProviderGate,
  PasswordQueue,
  setUpInstallation,
  standings,
} from '@machimori/identity';
import { CompiledQuery } from 'kysely';
import { withDatabase } from './database-for-bench.ts';
import { serverCpuMs } from './server-processes.ts';

// What an act costs with everything on (who is it, may they, scope, wall, one insert, audit entry, commit)
// beside the same insert bare, in CPU of program and database together. Prints one JSON object.

const atOnce = 50;
const acts = Math.ceil(Number(process.argv[2] ?? 2000) / atOnce) * atOnce;

/** CPU time of program and server, and how long it took, in milliseconds. */
interface Spent {
  program: number;
  server: number;
  ms: number;
}
const none = (): Spent => ({ program: 0, server: 0, ms: 0 });

const programCpuMs = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};

/** What some work takes. To look at the server costs the program something: it does so outside of what it measures. */
async function measured(folder: string, work: () => Promise<unknown>): Promise<Spent> {
  const server = serverCpuMs(folder);
  const program = programCpuMs();
  const start = performance.now();
  await work();
  const ms = performance.now() - start;
  return { ms, program: programCpuMs() - program, server: serverCpuMs(folder) - server };
}

await withDatabase(async ({ folder, database, keeper, vault, clock, chance, ids }) => {
  const code = 'bench';
  const world: World<IdentityPorts> = {
    database,
    clock,
    chance,
    ids,
    standings,
    log: { append: (transaction, entry) => keeper.append(transaction, entry) },
    ports: {
      vault,
      passwords: new PasswordQueue(),
      throttleKey: randomBytes(32),
      origin: 'http://localhost:8080',
      mail: false,
      providers: openProviderGate(createOutbound({ allowedHosts: [] }), clock),
      firstVisitCode: createHash('sha256').update(code).digest(),
    },
  };
  const { token, city } = await runUseCase(
    world,
    setUpInstallation,
    { kind: 'anonymous' },
    {
      code,
      name: '計測',
      email: 'bench@example.lg.jp',
      password: randomBytes(12).toString('base64url'),
      cityName: '計測町',
      organisationName: '計測町役場',
      sample: false,
      device: '',
    },
  );
  const { actor } = await actorOfSession(world, token);
  if (actor.kind !== 'person') throw new Error('nobody has this session');
  const administrator: PersonActor = { ...actor, secondFactor: true };

  const insert = `insert into outbox_events (city_id, event_id, type, aggregate, position, payload, occurred_at)
    values ($1, $2, 't', $2, 1, '{}', $3)`;
  const row = (): unknown[] => [city, ids.next('event'), clock.now()];
  const insertInAct = defineUseCase<undefined, undefined, IdentityPorts>({
    name: 'insert-in-act',
    action: 'organisation:add',
    kind: 'command',
    async handle({ transaction }) {
      await transaction.db.executeQuery(CompiledQuery.raw(insert, row()));
      return { output: undefined, subjects: [city] };
    },
  });

  const session = await database.borrow();
  await session.query(`select set_config('machimori.reach', 'system', false)`);
  const ways = {
    // As quick as it can be done bare: its plan kept, too.
    bare: () => session.query({ name: 'bare', text: insert, values: row() }),
    // As it is commonly done: planned anew each time.
    plain: () => session.query(insert, row()),
    whole: () => runUseCase(world, insertInAct, administrator, undefined),
  };
  type Way = keyof typeof ways;

  /** The ways in turn, some at a time, so that a machine that grows slower or faster does so for all of them. */
  async function measure() {
    const spent = { bare: none(), plain: none(), whole: none() };
    for (let n = 0; n < acts; n += atOnce)
      for (const way of Object.keys(ways) as Way[]) {
        const some = await measured(folder, async () => {
          for (let i = 0; i < atOnce; i++) await ways[way]();
        });
        spent[way].ms += some.ms;
        spent[way].program += some.program;
        spent[way].server += some.server;
      }
    const each = ({ ms, program, server }: Spent) => ({
      cpuMsEach: (program + server) / acts,
      programMsEach: program / acts,
      perSecond: (acts / ms) * 1000,
    });
    return { bare: each(spent.bare), plain: each(spent.plain), whole: each(spent.whole) };
  }
  await measure();
  const rounds = [await measure(), await measure(), await measure()];
  session.release();

  const { program, server } = await measured(folder, () =>
    keeper.sequenceAll(database, city, clock.now()),
  );
  console.log(JSON.stringify({ rounds, sequencingMsEach: (program + server) / (acts * 4) }));
});
