import { checkOscal, type OscalDocuments } from '@machimori/documents/oscal';
import { readSheetBook } from '@machimori/documents/sheet-books';
import type { Id } from '@machimori/kernel';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { planCityNow } from '../../src/serve/plan-city-task.ts';
import { keepLinesNow } from '../../src/serve/sheet-tasks.ts';
import { wafOf } from '../routes/applied-control-examples.ts';
import { type AskerName, makeTown, type Town } from '../routes/town.ts';

const officer = 'promoter/contributor';
const vendor = 'one/contributor';
const stranger = 'two/contributor';

let made: Awaited<ReturnType<typeof makeTown>>;
let town: Town;
beforeAll(async () => {
  made = await makeTown();
}, 480_000);
afterAll(() => made?.drop());
beforeEach(async () => {
  town = await made.copy();
  await planCityNow(town.world, town.world.planner, town.city as Id<'city'>);
  await keepLinesNow(town.world, town.city as Id<'city'>);
});
afterEach(() => town.close());

type Query = Readonly<Record<string, string>>;

const listed = async (who: AskerName, query: Query = {}): Promise<readonly string[]> => {
  const { lines } = (await town.done(who, 'GET', '/sheet/lines', {
    query: { ...query, most: '2000' },
  })) as { lines: readonly { readonly line: string }[] };
  return lines.map(({ line }) => line);
};

async function workbook(who: AskerName, query: Query = {}): Promise<readonly string[]> {
  const { bytes, status } = await town.ask(who, 'GET', '/sheet/report/xlsx', { query });
  expect(status).toBe(200);
  return readSheetBook(bytes).rows.map(({ line }) => line);
}

interface Item {
  readonly props: readonly { readonly name: string; readonly value: string }[];
}

async function oscal(who: AskerName, document: string, query: Query = {}) {
  const { json, status, text } = await town.ask(who, 'GET', '/sheet/report/oscal', {
    query: { ...query, document },
  });
  expect(status).toBe(200);
  return { text, root: json[document] as Readonly<Record<string, readonly Item[]>> };
}

interface SecurityPlan {
  readonly 'control-implementation': {
    readonly 'implemented-requirements': readonly {
      readonly 'by-components': readonly {
        readonly 'component-uuid': string;
        readonly links?: readonly { readonly rel: string }[];
        readonly 'implementation-status': { readonly state: string };
      }[];
    }[];
  };
}

const lineOf = ({ props }: Item): string | undefined =>
  props.find(({ name }) => name === 'line')?.value;

