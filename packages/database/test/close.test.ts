import { type Engine, engines, testDatabase } from '@machimori/testkit';
import { expect, test } from 'vitest';
import { connectAsOwner } from '../src/connection.ts';
import { Database } from '../src/index.ts';

test.each(engines())(
  'once it is closed, no session is left to lose on $name',
  async (engine: Engine) => {
    const world = await testDatabase(engine);
    const { address } = world;
    const lost: string[] = [];
    const name = 'closing';
    const onLost = ({ message }: Error): number => lost.push(message);
    const owner = await connectAsOwner(address, 'watching');
    try {
      for (let round = 0; round < 5; round++) {
        const database = await Database.open({ address, name, migrations: 'leave', onLost });
        const sessions = await Promise.all(Array.from({ length: 8 }, () => database.borrow()));
        for (const session of sessions) session.release();
        await database.close();
        const { rows } = await owner.query(
          'select count(*)::int as left from pg_stat_activity where application_name = $1',
          [name],
        );
        expect(rows).toEqual([{ left: 0 }]);
      }
      expect(lost).toEqual([]);
    } finally {
      await owner.end();
      await world.drop();
    }
  },
);
