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
}, 60_000);
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
    expect((await preview(konohashi))['otherCity']).toBeUndefined();
    expect((await take(konohashi)).status).toBe(200);
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

describe('pages of revisions', () => {
  it('have every revision once, the newest first, and say how many there are', async () => {
    await transact(town.database, { reach: 'city', city: town.city as never }, (transaction) =>
      transaction
        .tables<{ change_sets: Record<string, unknown> }>()
        .insertInto('change_sets')
        .values(
          Array.from({ length: 118 }, (_, n) => ({
            city_id: town.city,
            revision: n + 3,
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
      expect(json['total']).toBe(120);
      const page = json['revisions'] as { revision: number }[];
      expect(page.length).toBeLessThanOrEqual(50);
      seen.push(...page.map(({ revision }) => revision));
      cursor = json['next'] === undefined ? '' : `?cursor=${json['next']}`;
    } while (cursor !== '');
    expect(seen).toEqual(Array.from({ length: 120 }, (_, n) => 120 - n));
    for (const wrong of ['0', '-1', 'x', '1e3'])
      expect((await ask('GET', `/city-file/revisions?cursor=${wrong}`)).status).toBe(422);
  });
});
