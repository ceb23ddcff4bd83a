import { createVault, letterSenders, type Vault } from '@machimori/application';
import { keeping, openSecrets, resealSecrets, Worker } from '@machimori/database';
import { addDays, dayInJapan, eraDayText, type Id } from '@machimori/kernel';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { seals } from '../src/operate/make-backup.ts';
import { callLetterEvents, callLetters } from '../src/serve/call-letters.ts';
import { outsideLetterEvents, outsideLetters } from '../src/serve/outside-letters.ts';
import { planCityNow } from '../src/serve/plan-city-task.ts';
import { reminderLetterEvents, reminderLetters, remindNow } from '../src/serve/reminder-letters.ts';
import { keepLinesNow } from '../src/serve/sheet-tasks.ts';
import { MailServer, subjectOf, textOf } from './mail-server.ts';
import { expert } from './routes/outside-examples.ts';
import { type AskerName, makeTown, type PersonName, type Town } from './routes/town.ts';

// Letters that the check sheet sends, as they arrive at a mail server: to whom, in which words, and in which not.

const officer = 'promoter/contributor';
const vendor = 'one/contributor';
const manager = 'one/organisationAdministrator';
const origin = 'http://localhost:8080';
const secretWords = '倉庫の鍵は受付にあります';

const mail = new MailServer();
let made: Awaited<ReturnType<typeof makeTown>>;
let town: Town;
let worker: Worker;
let now = 0;

beforeAll(async () => {
  await mail.start();
  made = await makeTown();
}, 480_000);
afterAll(async () => {
  await mail.stop();
  await made?.drop();
});
beforeEach(async () => {
  const smtpUrl = `smtp://127.0.0.1:${mail.port}`;
  town = await made.copy({
    environment: { MACHIMORI_SMTP_URL: smtpUrl, MACHIMORI_MAIL_FROM: 'machimori@example.lg.jp' },
    subscribers: {
      ...callLetterEvents({ smtpUrl }),
      ...outsideLetterEvents({ smtpUrl }),
      ...reminderLetterEvents({ smtpUrl }),
    },
  });
  const { world, opened } = town;
  now = Date.now();
  const clock = { now: () => new Date(now) };
  const others = [
    outsideLetters(world.settings, opened.vault, clock),
    reminderLetters(world),
  ].filter((each) => each !== undefined);
  worker = new Worker({
    database: town.database.database,
    clock,
    subscribers: [...callLetters(world), ...others],
  });
  await planCityNow(world, world.planner, town.city as Id<'city'>);
  await keepLinesNow(world, town.city as Id<'city'>);
  await town.owner.query(`update sheet_lines set planned_by = '2999-03-31'`);
});
afterEach(async () => {
  await town.close();
  mail.letters.splice(0);
  mail.recipients.splice(0);
  mail.refusals.clear();
});

interface Arrived {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly letter: string;
}
/** What has arrived once all that is due now is done. */
async function arrived(): Promise<readonly Arrived[]> {
  now = Math.max(now, Date.now() + 1_000);
  await worker.runDue();
  return mail.letters.map((letter, at) => ({
    to: (mail.recipients[at] ?? []).join(),
    subject: subjectOf(letter),
    text: textOf(letter).replaceAll('\r\n', '\n'),
    letter,
  }));
}
const addresses = (letters: readonly Arrived[]): readonly string[] =>
  letters.map(({ to }) => to).sort();
const mailOf = (...who: readonly PersonName[]): readonly string[] =>
  who.map((each) => town.person(each).email).sort();

async function linesOf(organisation: string): Promise<readonly string[]> {
  const { lines } = (await town.done(officer, 'GET', '/sheet/lines', {
    query: { answeredBy: organisation },
  })) as unknown as { lines: { line: string }[] };
  return lines.map(({ line }) => line);
}
const ask = (lines: readonly string[], due = '2036-03-31') =>
  town.done(officer, 'POST', '/sheet/requests', { body: { lines, due, words: secretWords } });
