import { expect, it } from 'vitest';
import type { Plan } from '../src/index.ts';
import { edition, exampleCity, planOf } from './edition.ts';

/** A plan as a reviewer reads it: what it found, what comes first, who does what, and where nobody does. */
function digest(plan: Plan): string {
  const items = new Map(edition.checkItems.map((i) => [i.id, `${i.label} ${i.heading.ja}`]));
  const incidents = new Map(edition.incidentTypes.map((i) => [i.id, i.plain.ja]));
  const section = (title: string, lines: readonly string[]): string =>
    [`■ ${title}`, ...lines.map((l) => `  ${l}`), ''].join('\n');
  const states = new Map<string, Map<string, number>>();
  for (const r of plan.requirements) {
    if (r.basis !== 'risk') continue;
    const at = states.get(r.place) ?? new Map<string, number>();
    states.set(r.place, at);
    const who = `${r.duty.state} ${r.duty.performers.join('+') || '—'} / ${r.duty.verifier ?? (r.duty.selfCheck ? '自己確認' : '—')}`;
    at.set(who, (at.get(who) ?? 0) + 1);
  }
  return [
    `${plan.city.name} ${plan.asOf} ${plan.edition.id} ${plan.criteria.id}`,
    '',
    section(
      '数',
      Object.entries(plan.counts).map(([k, v]) => `${k}: ${v}`),
    ),
    section(
      'わかっている弱点',
      plan.findings.map((f) => `${f.level} ${f.id} ${f.sentence.ja}`),
    ),
    section(
      'はじめにすること',
      plan.actions.map((a) => `${a.rank}. ${a.by} ${a.organisation} ${a.title.ja} ← ${a.why.ja}`),
    ),
    section(
      '契約の注意点',
      plan.contractNotes.map((n) => `${n.id} ${n.sentence.ja}`),
    ),
    section(
      '起こりうること',
      plan.riskGroups.map(
        (g) =>
          `${g.level}${g.confirmed ? '（確認済み）' : ''} ${incidents.get(g.incidentType)} @ ${g.subjects.map((s) => `${s.subject}:${s.level}`).join(' ')}`,
      ),
    ),
    section(
      '影響',
      plan.subjects
        .filter((s) => s.impact && s.kind === 'component')
        .map(
          (s) =>
            `${s.key} 機密${s.impact?.confidentiality.value} 完全${s.impact?.integrity.value} 可用${s.impact?.availability.value} ← ${s.impact?.integrity.rule} ${s.impact?.integrity.via.join('>')}`,
        ),
    ),
    section(
      '実施と確認',
      [...states].map(
        ([place, at]) =>
          `${place}: ${[...at]
            .sort()
            .map(([who, n]) => `${who} ×${n}`)
            .join('、')}`,
      ),
    ),
    section(
      '法令とガイドライン',
      plan.laws.map((l) => `${l.reference} ← ${l.triggers.map((t) => t.subject).join(' ')}`),
    ),
    section(
      '推奨対策',
      plan.measures
        .filter((m) => m.kind === 'recommended')
        .map((m) => `${m.measure} ← ${m.because.join(' ')}`),
    ),
    section(
      'チェックシート',
      plan.sheet.map(
        (r) =>
          `${items.get(r.checkItem)} # ${r.organisation}: ${r.lines.length}行 ${r.level ?? '—'} ${r.planned.raw}`,
      ),
    ),
  ].join('\n');
}

it.each(['hoshigawatari', 'konohashi'])(
  'the plan of %s is the one that was reviewed',
  async (name) => {
    await expect(digest(planOf(exampleCity(`${name}/city.yaml`)))).toMatchFileSnapshot(
      `golden/${name}.txt`,
    );
  },
);
