import { runUseCase } from '@machimori/application';
import { addEvidence } from '@machimori/governance';
import type { Id } from '@machimori/kernel';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { planCityNow } from '../../src/serve/plan-city-task.ts';
import { keepLinesNow } from '../../src/serve/sheet-tasks.ts';
import { sendsMail } from '../routes/address-examples.ts';
import { saidOf } from '../routes/evidence-examples.ts';
import { councillor, expert } from '../routes/outside-examples.ts';
import { type AskerName, makeTown, type Town } from '../routes/town.ts';

// What nobody may have too much of: words to look for at once, room for files, letters that others get.

const vendor = 'one/contributor';
const officer = 'promoter/contributor';
const administrator = 'promoter/cityAdministrator';

let made: Awaited<ReturnType<typeof makeTown>>;
let town: Town;
beforeAll(async () => {
  made = await makeTown();
}, 480_000);
afterAll(() => made?.drop());
afterEach(() => town.close());

async function open(environment: Readonly<Record<string, string>> = {}): Promise<void> {
  town = await made.copy({ environment, subscribers: {} });
  const near = town.city as Id<'city'>;
  await planCityNow(town.world, town.world.planner, near);
  await keepLinesNow(town.world, near);
}
async function linesOf(organisation: string): Promise<readonly string[]> {
  const { lines } = (await town.done(officer, 'GET', '/sheet/lines', {
    query: { answeredBy: organisation },
  })) as unknown as { lines: { line: string }[] };
  return lines.map(({ line }) => line);
}

describe('a search of the sheet', () => {
  it('takes ten words, and says of more that they are too many', async () => {
    await open();
    const search = (words: string) => town.ask(vendor, 'GET', '/sheet/lines', { query: { words } });
    const letters = [...'あいうえおかきくけこさしすせそたちつてとなにぬねの'];
    expect((await search(letters.slice(0, 10).join(' '))).status).toBe(200);
    // The same word again is one word, in katakana too.
    expect((await search(`${letters.slice(0, 10).join('　')} あ　ア ｱ`)).status).toBe(200);
    expect((await search('あ '.repeat(100))).status).toBe(200);
    for (const words of [letters.slice(0, 11).join(' '), letters.join('　')]) {
      const { status, text } = await search(words);
      expect(status).toBe(422);
      expect(text).toContain('一度に探せることばは、10個までです');
    }
  });
});

describe('files of an organisation', () => {
  const big = Buffer.alloc(12 * 1024 * 1024, '記録\n');
  const adding = (who: AskerName, fileName: string) =>
    town.ask(who, 'POST', '/evidence/files', { query: { ...saidOf(), fileName }, file: big });
  const room = (who: AskerName) => town.done(who, 'GET', '/evidence/room');

  it('have their room; what goes beyond it is refused, and others keep theirs', async () => {
    await open({ MACHIMORI_FILES_PER_ORGANISATION: '20' });
    const most = { mostBytes: 20 * 1024 * 1024 };
    expect(await room(vendor)).toEqual({ usedBytes: 0, ...most });
    const { status, json } = await adding(vendor, '一.txt');
    expect(status).toBe(200);
    expect(await room('one/auditor')).toEqual({ usedBytes: big.length, ...most });
    const full = await adding(vendor, '二.txt');
    expect([full.status, full.json['code']]).toEqual([413, 'limit-exceeded']);
    expect(full.text).toContain('置ける20 MBを、使い切ります（いま12 MB）');
    expect(await room(vendor)).toEqual({ usedBytes: big.length, ...most });
    expect(await room('two/contributor')).toEqual({ usedBytes: 0, ...most });
    expect((await adding('two/contributor', '一.txt')).status).toBe(200);
    // What is removed makes room.
    await town.done(vendor, 'DELETE', '/evidence/:evidence', {
      params: { evidence: String(json['evidence']) },
    });
    expect((await adding(vendor, '二.txt')).status).toBe(200);
  });

  it('are counted one after another where many come at once', async () => {
    await open({ MACHIMORI_FILES_PER_ORGANISATION: '20' });
    const actor = await town.actorOf(vendor);
    const bytes = Buffer.alloc(4 * 1024 * 1024, '記録\n');
    const added = await Promise.allSettled(
      Array.from({ length: 9 }, (_, n) =>
        runUseCase(town.world, addEvidence, actor, {
          ...saidOf(),
          given: { kind: 'file', fileName: `${n}.txt`, bytes },
        }),
      ),
    );
    const refused = added.flatMap((each) => (each.status === 'rejected' ? [each.reason.code] : []));
    expect(refused).toEqual(Array(4).fill('limit-exceeded'));
    expect(await room(vendor)).toMatchObject({ usedBytes: 5 * bytes.length });
  });
});