const nameOf = async (who: AskerName): Promise<{ name: string; organisationName: string }> => {
  const { name, seat } = (await town.done(who, 'GET', '/account')) as unknown as {
    name: string;
    seat: { organisationName: string };
  };
  return { name, organisationName: seat.organisationName };
};
const daysUntilGivenUp = 2.5;
/** Tries until its patience ends. */
async function triedInVain(): Promise<void> {
  now = Date.now() + 1_000;
  for (const end = now + daysUntilGivenUp * 86_400_000; now < end; now += 4 * 3_600_000)
    await worker.runDue();
}
interface Undelivered {
  readonly id: string;
  readonly by: string;
  readonly what: { readonly ja: string };
}
const undelivered = async (): Promise<readonly Undelivered[]> =>
  (
    (await town.done('promoter/cityAdministrator', 'GET', '/undelivered')) as unknown as {
      undelivered: Undelivered[];
    }
  ).undelivered;

describe('a request for answers by mail', () => {
  it('comes once to each who answers there, says by whom and until when, and nothing that was written', async () => {
    const lines = (await linesOf('gyosha-a')).slice(0, 3);
    await ask(lines);
    const letters = await arrived();
    expect(addresses(letters)).toEqual(mailOf(vendor, manager));
    const mine = letters.find(({ to }) => to === town.person(vendor).email);
    const [own, asker] = [await nameOf(vendor), await nameOf(officer)];
    const due = eraDayText('2036-03-31');
    expect(mine?.subject).toBe('【街守り】チェックシートの回答のお願い');
    expect(mine?.letter).toMatch(/^from: machimori@example\.lg\.jp/im);
    expect(mine?.letter).toMatch(new RegExp(`^to: ${own.name === '' ? '' : mine?.to}`, 'im'));
    // As a head is written: letters of ASCII alone, whatever it says.
    expect(mine?.letter.split('\r\n\r\n')[0]).toMatch(/^[\x20-\x7e\r\n\t]*$/);
    expect(mine?.text).toContain(`${own.name} 様\n`);
    expect(mine?.text).toContain(
      `${asker.organisationName}の${asker.name}さんから、チェックシートの3行について、回答のお願いが届いています。`,
    );
    expect(mine?.text).toContain(`期限: ${due.ja}\n`);
    expect(mine?.text).toContain(`asks you to answer 3 lines of the check sheet by ${due.en}.`);
    expect(mine?.text).toContain(`\n${origin}/sheet/requests\n`);
    const others = letters.flatMap(({ to }) => (to === mine?.to ? [] : [to]));
    expect(others.filter((each) => mine?.text.includes(each))).toEqual([]);
    expect(letters.filter(({ text }) => text.includes(secretWords))).toEqual([]);
    expect(lines.filter((line) => mine?.text.includes(line))).toEqual([]);
    // Nothing goes out a second time.
    now += 86_400_000;
    expect(await arrived()).toHaveLength(letters.length);
  });

  it('does not come to whoever was suspended before it went out, nor where the request was withdrawn', async () => {
    const lines = await linesOf('gyosha-a');
    const first = await ask(lines.slice(0, 1));
    await town.owner.query('update memberships set suspended_at = now() where membership_id = $1', [
      town.person(manager).membership,
    ]);
    expect(addresses(await arrived())).toEqual(mailOf(vendor));
    mail.letters.splice(0);
    mail.recipients.splice(0);
    const [second] = (await ask(lines.slice(1, 2)))['requests'] as { request: string }[];
    const request = second?.request ?? '';
    expect(first).toBeDefined();
    await town.done(officer, 'DELETE', '/sheet/requests/:request', { params: { request } });
    expect(await arrived()).toEqual([]);
  });

  it('waits where the mail server is down, is told as undelivered, and goes out once when it is back', async () => {
    await mail.stop();
    await ask((await linesOf('gyosha-a')).slice(0, 1));
    await triedInVain();
    const lost = await undelivered();
    expect(lost.map(({ by, what }) => [by, what.ja])).toEqual(
      lost.map(() => [letterSenders.call, 'チェックシートで待たれている人への手紙']),
    );
    expect(lost).toHaveLength(2);
    expect(JSON.stringify(lost)).not.toMatch(/@|様|http/);
    await mail.start();
    for (const { id, by } of lost)
      await town.done('promoter/cityAdministrator', 'POST', '/undelivered/:id/:by', {
        params: { id, by },
        body: { decision: 'retry' },
      });
    const letters = await arrived();
    expect(addresses(letters)).toEqual(mailOf(vendor, manager));
    now += 86_400_000;
    expect(await arrived()).toHaveLength(2);
    expect(await undelivered()).toEqual([]);
  });

  it('reaches the others though one address is refused', async () => {
    mail.refusals.set(town.person(manager).email, '550 5.1.1 no such user');
    await ask((await linesOf('gyosha-a')).slice(0, 1));
    expect(addresses(await arrived())).toEqual(mailOf(vendor));
    expect((await undelivered()).map(({ by }) => by)).toEqual([letterSenders.call]);
  });
});

