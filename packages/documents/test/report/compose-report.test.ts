import type { City } from '@machimori/city';
import type { Plan } from '@machimori/planning';
import { describe, expect, it } from 'vitest';
import { caps } from '../../src/report/report-input.ts';
import { composeReport } from '../../src/report/write-report.ts';
import { requirementsWithoutItem } from '../../src/requirements-without-item.ts';
import { cityOf, edition, hoshigawatari, manyTimes, planOf, withHostileNames } from './sample.ts';

const plan = planOf(hoshigawatari);
const compose = (p: Plan, city: City, options: { public?: boolean; locale?: 'ja' | 'en' } = {}) =>
  composeReport({
    plan: p,
    edition,
    city,
    locale: options.locale ?? 'ja',
    public: options.public ?? false,
  });
const count = (markup: string, name: string): number => markup.split(`#${name}(`).length - 1;

describe('the full report', () => {
  it('has each of the plan’s first things, its groups and its organisations', async () => {
    const markup = await compose(plan, hoshigawatari);
    expect(count(markup, 'action-card')).toBe(plan.actions.length);
    expect(count(markup, 'reason-chain')).toBe(plan.actions.length);
    expect(count(markup, 'risk-group')).toBe(plan.riskGroups.length);
    expect(count(markup, 'organisation-items')).toBe(
      new Set(plan.sheet.map((r) => r.organisation)).size,
    );
    for (const f of plan.findings) expect(markup).toContain(f.sentence.ja);
    for (const n of plan.contractNotes) expect(markup).toContain(n.closes.ja);
    expect(markup).toContain(plan.notice.ja);
  });

  it('has what no check item asks for, by measure, with why', async () => {
    const markup = await compose(plan, hoshigawatari);
    const [table = ''] = /#without-item-table\(.*\n/.exec(markup) ?? [];
    const without = requirementsWithoutItem(plan, edition);
    expect(without.length).toBeGreaterThan(100);
    for (const { placed, heading, reasons } of without) {
      expect(table).toContain(`heading: "${heading.ja}", id: "${placed.requirement}"`);
      for (const reason of reasons) expect(table).toContain(reason.ja);
    }
    expect(table.split(', id: "').length - 1).toBe(
      new Set(without.map(({ placed }) => placed.requirement)).size,
    );
    expect(table).toContain('未定（2か所）');
    expect(markup).toContain(`のべ${without.length}件`);
  });

  it('has each measure once, with every case that asks for it', async () => {
    const markup = await compose(plan, hoshigawatari);
    const measures = edition.cases.flatMap((c) => c.measures);
    const asked = plan.measures.map((p) => measures.find((m) => m.id === p.measure)?.text.ja ?? '');
    expect(asked.length).toBeGreaterThan(new Set(asked).size);
    for (const words of asked) expect(markup.split(`body: "${words}"`)).toHaveLength(2);
    const [shared = ''] = asked.filter((words, at) => asked.indexOf(words) !== at);
    const [row = ''] = /body: "[^"]*", cases: "[^"]*"/.exec(
      markup.slice(markup.indexOf(`body: "${shared}"`)),
    ) ?? [''];
    for (const c of edition.cases.filter((each) => each.measures.some((m) => m.text.ja === shared)))
      expect(row).toContain(`${c.source.section}「${c.heading.ja}」`);
  });

  it('says how self-checks are made, or that this is to be settled', async () => {
    const recorded = await compose(plan, hoshigawatari);
    expect(recorded).toContain('「自己確認」は、事務局長が2026年4月20日（月）に署名しています。');
    const konohashi = cityOf('examples/konohashi/city.yaml');
    expect(await compose(planOf(konohashi), konohashi)).toContain(
      '「自己確認」は、別の部署に頼むか、署名して残すかを決めます。',
    );
    const open = await compose(plan, hoshigawatari, { public: true });
    expect(open).not.toContain('事務局長');
  });

  it('says who answers the check sheet where that is not who performs, and nowhere else', async () => {
    const markup = await compose(plan, hoshigawatari);
    const matrix = markup.split('\n').find((each) => each.includes('#matrix(')) ?? '';
    const rows = matrix.split('name: "実施"').length - 1;
    const answered = matrix.split('name: "回答"').length - 1;
    expect(answered).toBeGreaterThan(0);
    expect(answered).toBeLessThan(rows);
    const alike = {
      ...plan,
      lines: plan.lines.map((line) => ({
        ...line,
        answeredBy: line.duty.performers[0] ?? line.answeredBy,
      })),
    };
    const same = await compose(alike, hoshigawatari);
    expect(same.includes('name: "回答"')).toBe(false);
    expect(same.includes('／シートへの回答 ')).toBe(false);
    expect(markup.includes('／シートへの回答 ')).toBe(true);
  });

  it('says so where every measure has its item', async () => {
    const markup = await compose({ ...plan, requirements: [] }, hoshigawatari);
    expect(count(markup, 'without-item-table')).toBe(0);
    expect(markup).toContain('付録B　項目のない対策');
  });

  it('speaks of a weakness in the conditional until it is confirmed', async () => {
    const markup = await compose(plan, hoshigawatari);
    for (const v of edition.vulnerabilities)
      expect(v.conditional.ja.startsWith('もし'), v.id).toBe(true);
    const shown = edition.vulnerabilities.filter((v) => markup.includes(v.conditional.ja));
    expect(shown.length).toBeGreaterThan(40);
  });

  it('is the same for the same input', async () => {
    expect(await compose(plan, hoshigawatari)).toBe(
      await compose(planOf(hoshigawatari), hoshigawatari),
    );
  });

  it('keeps hostile names inside strings', async () => {
    const city = withHostileNames(hoshigawatari);
    const markup = await compose(planOf(city), city);
    const calls = markup.slice(markup.indexOf('#show: report.with'));
    const bare = calls.replace(/"(?:[^"\\]|\\[\s\S])*"/g, '""');
    expect(bare).not.toMatch(/panic|import|preview|Heading|raw/);
    expect(bare).not.toMatch(/[$@`]/);
  });
});

describe('words of the report', () => {
  it('give the version and the dates as people say them', async () => {
    const markup = await compose(plan, hoshigawatari);
    expect(markup).toContain('スマートシティセキュリティガイドライン 第2.0版（案）');
    expect(markup).not.toContain('2.0-draft');
    expect(markup).toMatch(/dated: "2021年"/);
    expect(markup).toContain('2026年11月21日（土）　令和8年度');
    const english = await compose(plan, hoshigawatari, { locale: 'en' });
    expect(english).toContain('Smart City Security Guideline, version 2.0 (draft)');
    expect(english).toContain('Saturday 21 November 2026 (FY2026)');
  });

  it('mark an article that is printed otherwise than the law has it', async () => {
    const [radio] = edition.references.filter((r) => r.id === 'reference-06');
    const city = hoshigawatari;
    expect(radio?.articles.some((a) => a.note)).toBe(true);
    expect(await compose(plan, city)).toContain('第一百九条（原文のまま。正しくは第百九条）');
  });

  it('give the first step of what is not done in one go, on the front page too', async () => {
    const town = cityOf('examples/konohashi/city.yaml');
    const its = planOf(town);
    const markup = await compose(its, town);
    for (const { rank, firstStep } of its.actions)
      if (firstStep) expect(markup.split(firstStep.ja).length - 1).toBe(rank <= 3 ? 2 : 1);
  });

  it('name one place once, where a town and its organisation share a name', async () => {
    const city: City = {
      ...hoshigawatari,
      organisations: hoshigawatari.organisations.map((o) =>
        o.key === hoshigawatari.promoter ? { ...o, name: hoshigawatari.name } : o,
      ),
    };
    expect(await compose(planOf(city), city)).not.toContain(`${city.name}、${city.name}`);
  });

  it('leave no Japanese bracket, comma or label in English', async () => {
    const markup = await compose(plan, hoshigawatari, { locale: 'en' });
    const calls = markup
      .slice(markup.indexOf('#show: report.with'))
      // What flows are for is said in the city's own words.
      .replace(/purpose: "[^"]*"/g, '');
    expect(calls.match(/.{0,20}[（）、。].{0,20}/g)).toBeNull();
    expect(calls).not.toMatch(/(?:サービス|アセット|都市OS|ガバナンス)[①-④]/);
  });

  it('keep an id whole', async () => {
    const markup = await compose(plan, hoshigawatari);
    expect(markup).toMatch(/aside: \("risk-\d{3}@", "[a-z-]+",\)/);
  });
});

describe('a big city', () => {
  it('is cut to what can be read, and says where the rest is', async () => {
    const big = manyTimes(hoshigawatari, 12);
    const markup = await compose(planOf(big), big);
    expect(count(markup, 'organisation-items')).toBeLessThanOrEqual(caps.organisations);
    expect(count(markup, 'risk-group')).toBeLessThanOrEqual(28);
    expect(markup).toContain('plan.json');
    const [table = ''] = /#without-item-table\(.*\n/.exec(markup) ?? [];
    expect(table.length).toBeLessThan(20_000);
    expect(markup).toContain('役割と種類ごとにまとめて描いています');
    expect(markup.length).toBeLessThan(600_000);
  });
});

describe('the public version', () => {
  it('does not depend on anything that it must not tell', async () => {
    const secretive: City = {
      ...hoshigawatari,
      weaknesses: [],
      accounts: [],
      controls: [],
      contracts: hoshigawatari.contracts.map((k) => ({
        ...k,
        boundaries: [],
        clauses: [],
        subcontracting: 'unstated',
      })),
      components: hoshigawatari.components.map(
        ({ hosting: _hosting, note: _note, device, ...c }) => {
          if (!device) return c;
          const { model: _model, version: _version, supportEnd: _end, ...rest } = device;
          return { ...c, device: { ...rest, labels: [], update: 'unknown' } };
        },
      ),
    };
    const bare: Plan = {
      ...plan,
      findings: [],
      scenarios: [],
      riskGroups: [],
      requirements: [],
      contractNotes: [],
      actions: [],
      measures: [],
    };
    expect(await compose(bare, secretive, { public: true })).toBe(
      await compose(plan, hoshigawatari, { public: true }),
    );
  });

  it('leaves out what no check item asks for', async () => {
    const markup = await compose(plan, hoshigawatari, { public: true });
    expect(markup).not.toContain('項目のない対策');
    expect(count(markup, 'without-item-table')).toBe(0);
  });

  it('tells the state of every item and when it is planned', async () => {
    const markup = await compose(plan, hoshigawatari, { public: true });
    expect(count(markup, 'count-table')).toBe(2);
    expect(markup).toContain(String(plan.lines.length));
  });
});
