import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Database, EmbeddedServer, insertEvents, transact } from '@machimori/database';

// The embedded database: starts, memory at rest, and what our transaction costs beside the bare insert.
// Prints one JSON object. The data are durable: every commit waits for the disk.

const acts = Number(process.argv[2] ?? 2000);
const folder = mkdtempSync(join(tmpdir(), 'machimori-bench-'));
const timed = async <T>(act: () => Promise<T>): Promise<readonly [T, number]> => {
  const start = performance.now();
  return [await act(), performance.now() - start] as const;
};

/** The server's processes: those whose command names our data, and their children. */
function serverProcesses(): readonly string[] {
  const postmaster = readFileSync(join(folder, 'database', 'cluster', 'postmaster.pid'), 'utf8')
    .split('\n')[0]
    ?.trim();
  const parentOf = (pid: string): string | undefined => {
    try {
      const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
      return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1];
    } catch {
      return undefined;
    }
  };
  return readdirSync('/proc').filter(
    (pid) => /^\d+$/.test(pid) && (pid === postmaster || parentOf(pid) === postmaster),
  );
}

/** Memory that would be free without it: pages shared by several count in parts. */
function memoryMb(pids: readonly string[]): number {
  const kb = pids.map((pid) => {
    try {
      return Number(/^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1]);
    } catch {
      return 0;
    }
  });
  return kb.reduce((sum, one) => sum + one, 0) / 1024;
}

/** CPU time of the server's processes so far, in milliseconds. */
function serverCpuMs(): number {
  const ticks = serverProcesses().map((pid) => {
    try {
      const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      return Number(fields[11]) + Number(fields[12]);
    } catch {
      return 0;
    }
  });
  return ticks.reduce((sum, one) => sum + one, 0) * 10;
}

async function measure(act: (n: number) => Promise<unknown>): Promise<object> {
  const own = process.cpuUsage();
  const server = serverCpuMs();
  const [, ms] = await timed(async () => {
    for (let n = 0; n < acts; n++) await act(n);
  });
  const { user, system } = process.cpuUsage(own);
  const cpuMs = (user + system) / 1000 + serverCpuMs() - server;
  return {
    perSecond: Math.round((acts / ms) * 1000),
    cpuMsEach: Number((cpuMs / acts).toFixed(3)),
  };
}

try {
  const [first, firstMs] = await timed(() => EmbeddedServer.start({ folder }));
  const [, migrateMs] = await timed(async () => (await Database.open({ embedded: first })).close());
  await first.stop();
  const [embedded, nextMs] = await timed(() => EmbeddedServer.start({ folder }));
  const [database, openMs] = await timed(() => Database.open({ embedded }));
  const atRest = { program: memoryMb(['self']), server: memoryMb(serverProcesses()) };

  const at = new Date();
  const insert = `insert into outbox_events (city_id, event_id, type, aggregate, position, payload, occurred_at)
    values ('installation', $1, 't', $1, 1, '{}', $2)`;
  const client = await database.borrow();
  await client.query(`select set_config('machimori.reach', 'system', false)`);
  const bare = await measure((n) => client.query(insert, [`bare_${n}`, at]));
  await client.query(`select set_config('machimori.reach', '', false)`);
  client.release();
  const through = await measure((n) =>
    transact(database, { reach: 'system' }, ({ db }) =>
      db.executeQuery({
        ...db.selectNoFrom((e) => e.val(1).as('n')).compile(),
        sql: insert,
        parameters: [`through_${n}`, at],
      }),
    ),
  );
  const event = await measure((n) =>
    transact(database, { reach: 'system' }, (transaction) =>
      insertEvents(transaction, [
        { eventId: `event_${n}`, type: 't', aggregate: `event_${n}`, payload: {}, at },
      ]),
    ),
  );
  await database.close();
  await embedded.stop();
  console.log(JSON.stringify({ firstMs, migrateMs, nextMs, openMs, atRest, bare, through, event }));
} finally {
  rmSync(folder, { recursive: true, force: true });
}
