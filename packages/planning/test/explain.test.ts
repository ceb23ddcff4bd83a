import { describe, expect, it } from 'vitest';
import { PlanGraph } from '../src/index.ts';
import { edition, exampleCity, planOf } from './edition.ts';

const town = exampleCity('konohashi/city.yaml');
const plan = planOf(town);
const graph = new PlanGraph(plan, edition, town);
const found = (word: string): string | undefined => graph.explain(word)?.node.id;

describe('explain', () => {
  it.each([
    ['the key of a known weakness', 'w-backup', 'finding:w-backup'],
    ['the same in full width and capitals', 'Ｗ－ＢＡＣＫＵＰ', 'finding:w-backup'],
    ['the name of a component', '水位センサー', 'suii-sensor'],
    ['its English name', 'river level notice', 'suii-oshirase'],
    ['the place of a first thing', '1', plan.actions[0]?.id],
    ['the same in full width', '１０', plan.actions[9]?.id],
    ['a row in capitals', 'SERVICE-2-1@SUII-OSHIRASE', 'service-2-1@suii-oshirase'],
    ['a requirement in full width', 'ＣＰＳ．ＡＣ－１', 'CPS.AC-1'],
    ['a label in another spelling', 'サービス(2)-3', 'service-2-3'],
    ['a rule of the criteria', 'impact-disaster', 'impact-disaster'],
    ['a rule of who does what', 'duty-silent', 'duty-silent'],
    ['nothing', '', undefined],
    ['what an object has', 'constructor', undefined],
    ['a place beyond the ten', '11', undefined],
  ])('knows %s', (_, word, id) => {
    expect(found(word)).toBe(id);
  });

  it('says who performs, verifies and answers for a line, by when and how urgent it is', () => {
    const line = plan.lines.find((l) => l.id === 'service-2-1@suii-oshirase');
    expect(graph.explain('service-2-1@suii-oshirase')?.node.detail?.ja).toBe(
      `実施 沢音電機株式会社／確認 木の端町／住民への説明 木の端町。期限 2027年3月31日（水）。優先度 ${plan.lines.length}行のうち${line?.priority}番目。リスク とても高い`,
    );
  });

  it('says why a line shows no risk', () => {
    const bare = { ...plan, lines: plan.lines.map((l) => ({ ...l, level: undefined })) };
    expect(
      new PlanGraph(bare, edition, town).explain('service-2-1@suii-oshirase')?.node.detail?.ja,
    ).toContain('リスク ―（起こりうることからではなく、どの街にも求められる項目です）');
  });

  it('tells of others of the same name', () => {
    expect(graph.explain('木の端町')).toMatchObject({
      node: { id: 'konohashi' },
      also: ['konohashi-machi'],
    });
    expect(graph.explain('konohashi')?.also).toEqual([]);
  });

  it('names a flow that has no name by its ends', () => {
    const { name: _, nameEn: __, ...flow } = town.flows[0] ?? expect.fail('there is a flow');
    const city = { ...town, flows: [flow] };
    expect(planOf(city).subjects.find((s) => s.key === flow.key)?.name).toBe(
      '水位センサーから水位お知らせへの流れ',
    );
  });

  it('knows summaries of accounts, and what was looked for and not found', () => {
    const [weakness] = town.weaknesses;
    const city = {
      ...town,
      accounts: [
        {
          key: 'a-staff',
          component: 'suii-oshirase',
          kind: 'staff' as const,
          total: 5,
          orphaned: 1,
          dormant: 0,
          withoutSecondFactor: 0,
        },
      ],
      weaknesses: weakness ? [{ ...weakness, key: 'w-none', affected: 0 }] : [],
    };
    const other = new PlanGraph(planOf(city), edition, city);
    expect(other.explain('a-staff')?.leadsTo.map(({ to }) => to.id)).toContain(
      'finding:orphaned-accounts@suii-oshirase',
    );
    expect(other.explain('w-none')?.node.kind).toBe('weakness');
  });

  it('follows a scenario to the rules that rated it', () => {
    const scenario = plan.scenarios.find((s) => s.rules.length > 0);
    const reasons = graph.explain(scenario?.id ?? '')?.because.map(({ to }) => to.id);
    expect(reasons).toEqual(expect.arrayContaining([...(scenario?.rules ?? ['none'])]));
  });
});
