import type { Case, Measure } from '@machimori/catalogue';
import type { ProposedMeasure } from '@machimori/planning';
import { messages as m } from './messages.ts';
import type { PlanReader } from './plan-reader.ts';
import { call } from './typst-literal.ts';

/** A measure in the case that asks for it. */
interface Asked {
  readonly proposed: ProposedMeasure;
  readonly measure: Measure;
  readonly by: Case;
}

export function measuresSection(reader: PlanReader): string {
  const known = new Map(
    reader.edition.cases.flatMap((by) =>
      by.measures.map((measure) => [measure.id, { measure, by }] as const),
    ),
  );
  const asked = reader.plan.measures.flatMap((proposed): Asked[] => {
    const found = known.get(proposed.measure);
    return found ? [{ proposed, ...found }] : [];
  });
  /** The guideline lists some measures in two cases, in the same words: they are read once. */
  const of = (kind: ProposedMeasure['kind']) =>
    [
      ...Map.groupBy(
        asked.filter(({ proposed }) => proposed.kind === kind),
        ({ measure }) => reader.say(measure.text),
      ),
    ].map(([body, same]) => ({
      body,
      cases: casesOf(reader, same),
      items: reader.listed(
        [...new Set(same.flatMap(({ measure }) => measure.checkItems))].map((id) =>
          reader.itemLabel(id),
        ),
        0,
      ),
      reason: reader.join(...new Set(same.map(({ proposed }) => reasonOf(reader, proposed)))),
    }));
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

/** The cases that ask for the same, where there is more than one. */
function casesOf(reader: PlanReader, same: readonly Asked[]): string | undefined {
  const cases = [...new Set(same.map(({ by }) => by))];
  if (cases.length < 2) return undefined;
  return reader.say(m.measures.askedBy, {
    cases: cases
      .map((by) =>
        reader.say(m.measures.caseNamed, { section: by.source.section, heading: by.heading }),
      )
      .join(reader.say(m.listSeparator)),
  });
}

function reasonOf(reader: PlanReader, { because, reason }: ProposedMeasure): string {
  const where = because.filter((key) => key !== reader.plan.city.key);
  return where.length === 0
    ? reader.say(reason)
    : reader.say(m.withNames, { words: reason, names: reader.names(where, 3) });
}
