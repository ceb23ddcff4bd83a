import { sql } from 'kysely';
import { connectAsOwner } from '../src/connection.ts';
import { Database } from '../src/database.ts';
import { EmbeddedServer } from '../src/embedded/embedded-server.ts';
import { migrate, readMigrations } from '../src/migrate.ts';
import { transact } from '../src/transact.ts';

// A program that is killed (kill-nine.test.ts): it writes one number after another and says so after
// each commit. What it has said must be there ever after.

const say = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

const [, , folder = '', from = '1'] = process.argv;
say('begun');
const embedded = await EmbeddedServer.start({ folder });
say('serving');
if (from === '1') {
  const owner = await connectAsOwner(embedded.address, 'test');
  await migrate(owner, readMigrations().slice(0, 1));
  await owner.end();
}
const database = await Database.open({ embedded, connections: 2, migrations: 'leave' });
const { rows } = await transact(database, { reach: 'system' }, ({ db }) =>
  sql<{
    written: number[];
  }>`select coalesce(array_agg(position::int order by position), '{}') as written
    from outbox_heads`.execute(db),
);
say(`written ${JSON.stringify(rows[0]?.written)}`);
for (let number = Number(from); ; number++) {
  for (let saved = false; !saved; ) {
    try {
      await transact(database, { reach: 'system' }, ({ db }) =>
        sql`insert into outbox_heads (city_id, aggregate, position)
          values ('installation', ${String(number)}, ${number})
          on conflict do nothing`.execute(db),
      );
      saved = true;
    } catch {
      // The database is being brought back; the same number is written again.
    }
  }
  say(`saved ${number}`);
}
