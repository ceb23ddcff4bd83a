import {
  leafHash,
  readCheckpoint,
  readRemoval,
  readVerifierKey,
  verifyGrowth,
  verifyInclusion,
  verifyRemoval,
} from '@machimori/ledger';
import { copyOf, engines, type TestDatabase, testDatabase } from '@machimori/testkit';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { transact, type Wall } from '../../src/index.ts';
import {
  destroyContents,
  handedOut,
  knownHere,
  lastCheckpoint,
  proveEntry,
  proveGrowth,
  readEntries,
  readRemovalStub,
} from '../../src/ledger/index.ts';
import {
  at,
  type LedgerWorld,
  ledgerWorld,
  newCity,
  organisation,
  person,
} from './ledger-world.ts';

describe.each(engines())('the log in the database: $name', (engine) => {
  let shared: TestDatabase;
  let world: LedgerWorld;
  let city: string;
  let otherCity: string;
  beforeAll(async () => {
    shared = await testDatabase(engine);
  });
  afterAll(() => shared.drop());
  beforeEach(() => {
    world = ledgerWorld(shared);
    city = world.city;
    otherCity = newCity();
  });
  const within = <T>(
    work: Parameters<typeof transact<T>>[2],
    wall: Wall = { reach: 'city', city },
  ) => transact(world.database, wall, work);

  it('an act appends, the sequencer places and signs, and a stranger verifies', async () => {
    await world.act([{ content: { answer: '実施中' } }, { action: 'plan:make' }]);
    await world.act([{ outcome: 'refused', subjects: [person] }]);
    expect(await world.keeper.waiting(world.database)).toContain(city);
    expect(await world.keeper.sequence(world.database, city, at(2))).toMatchObject({
      epoch: 1,
      size: 4,
    });
    expect(await world.keeper.sequence(world.database, city, at(3))).toBeUndefined();
    expect(await world.keeper.waiting(world.database)).not.toContain(city);
    expect(await world.verify()).toMatchObject({ ok: true, entries: 4, opened: 2, findings: [] });
    expect(await world.verify({ contents: false })).toMatchObject({ ok: true, opened: 1 });
    const text = (await world.lines()).join('\n');
    expect(text).not.toContain(person);
    expect(text).toContain('実施中');
  });

  it('an act that fails leaves no entry; an entry that cannot be one fails the act', async () => {
    await expect(world.act([{ action: 'no action' }])).rejects.toMatchObject({
      code: 'input-invalid',
    });
    await expect(
      within(async (t) => {
        await world.keeper.append(t, {
          city,
          at: at(1),
          action: 'a:b',
          actor: person,
          subjects: [],
          outcome: 'done',
        });
        throw new Error('the act fails');
      }),
    ).rejects.toThrow('the act fails');
    // Nor was the log opened that it would have stood in: what was remembered of it is gone too.
    await world.act([{}]);
    await world.keeper.sequenceAll(world.database, city, at(2));
    expect(await world.verify()).toMatchObject({ ok: true, entries: 2 });
  });

  it('the order is that of time and id; what commits late comes later and is not lost', async () => {
    await world.act([
      { at: at(5), action: 'a:late' },
      { at: at(3), action: 'a:early' },
    ]);
    await world.keeper.sequence(world.database, city, at(6));
    await world.act([{ at: at(1), action: 'a:committed-after' }]);
    await world.keeper.sequence(world.database, city, at(7));
    const actions = (await world.lines()).flatMap(
      (l) => /^\{"action":"(a:[^"]+)"/.exec(l)?.[1] ?? [],
    );
    expect(actions).toEqual(['a:early', 'a:late', 'a:committed-after']);
    expect(await world.verify()).toMatchObject({ ok: true });
  });

  it('two sequencers and many acts at once place each entry once', async () => {
    await world.act([{}]);
    const acts = Array.from({ length: 12 }, () => world.act([{}, {}, {}]));
    const others = [world.another(), world.another(), world.keeper];
    const runs = acts.flatMap((act, i) => [
      act,
      others[i % 3]?.sequence(world.database, city, at(i)),
      others[(i + 1) % 3]?.sequence(world.database, city, at(i)),
    ]);
    await Promise.all(runs);
    await world.keeper.sequenceAll(world.database, city, at(50));
    expect(await world.verify()).toMatchObject({ ok: true, entries: 38 });
  });

  it('two acts that open the same log at once open one', async () => {
    await Promise.all([world.act([{}]), world.act([{}]), world.act([{}])]);
    await world.keeper.sequenceAll(world.database, city, at(2));
    expect(await world.verify()).toMatchObject({ ok: true, entries: 4 });
  });

  it('many entries, over whole tiles and several batches', async () => {
    await world.act([{}]);
    await within(
      ({ db }) =>
        sql`
        insert into ledger_entries (city_id, entry_id, stream, at, action, actor, subjects, outcome)
        select ${city}, 'ent_' || n, case when n % 7 = 0 then 'resident:' || n % 21 else 'audit' end, ${at(2)}::timestamptz, 'a:b', 'system:worker', '{}', 'done'
        from generate_series(1, 1300) n`.execute(db),
      { reach: 'system' },
    );
    await world.keeper.sequenceAll(world.database, city, at(3));
    expect(await world.verify()).toMatchObject({ ok: true, entries: 1302, findings: [] });
    for (const stream of ['audit', 'resident:14', 'log']) {
      const report = await world.verify({ stream });
      expect(report, stream).toMatchObject({ ok: true, kind: 'stream', findings: [] });
    }
    const since = await within(({ db }) =>
      sql<{
        note: string;
      }>`select note from ledger_checkpoints where size > 1 order by size limit 1`.execute(db),
    );
    expect(await world.verify({ since: since.rows[0]?.note ?? '' })).toMatchObject({
      since: 'holds',
    });
  });

  it('proves one entry, and that it only grew', async () => {
    await world.act([{}, {}]);
    await world.keeper.sequence(world.database, city, at(2));
    const older = await within((t) => lastCheckpoint(t, city));
    await world.act([{ at: at(3) }, {}, {}]);
    const [entry] = await within((t) => readEntries(t, { log: city, limit: 1, stream: 'audit' }));
    const ask = (id = entry?.entryId ?? '', of?: string) =>
      within((t) => proveEntry(t, city, id, of));
    expect(await ask()).toBe('waits');
    expect(await ask('ent_none')).toBeUndefined();
    expect(await ask(entry?.entryId, 'org_other')).toBeUndefined();
    await world.keeper.sequence(world.database, city, at(3));
    const proved = await ask();
    const proof = proved === 'waits' ? undefined : proved;
    const checkpoint = readCheckpoint(proof?.checkpoint ?? '');
    expect(
      proof &&
        checkpoint &&
        verifyInclusion(
          leafHash(proof.leaf),
          proof.index,
          checkpoint.size,
          proof.hashes,
          checkpoint.root,
        ),
    ).toBe(true);
    const grown = await within((t) => proveGrowth(t, city, 1, older?.size ?? 0));
    expect(
      grown &&
        (await verifyGrowth(older?.note ?? '', grown.checkpoint, grown.hashes, await world.key())),
    ).toBe('grew');
  });

  it('people read who did what, by name while the name is kept', async () => {
    await world.act([{ content: { n: 1 } }, { actor: 'system:worker', subjects: [person] }]);
    const read = (query: object) =>
      within((t) => readEntries(t, { log: city, limit: 10, stream: 'audit', ...query }));
    expect(await read({ person })).toMatchObject([{ person, content: { n: 1 }, place: undefined }]);
    expect(await read({ subject: person })).toMatchObject([{ actor: 'system:worker' }]);
    const [first, second] = await read({});
    expect(await read({ after: first })).toEqual([second]);
    expect(await read({ action: 'x:y' })).toEqual([]);
    expect(await read({ from: at(2) })).toEqual([]);
    await within(({ db }) =>
      sql`delete from ledger_pseudonyms where person_id = ${person}`.execute(db),
    );
    expect((await read({}))[0]?.person ?? (await read({}))[1]?.person).toBeUndefined();
    await world.keeper.sequenceAll(world.database, city, at(2));
    expect(await world.verify()).toMatchObject({ ok: true });
  });

  it('a destroyed content leaves the log whole', async () => {
    await world.act([{ content: { n: 1 } }]);
    await world.keeper.sequence(world.database, city, at(2));
    expect(await within((t) => destroyContents(t, city, at(9), ['answer:record'], 10))).toBe(1);
    expect(await world.verify()).toMatchObject({ ok: true, opened: 1 });
  });

  it('keys hand over; who has the first key follows', async () => {
    await world.act([{}]);
    await world.keeper.sequence(world.database, city, at(2));
    const first = await world.key();
    await world.keeper.rotateKey(world.database, city, at(3));
    await world.act([{}]);
    await world.another().rotateKey(world.database, city, at(4));
    await world.act([{}]);
    await world.keeper.sequenceAll(world.database, city, at(5));
    expect(await world.key()).toBe(first);
    const report = await world.verify();
    expect(report).toMatchObject({ ok: true, findings: [] });
    expect(report.keys).toHaveLength(3);
    expect(await world.verify({ stream: 'audit' })).toMatchObject({ ok: true, findings: [] });
  });

  it('a restore begins an epoch that continues the last known checkpoint', async () => {
    await world.act([{}]);
    await world.keeper.sequence(world.database, city, at(2));
    await world.act([{}]);
    await world.keeper.openEpoch(world.database, city, at(3));
    await world.keeper.sequenceAll(world.database, city, at(4));
    expect(await world.verify()).toMatchObject({
      ok: true,
      findings: [],
      epochs: [{ covered: 2 }, { covered: 2 }],
    });
    expect(await world.verify({ stream: 'audit' })).toMatchObject({ ok: true, findings: [] });
    await expect(
      world.keeper.openEpoch(world.database, city, at(5), {
        kept: { note: 'nonsense', handOvers: [], earlier: [] },
      }),
    ).rejects.toMatchObject({ code: 'input-invalid' });
  });

  describe('data that is restored over another history of the same log', () => {
    let beside: LedgerWorld;
    beforeEach(async () => {
      const [before, copies] = [await testDatabase(engine), [] as TestDatabase[]];
      const first = ledgerWorld(before);
      await first.act([{}]);
      await first.keeper.sequence(first.database, first.city, at(2));
      // A copy of the data that goes on by itself, as from a snapshot of the disk.
      await before.database.close();
      for (let i = 0; i < 2; i++) copies.push(await copyOf(before.address));
      [world, beside] = copies.map((copy) => ledgerWorld(copy, first.city)) as [
        LedgerWorld,
        LedgerWorld,
      ];
      city = first.city;
      return async () => {
        for (const each of [...copies, before]) await each.drop();
      };
    });
    /** So many batches of one entry. */
    const go = async (of: LedgerWorld, batches: number): Promise<void> => {
      for (let i = 0; i < batches; i++) {
        await of.act([{ content: { i } }]);
        await of.keeper.sequence(of.database, city, at(3 + i));
      }
    };
    /** What `from` knows when a backup of the other is put in its place. */
    const known = async (from: LedgerWorld, of: LedgerWorld) => {
      const end = await transact(of.database, { reach: 'city', city }, (t) =>
        lastCheckpoint(t, city),
      );
      if (end === undefined) throw new Error('no checkpoint');
      return transact(from.database, { reach: 'system' }, (t) => knownHere(t, city, end));
    };

    it.each([
      [1, 3],
      [3, 1],
      [2, 2],
    ])('is told, whichever went further (%i and %i batches)', async (here, there) => {
      await go(beside, here);
      await go(world, there);
      const opened = await world.keeper.openEpoch(world.database, city, at(9), {
        here: await known(beside, world),
      });
      expect(opened).toMatchObject({ replacedOther: true, epoch: 2 });
      const report = await world.verify();
      expect(report.findings).toMatchObject([{ code: 'other-history', severity: 'notice' }]);
      expect(report.ok).toBe(true);
    });

    it.each([0, 2])(
      'a later or the same state of one history is none other (%i batches)',
      async (later) => {
        await go(beside, later);
        const opened = await world.keeper.openEpoch(world.database, city, at(9), {
          here: await known(beside, world),
        });
        expect(opened.replacedOther).toBe(false);
        expect((await world.verify()).findings.map(({ code }) => code)).toEqual(
          later === 0 ? [] : ['lost'],
        );
      },
    );

    it('an earlier state that the backup came after is none other either', async () => {
      await go(world, 2);
      const opened = await world.keeper.openEpoch(world.database, city, at(9), {
        here: await known(beside, world),
      });
      expect(opened.replacedOther).toBe(false);
      expect((await world.verify()).findings).toEqual([]);
    });

    it('a checkpoint that was kept of it is refused, also where it is further than the backup', async () => {
      await go(beside, 3);
      await go(world, 2);
      const checkpoints = await transact(beside.database, { reach: 'system' }, ({ db }) =>
        sql<{ note: string }>`
          select note from ledger_checkpoints where city_id = ${city} order by size`.execute(db),
      );
      const earlier = checkpoints.rows.map(({ note }) => note);
      const note = earlier.at(-1) ?? '';
      const kept = { note, handOvers: [], earlier };
      await expect(
        world.keeper.openEpoch(world.database, city, at(9), { kept }),
      ).rejects.toMatchObject({ code: 'conflict' });
    });
  });

  it('a removed log leaves a stub that its key signed', async () => {
    await world.act([{ content: { n: 1 } }]);
    const key = await world.key();
    const stub = await world.keeper.remove(world.database, city, 'sample-removed', at(4));
    const removal = readRemoval(stub);
    const first = readVerifierKey(key);
    expect(removal && first && (await verifyRemoval(removal, first))).toBe(true);
    expect(readCheckpoint(removal?.checkpoint ?? '')?.size).toBe(3);
    expect(await within((t) => readRemovalStub(t, city), { reach: 'sign-in' })).toBe(stub);
    expect(await within((t) => handedOut(t, city))).toBeUndefined();
    // Whoever knew before that entries waited comes late, and that is no failure.
    expect(await world.keeper.sequence(world.database, city, at(5))).toBeUndefined();
    const left = await within(
      ({ db }) =>
        sql<{
          n: string;
        }>`select count(*) as n from ledger_entries where city_id = ${city}`.execute(db),
      { reach: 'system' },
    );
    expect(Number(left.rows[0]?.n)).toBe(0);
  });

  describe('the second wall', () => {
    const run = (statement: string, wall: Wall) =>
      within(
        async ({ db }) => Number((await sql.raw(statement).execute(db)).numAffectedRows ?? 0n),
        wall,
      );
    beforeEach(async () => {
      await world.act([{ content: { n: 1 } }]);
      await world.keeper.sequence(world.database, city, at(2));
      await world.act([{}]);
    });

    it('nothing changes or deletes what has its place, whoever asks', async () => {
      for (const reach of ['system', 'city', 'organisation'] as const) {
        const wall: Wall = { reach, city, organisation };
        expect(await run(`update ledger_entries set leaf = 'x' where leaf is not null`, wall)).toBe(
          0,
        );
        expect(await run('delete from ledger_entries', wall)).toBe(0);
        expect(await run('delete from ledger_heads', wall)).toBe(0);
        expect(await run('delete from ledger_tiles', wall)).toBe(0);
        expect(await run('delete from ledger_checkpoints', wall)).toBe(0);
      }
      for (const [table, column] of [
        ['ledger_entries', 'action'],
        ['ledger_contents', 'content'],
        ['ledger_checkpoints', 'note'],
        ['ledger_keys', 'sealed'],
        ['ledger_removals', 'stub'],
      ]) {
        await expect(
          run(`update ${table} set ${column} = null`, { reach: 'system' }),
        ).rejects.toMatchObject({ code: '42501' });
      }
      await expect(
        run(
          `insert into ledger_entries (city_id, entry_id, stream, at, action, actor, subjects, outcome, leaf) values ('${city}', 'e', 's', now(), 'a', 'a', '{}', 'done', 'x')`,
          { reach: 'system' },
        ),
      ).rejects.toMatchObject({ code: '42501' });
      await expect(
        run(`update ledger_entries set leaf = null where leaf is null`, { reach: 'system' }),
      ).rejects.toMatchObject({ code: '42501' });
    });

    it('entries are seen by the city, by their organisation, and by no one else', async () => {
      const seen = async (wall: Wall) =>
        Number(
          (
            await within(
              ({ db }) => sql<{ n: string }>`select count(*) as n from ledger_entries`.execute(db),
              wall,
            )
          ).rows[0]?.n,
        );
      expect(await seen({ reach: 'city', city })).toBe(3);
      expect(await seen({ reach: 'organisation', city, organisation })).toBe(2);
      expect(await seen({ reach: 'organisation', city, organisation: 'org_other' })).toBe(0);
      expect(await seen({ reach: 'city', city: otherCity })).toBe(0);
      for (const reach of ['none', 'self', 'sign-in', 'installation'] as const) {
        expect(await seen({ reach, city }), reach).toBe(0);
      }
    });

    it('contents follow their entries; keys are the log’s alone', async () => {
      const count = async (table: string, wall: Wall) =>
        Number(
          (
            await within(
              ({ db }) =>
                sql<{ n: string }>`select count(*) as n from ${sql.table(table)}`.execute(db),
              wall,
            )
          ).rows[0]?.n,
        );
      expect(await count('ledger_contents', { reach: 'city', city })).toBe(2);
      expect(await count('ledger_contents', { reach: 'city', city: otherCity })).toBe(0);
      expect(await count('ledger_contents', { reach: 'organisation', city, organisation })).toBe(1);
      expect(await count('ledger_keys', { reach: 'city', city })).toBe(0);
      expect(await count('ledger_keys', { reach: 'system' })).toBeGreaterThan(1);
    });

    it('an act writes into no other city’s log', async () => {
      await expect(
        within((t) =>
          world.keeper.append(t, {
            city: otherCity,
            at: at(1),
            action: 'a:b',
            actor: person,
            subjects: [],
            outcome: 'done',
          }),
        ),
      ).rejects.toMatchObject({ code: '42501' });
    });

    it.each<Wall>([
      { reach: 'sign-in' },
      { reach: 'self', person },
      { reach: 'installation', person },
      { reach: 'system' },
    ])('the installation has a log of its own: $reach', async (wall) => {
      await within(
        (t) =>
          world.keeper.append(t, {
            at: at(1),
            action: 'session:open',
            actor: person,
            subjects: [person],
            outcome: 'done',
          }),
        wall,
      );
      await world.keeper.sequenceAll(world.database, 'installation', at(2));
      expect(await world.key('installation')).toMatch(/^machimori\/installation-[0-9a-f]{16}\+/);
    });
  });
});
