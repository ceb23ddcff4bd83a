import { createVault } from '@machimori/application';
import {
  Database,
  keeping,
  openSecrets,
  opensSecrets,
  resealSecrets,
  sealSecrets,
  Worker,
} from '@machimori/database';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { seals } from '../../src/operate/make-backup.ts';
import { approvalLetterEvents, approvalLetters } from '../../src/serve/approval-letters.ts';
import { createHttpServer } from '../../src/serve/http-server.ts';
import { type OpenedWorld, worldOn } from '../../src/serve/open-world.ts';
import { readSettings } from '../../src/serve/settings.ts';
import { MailServer, subjectOf, textOf } from '../mail-server.ts';
import { mayor, paperOf, smallPicture, waiting } from '../routes/approval-examples.ts';
import { makeTown, type Town } from '../routes/town.ts';

const asker = 'promoter/contributor';
const oldKey = new Uint8Array(32).fill(3);
const newKey = new Uint8Array(32).fill(9);

const mail = new MailServer();
let made: Awaited<ReturnType<typeof makeTown>>;
let town: Town;
beforeAll(async () => {
  [made] = await Promise.all([makeTown(), mail.start()]);
}, 480_000);
afterAll(() => Promise.all([made?.drop(), mail.stop()]));
beforeEach(async () => {
  town = await made.copy();
});
afterEach(async () => {
  mail.letters.splice(0);
  mail.recipients.splice(0);
  for (const close of closing.splice(0).reverse()) await close();
  await town.close();
});
const closing: (() => Promise<unknown>)[] = [];

type Program = Pick<OpenedWorld, 'world' | 'vault'> & {
  readonly server: Awaited<ReturnType<typeof createHttpServer>>;
};

/** The program with a mail server, on the town's data and under this key. */
async function withMail(key: Uint8Array): Promise<Program> {
  const settings = readSettings({
    MACHIMORI_DATA: town.data,
    MACHIMORI_LOG_LEVEL: 'error',
    MACHIMORI_SMTP_URL: `smtp://127.0.0.1:${mail.port}`,
    MACHIMORI_MAIL_FROM: 'machimori@example.lg.jp',
  });
  const beside = await reopened(settings);
  const { world, vault } = worldOn(beside, {
    settings,
    key,
    webFolder: undefined,
    firstVisitCode: undefined,
  });
  const server = await createHttpServer(world);
  closing.push(() => server.close());
  return { world, vault, server };
}

async function reopened(settings: ReturnType<typeof readSettings>) {
  const database = await Database.open({
    address: town.database.address,
    migrations: 'leave',
    subscribers: approvalLetterEvents(settings),
  });
  closing.push(() => database.close());
  return database;
}

async function deliver({ world, vault }: Program, refused = 0): Promise<void> {
  const letters = approvalLetters(world.settings, vault, world.clock);
  const failures: unknown[] = [];
  const worker = new Worker({
    database: world.database,
    clock: world.clock,
    subscribers: letters === undefined ? [] : [letters],
    onFailure: ({ error }) => failures.push(error),
  });
  await worker.runDue();
  expect(failures).toHaveLength(refused);
}

const send = async ({ server }: Program) => {
  const { approval, digest } = await waiting(town);
  const sent = { params: { approval }, body: { ...mayor, name: '町長\u{e0100}' } };
  const path = '/approvals/:approval/links';
  const answer = await town.person(asker).requester.ask(server, 'POST', path, sent);
  expect([answer.status, answer.json['delivery']]).toEqual([200, 'mail']);
  return { approval, digest, answer };
};

const decide = ({ server }: Program, token: string, digest: string) =>
  server.inject({
    method: 'POST',
    url: '/decide',
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      origin: 'http://localhost:8080',
    },
    payload: new URLSearchParams({
      link: token,
      verdict: 'approve',
      myself: 'yes',
      digest,
    }).toString(),
  });

const tokenIn = (letter: string): string => /\/decide#([\w-]+)/.exec(textOf(letter))?.[1] ?? '';

