import type { Finding } from '@machimori/planning';
import { messages as m } from './messages.ts';
import { type PlanReader, rankOf } from './plan-reader.ts';
import { caps } from './report-input.ts';
import { call } from './typst-literal.ts';

/** Known weaknesses with count and date, those of one kind together; they stand before everything that was derived. */
export function findingsSection(reader: PlanReader): string {
  const findings = [...reader.plan.findings].sort(
    (a, b) => a.urgency - b.urgency || rankOf(b.level) - rankOf(a.level) || (a.id < b.id ? -1 : 1),
  );
  const shown = findings.slice(0, caps.findings);
  const rest = findings.length - shown.length;
  const kinds = new Map<string, [Finding, ...Finding[]]>();
  for (const f of shown) {
    const its = kinds.get(f.kind);
    if (its) its.push(f);
    else kinds.set(f.kind, [f]);
  }
  return [
    call('section', reader.say(m.findings.heading), reader.say(m.findings.lead), true),
    findings.length === 0
      ? call('prose', reader.say(m.state.noFindings))
      : call(
          'findings-table',
          m.findings.columns.map((c) => reader.say(c)),
          [...kinds.values()].map((its) => ({
            facts: its
              .slice(0, caps.findingsOfKind)
              .map((f) => ({ sentence: reader.say(f.sentence), who: reader.name(f.responsible) })),
            more:
              its.length > caps.findingsOfKind
                ? reader.say(m.risks.moreFacts, { count: its.length - caps.findingsOfKind })
                : undefined,
            step: reader.say(its[0].firstStep),
            level: reader.level(its[0].level),
          })),
          reader.say(m.actions.who),
        ),
    rest > 0 ? call('kept-note', reader.say(m.restInPlan, { count: rest })) : '',
  ].join('');
}
