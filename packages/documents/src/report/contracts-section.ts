import { messages as m } from './messages.ts';
import type { PlanReader } from './plan-reader.ts';
import { caps } from './report-input.ts';
import { call } from './typst-literal.ts';

export function contractsSection(reader: PlanReader): string {
  const { contractNotes } = reader.plan;
  const shown = contractNotes.slice(0, caps.contractNotes);
  const rest = contractNotes.length - shown.length;
  return [
    call('section', reader.say(m.contracts.heading), reader.say(m.contracts.lead), false),
    shown.length === 0
      ? call('prose', reader.say(m.none))
      : call(
          'contracts-table',
          m.contracts.columns.map((c) => reader.say(c)),
          [...new Set(shown.map((n) => n.contract))].map((key) => ({
            contract: reader.name(key),
            notes: shown
              .filter((n) => n.contract === key)
              .map((n) => ({ sentence: reader.say(n.sentence), closes: reader.say(n.closes) })),
          })),
        ),
    rest > 0 ? call('kept-note', reader.say(m.restInPlan, { count: rest })) : '',
  ].join('');
}