describe('a link by mail', () => {
  it('whose address is refused says so, and the next to somebody else does not wait behind it', async () => {
    const program = await withMail(oldKey);
    mail.refusals.set(mayor.email, '550 5.1.1 no such user');
    closing.push(async () => mail.refusals.clear());
    const { approval } = await send(program);
    const another = { ...mayor, name: '副町長', email: 'fuku@town.example' };
    const ask = (method: string, path: string, body?: typeof another) =>
      town.person(asker).requester.ask(program.server, method, path, {
        params: { approval },
        ...(body === undefined ? {} : { body }),
      });
    await ask('POST', '/approvals/:approval/links', another);
    const lettersOf = async () =>
      new Map(
        (
          (await ask('GET', '/approvals/:approval')).json['links'] as {
            email: string;
            letter: unknown;
          }[]
        ).map(({ email, letter }) => [email, letter]),
      );
    expect([...(await lettersOf()).values()]).toEqual([{ state: 'waiting' }, { state: 'waiting' }]);
    await deliver(program, 1);
    const letters = await lettersOf();
    expect(letters.get(mayor.email)).toMatchObject({ state: 'given-up', mend: 'address' });
    expect(letters.get(another.email)).toMatchObject({ state: 'handed-over' });
    expect(mail.recipients).toEqual([[another.email]]);
  });

  it('goes to the addressee alone, in Japanese, and decides once', async () => {
    const program = await withMail(oldKey);
    const { approval, digest, answer } = await send(program);
    const { rows } = await town.owner.query('select payload from outbox_events');
    await deliver(program);
    await deliver(program);
    expect(mail.letters).toHaveLength(1);
    const [letter = ''] = mail.letters;
    expect(letter).toMatch(/^to: choucho@town\.example/im);
    expect(subjectOf(letter)).toBe('【街守り】承認のお願い: まちの内容（版1）');
    expect(textOf(letter)).toContain('役場　町長');
    const token = tokenIn(letter);
    expect(token).toMatch(/^[\w-]{43}$/);
    // Whoever asked for it never sees it: neither in the answer nor where the letter waited.
    for (const seen of [answer.text, JSON.stringify(rows)]) expect(seen).not.toContain(token);

    expect((await decide(program, token, digest)).statusCode).toBe(200);
    expect((await decide(program, token, digest)).statusCode).toBe(409);
    const params = { approval };
    expect(
      await town.done('promoter/auditor', 'GET', '/approvals/:approval', { params }),
    ).toMatchObject({ outcome: { state: 'approved', way: 'link', handedOver: false } });
  });
});

