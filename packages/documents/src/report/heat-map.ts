import { messages as m } from './messages.ts';
import type { PlanReader } from './plan-reader.ts';
import { call } from './typst-literal.ts';

/** So few that the heat map shares their page. */
const fewFindings = 3;

/** Counts of scenarios by likelihood and impact; shade, mark and word each say the level. */
export function heatMapSection(reader: PlanReader): string {
  const { scale, levels } = reader.edition.criteria;
  const counts = new Map<number, number>();
  for (const s of reader.plan.scenarios) {
    const cell = s.impact * 100 + s.likelihood;
    counts.set(cell, (counts.get(cell) ?? 0) + 1);
  }
  const steps = [...scale].sort((a, b) => a.value - b.value);
  const levelAt = (product: number) =>
    [...levels].sort((a, b) => b.from - a.from).find((l) => product >= l.from)?.id ?? 'low';
  const rows = [...steps].reverse().map((impact) => ({
    label: `${impact.value} ${reader.say(impact.name)}`,
    cells: steps.map((likelihood) => ({
      count: reader.number(counts.get(impact.value * 100 + likelihood.value) ?? 0),
      level: reader.level(levelAt(impact.value * likelihood.value)),
    })),
  }));
  return [
    call(
      'section',
      reader.say(m.heatMap.heading),
      reader.say(m.heatMap.lead, { count: reader.plan.counts.scenarios }),
      reader.plan.findings.length > fewFindings,
    ),
    call('heat-map', {
      alt: reader.say(m.heatMap.alt),
      likelihood: reader.say(m.heatMap.likelihood),
      impact: reader.say(m.heatMap.impact),
      unit: reader.say(m.heatMap.countUnit),
      steps: steps.map((s) => `${s.value} ${reader.say(s.name)}`),
      rows,
    }),
    call('note', reader.say(m.heatMap.note)),
    call('subsection', reader.say(m.heatMap.scale)),
    call(
      'scale-table',
      ['', reader.say(m.heatMap.likelihood), reader.say(m.heatMap.impact)],
      [...steps]
        .reverse()
        .map((s) => [
          `${s.value} ${reader.say(s.name)}`,
          reader.say(s.likelihood),
          reader.say(s.impact),
        ]),
    ),
  ].join('');
}