describe('a comment that calls somebody, by mail', () => {
  it('comes to them alone, leads to the line and says nothing of what was said', async () => {
    const [line = ''] = await linesOf('gyosha-a');
    const calls = [town.person(vendor).person, town.organisations.one];
    await town.done(officer, 'POST', '/sheet/lines/:line/talk', {
      params: { line },
      body: { words: secretWords, calls },
    });
    const letters = await arrived();
    expect(addresses(letters)).toEqual(mailOf(vendor, manager));
    const mine = letters.find(({ to }) => to === town.person(vendor).email);
    const asker = await nameOf(officer);
    expect(mine?.subject).toBe('【街守り】チェックシートのコメントで、あなたを待っています');
    expect(mine?.text).toContain(`${asker.organisationName}の${asker.name}さんが、`);
    expect(mine?.text).toContain(
      `${asker.name} (${asker.organisationName}) calls you or your organisation`,
    );
    expect(mine?.text).toContain(`\n${origin}/sheet/line?id=${encodeURIComponent(line)}#talk\n`);
    expect(letters.filter(({ text }) => text.includes(secretWords))).toEqual([]);
  });
});

describe('the weekly letter by mail', () => {
  const dueOn = (line: string, day: string) =>
    town.owner.query('update sheet_lines set planned_by = $2 where city_id = $3 and line_id = $1', [
      line,
      day,
      town.city,
    ]);
  const give = (line: string, to: AskerName) =>
    town.done(manager, 'POST', '/sheet/assignments', {
      body: { lines: [line], person: town.person(to).person },
    });
  const remind = async (): Promise<readonly Arrived[]> => {
    mail.letters.splice(0);
    mail.recipients.splice(0);
    await remindNow(town.world);
    return arrived();
  };

  it('counts what one has in hand, follows it into other hands, and spares whoever wants none', async () => {
    const [line = '', soon = ''] = await linesOf('gyosha-a');
    const today = dayInJapan(town.world.clock.now());
    await dueOn(line, addDays(today, -1));
    await dueOn(soon, addDays(today, 3));
    await give(line, vendor);
    await give(soon, vendor);
    // To be given a line is no letter of its own: the week's tells of it.
    expect(await arrived()).toEqual([]);
    const [mine, ...more] = await remind();
    expect([mine?.to, more]).toEqual([town.person(vendor).email, []]);
    expect(mine?.subject).toMatch(/^【街守り】今週のチェックシート: まち /);
    expect(mine?.text).toContain(
      '■ あなたが担当している行\n　期限を過ぎています: 1行\n　2週間以内に期限が来ます: 1行\n',
    );
    expect(mine?.text).toContain(
      '- Lines that you have in hand: 1 overdue, 1 due within two weeks',
    );
    expect(mine?.text).toContain(`\n${origin}/\n`);
    expect(mine?.text).not.toContain(line);
    await give(line, manager);
    const handed = await remind();
    expect(addresses(handed)).toEqual(mailOf(vendor, manager));
    expect(handed.find(({ to }) => to === town.person(vendor).email)?.text).not.toContain(
      '期限を過ぎています',
    );
    await town.done(manager, 'PUT', '/sheet/reminders', { body: { wanted: false } });
    expect(addresses(await remind())).toEqual(mailOf(vendor));
  });
});

