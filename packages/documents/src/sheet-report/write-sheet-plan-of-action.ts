import { fill, readPlannedDate } from '@machimori/kernel';
import { type JsonObject, jsonObject } from '../oscal/json-object.ts';
import type { OscalDocument } from '../oscal/oscal-bundle.ts';
import { markup, markupLine, paragraphs } from '../oscal/oscal-text.ts';
import { endOfDay, machimoriNs, oscalProp, ourProp } from '../oscal/writing.ts';
import { reportMessages as m } from './messages.ts';
import { isDone, type ReportLine, type SheetReportHead } from './report-line.ts';
import { SheetOscal } from './sheet-oscal.ts';

/**
 * Lines that are not done, or are to be looked at again, as an OSCAL plan of action: each a risk with its deadline, and
 * the date that its organisation stated as a milestone.
 */
export function writeSheetPlanOfAction(
  head: SheetReportHead,
  given: readonly ReportLine[],
): OscalDocument<'plan-of-action-and-milestones'> {
  const lines = given.filter((line) => !isDone(line) || line.stale.length > 0);
  const sheet = new SheetOscal(head, lines);
  return {
    'plan-of-action-and-milestones': jsonObject({
      uuid: sheet.documentId('plan-of-action-and-milestones'),
      metadata: sheet.metadata(m.poam),
      'system-id': {
        'identifier-type': 'http://ietf.org/rfc/rfc4122',
        id: sheet.id('city'),
      },
      'local-definitions': { components: sheet.components(lines) },
      risks: lines.map((line) => risk(sheet, line)),
      'poam-items':
        lines.length === 0
          ? [
              {
                uuid: sheet.id('poam-item', 'nothing'),
                title: markupLine(sheet.say(m.nothing)),
                description: markup(sheet.say(m.nothingText)),
              },
            ]
          : lines.map((line) => item(sheet, line)),
    }),
  };
}

function why(sheet: SheetOscal, line: ReportLine): string {
  return paragraphs(
    isDone(line)
      ? undefined
      : sheet.say(fill(m.openRisk, { heading: sheet.say(line.item.heading) })),
    line.overdue ? sheet.say(m.isOverdue) : undefined,
    sheet.again(line),
  );
}

function risk(sheet: SheetOscal, line: ReportLine): JsonObject {
  const { level, state } = line;
  return jsonObject({
    uuid: sheet.id('risk', line.line),
    title: sheet.title(line),
    description: markup(sheet.say(line.item.asks)) || sheet.title(line),
    statement: markup(why(sheet, line)),
    status: state === 'in-progress' ? 'remediating' : 'open',
    props: [ourProp('line', line.line)],
    characterizations:
      level === undefined
        ? []
        : [
            {
              origin: sheet.origin(),
              facets: [{ name: 'risk-level', system: machimoriNs, value: level }],
            },
          ],
    deadline: endOfDay(line.due),
    remediations: [remediation(sheet, line)],
  });
}

/** What its organisation stated, where it stated a date; else until when it is due. */
function remediation(sheet: SheetOscal, line: ReportLine): JsonObject {
  const heading = sheet.say(line.item.heading);
  const stated = line.planned === '' ? undefined : readPlannedDate(line.planned)?.by;
  const by = stated ?? line.due;
  return jsonObject({
    uuid: sheet.id('remediation', line.line),
    lifecycle: stated === undefined ? 'recommendation' : 'planned',
    title: markupLine(heading),
    description: markup(line.statement) || markup(sheet.say(m.nothingSaid)),
    props: [oscalProp('type', 'mitigate')],
    origins: stated === undefined ? [sheet.origin()] : [],
    tasks: [
      jsonObject({
        uuid: sheet.id('milestone', line.line),
        type: 'milestone',
        title: markupLine(
          sheet.say(fill(m.milestone, { heading, planned: line.planned || sheet.day(by) })),
        ),
        timing: { 'on-date': { date: endOfDay(by) } },
        subjects: [
          {
            type: 'component',
            'include-subjects': [{ 'subject-uuid': sheet.subjectId(line), type: 'component' }],
          },
        ],
        remarks: markup(stated === undefined ? sheet.say(m.dueOnly) : ''),
      }),
    ],
  });
}

function item(sheet: SheetOscal, line: ReportLine): JsonObject {
  return jsonObject({
    uuid: sheet.id('poam-item', line.line),
    title: sheet.title(line),
    description: markup(why(sheet, line)),
    props: sheet.props(line),
    origins: [sheet.origin()],
    'related-risks': [{ 'risk-uuid': sheet.id('risk', line.line) }],
  });
}
