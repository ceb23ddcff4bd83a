import { messages as m } from './messages.ts';
import type { PlanReader } from './plan-reader.ts';
import { call } from './typst-literal.ts';

/** What the plan stands on, and what it cannot promise. */
export function sourcesSection(reader: PlanReader, isPublic: boolean): string {
  const { plan, edition } = reader;
  const documents = edition.documents.map((d) =>
    d.date === undefined
      ? reader.say(d.title)
      : reader.say(m.withNames, { words: d.title, names: reader.partialDay(d.date) }),
  );
  return [
    // It fits on one page, and reads best there.
    isPublic ? '' : call('room', 370),
    call(
      'section',
      reader.say(isPublic ? m.sources.publicHeading : m.sources.heading),
      undefined,
      false,
    ),
    call('facts-list', [
      [reader.say(m.sources.edition), reader.editionName()],
      ['', reader.say(edition.provenance)],
      ...(isPublic ? [] : [[reader.say(m.sources.criteria), reader.say(plan.criteria.title)]]),
      [reader.say(m.sources.asOf), reader.dayWithYear(plan.asOf)],
      ...(isPublic
        ? []
        : [[reader.say(m.sources.program), `${plan.generator.name} ${plan.generator.version}`]]),
      ...documents.map((title, i) => [i === 0 ? reader.say(m.sources.documents) : '', title]),
    ]),
    call('subsection', reader.say(m.sources.limits)),
    call('prose', reader.say(plan.notice)),
    call('prose', reader.say(m.sources.plain)),
    isPublic ? '' : call('prose', reader.say(m.sources.ours)),
  ].join('');
}
