import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { GuidedAnswers } from '@machimori/city';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Browser, type HttpTown, httpTown } from '../http-town.ts';
import { root } from '../run-program.ts';

const example = (name: string): Buffer => readFileSync(join(root, 'examples', 'konohashi', name));
const konohashiAnswers = JSON.parse(String(example('answers.json'))) as GuidedAnswers;

let town: HttpTown;
let officer: Browser;
beforeAll(async () => {
  town = await httpTown();
  officer = town.admin.browser;
}, 480_000);
afterAll(() => town?.close());

const { services: _, suppliers: __, ...begun } = konohashiAnswers;
const first = {
  ...begun,
  services: [],
  platform: { kind: 'unknown', name: '' },
  devices: [],
  dataSets: [],
  suppliers: [],
  supplied: [],
  contacts: [],
};

it('shows a plan that grows with the answers, and writes nothing of it', async () => {
  const start = await officer.ask('GET', '/guided');
  expect(start.json).toMatchObject({ revision: 0, elsewhere: false, finished: [], findOut: [] });
  expect((start.json['templates'] as unknown[]).length).toBe(5);
  const small = await officer.ask('POST', '/guided/preview', { answers: first });
  const whole = await officer.ask('POST', '/guided/preview', { answers: konohashiAnswers });
  expect([small.status, whole.status]).toEqual([200, 200]);
  const lines = ({ json }: typeof small) => (json['counts'] as { lines: number }).lines;
  expect(lines(whole)).toBeGreaterThan(lines(small));
  expect(whole.json['counts']).toMatchObject({ components: 2, devices: 4, findings: 1 });
  const { presumed } = whole.json['counts'] as { presumed: number };
  expect(presumed).toBeGreaterThan(0);
  expect((whole.json['first'] as unknown[]).length).toBe(3);
  expect((await officer.ask('GET', '/guided')).json).toMatchObject({ revision: 0, finished: [] });
  expect((await officer.ask('GET', '/home')).json['described']).toBe(false);
});

it('keeps answers for another day without describing anything', async () => {
  const kept = await officer.ask('PUT', '/guided', { answers: konohashiAnswers });
  expect(kept.status).toBe(204);
  const { json } = await officer.ask('GET', '/guided');
  expect(json['answers']).toMatchObject({ promoter: { cityName: '木の端町' } });
  expect([json['revision'], json['finished']]).toEqual([0, []]);
});

it('describes the town step by step, with seats for those who were named', async () => {
  const one = await officer.ask('POST', '/guided/steps/promoter', { answers: first });
  expect(one.json).toMatchObject({ revision: 1, kept: [] });
  const { foundOn: ___, ...device } = konohashiAnswers.devices[0] ?? { foundOn: undefined };
  const answers = { ...konohashiAnswers, devices: [device] };
  const all = await officer.ask('POST', '/guided/steps/contacts', { answers });
  expect([all.status, all.json['revision']]).toEqual([200, 2]);
  const { json } = await officer.ask('GET', '/guided');
  expect(json['finished']).toEqual(['promoter', 'contacts']);
  const kept = json['answers'] as { devices: { foundOn: string }[] };
  expect(kept.devices[0]?.foundOn).toMatch(/^\d{4}-\d\d-\d\d$/);
  expect((json['check'] as { key: string }[]).map(({ key }) => key)).toContain('suii-sensor');
  const city = await officer.ask('GET', '/city');
  expect((city.json['organisations'] as { name: string }[]).map(({ name }) => name).sort()).toEqual(
    ['木の端町', '沢音電機株式会社'],
  );
});

it('takes other answers later, and keeps what was changed on other pages', async () => {
  const params = '/city/elements/components/suii-sensor';
  const { json } = await officer.ask('GET', params);
  const body = (json['element'] as { body: { device: object } }).body;
  const device = { ...body.device, model: 'SW-10', count: 5 };
  const changed = await officer.ask('POST', '/city/changes', {
    edits: [
      {
        change: 'set',
        kind: 'components',
        key: 'suii-sensor',
        was: { device: body.device },
        now: { device },
      },
    ],
  });
  expect(changed.status).toBe(200);
  const answers = {
    ...konohashiAnswers,
    services: [{ key: 'hinan-annai', domain: 'disaster', name: '川のみはり' }],
    devices: konohashiAnswers.devices.map((each) => ({ ...each, count: 6 })),
  };
  const again = await officer.ask('POST', '/guided/steps/devices', { answers });
  expect(again.json['kept']).toContainEqual({
    kind: 'components',
    key: 'suii-sensor',
    field: 'device',
  });
  const sensor = (await officer.ask('GET', params)).json['element'] as typeof json;
  expect(sensor['body']).toMatchObject({ device: { model: 'SW-10', count: 5 } });
  const service = await officer.ask('GET', '/city/elements/components/hinan-annai');
  expect(service.json['element']).toMatchObject({ body: { name: '川のみはり' } });
});

it('has nothing to guide where the city was described in another way', async () => {
  const other = await httpTown();
  try {
    const { browser } = other.admin;
    const file = example('city.yaml');
    const type = { 'content-type': 'application/octet-stream' };
    const { json } = await browser.ask('POST', '/city-file/preview', file, type);
    const query = `digest=${json['digest']}&baseRevision=${json['baseRevision']}`;
    const imported = await browser.ask('POST', `/city-file?${query}`, file, type);
    expect(imported.status).toBe(200);
    expect((await browser.ask('GET', '/guided')).json['elsewhere']).toBe(true);
    for (const path of ['/guided/steps/promoter', '/guided/preview']) {
      const refused = await browser.ask('POST', path, { answers: first });
      expect([refused.status, refused.json['code']]).toEqual([409, 'conflict']);
    }
  } finally {
    await other.close();
  }
});
