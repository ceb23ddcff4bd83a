import { messages as m } from './messages.ts';
import type { PlanReader } from './plan-reader.ts';
import { caps } from './report-input.ts';
import { call } from './typst-literal.ts';

export function firstActions(reader: PlanReader): string {
  const actions = reader.plan.actions.slice(0, caps.actions);
  const words = {
    step: reader.say(m.actions.step),
    who: reader.say(m.actions.who),
    until: reader.say(m.actions.until),
    compact: reader.locale === 'en',
  };
  return [
    call(
      'section',
      reader.say(m.actions.heading, { count: actions.length }),
      reader.say(m.actions.lead),
      true,
    ),
    ...actions.map((a) =>
      call(
        'action-card',
        {
          rank: a.rank,
          title: reader.say(a.title),
          step: a.firstStep && reader.say(a.firstStep),
          why: reader.say(a.why),
          organisation: reader.name(a.organisation),
          until: reader.dayWithYear(a.by),
          horizon: reader.say(m.actions.horizon[a.horizon]),
          urgent: a.horizon === 'week',
          level: reader.level(a.level),
        },
        words,
      ),
    ),
  ].join('');
}
