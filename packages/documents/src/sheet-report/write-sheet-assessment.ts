import { fill } from '@machimori/kernel';
import { type JsonObject, jsonObject } from '../oscal/json-object.ts';
import type { OscalDocument } from '../oscal/oscal-bundle.ts';
import { markup, markupLine, paragraphs } from '../oscal/oscal-text.ts';
import { statementId } from '../oscal/write-catalog.ts';
import { endOfDay, ourProp, startOfDay } from '../oscal/writing.ts';
import { reportMessages as m } from './messages.ts';
import type { ReportLine, SheetReportHead } from './report-line.ts';
import { SheetOscal } from './sheet-oscal.ts';

/**
 * Accepted lines as OSCAL assessment results: for each what was found, the evidence by reference, and whether the
 * check item is met. Nobody is named; the content of evidence stays where it is.
 */
export function writeSheetAssessment(
  head: SheetReportHead,
  given: readonly ReportLine[],
): OscalDocument<'assessment-results'> {
  const lines = given.filter(({ stage }) => stage === 'accepted');
  const sheet = new SheetOscal(head, lines);
  const known = lines.filter(({ itemKnown }) => itemKnown);
  const items = [...new Set(known.map(({ checkItem }) => checkItem))].sort();
  const accepted = lines.flatMap(({ acceptedAt }) => acceptedAt ?? []).sort();
  const proofs = new Map(
    lines.flatMap((line) => line.proofs.map((proof) => [proof.evidence, proof] as const)),
  );
  return {
    'assessment-results': jsonObject({
      uuid: sheet.documentId('assessment-results'),
      metadata: sheet.metadata(m.results),
      'import-ap': { href: `#${sheet.id('resource', 'assessment-plan')}` },
      results: [
        jsonObject({
          uuid: sheet.id('result', head.at, head.locale),
          title: markupLine(sheet.say(m.title)),
          description: markup(sheet.say(fill(m.resultText, { lines: lines.length }))),
          start: accepted[0] ?? head.at,
          end: head.at,
          'local-definitions': { components: sheet.components(lines) },
          'reviewed-controls': {
            'control-selections': [
              items.length === 0
                ? { description: markup(sheet.say(m.none)), 'include-all': {} }
                : { 'include-controls': items.map((id) => ({ 'control-id': id })) },
            ],
          },
          observations: lines.map((line) => observation(sheet, line)),
          findings: known.map((line) => finding(sheet, line)),
        }),
      ],
      'back-matter': {
        resources: [planOf(sheet), ...[...proofs.values()].map((proof) => sheet.evidence(proof))],
      },
    }),
  };
}

/** OSCAL wants a plan of the assessment: the check sheet of the guideline is it. */
function planOf(sheet: SheetOscal): JsonObject {
  const { framework, version } = sheet.head.edition;
  return jsonObject({
    uuid: sheet.id('resource', 'assessment-plan'),
    title: markupLine(sheet.say(fill(m.sheetPlan, { framework: sheet.say(framework), version }))),
    description: markup(sheet.say(m.sheetPlanText)),
    rlinks: [{ href: 'catalog.json', 'media-type': 'application/oscal+json' }],
  });
}

function observation(sheet: SheetOscal, line: ReportLine): JsonObject {
  const { head } = sheet;
  const ends = line.proofs.flatMap(({ expiresOn }) => expiresOn ?? []).sort();
  return jsonObject({
    uuid: sheet.id('observation', line.line),
    title: sheet.title(line),
    description: markup(line.statement) || markup(sheet.say(m.nothingSaid)),
    methods: ['EXAMINE'],
    types: ['control-objective'],
    props: sheet.props(line),
    subjects: [
      {
        'subject-uuid': sheet.subjectId(line),
        type: 'component',
        title: markupLine(sheet.say(line.subject)) || markupLine(line.subjectKey),
      },
    ],
    'relevant-evidence': line.proofs.map((proof) =>
      jsonObject({
        href: `#${sheet.evidenceId(proof.evidence)}`,
        description: markup(proof.title),
        props: [ourProp('effective-on', proof.effectiveOn)],
      }),
    ),
    collected: line.acceptedAt ?? startOfDay(head.day),
    expires: ends[0] === undefined ? undefined : endOfDay(ends[0]),
    remarks: markup(sheet.again(line) ?? ''),
  });
}

/** Met: done, or accepted as not applying, and nothing has changed since. */
function finding(sheet: SheetOscal, line: ReportLine): JsonObject {
  const { state, stale } = line;
  const isMet = (state === 'implemented' || state === 'not-applicable') && stale.length === 0;
  return jsonObject({
    uuid: sheet.id('finding', line.line),
    title: sheet.title(line),
    description: markup(
      paragraphs(
        sheet.say(state === 'not-applicable' ? m.notApplicable : m.accepted),
        sheet.again(line),
      ),
    ),
    props: [ourProp('line', line.line)],
    target: jsonObject({
      type: 'statement-id',
      'target-id': statementId(line.checkItem),
      status: {
        state: isMet ? 'satisfied' : 'not-satisfied',
        reason: isMet && state === 'implemented' ? 'pass' : 'other',
      },
      'implementation-status': { state: implementation[state] },
    }),
    'related-observations': [{ 'observation-uuid': sheet.id('observation', line.line) }],
  });
}

const implementation = {
  'not-started': 'planned',
  planned: 'planned',
  'in-progress': 'partial',
  implemented: 'implemented',
  'not-applicable': 'not-applicable',
} as const satisfies Readonly<Record<ReportLine['state'], string>>;