describe('a link to somebody outside by mail', () => {
  const tokenOf = (text: string): string => /\S+\/answer\/\S+/.exec(text)?.[0] ?? '';

  it('comes to them with what opens it, then a code, each in its own letter', async () => {
    const lines = (await linesOf('gyosha-a')).slice(0, 2);
    const { url } = await town.done(vendor, 'POST', '/sheet/links', { body: { ...expert, lines } });
    const [letter, ...more] = await arrived();
    const own = await nameOf(vendor);
    expect([letter?.to, more]).toEqual([expert.email, []]);
    expect(letter?.subject).toMatch(/^【街守り】回答のお願い: .+のチェックシート$/);
    expect(letter?.text).toContain(`${expert.office}　${expert.name} 様\n`);
    expect(letter?.text).toContain(`${own.organisationName}の${own.name}さんから`);
    expect(letter?.text).toContain(`> ${expert.message}`);
    expect(letter?.text).toContain('asks you for 2 answers');
    expect(tokenOf(letter?.text ?? '')).toBe(url);
    expect(letter?.text).not.toMatch(/\d{4} \d{4}/);
    expect(letter?.text).not.toContain(town.person(vendor).email);
    expect(lines.filter((line) => letter?.text.includes(line))).toEqual([]);
  });

  it('is not sent any more once the link is revoked, and told as what became of it until then', async () => {
    await mail.stop();
    const lines = (await linesOf('gyosha-a')).slice(0, 1);
    const { link } = await town.done(vendor, 'POST', '/sheet/links', {
      body: { ...expert, lines },
    });
    now = Date.now() + 1_000;
    await worker.runDue();
    const fate = async () =>
      (
        (await town.done(vendor, 'GET', '/sheet/links')) as unknown as {
          links: { link: string; letter?: { state: string } }[];
        }
      ).links.find((each) => each.link === link)?.letter?.state;
    expect(await fate()).toBe('put-off');
    await town.done(vendor, 'DELETE', '/sheet/links/:link', { params: { link: String(link) } });
    await mail.start();
    now += 86_400_000;
    expect(await arrived()).toEqual([]);
    expect(await fate()).toBe('dropped');
  });
});

describe('another master key, and backups', () => {
  it('open every letter that waits, whatever it is about', async () => {
    const [line = ''] = await linesOf('gyosha-a');
    await town.done(vendor, 'POST', '/sheet/links', { body: { ...expert, lines: [line] } });
    await ask([line]);
    await town.done(officer, 'POST', '/sheet/lines/:line/talk', {
      params: { line },
      body: { words: secretWords, calls: [town.person(vendor).person] },
    });
    await town.owner.query(
      `update sheet_lines set planned_by = '2001-03-31' where city_id = $1 and line_id = $2`,
      [town.city, line],
    );
    await remindNow(town.world);
    await arrived();
    const { rows } = await town.owner.query<{ type: string }>(
      `select distinct type from outbox_events where payload ? 'letter' and type <> 'member.invited'
       order by type`,
    );
    expect(rows.map(({ type }) => type)).toEqual([
      'outside-link.sent',
      'person.called',
      'reminder.due',
    ]);
    const sealed = async (vault: Vault) => {
      const all = await keeping(town.database.address, (client) =>
        openSecrets(client, seals, vault),
      );
      return [...all].sort((one, other) => (String(one.key) < String(other.key) ? -1 : 1));
    };
    const { vault } = town.opened;
    const before = await sealed(vault);
    expect(before.map(({ table }) => table)).toContain('outbox_events');
    const other = createVault(new Uint8Array(32).fill(9));
    await keeping(town.database.address, (client) => resealSecrets(client, seals, vault, other));
    expect(await sealed(other)).toEqual(before);
  });
});
