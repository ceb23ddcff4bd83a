import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { origin } from './requester.ts';
import { firstVisitCode, makeTown, marks, password, type Town } from './town.ts';

// Everything that the program writes to its log while a whole town signs in, invites, imports and fails,
// at the finest level, and what of it a reader of logs must never find there.

const written: string[] = [];
let made: Awaited<ReturnType<typeof makeTown>>;
let town: Town;
const write = vi.spyOn(process.stderr, 'write').mockImplementation((chunk) => {
  written.push(String(chunk));
  return true;
});

beforeAll(async () => {
  made = await makeTown('debug');
  town = await made.copy();
}, 480_000);
afterAll(async () => {
  write.mockRestore();
  await town?.close();
  await made?.drop();
});

it('names nobody and holds no secret', async () => {
  const admin = town.person('promoter/cityAdministrator');
  const email = `auditor@${marks.near}.example`;
  await town.ask('nobody', 'POST', '/session', {
    body: { email, password: 'まったく違うことばを並べる' },
  });
  await town.ask('nobody', 'POST', '/session', { body: { email, password } });
  await town.ask('nobody', 'POST', '/invitation/look', {
    body: { token: 'a-secret-token-of-nobody' },
  });
  await town.ask('promoter/cityAdministrator', 'GET', `/log?actor=${admin.person}`);
  await town.ask(
    'promoter/cityAdministrator',
    'GET',
    `/nothing/${admin.person}?secret=a-secret-query`,
  );
  // A mistake of ours whose message holds what somebody typed, over several lines.
  const secret = new Error(`insert failed:\n  at address ${email}\nparameters: ${password}`);
  const broken = vi.spyOn(town.world.standings, 'load').mockRejectedValue(secret);
  const answer = await town.ask('promoter/cityAdministrator', 'GET', '/city');
  broken.mockRestore();
  expect(answer.status).toBe(500);
  expect(answer.text).not.toContain(marks.near);

  const log = written.join('');
  const lines = log.trim().split('\n');
  expect(lines.length).toBeGreaterThan(50);
  for (const each of lines) expect(Object.keys(JSON.parse(each))).toContain('event');
  expect(log).toContain('"event":"failed"');
  expect(log).toContain(String(answer.json['instance']));

  const secrets = [
    ...Object.values(marks),
    password,
    firstVisitCode,
    'a-secret',
    origin,
    '127.0.0.1',
    '担当',
    ...[...town.people.values()].flatMap(
      ({ requester, person, membership, uri, email: address }) => [
        address,
        person,
        membership,
        uri,
        requester.token,
        ...requester.cookies.values(),
      ],
    ),
  ].filter((each): each is string => each !== undefined && each !== '');
  expect(secrets.filter((each) => log.includes(each))).toEqual([]);
});
