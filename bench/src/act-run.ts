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

const acts = Number(process.argv[2] ?? 2000);

const cpuMs = (folder: string): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000 + serverCpuMs(folder);
};

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

  async function measure(act: () => Promise<unknown>) {
    const before = cpuMs(folder);
    const start = performance.now();
    for (let n = 0; n < acts; n++) await act();
    const ms = performance.now() - start;
    return { cpuMsEach: (cpuMs(folder) - before) / acts, perSecond: (acts / ms) * 1000 };
  }
  const session = await database.borrow();
  await session.query(`select set_config('machimori.reach', 'system', false)`);
  // As quick as it can be done bare: its plan kept, too.
  const bare = () => measure(() => session.query({ name: 'bare', text: insert, values: row() }));
  // As it is commonly done: planned anew each time.
  const plain = () => measure(() => session.query(insert, row()));
  const whole = () => measure(() => runUseCase(world, insertInAct, administrator, undefined));
  await whole();
  await bare();
  const rounds = [];
  for (let n = 0; n < 3; n++)
    rounds.push({ bare: await bare(), plain: await plain(), whole: await whole() });
  session.release();

  const before = cpuMs(folder);
  await keeper.sequenceAll(database, city, clock.now());
  const sequencingMsEach = (cpuMs(folder) - before) / (acts * 4);
  console.log(JSON.stringify({ rounds, sequencingMsEach }));
});
