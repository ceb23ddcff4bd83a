import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { checkOscal, writeOscal } from '../../src/oscal/index.ts';
import { createTypesetter } from '../../src/report/index.ts';
import {
  composeSheetReport,
  printed,
  type ReportLine,
  writeSheetAssessment,
  writeSheetPlanOfAction,
  writeSheetReport,
} from '../../src/sheet-report/index.ts';
import { schemaErrors } from '../oscal/official-schema.ts';
import { exampleCity, planOf } from '../oscal/sample-plans.ts';
import { readPdf, squeeze } from '../report/read-pdf.ts';
import { anyHead, anyLines } from './any-report.ts';

// biome-ignore lint/suspicious/noExplicitAny: a document as any reader of JSON sees it
type Any = any;

const lines = anyLines(60);
const catalog = writeOscal(planOf(exampleCity('hoshigawatari/city.yaml'))).catalog;
const read = (document: unknown): Any => JSON.parse(JSON.stringify(document));
const propOf = (object: Any, name: string): string | undefined =>
  object.props?.find((p: Any) => p.name === name)?.value;

describe('the report on paper', () => {
  const typesetter = createTypesetter({ timeoutMs: 300_000 });
  afterAll(() => typesetter.close());

  it('says by what the lines were chosen, when, by whom, for whose eyes, and that the guideline is not exhaustive', async () => {
    const pdf = await readPdf(await writeSheetReport(anyHead(), lines, typesetter));
    const [front = ''] = pdf.pages.map(squeeze);
    for (const words of [
      'しぼり込みに合う60行のうち、24行が実施済みか対象外です。',
      'リスク：高い',
      '2026年11月22日（日）16:05',
      '青木',
      'まち全体の行',
      '関係者限り',
      'すべての対策を網羅したものではない',
    ])
      expect(front).toContain(squeeze(words));
    for (const { subject, statement } of lines) {
      expect(pdf.text).toContain(squeeze(subject.ja));
      expect(pdf.text).toContain(squeeze(statement));
    }
  }, 300_000);

  it('counts what it shows, in Japanese and in English', () => {
    const overdue = lines.filter((line) => line.overdue).length;
    const stale = lines.filter((line) => line.stale.length > 0).length;
    const ja = composeSheetReport(anyHead('ja'), lines);
    expect(ja).toContain(
      `計画の期限を過ぎた行は${overdue}行、見直しが必要な行は${stale}行あります。`,
    );
    expect(composeSheetReport(anyHead('en'), lines)).toContain(
      `${overdue} are overdue, and ${stale} are to be looked at again.`,
    );
  });

  it('prints so many lines and says how many are left out', () => {
    const many = anyLines(printed.lines + 7);
    expect(composeSheetReport(anyHead(), many)).toContain('ほか7行は載せていません。');
  });

  it('says so where nothing was chosen', () => {
    expect(composeSheetReport(anyHead(), [])).toContain('しぼり込みに合う行はありません。');
  });

  it('keeps whatever people wrote inside strings', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (words) => {
        const [first, ...rest] = anyLines(2) as [ReportLine, ReportLine];
        const hostile = { ...first, statement: `#panic("x")${words}`, planned: words };
        const markup = composeSheetReport(anyHead(), [hostile, ...rest]);
        const calls = markup.slice(markup.indexOf('#show: report.with'));
        const bare = calls.replace(/"(?:[^"\\]|\\[\s\S])*"/g, '""');
        expect(bare).not.toMatch(/panic|[$@`]/);
      }),
    );
  });
});

describe.each(['ja', 'en'] as const)('OSCAL of the sheet in %s', (locale) => {
  const results = writeSheetAssessment(anyHead(locale), lines);
  const poam = writeSheetPlanOfAction(anyHead(locale), lines);

  it('is valid, and nothing in it dangles', () => {
    expect(schemaErrors('assessment-results', results).slice(0, 5)).toEqual([]);
    expect(schemaErrors('plan-of-action-and-milestones', poam).slice(0, 5)).toEqual([]);
    expect(checkOscal({ catalog, 'assessment-results': results })).toEqual([]);
    expect(checkOscal({ catalog, 'plan-of-action-and-milestones': poam })).toEqual([]);
  });

  it('is valid where nothing was chosen', () => {
    const none = writeSheetAssessment(anyHead(locale), []);
    expect(schemaErrors('assessment-results', none).slice(0, 5)).toEqual([]);
    const nothing = writeSheetPlanOfAction(anyHead(locale), []);
    expect(schemaErrors('plan-of-action-and-milestones', nothing).slice(0, 5)).toEqual([]);
    expect(
      checkOscal({
        catalog,
        'assessment-results': none,
        'plan-of-action-and-milestones': nothing,
      }),
    ).toEqual([]);
  });
});

describe('what OSCAL says of lines', () => {
  const [result] = read(writeSheetAssessment(anyHead(), lines))['assessment-results'].results;
  const poam = read(writeSheetPlanOfAction(anyHead(), lines))['plan-of-action-and-milestones'];

  it('is of accepted lines alone where results are told, with evidence by reference', () => {
    const accepted = lines.filter(({ stage }) => stage === 'accepted');
    expect(result.observations.map((each: Any) => propOf(each, 'line'))).toEqual(
      accepted.map(({ line }) => line),
    );
    for (const each of result.observations) expect(each['relevant-evidence']).toHaveLength(1);
    expect(JSON.stringify(result)).not.toContain('青木');
  });

  it('meets a check item only where it is done and nothing has changed since', () => {
    const met = new Set(
      lines.flatMap(({ line, stage, state, stale }) =>
        stage === 'accepted' &&
        stale.length === 0 &&
        (state === 'implemented' || state === 'not-applicable')
          ? [line]
          : [],
      ),
    );
    expect(met.size).toBeGreaterThan(0);
    for (const finding of result.findings)
      expect(finding.target.status.state, propOf(finding, 'line')).toBe(
        met.has(propOf(finding, 'line') ?? '') ? 'satisfied' : 'not-satisfied',
      );
  });

  it('plans what is open or to be looked at again, by the day that was stated', () => {
    const open = lines.filter(
      ({ state, stale }) =>
        !(state === 'implemented' || state === 'not-applicable') || stale.length > 0,
    );
    expect(poam['poam-items'].map((each: Any) => propOf(each, 'line'))).toEqual(
      open.map(({ line }) => line),
    );
    const planned = poam.risks.find(
      (each: Any) =>
        propOf(each, 'line') === lines.find((line) => line.planned === '令和9年度上期')?.line,
    );
    expect(planned.remediations[0].lifecycle).toBe('planned');
    expect(planned.remediations[0].tasks[0].timing['on-date'].date).toBe(
      '2027-09-30T23:59:59+09:00',
    );
  });

  it('keeps its references when it is made again', () => {
    const later = { ...anyHead(), at: '2026-12-01T00:00:00.000Z', day: '2026-12-01' };
    const again = read(writeSheetPlanOfAction(later, lines))['plan-of-action-and-milestones'];
    expect(again.uuid).not.toBe(poam.uuid);
    expect(again.risks.map((each: Any) => each.uuid)).toEqual(
      poam.risks.map((each: Any) => each.uuid),
    );
  });
});
