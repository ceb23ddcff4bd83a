import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type AskerName, makeTown, type Town } from '../routes/town.ts';

const recorder: AskerName = 'promoter/contributor';
const vendor: AskerName = 'one/contributor';

let made: Awaited<ReturnType<typeof makeTown>>;
let town: Town;
beforeAll(async () => {
  made = await makeTown();
}, 480_000);
afterAll(() => made?.drop());
beforeEach(async () => {
  town = await made.copy();
});
afterEach(() => town.close());

type Body = Readonly<Record<string, unknown>>;
interface Page {
  readonly elements: readonly { readonly key: string; readonly body: Body }[];
  readonly total: number;
  readonly next?: string;
}

const list = async (query: Body, who: AskerName = recorder): Promise<Page> =>
  (await town.done(who, 'GET', '/city/elements', { query })) as unknown as Page;
const change = (...edits: readonly unknown[]) =>
  town.done(recorder, 'POST', '/city/changes', { body: { edits } });
const data = (number: number, name: string) => ({
  change: 'add',
  kind: 'dataSets',
  key: `d-${number}`,
  body: { name, owner: 'gyosha-a', disclosure: 'open' },
});

/** Fields that name what an entry belongs to, by its list. */
const referring: Readonly<Record<string, readonly string[]>> = {
  organisations: [],
  contracts: ['principal', 'contractor'],
  components: ['owner', 'operator', 'supplier'],
  externalSystems: [],
  dataSets: ['owner'],
  flows: ['from', 'to'],
  accounts: ['component'],
  weaknesses: ['subject'],
};
const fold = (text: string): string => text.normalize('NFKC').toLowerCase();
const textsOf = ({ key, body: { name, nameEn } }: Page['elements'][number]): readonly string[] =>
  [name, nameEn, key].filter((each) => typeof each === 'string');

