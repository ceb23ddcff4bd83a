import type { Measure } from '@machimori/catalogue';
import type { ProposedMeasure } from '@machimori/planning';
import { messages as m } from './messages.ts';
import type { PlanReader } from './plan-reader.ts';
import { call } from './typst-literal.ts';

export function measuresSection(reader: PlanReader): string {
  const measures = new Map(reader.edition.cases.flatMap((c) => c.measures).map((x) => [x.id, x]));
  const row = (proposed: ProposedMeasure) => {
    const measure: Measure | undefined = measures.get(proposed.measure);
    const where = proposed.because.filter((key) => key !== reader.plan.city.key);
    return {
      body: measure ? reader.say(measure.text) : proposed.measure,
      items: reader.listed(
        (measure?.checkItems ?? []).map((id) => reader.itemLabel(id)),
        0,
      ),
      reason:
        where.length === 0
          ? reader.say(proposed.reason)
          : reader.say(m.withNames, {
              words: proposed.reason,
              names: reader.names(where, 3),
            }),
    };
  };
  const of = (kind: ProposedMeasure['kind']) =>
    reader.plan.measures.filter((x) => x.kind === kind).map(row);
  const heads = m.measures.columns.map((c) => reader.say(c));
  const recommended = of('recommended');
  return [
    call('section', reader.say(m.measures.heading), reader.say(m.measures.lead), false),
    call('subsection', reader.say(m.measures.recommended)),
    recommended.length === 0
      ? call('prose', reader.say(m.measures.noRecommended))
      : call('measures-table', heads, recommended, true),
    call('subsection', reader.say(m.measures.standard)),
    call('measures-table', heads.slice(0, 2), of('standard'), false),
  ].join('');
}
