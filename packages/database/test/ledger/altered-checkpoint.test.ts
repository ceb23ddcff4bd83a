import { signerOf, signNote } from '@machimori/ledger';
import { type TestDatabase, testDatabase } from '@machimori/testkit';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { transact } from '../../src/index.ts';
import { at, type LedgerWorld, ledgerWorld } from './ledger-world.ts';

describe('a log that is restored', () => {
  let database: TestDatabase;
  let world: LedgerWorld;
  beforeAll(async () => {
    database = await testDatabase();
    world = ledgerWorld(database);
  }, 480_000);
  afterAll(() => database?.drop());

  it('a checkpoint that was altered is told apart from one of a stranger’s key', async () => {
    await world.act([{}]);
    await world.keeper.sequence(world.database, world.city, at(2));
    const { rows } = await transact(world.database, { reach: 'system' }, ({ db }) =>
      sql<{
        note: string;
      }>`select note from ledger_checkpoints where city_id = ${world.city}`.execute(db),
    );
    const note = rows[0]?.note ?? '';
    const open = (given: string) =>
      world.keeper.openEpoch(world.database, world.city, at(5), {
        kept: { note: given, handOvers: [], earlier: [given] },
      });
    const [text = '', signature = ''] = note.split('\n\n');
    const [origin = '', size = '', root = ''] = text.split('\n');
    const another = `${root.startsWith('A') ? 'B' : 'A'}${root.slice(1)}`;
    const altered = {
      code: 'input-invalid',
      text: { ja: expect.stringContaining('書きかえられた') },
    };
    for (const body of [
      [origin, String(Number(size) + 1), root],
      [origin, size, another],
      [`${origin.slice(0, -1)}9`, size, root],
    ])
      await expect(open(`${body.join('\n')}\n\n${signature}`)).rejects.toMatchObject(altered);
    const stranger = signerOf(origin.slice(0, origin.lastIndexOf('/')), new Uint8Array(32).fill(7));
    await expect(open(await signNote(`${text}\n`, [stranger]))).rejects.toMatchObject({
      code: 'input-invalid',
      text: { ja: expect.stringContaining('鍵で署名されたものではありません') },
    });
    expect((await open(note)).epoch).toBe(2);
  });
});