describe('letters that somebody causes', () => {
  const caused = (who: AskerName, letters: number, ago: string) =>
    town.owner.query(
      `insert into letters_caused (city_id, person_id, caused_id, caused_at, letters)
       values ($1, $2, $3, now() - $4::interval, $5)`,
      [town.city, town.person(who).person, `evt_${letters}${ago}`, ago, letters],
    );
  const request = (who: AskerName, lines: readonly string[]) =>
    town.ask(who, 'POST', '/sheet/requests', { body: { lines, due: '2036-03-31', words: '' } });

  it('are counted together by who acts, within an hour and a day, and end with plain words', async () => {
    await open();
    sendsMail(town, true);
    const [one, two] = [await linesOf('gyosha-a'), await linesOf('gyosha-b')];
    await caused(officer, 197, '10 minutes');
    // Two organisations, then a person: 200 addressees.
    expect((await request(officer, [one[0] ?? '', two[0] ?? ''])).status).toBe(200);
    const talk = { params: { line: one[0] ?? '' } };
    const comment = (who: AskerName, calls: readonly string[]) =>
      town.ask(who, 'POST', '/sheet/lines/:line/talk', {
        ...talk,
        body: { words: 'お願いします。', calls },
      });
    const { person } = town.person(vendor);
    expect((await comment(officer, [person])).status).toBe(200);
    for (const refused of [
      await comment(officer, [person]),
      await request(officer, one),
      await town.ask(officer, 'POST', '/sheet/links', { body: { ...expert, lines: one } }),
    ]) {
      expect([refused.status, refused.json['code']]).toEqual([429, 'rate-limited']);
      expect(refused.text).toContain('1時間のうちに知らせられる相手は、のべ200までです');
    }
    // A comment that calls nobody sends nothing, and somebody else has their own count.
    expect((await comment(officer, [])).status).toBe(200);
    expect((await comment(vendor, [town.person(officer).person])).status).toBe(200);
    const { rows } = await town.owner.query('select sum(letters)::int as sum from letters_caused');
    expect(rows).toEqual([{ sum: 201 }]);
  });

  it('are counted for the day when the hour has passed, and not at all where no mail is sent', async () => {
    await open();
    sendsMail(town, true);
    const [one] = [await linesOf('gyosha-a')];
    await caused(officer, 600, '23 hours');
    const refused = await request(officer, one);
    expect([refused.status, refused.text.includes('1日のうちに')]).toEqual([429, true]);
    sendsMail(town, false);
    expect((await request(officer, one)).status).toBe(200);
    sendsMail(town, true);
    await town.owner.query(`update letters_caused set caused_at = now() - interval '25 hours'`);
    expect((await request(officer, one)).status).toBe(200);
  });

  it('are counted one after another where many are caused at once', async () => {
    await open();
    sendsMail(town, true);
    const [line = ''] = await linesOf('gyosha-a');
    await caused(officer, 197, '10 minutes');
    const asked = await Promise.all(
      Array.from({ length: 9 }, (_, n) =>
        town.ask(officer, 'POST', '/sheet/lines/:line/talk', {
          params: { line },
          body: { words: `お願いします（${n}）。`, calls: [town.person(vendor).person] },
        }),
      ),
    );
    expect(asked.map(({ status }) => status).sort()).toEqual([
      ...Array(3).fill(200),
      ...Array(6).fill(429),
    ]);
  });

  it('are counted for links, also where one is sent again', async () => {
    await open();
    sendsMail(town, true);
    await caused(administrator, 199, '10 minutes');
    const shared = await town.ask(administrator, 'POST', '/sheet/progress-links', {
      body: councillor,
    });
    expect(shared.status).toBe(200);
    const again = await town.ask(administrator, 'POST', '/sheet/links/:link/letters', {
      params: { link: String(shared.json['link']) },
      body: { days: 7, message: '' },
    });
    expect(again.status).toBe(429);
  });
});
