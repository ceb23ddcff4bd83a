import { Worker } from '@machimori/database';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { invitationLetters } from '../src/serve/invitation-letters.ts';
import { type HttpTown, httpTown } from './http-town.ts';
import { MailServer, subjectOf, textOf } from './mail-server.ts';

// People and organisations may be called anything. What is called so stays a name: in letters, in tables that
// Excel opens, in files and in answers, wherever the server writes it down.

const names = [
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  '=HYPERLINK("https://evil.example","役場")',
  '+81 90',
  '-2+3',
  '@SUM(A1)',
  '＝1+1',
  '{{7*7}} #{7*7}',
  '%0d%0aBcc: all@evil.example',
  "'; drop table persons; --",
  'a,b;c"d',
  '街\u202eりもま',
  '【街守り】至急\u2028確認',
];
const breaking = ['役場\r\nBcc: all@evil.example', 'x\ny', 'x\u0000y', '\tx'];

describe('hostile names', { timeout: 180_000 }, () => {
  const mail = new MailServer();
  let town: HttpTown;
  let worker: Worker;
  beforeAll(async () => {
    await mail.start();
    town = await httpTown(
      {
        MACHIMORI_SMTP_URL: `smtp://127.0.0.1:${mail.port}`,
        MACHIMORI_MAIL_FROM: 'machimori@example.lg.jp',
      },
      { 'member.invited': ['invitation-letters'] },
    );
    const { world, vault } = town.opened;
    const letters = invitationLetters(world.settings, vault, world.clock);
    if (letters === undefined) throw new Error('no letters are sent');
    worker = new Worker({
      database: town.database,
      clock: world.clock,
      subscribers: [letters],
    });
  });
  afterAll(async () => {
    await mail.stop();
    await town?.close();
  });
  const ask = (method: 'GET' | 'POST' | 'PUT', path: string, body?: object) =>
    town.admin.browser.ask(method, path, body);
  /** What the server made of it: one line, without what steers. */
  const keptOf = async (organisation: string): Promise<string> => {
    const { organisations } = (await ask('GET', '/city')).json as {
      organisations: readonly { organisation: string; name: string }[];
    };
    return organisations.find((each) => each.organisation === organisation)?.name ?? '';
  };

  it('of organisations and people add nothing to a letter but themselves', async () => {
    let sent = 0;
    for (const [i, name] of [...names, ...breaking].entries()) {
      mail.letters.splice(0);
      mail.recipients.splice(0);
      const renamed = await ask('PUT', '/account/name', { name });
      const added = await ask('POST', '/organisations', { name });
      expect([200, 204, 422]).toContain(renamed.status);
      if (added.status === 422) continue;
      const organisation = String(added.json['organisation']);
      const kept = await keptOf(organisation);
      expect(kept).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e]/);
      const email = `hito${i}@example.lg.jp`;
      const invited = await ask('POST', '/invitations', {
        organisation,
        email,
        roles: ['contributor'],
      });
      expect(invited.status).toBe(200);
      await worker.runDue();
      const [letter = ''] = mail.letters;
      const [head = ''] = letter.split('\r\n\r\n');
      expect(mail.recipients).toEqual([[email]]);
      expect(head).not.toMatch(/^(bcc|cc|reply-to):/im);
      expect(head.match(/^(to|subject|from|content-type):/gim)).toHaveLength(4);
      // Plain text alone, so that nothing in it is a tag.
      expect(head).toMatch(/^content-type: text\/plain/im);
      expect(subjectOf(letter)).toBe(`【街守り】「${kept}」への招待`);
      // No link but ours, on a line of its own or not.
      const text = textOf(letter).replaceAll(kept, '');
      for (const [link] of text.matchAll(/https?:\/\/[^\s"]+/g))
        expect(link).toMatch(/^http:\/\/localhost:8080\//);
      expect(textOf(letter)).toContain(`組織: ${kept}`);
      sent++;
    }
    // Whoever is called so gets their letter: what breaks no line is a name.
    expect(sent).toBeGreaterThanOrEqual(names.length - 2);
  });

  it('stay text in a table, and answers are none that a browser runs', async () => {
    const csv = await ask('GET', '/access/export?language=ja');
    expect(csv.headers).toMatchObject({
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': 'attachment; filename="accounts.csv"',
      'x-content-type-options': 'nosniff',
    });
    const cells = [...csv.text.matchAll(/(?:^|,|\n)(?:"((?:[^"]|"")*)"|([^",\r\n]*))/g)].map(
      ([, quoted, plain]) => quoted ?? plain ?? '',
    );
    expect(cells.length).toBeGreaterThan(names.length * 5);
    for (const cell of cells) expect(cell).not.toMatch(/^[\ufeff\s]*[=+\-@＝＋－＠]/);
    expect(cells.some((cell) => cell.includes('HYPERLINK'))).toBe(true);
    for (const path of ['/city', '/members', '/invitations', '/log', '/access']) {
      const { headers, status, text } = await ask('GET', path);
      expect([path, status, String(headers['content-type'])]).toEqual([
        path,
        200,
        'application/json; charset=utf-8',
      ]);
      expect(headers['x-content-type-options']).toBe('nosniff');
      expect(() => JSON.parse(text)).not.toThrow();
    }
    const { text, headers } = await ask('GET', '/log/export');
    expect(String(headers['content-disposition'])).toMatch(
      /^attachment; filename="[\w.-]+\.jsonl"$/,
    );
    // A line is an entry, whatever stands in it.
    for (const line of text.trimEnd().split('\n')) expect(() => JSON.parse(line)).not.toThrow();
  });
});