describe('a list of the city', () => {
  it('comes a page at a time, each entry once, and says how many there are', async () => {
    const { total: before } = await list({ kind: 'dataSets' });
    await change(...Array.from({ length: 120 }, (_, i) => data(i, `試しのデータ ${i}`)));
    const keys: string[] = [];
    let cursor: string | undefined;
    do {
      const page: Page = await list({ kind: 'dataSets', ...(cursor && { cursor }) });
      expect(page.total).toBe(before + 120);
      keys.push(...page.elements.map(({ key }) => key));
      cursor = page.next;
    } while (cursor !== undefined);
    expect(keys).toHaveLength(before + 120);
    expect(new Set(keys).size).toBe(keys.length);
    const wrong = await town.ask(recorder, 'GET', '/city/elements', {
      query: { kind: 'dataSets', cursor: 'x' },
    });
    expect([wrong.status, wrong.json['code']]).toEqual([422, 'input-invalid']);
  });

  it('is searched by what a thing is called or belongs to, whatever the width, and no word is a pattern', async () => {
    await change(data(1, '達成率 100%'), data(2, '達成率 100点'), data(3, 'A_B'), data(4, 'AXB'));
    const found = async (text: string, kind = 'dataSets') =>
      (await list({ kind, text })).elements.map(({ key }) => key);
    expect(await found('達成率　１００%')).toEqual(['d-1']);
    expect(await found('a_b')).toEqual(['d-3']);
    expect(await found('\\')).toEqual([]);
    const names = (await town.done(recorder, 'GET', '/city/names')) as unknown as {
      names: { key: string; name: string }[];
    };
    const owner = names.names.find(({ key }) => key === 'gyosha-a')?.name ?? '';
    expect(await found(owner)).toContain('d-1');
    expect(await found(owner, 'components')).toContain('s-gyosha-a');
  });

  it.each<AskerName>([recorder, vendor])(
    'finds for %s just what it sees that is called so or belongs to what it sees',
    async (who) => {
      await change(data(1, 'ﾃﾞｰﾀ ひとつ'), data(2, '100% の Ａ_Ｂ'), data(3, 'データ Gyosha'), {
        change: 'set',
        kind: 'dataSets',
        key: 'd-1',
        was: {},
        now: { note: 'ほかの名 100%' },
      });
      const kinds = Object.keys(referring);
      const lists = new Map<string, Page['elements']>();
      for (const kind of kinds) lists.set(kind, (await list({ kind }, who)).elements);
      const called = ['organisations', 'components', 'externalSystems', 'dataSets'].flatMap(
        (kind) => lists.get(kind) ?? [],
      );
      const words = [...new Set([...lists.values()].flat().flatMap(textsOf))].flatMap((text) => [
        text,
        text.slice(0, 2),
        text.slice(-3),
      ]);
      const asked = fc.record({
        kind: fc.constantFrom(...kinds),
        words: fc.array(fc.constantFrom(...words, '%', '_', '\\', 'ﾃﾞｰﾀ', 'Ａ', 'gyosha'), {
          minLength: 1,
          maxLength: 3,
        }),
      });
      await fc.assert(
        fc.asyncProperty(asked, async ({ kind, words: some }) => {
          const text = some.join('　').slice(0, 100);
          const expected = (lists.get(kind) ?? []).filter((element) =>
            fold(text)
              .split(/\s+/)
              .filter(Boolean)
              .slice(0, 8)
              .every(
                (word) =>
                  fold([...textsOf(element), element.body['purpose'] ?? ''].join(' ')).includes(
                    word,
                  ) ||
                  (referring[kind] ?? []).some((field) =>
                    called.some(
                      (other) =>
                        other.key === element.body[field] &&
                        fold(textsOf(other).join(' ')).includes(word),
                    ),
                  ),
              ),
          );
          const page = await list({ kind, text }, who);
          expect(page.elements.map(({ key }) => key)).toEqual(
            expected.slice(0, 50).map(({ key }) => key),
          );
          expect(page.total).toBe(expected.length);
        }),
        { numRuns: 60 },
      );
    },
  );

  it('tells a vendor which fields are its own, and who decides about a change before it is sent', async () => {
    const read = (kind: string, key: string, who: AskerName) =>
      town.done(who, 'GET', '/city/elements/:kind/:key', { params: { kind, key } });
    expect((await read('components', 's-gyosha-a', recorder))['keeps']).toBe('all');
    expect((await read('components', 's-gyosha-a', vendor))['keeps']).toEqual(['note', 'nameEn']);
    expect((await read('organisations', 'gyosha-a', vendor))['keeps']).toContain('contacts');
    const decides = async (who: AskerName, now: Body) => {
      const { element } = await read('components', 's-gyosha-a', who);
      const { body } = element as { body: Body };
      const was = Object.fromEntries(Object.keys(now).map((name) => [name, body[name] ?? null]));
      const edits = [{ change: 'set', kind: 'components', key: 's-gyosha-a', was, now }];
      return (await town.done(who, 'POST', '/city/changes/preview', { body: { edits } }))[
        'decides'
      ];
    };
    expect(await decides(vendor, { note: '夜間も動く' })).toBe('oneself');
    expect(await decides(vendor, { internetFacing: true })).toBe('promoter');
    expect(await decides(recorder, { internetFacing: true })).toBe('oneself');
  });
});

describe('the city of a moment', () => {
  it('is exported as it was, without loss, for whoever sees the whole of it', async () => {
    const file = async (query: Body, who: AskerName = recorder) =>
      town.ask(who, 'GET', '/city-file', { query: { format: 'yaml', ...query } });
    const before = (await file({})).text;
    const { revision } = (await town.done(recorder, 'GET', '/city/names')) as { revision: number };
    await change(data(1, '増えたデータ'));
    await change({
      change: 'remove',
      kind: 'dataSets',
      key: 'd-1',
      was: (await list({ kind: 'dataSets', text: '増えた' })).elements[0]?.body,
    });
    expect((await file({ at: revision + 1 })).text).toContain('増えたデータ');
    expect((await file({ at: revision })).text).toBe(before);
    expect((await file({})).text).toBe(before);
    expect((await file({ on: '2001-01-01' })).status).toBe(404);
    expect((await file({ at: revision + 9 })).status).toBe(404);
    expect((await file({ at: revision }, vendor)).status).toBe(404);
  });
});