describe('a report', () => {
  it('has the lines that the list has, in its order, for each filter', async () => {
    for (const query of [
      {},
      { answeredBy: 'gyosha-a', order: 'due', descending: 'true' },
      { overdue: 'true' },
      { gather: 'subject', order: 'checkItem' },
      { words: '認証' },
    ] as readonly Query[])
      expect(await workbook(officer, query), JSON.stringify(query)).toEqual(
        await listed(officer, query),
      );
  });

  it('never has a line, a name or evidence that its reader does not see', async () => {
    const all = await listed(officer);
    const own = await listed(vendor);
    expect(own.length).toBeGreaterThan(0);
    expect(own.length).toBeLessThan(all.length);
    expect(await workbook(vendor)).toEqual(own);
    const { root, text } = await oscal(vendor, 'plan-of-action-and-milestones');
    const told = (root['poam-items'] ?? []).flatMap((item) => lineOf(item) ?? []);
    expect(told.length).toBeGreaterThan(0);
    expect(told.filter((line) => !own.includes(line))).toEqual([]);
    const hidden = all.filter((line) => !own.includes(line));
    expect(hidden.filter((line) => text.includes(`"${line}"`))).toEqual([]);
  });

  it('of what one does not see is empty, whoever is named', async () => {
    const theirs = await listed(stranger);
    const own = new Set(await listed(vendor));
    const [hidden = ''] = theirs.filter((line) => !own.has(line));
    const subject = hidden.slice(hidden.indexOf('@') + 1);
    const seen = await workbook(vendor, { subject, answeredBy: 'gyosha-b' });
    expect(seen.filter((line) => !own.has(line))).toEqual([]);
  });

  it('tells accepted lines as results, with evidence by reference and nobody by name', async () => {
    const [line = ''] = await listed(vendor, { answeredBy: 'gyosha-a' });
    const { evidence } = await town.done(vendor, 'POST', '/evidence', {
      body: {
        kind: 'note',
        title: '設定を見た記録',
        note: '中身はここにだけある',
        effectiveOn: '2026-04-01',
        line,
      },
    });
    const write = await town.done(vendor, 'POST', '/sheet/lines/:line/cells', {
      params: { line },
      body: {
        cells: [
          { field: 'state', seen: 0, value: 'implemented' },
          { field: 'statement', seen: 0, value: '全員に求めている' },
        ],
      },
    });
    const answers = [{ line, version: Number(write['version']) }];
    const { moved } = (await town.done(vendor, 'POST', '/sheet/submissions', {
      body: { answers },
    })) as { moved: readonly { readonly version: number }[] };
    const before = await oscal(vendor, 'assessment-results');
    expect(before.text).not.toContain('全員に求めている');
    // What is only said to be done is to be done still.
    const open = await oscal(vendor, 'plan-of-action-and-milestones');
    expect((open.root['poam-items'] ?? []).map(lineOf)).toContain(line);
    await town.done('promoter/approver', 'POST', '/sheet/decisions', {
      body: {
        answers: [{ line, version: moved[0]?.version }],
        verdict: 'accept',
        reason: '',
      },
    });
    const { text } = await oscal(vendor, 'assessment-results');
    expect(text).toContain('全員に求めている');
    expect(text).toContain(String(evidence));
    expect(text).toContain('設定を見た記録');
    expect(text).not.toContain('中身はここにだけある');
    const { root } = await oscal(vendor, 'plan-of-action-and-milestones');
    expect((root['poam-items'] ?? []).map(lineOf)).not.toContain(line);
  });

  it('tells the control that answers many lines, to those who may know of it, and nobody by name', async () => {
    const lines = (await listed(vendor, { answeredBy: 'gyosha-a' })).slice(0, 9);
    const { control } = await town.done(vendor, 'POST', '/applied-controls', {
      body: { ...wafOf(), lines },
    });
    const { evidence } = await town.done(vendor, 'POST', '/evidence', {
      body: {
        kind: 'note',
        title: '装置の設定の記録',
        note: '中身はここにだけある',
        effectiveOn: '2026-04-01',
        line: lines[0],
      },
    });
    const form = 'system-security-plan';
    for (const who of [vendor, officer] as const) {
      const { text, json } = await town.ask(who, 'GET', '/sheet/report/oscal', {
        query: { document: form, answeredBy: 'gyosha-a' },
      });
      // The plan's own profile, which it imports, is not at hand here; all else is.
      const dangling = checkOscal({ [form]: json } as OscalDocuments).map(
        ({ place }) => place?.path,
      );
      expect(dangling).toEqual(['system-security-plan.import-profile.href']);
      const plan = json[form] as unknown as SecurityPlan;
      const parts = plan['control-implementation']['implemented-requirements'].flatMap(
        (each) => each['by-components'],
      );
      const its = parts.filter((part) => part.links?.some(({ rel }) => rel === 'answers'));
      const items = new Set(lines.map((line) => line.slice(0, line.indexOf('@'))));
      expect(its).toHaveLength(items.size);
      expect(new Set(its.map((part) => part['component-uuid'])).size).toBe(1);
      expect(
        its.flatMap(({ links = [] }) => links.filter(({ rel }) => rel === 'answers')),
      ).toHaveLength(lines.length);
      // Nobody has accepted it.
      expect(its.map((part) => part['implementation-status'].state)).not.toContain('implemented');
      expect(text).toContain(wafOf().name);
      expect(text).toContain(String(evidence));
      expect(text).not.toContain('中身はここにだけある');
      // Each person of the town is called so.
      expect(text).not.toContain('担当 ');
    }
    const others = await town.ask(stranger, 'GET', '/sheet/report/oscal', {
      query: { document: form },
    });
    for (const secret of [wafOf().name, wafOf().statement, String(control), String(evidence)])
      expect(others.text).not.toContain(secret);
  });

  it('is refused where there is nothing that such a plan could say, and an unknown form too', async () => {
    const asked = (document: string) =>
      town.ask(vendor, 'GET', '/sheet/report/oscal', {
        query: { document, words: 'どこにもないことば' },
      });
    const none = await asked('system-security-plan');
    expect([none.status, none.json['code']]).toEqual([422, 'input-invalid']);
    expect((await asked('component-definition')).status).toBe(422);
  });

  it('is printed, and says by what its lines were chosen', async () => {
    const { bytes, status } = await town.ask(vendor, 'GET', '/sheet/report/pdf', {
      query: { state: 'not-started' },
    });
    expect(status).toBe(200);
    expect(Buffer.from(bytes.subarray(0, 5)).toString()).toBe('%PDF-');
  }, 300_000);
});
