import type { Reference } from '@machimori/catalogue';
import type { ApplicableLaw } from '@machimori/planning';
import { messages as m } from './messages.ts';
import type { PlanReader } from './plan-reader.ts';
import { caps } from './report-input.ts';
import { call } from './typst-literal.ts';

/** Laws before guidelines, each with the facts that make it apply and the day its text was looked at. */
export function lawsSection(reader: PlanReader): string {
  return [
    call('section', reader.say(m.laws.heading), reader.say(m.laws.lead), false),
    reader.plan.laws.length === 0
      ? call('prose', reader.say(m.none))
      : call(
          'laws-table',
          m.laws.columns.map((c) => reader.say(c)),
          lawsFirst(reader).map(({ law, reference }) => lawRow(reader, law, reference)),
        ),
  ].join('');
}

export function lawsFirst(reader: PlanReader): { law: ApplicableLaw; reference: Reference }[] {
  return reader.plan.laws
    .flatMap((law) => {
      const reference = reader.entry<Reference>(law.reference);
      return reference ? [{ law, reference }] : [];
    })
    .sort((a, b) => Number(b.reference.kind === 'law') - Number(a.reference.kind === 'law'));
}

function lawRow(reader: PlanReader, law: ApplicableLaw, reference: Reference) {
  const subjectsOf = new Map<string, string[]>();
  for (const t of law.triggers) {
    const reason = reader.say(t.because);
    const subjects = subjectsOf.get(reason);
    if (subjects) subjects.push(t.subject);
    else subjectsOf.set(reason, [t.subject]);
  }
  const renumbered =
    reader.locale === 'ja'
      ? reference.articles.filter((a) => a.today !== undefined && a.today !== a.cited)
      : [];
  const checked = latest([reference.asOf, ...reference.articles.map((a) => a.asOf)]);
  return {
    name: reader.say(reference.name),
    kind: reader.say(reference.kind === 'law' ? m.laws.law : m.laws.guideline),
    reasons: [...subjectsOf].slice(0, caps.lawTriggers).map(([reason, keys]) => {
      const where = keys.filter((key) => key !== reader.plan.city.key);
      return where.length === 0
        ? reason
        : reader.say(m.withNames, { words: reason, names: reader.names(where, 3) });
    }),
    articles:
      renumbered.length === 0
        ? undefined
        : reader.listed(
            renumbered.map((a) =>
              // What the catalogue remarks on an article is how the source prints it.
              reader.say(a.note ? m.laws.articleAsPrinted : m.laws.article, {
                cited: a.cited,
                today: a.today ?? '',
              }),
            ),
            0,
          ),
    dated: checked === undefined ? '' : reader.partialDay(checked),
  };
}

const latest = (dates: readonly (string | undefined)[]): string | undefined =>
  dates
    .filter((d) => d !== undefined)
    .sort()
    .at(-1);
