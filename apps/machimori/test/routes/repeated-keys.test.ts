import { defineUseCase, runUseCase } from '@machimori/application';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { Requester } from './requester.ts';
import { type AskerName, makeTown, type Town } from './town.ts';

// The key by which a write may be sent twice is its sender's own: nobody else hears what was answered to it, is kept
// from doing the same, or learns that it was used.

const key = { 'idempotency-key': 'the-same-key-of-all' };
let made: Awaited<ReturnType<typeof makeTown>>;
let town: Town;
beforeAll(async () => {
  made = await makeTown();
  town = await made.copy();
}, 480_000);
afterAll(async () => {
  await town?.close();
  await made?.drop();
});

const as = (who: Requester, method: string, path: string, body: object) =>
  who.ask(town.server, method, path, { body }, key);
const people = (...names: readonly AskerName[]): readonly Requester[] =>
  names.map((name) => town.person(name).requester);

it('one key of several people does what each asks, and each hears their own answer', async () => {
  const names = ['promoter/contributor', 'one/contributor', 'two/contributor'] as const;
  const say = (note: string) => ({
    edits: [
      { change: 'set', kind: 'components', key: 's-gyosha-a', was: { note: null }, now: { note } },
    ],
  });
  // The same body, so that the digest of what was asked is the same too.
  const answers = [];
  for (const who of people(...names))
    answers.push(await as(who, 'POST', '/city/changes', say('同じ')));
  const [office, , two] = answers;
  expect(office?.json['state']).toBe('written');
  // The vendor's act was done too, as a vendor's are: proposed, and settled since it is its own part.
  const proposals = await town.owner.query('select organisation_id from proposals');
  expect(proposals.rows).toContainEqual({ organisation_id: town.organisations.one });
  // The second vendor does not see that component: to them it is not there, whoever wrote to it with that key.
  expect(two?.json['state']).not.toBe('written');
  const again = await as(
    people('promoter/contributor')[0] as Requester,
    'POST',
    '/city/changes',
    say('同じ'),
  );
  expect(again.json).toEqual(office?.json);
  const { rows } = await town.owner.query<{ actor: string }>(
    'select actor from kept_answers where repeat_key = $1',
    [key['idempotency-key']],
  );
  expect(new Set(rows.map(({ actor }) => actor)).size).toBe(rows.length);
});

it('a key that somebody used for something is free for another to use for something else', async () => {
  const [first, second] = people('promoter/cityAdministrator', 'one/organisationAdministrator');
  const rename = (who: Requester | undefined, name: string) =>
    as(who as Requester, 'PUT', '/account/name', { name });
  expect((await rename(first, '名前 一')).status).toBeLessThan(300);
  expect((await rename(second, '名前 二')).status).toBeLessThan(300);
  // One's own key for something else is a mistake that is told.
  expect((await rename(first, '名前 三')).status).toBe(422);
});

it('strangers share no key: each is judged for themselves', async () => {
  const look = (token: string) => as(new Requester(), 'POST', '/invitation/look', { token });
  const answers = [
    await look('a'.repeat(43)),
    await look('b'.repeat(43)),
    await look('a'.repeat(43)),
  ];
  expect(answers.map(({ status }) => status)).toEqual([404, 404, 404]);
  const { rows } = await town.owner.query("select from kept_answers where actor like 'anon%'");
  expect(rows).toEqual([]);
});

it('a token’s answer is not heard by another of its organisation, nor by its maker', async () => {
  // Machines only read so far; what they may one day write is kept for them as for people.
  let runs = 0;
  const write = defineUseCase<null, number>({
    name: 'write-of-a-machine',
    action: 'city:read',
    kind: 'command',
    handle: async () => ({ output: ++runs }),
  });
  const repeat = { key: key['idempotency-key'], fingerprint: 'x' };
  const [machine, weak] = [await town.actorOf('machine'), await town.actorOf('weakMachine')];
  if (machine.kind !== 'token' || weak.kind !== 'token') throw new Error('machines have tokens');
  const other = { ...weak, actions: machine.actions };
  await town.owner.query('update api_tokens set actions = $1', [[...machine.actions]]);
  const maker = await town.actorOf('promoter/cityAdministrator');
  const answers = [];
  for (const actor of [machine, other, maker, machine, other, maker])
    answers.push(await runUseCase(town.world, write, actor, null, repeat));
  expect(answers).toEqual([1, 2, 3, 1, 2, 3]);
});
