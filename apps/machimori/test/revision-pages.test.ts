import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { transact } from '@machimori/database';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type HttpTown, httpTown } from './http-town.ts';
import { root } from './run-program.ts';

const type = { 'content-type': 'application/octet-stream' };
const konohashi = readFileSync(join(root, 'examples', 'konohashi', 'city.yaml'), 'utf8');

let town: HttpTown;
beforeAll(async () => {
  town = await httpTown();
}, 480_000);
afterAll(() => town.close());

const ask = (method: 'GET' | 'POST', path: string, file?: string) =>
  town.admin.browser.ask(
    method,
    path,
    file === undefined ? undefined : Buffer.from(file),
    file === undefined ? {} : type,
  );
const preview = async (file: string) => (await ask('POST', '/city-file/preview', file)).json;

async function take(file: string, more = '') {
  const { digest, baseRevision } = await preview(file);
  return ask('POST', `/city-file?digest=${digest}&baseRevision=${baseRevision}${more}`, file);
}

describe('the file of another city', () => {
  it('is no question before anything is described', async () => {
    const seen = await preview(konohashi);
    expect(seen['otherCity']).toBeUndefined();
    // Nor is the organisation that opened the city silently called as the file calls it.
    expect(seen['renamed']).toMatchObject([{ after: '木の端町' }]);
    expect((await take(konohashi)).status).toBe(200);
    expect((await preview(konohashi.replace('6900', '6901')))['renamed']).toEqual([]);
  });

  it.each([
    ['another key', 'key: konohashi\n', 'key: hoshigawatari\n', '木の端町', 'hoshigawatari'],
    ['another name', 'name: 木の端町\nnameEn: K', 'name: 隣の町\nnameEn: K', '隣の町', 'konohashi'],
  ])('with %s is told before anything is written, and wants a word', async (_, ...of) => {
    const [is, other, name, key] = of;
    const file = konohashi.replace(is, other).replace('population: 6900', 'population: 6901');
    expect(await preview(file)).toMatchObject({
      ok: true,
      otherCity: { now: { key: 'konohashi', name: '木の端町' }, given: { key, name } },
    });
    const refused = await take(file);
    expect([refused.status, refused.json['code']]).toEqual([409, 'conflict']);
    expect(JSON.stringify(refused.json)).toContain(name);
    expect((await take(file, '&otherCity=false')).status).toBe(409);
    const { revisions } = (await ask('GET', '/city-file/revisions')).json;
    expect(revisions).toMatchObject([{ revision: 1 }]);
  });

  it('is taken in by whoever says that they know, and the log says so', async () => {
    const file = konohashi.replace('name: 木の端町\nnameEn: K', 'name: 隣の町\nnameEn: K');
    expect((await take(file, '&otherCity=true')).json).toMatchObject({ revision: 2 });
    const [entry] = await town.entries('register:import');
    expect(entry?.content).toMatchObject({ otherCity: { before: '木の端町', after: '隣の町' } });
    expect((await preview(file))['otherCity']).toBeUndefined();
  });

  it('is not one whose key the file says was the city’s before', async () => {
    const renamed = konohashi
      .replace('key: konohashi\n', 'key: shin-konohashi\n')
      .replace('name: 木の端町\nnameEn: K', 'name: 隣の町\nnameEn: K');
    expect((await preview(renamed))['otherCity']).toBeDefined();
    const told = `${renamed}\naliases:\n  konohashi: shin-konohashi\n`;
    const seen = await preview(told);
    expect([seen['ok'], seen['otherCity']]).toEqual([true, undefined]);
  });
});

describe('what a file would change', () => {
  it('is told by what it was and will be, new ones by what stands there, and no one by its key', async () => {
    const current = String((await ask('GET', '/city-file?format=yaml')).text);
    const file = current.replace(/population: \d+/, 'population: 7100');
    const seen = await preview(file);
    expect(JSON.stringify(seen['changes'])).toMatch(/人口[^"]*: 6900 → 7100/);
    const none = await preview(konohashi.replace(/population: \d+/, 'population: 7100'));
    expect(none['ok']).toBe(true);
  });

  it('and what is wrong in it are told by the name of the person’s own file', async () => {
    const wrong = konohashi.replace('population: 6900', 'population: many');
    const asked = await ask(
      'POST',
      `/city-file/preview?fileName=${encodeURIComponent('/tmp/令和8年\u202e度.yaml')}`,
      wrong,
    );
    const [{ place }] = asked.json['diagnostics'] as [{ place: string }];
    expect(place).toMatch(/^令和8年度\.yaml:\d+:\d+ /);
  });

  it('and the log and the list of versions name the file as it was called', async () => {
    const file = konohashi
      .replace('name: 木の端町\nnameEn: K', 'name: 隣の町\nnameEn: K')
      .replace('population: 6900', 'population: 6777');
    expect((await take(file, '&fileName=changed.yaml')).status).toBe(200);
    const entries = await town.entries('register:import');
    expect(entries.map(({ content }) => content)).toContainEqual(
      expect.objectContaining({ source: 'changed.yaml' }),
    );
  });
});

describe('pages of revisions', () => {
  it('have every revision once, the newest first, and say how many there are', async () => {
    await transact(town.database, { reach: 'city', city: town.city as never }, (transaction) =>
      transaction
        .tables<{ change_sets: Record<string, unknown> }>()
        .insertInto('change_sets')
        .values(
          Array.from({ length: 118 }, (_, n) => ({
            city_id: town.city,
            revision: n + 4,
            change_set_id: `chg_${n}`,
            at: new Date(),
            actor: town.admin.person,
            source: 'city.yaml',
            digest: '0'.repeat(64),
            added: 0,
            changed: 1,
            removed: 0,
          })),
        )
        .execute(),
    );
    const seen: number[] = [];
    let cursor = '';
    do {
      const { json } = await ask('GET', `/city-file/revisions${cursor}`);
      expect(json['total']).toBe(121);
      const page = json['revisions'] as { revision: number }[];
      expect(page.length).toBeLessThanOrEqual(50);
      seen.push(...page.map(({ revision }) => revision));
      cursor = json['next'] === undefined ? '' : `?cursor=${json['next']}`;
    } while (cursor !== '');
    expect(seen).toEqual(Array.from({ length: 121 }, (_, n) => 121 - n));
    for (const wrong of ['0', '-1', 'x', '1e3'])
      expect((await ask('GET', `/city-file/revisions?cursor=${wrong}`)).status).toBe(422);
  });
});
