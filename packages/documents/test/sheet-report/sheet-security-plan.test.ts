import { describe, expect, it } from 'vitest';
import { checkOscal, writeOscal } from '../../src/oscal/index.ts';
import { type ReportLine, writeSheetSecurityPlan } from '../../src/sheet-report/index.ts';
import { schemaErrors } from '../oscal/official-schema.ts';
import { exampleCity, planOf } from '../oscal/sample-plans.ts';
import { anyControls, anyHead, anyLines } from './any-report.ts';

// biome-ignore lint/suspicious/noExplicitAny: a document as any reader of JSON sees it
type Any = any;

const bundle = writeOscal(planOf(exampleCity('hoshigawatari/city.yaml')));
const { catalog, profile } = bundle;
const read = (document: unknown): Any => JSON.parse(JSON.stringify(document));
const selected = new Set<string>(
  read(profile).profile.imports[0]['include-controls'].flatMap((each: Any) => each['with-ids']),
);
const lines: readonly ReportLine[] = anyLines(900).map((line) => ({
  ...line,
  asked: line.asked && selected.has(line.checkItem),
}));
const controls = anyControls();
const written = (of = lines): Any =>
  read(writeSheetSecurityPlan(anyHead(), of, controls))['system-security-plan'];
const propOf = (object: Any, name: string): string | undefined =>
  object.props?.find((p: Any) => p.name === name)?.value;
const answers = (plan: Any): Any[] =>
  plan['control-implementation']['implemented-requirements'].flatMap(
    (each: Any) => each['by-components'],
  );

describe.each(['ja', 'en'] as const)('a security plan of the sheet in %s', (locale) => {
  const plan = writeSheetSecurityPlan(anyHead(locale), lines, controls);

  it('is valid, and nothing in it dangles beside the files of the plan', () => {
    expect(schemaErrors('system-security-plan', plan).slice(0, 5)).toEqual([]);
    expect(checkOscal({ catalog, profile, 'system-security-plan': plan })).toEqual([]);
  });
});

describe('by-components of applied controls', () => {
  const plan = written();
  const components: Any[] = plan['system-implementation'].components;
  const componentOf = (uuid: string): Any => components.find((each) => each.uuid === uuid);
  const byControl = (id: string): Any[] =>
    answers(plan).filter(
      (each) =>
        propOf(each, 'applied-control') === id &&
        propOf(componentOf(each['component-uuid']), 'applied-control') === id,
    );

  it('stand at the control as one component, for each check item that it answers', () => {
    for (const { control, name, kind } of controls) {
      const its = lines.filter((line) => line.asked && line.control === control);
      const items = new Set(its.map(({ checkItem }) => checkItem));
      expect(its.length).toBeGreaterThan(items.size);
      const found = byControl(control);
      expect(found).toHaveLength(items.size);
      const [uuid] = new Set(found.map((each) => each['component-uuid']));
      expect(componentOf(uuid).title).toBe(name);
      expect(componentOf(uuid).type).toBe(kind === 'technical' ? 'service' : 'process-procedure');
      expect(
        found.flatMap((each) => each.links.filter((l: Any) => l.rel === 'answers')),
      ).toHaveLength(its.length);
    }
  });

  it('are linked from the lines that they answer, and from no other', () => {
    for (const line of lines.filter(({ asked }) => asked)) {
      const found = answers(plan).find((each) => propOf(each, 'line') === line.line);
      const linked = (found.links ?? []).filter((l: Any) => l.rel === 'answered-by');
      expect(linked.length, line.line).toBe(line.control === undefined ? 0 : 1);
      expect(propOf(found, 'own-words'), line.line).toBe(
        line.control === undefined ? undefined : 'true',
      );
    }
  });

  it('count nothing as done before it was accepted, nor after something changed', () => {
    for (const line of lines.filter(({ asked }) => asked)) {
      const found = answers(plan).find((each) => propOf(each, 'line') === line.line);
      const held = line.stage === 'accepted' && line.stale.length === 0;
      const { state } = found['implementation-status'];
      expect(state === 'implemented', line.line).toBe(held && line.state === 'implemented');
      expect(state === 'not-applicable', line.line).toBe(held && line.state === 'not-applicable');
    }
    for (const each of byControl('ctl-0')) expect(each['implementation-status'].state).toBeTruthy();
  });

  it('name no person, tell evidence by title and digest, and of a control only what proves a line here', () => {
    const text = JSON.stringify(plan);
    expect(text).not.toContain('青木');
    expect(plan['back-matter'].resources.length).toBeGreaterThan(0);
    for (const each of plan['back-matter'].resources)
      expect(propOf(each, 'sha-256')).toBe('ab'.repeat(32));
    expect(text).not.toContain('evd-of-others');
  });

  it('leave out what the plan does not ask, and say how much', () => {
    const rest = lines.filter(({ asked }) => !asked);
    expect(rest.length).toBeGreaterThan(0);
    for (const { line } of rest)
      expect(answers(plan).some((each) => propOf(each, 'line') === line)).toBe(false);
    expect(plan.metadata.remarks).toContain(`計画が求めていない${rest.length}行`);
  });

  it('point at the same things as the documents of the plan do', () => {
    const subject = bundle['system-security-plan']['system-security-plan'][
      'system-implementation'
    ] as Any;
    const known = subject.components.find((each: Any) => propOf(each, 'key') === 'kawa-sensor');
    const [first] = lines.filter(({ asked }) => asked);
    const own = written([{ ...(first as ReportLine), subjectKey: 'kawa-sensor' }]);
    expect(
      own['system-implementation'].components.some((each: Any) => each.uuid === known.uuid),
    ).toBe(true);
    const alone = { catalog, profile, 'system-security-plan': { 'system-security-plan': own } };
    expect(checkOscal(alone)).toEqual([]);
    expect(schemaErrors('system-security-plan', alone['system-security-plan'])).toEqual([]);
  });

  it('keep their UUIDs when they are written again, in the other language too', () => {
    const again = read(
      writeSheetSecurityPlan({ ...anyHead('en'), at: '2026-12-01T00:00:00.000Z' }, lines, controls),
    )['system-security-plan'];
    expect(again.uuid).not.toBe(plan.uuid);
    expect(answers(again).map(({ uuid }) => uuid)).toEqual(answers(plan).map(({ uuid }) => uuid));
  });
});