describe('what people wrote', () => {
  it('adds no line to a letter’s head, and nobody to those who get it', async () => {
    const program = await withMail(oldKey);
    const { approval } = await waiting(town);
    const path = '/approvals/:approval/links';
    const ask = (more: object) =>
      town.person(asker).requester.ask(program.server, 'POST', path, {
        params: { approval },
        body: { ...mayor, ...more },
      });
    const addresses = [
      'choucho@town.example\r\nBcc: all@evil.example',
      'choucho@town.example, all@evil.example',
      '町長 <all@evil.example>',
      '"a\r\nBcc: x"@town.example',
      'choucho@town.example\u0000',
      'a@[127.0.0.1]',
    ];
    for (const email of addresses) expect((await ask({ email })).status).toBe(422);
    const crafted = '町長\r\nBcc: all@evil.example\r\n\r\nhttps://evil.example';
    expect((await ask({ name: crafted, office: crafted })).status).toBe(200);

    // Even where a letter that waits came to hold more than our own checks let through.
    const { vault } = program;
    const letter = {
      to: 'choucho@town.example\r\nBcc: all@evil.example',
      name: crafted,
      office: '',
      url: 'http://localhost:8080/decide#x',
      title: { ja: '題\r\nBcc: all@evil.example', en: 'title\nBcc: all@evil.example' },
      expiresAt: '2026-12-01T00:00:00.000Z',
    };
    const sealed = Buffer.from(vault.seal(Buffer.from(JSON.stringify(letter)), 'letter/lnk_2'));
    const payload = { link: 'lnk_2', letter: sealed.toString('base64') };
    const letters = approvalLetters(program.world.settings, vault, program.world.clock);
    if (letters === undefined || !('runOutside' in letters)) throw new Error('no letters are sent');
    const delivery = { payload, eventId: 'evt_2' } as unknown as Parameters<
      typeof letters.runOutside
    >[0];
    // Refused by the mail program, or sent to the one address: either will do.
    await Promise.resolve(
      letters.runOutside(delivery, new AbortController().signal as never),
    ).catch(() => undefined);
    await deliver(program);
    expect(mail.letters.length).toBeGreaterThan(0);
    for (const [i, each] of mail.letters.entries()) {
      const [head = ''] = each.split('\r\n\r\n');
      expect(head).not.toMatch(/^bcc:/im);
      expect(head.match(/^(to|subject|from):/gim)).toHaveLength(3);
      expect(mail.recipients[i]).toHaveLength(1);
      expect(mail.recipients[i]?.join()).not.toContain('evil.example,');
    }
    expect(mail.recipients).toContainEqual(['choucho@town.example']);
    expect(mail.recipients.flat()).not.toContain('all@evil.example');
  });
});

describe('another master key', () => {
  const paper = '/approvals/:approval/paper';

  it('opens the papers that people handed in, and the letters that wait to be sent', async () => {
    const sent = await paperOf(town);
    await town.done(asker, 'POST', paper, sent);
    const before = await withMail(oldKey);
    const { digest } = await send(before);

    // Stopped in the middle, it is as if nothing had begun.
    const { address } = town.database;
    const half = keeping(address, async (client) => {
      await resealSecrets(client, seals, createVault(oldKey), createVault(newKey));
      throw new Error('killed');
    });
    await expect(half).rejects.toThrow();
    const opens = (key: Uint8Array) =>
      keeping(address, (client) => opensSecrets(client, seals, createVault(key)));
    expect([await opens(oldKey), await opens(newKey)]).toEqual([true, false]);

    await keeping(address, (client) =>
      resealSecrets(client, seals, createVault(oldKey), createVault(newKey)),
    );
    const after = await withMail(newKey);
    await deliver(after);
    const token = tokenIn(mail.letters[0] ?? '');
    expect((await decide(after, token, digest)).statusCode).toBe(200);
    const params = { approval: sent.params?.['approval'] };
    const { requester } = town.person('promoter/auditor');
    const copy = await requester.ask(after.server, 'GET', paper, { params });
    expect([copy.status, copy.headers['content-type']]).toEqual([200, 'image/png']);
    expect(Number(copy.headers['content-length'])).toBe(smallPicture.length);
    // Whoever has nothing but the old key has nothing.
    expect((await town.ask('promoter/auditor', 'GET', paper, { params })).status).toBe(409);
  });

  it('opens them after a backup, which carries keys and never the master key', async () => {
    const sent = await paperOf(town);
    await town.done(asker, 'POST', paper, sent);
    await send(await withMail(oldKey));
    const opened = await keeping(town.database.address, (client) =>
      openSecrets(client, seals, createVault(oldKey)),
    );
    expect(opened.map(({ table }) => table)).toEqual(
      expect.arrayContaining(['evidence_files', 'outbox_events']),
    );
    await keeping(town.database.address, (client) =>
      sealSecrets(client, seals, createVault(newKey), opened),
    );
    const program = await withMail(newKey);
    await deliver(program);
    expect(tokenIn(mail.letters[0] ?? '')).toMatch(/^[\w-]{43}$/);
    const params = { approval: sent.params?.['approval'] };
    const { requester } = town.person('promoter/auditor');
    expect((await requester.ask(program.server, 'GET', paper, { params })).status).toBe(200);
  });
});
