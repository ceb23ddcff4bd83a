import { fill, stageWordOf, stateWords } from '@machimori/kernel';
import { statusOf } from '../oscal/control-implementation.ts';
import { type JsonObject, jsonObject } from '../oscal/json-object.ts';
import { type OscalDocument, oscalFileName } from '../oscal/oscal-bundle.ts';
import { markup, markupLine, oneLine, paragraphs } from '../oscal/oscal-text.ts';
import { ourProp } from '../oscal/writing.ts';
import { reportMessages as m } from './messages.ts';
import { heaps } from './report-figures.ts';
import type { ReportControl, ReportLine, ReportProof, SheetReportHead } from './report-line.ts';
import { SheetOscal } from './sheet-oscal.ts';

/** Whether the plan asks this line, so that the profile selects its check item: others have no place in such a plan. */
export const isAsked = ({ asked, itemKnown }: ReportLine): boolean => asked && itemKnown;

/**
 * Lines as an OSCAL system security plan: each check item implemented by the components that it is asked of, and by
 * the applied controls that answer it there. These are components themselves, with what proves them by reference. UUIDs
 * of components, organisations and lines are those of the plan's own documents. At least one line must be asked.
 */
export function writeSheetSecurityPlan(
  head: SheetReportHead,
  given: readonly ReportLine[],
  controls: readonly ReportControl[],
): OscalDocument<'system-security-plan'> {
  const lines = given.filter(isAsked);
  const answering = new Set(lines.map(({ control }) => control));
  const writing = new SecurityPlan(
    head,
    lines,
    controls.filter(({ control }) => answering.has(control)),
  );
  return { 'system-security-plan': writing.document(given.length - lines.length) };
}

/** By what a control works, as OSCAL calls such components; a contract as the plan's own documents do. */
const typeOfKind = {
  technical: 'service',
  procedure: 'process-procedure',
  people: 'process-procedure',
  physical: 'physical',
  contract: 'contract',
} as const satisfies Readonly<Record<ReportControl['kind'], string>>;

class SecurityPlan {
  readonly #sheet: SheetOscal;
  readonly #controls: ReadonlyMap<string, ReportControl>;
  readonly #proofs: ReadonlyMap<string, ReportProof>;

  constructor(
    head: SheetReportHead,
    lines: readonly ReportLine[],
    controls: readonly ReportControl[],
  ) {
    this.#sheet = new SheetOscal(head, lines);
    this.#controls = new Map(controls.map((each) => [each.control, each]));
    this.#proofs = new Map(
      lines.flatMap((line) => line.proofs.map((proof) => [proof.evidence, proof] as const)),
    );
  }

  document(leftOut: number): JsonObject {
    const sheet = this.#sheet;
    const { head } = sheet;
    return jsonObject({
      uuid: sheet.documentId('system-security-plan'),
      metadata: sheet.metadata(m.securityPlan, {
        roles: ['respondent', 'owner'],
        about: paragraphs(
          sheet.say(m.securityPlanText),
          leftOut === 0 ? undefined : sheet.say(fill(m.notAsked, { lines: leftOut })),
        ),
      }),
      'import-profile': { href: oscalFileName('profile'), remarks: markup(sheet.say(m.profile)) },
      'system-characteristics': {
        'system-ids': [{ 'identifier-type': 'http://ietf.org/rfc/rfc4122', id: sheet.id('city') }],
        'system-name': oneLine(head.city.name) || head.city.key,
        description: markup(sheet.say(m.securityPlanText)),
        'system-information': {
          'information-types': [
            {
              uuid: sheet.id('information-type'),
              title: markupLine(sheet.say(m.informationTitle)),
              description: markup(sheet.say(m.information)),
            },
          ],
        },
        status: { state: 'other', remarks: markup(sheet.say(m.systemState)) },
        'authorization-boundary': { description: markup(sheet.say(m.boundary)) },
      },
      'system-implementation': {
        users: [
          {
            uuid: sheet.id('user', 'respondent'),
            title: markupLine(sheet.say(m.people)),
            'role-ids': ['respondent'],
          },
        ],
        components: this.#components(),
      },
      'control-implementation': {
        description: markup(sheet.say(m.securityPlanText)),
        'implemented-requirements': [...heaps(sheet.lines, ({ checkItem }) => checkItem)]
          .sort(([a], [b]) => (a < b ? -1 : 1))
          .map(([item, lines]) => this.#requirement(item, lines)),
      },
      ...(this.#proofs.size === 0
        ? {}
        : {
            'back-matter': {
              resources: [...this.#proofs.values()].map((proof) => sheet.evidence(proof)),
            },
          }),
    });
  }

  /** The city, what lines are asked of, what carries controls out, and the controls; each once. */
  #components(): JsonObject[] {
    const sheet = this.#sheet;
    const { key, name } = sheet.head.city;
    const found = new Map<string, JsonObject>([
      [
        sheet.id('component', key),
        {
          uuid: sheet.id('component', key),
          type: 'this-system',
          title: markupLine(name) || key,
          description: markup(sheet.say(m.system)),
          status: { state: 'other', remarks: markup(sheet.say(m.systemState)) },
        },
      ],
    ]);
    const plain = [
      ...sheet.components(sheet.lines),
      ...[...this.#controls.values()].flatMap(({ element }) =>
        element === undefined ? [] : [sheet.component(element.key, element.name)],
      ),
      ...[...this.#controls.values()].map((control) => this.#control(control)),
    ];
    for (const each of plain) {
      const uuid = String(each['uuid']);
      if (!found.has(uuid)) found.set(uuid, each);
    }
    return [...found.values()];
  }

  #control(control: ReportControl): JsonObject {
    const sheet = this.#sheet;
    const { state, element, organisationKey: owner } = control;
    return jsonObject({
      uuid: this.#controlId(control),
      type: typeOfKind[control.kind],
      title: markupLine(control.name) || control.control,
      description: markup(control.statement) || markup(sheet.say(m.controlText)),
      props: [
        ourProp('applied-control', control.control),
        ourProp('control-kind', control.kind),
        ourProp('state', state),
        ourProp('planned', control.planned),
        ourProp('effective-on', control.effectiveOn),
        ourProp('review-by', control.reviewBy),
      ],
      links: [
        element === undefined
          ? undefined
          : { href: `#${sheet.id('component', element.key)}`, rel: 'provided-by' },
        ...this.#evidenceLinks(control.evidence),
      ],
      status: {
        state: state === 'implemented' ? 'operational' : 'under-development',
        remarks: markup(sheet.say(stateWords[state])),
      },
      'responsible-roles': owner === undefined ? [] : this.#role('owner', owner),
    });
  }

  #requirement(item: string, lines: readonly ReportLine[]): JsonObject {
    const by = heaps(
      lines.filter(({ control }) => this.#controlOf(control) !== undefined),
      ({ control }) => control ?? '',
    );
    return jsonObject({
      uuid: this.#sheet.id('implementation', item),
      'control-id': item,
      'by-components': [
        ...lines.map((line) => this.#line(line)),
        ...[...by].flatMap(([control, its]) => this.#answered(item, control, its)),
      ],
    });
  }

  /** A line: the check item at what it is asked of. */
  #line(line: ReportLine): JsonObject {
    const sheet = this.#sheet;
    const control = this.#controlOf(line.control);
    const differs =
      control !== undefined &&
      (control.state !== line.state ||
        control.planned !== line.planned ||
        control.statement !== line.statement);
    return jsonObject({
      'component-uuid': sheet.subjectId(line),
      uuid: sheet.id('line', line.line),
      description: markup(line.statement) || markup(sheet.say(m.nothingSaid)),
      props: [
        ...sheet.props(line),
        ourProp('planned', line.planned),
        ourProp('applied-control', control?.control),
        ourProp('own-words', differs ? 'true' : undefined),
      ],
      links: [
        control === undefined
          ? undefined
          : { href: `#${this.#answerId(line.checkItem, control)}`, rel: 'answered-by' },
        ...this.#evidenceLinks(line.proofs.map(({ evidence }) => evidence)),
      ],
      'implementation-status': {
        state: statusOf([heldState(line)]),
        remarks: markup(
          paragraphs(
            sheet.say(
              fill(m.statedAs, {
                state: sheet.say(stateWords[line.state]),
                stage: sheet.say(stageWordOf(line)),
              }),
            ),
            heldState(line) === line.state || line.stale.length > 0
              ? undefined
              : sheet.say(m.notHeld),
            sheet.again(line),
            control === undefined
              ? undefined
              : sheet.say(fill(m.answeredByControl, { name: control.name })),
            differs ? sheet.say(m.ownWords) : undefined,
          ),
        ),
      },
      'responsible-roles': this.#role('respondent', line.answererKey),
    });
  }

  /** An applied control where it answers this check item, as far as its lines are accepted. */
  #answered(item: string, id: string, lines: readonly ReportLine[]): readonly JsonObject[] {
    const control = this.#controlOf(id);
    if (control === undefined) return [];
    return [
      jsonObject({
        'component-uuid': this.#controlId(control),
        uuid: this.#answerId(item, control),
        description: markup(control.statement) || markup(this.#sheet.say(m.controlText)),
        props: [ourProp('applied-control', id), ourProp('lines', lines.length)],
        links: [
          ...lines.map(({ line }) => ({
            href: `#${this.#sheet.id('line', line)}`,
            rel: 'answers',
          })),
          ...this.#evidenceLinks(control.evidence),
        ],
        'implementation-status': { state: statusOf(lines.map(heldState)) },
        'responsible-roles':
          control.organisationKey === undefined ? [] : this.#role('owner', control.organisationKey),
      }),
    ];
  }

  #controlOf(id: string | undefined): ReportControl | undefined {
    return id === undefined ? undefined : this.#controls.get(id);
  }

  #controlId(control: ReportControl): string {
    return this.#sheet.id('applied-control', control.control);
  }

  #answerId(item: string, { control }: ReportControl): string {
    return this.#sheet.id('applied-control', control, item);
  }

  /** Of what proves something, only what also proves a line that is here: no more is known to be seen. */
  #evidenceLinks(evidence: readonly string[]): readonly JsonObject[] {
    return evidence
      .filter((id) => this.#proofs.has(id))
      .map((id) => ({ href: `#${this.#sheet.evidenceId(id)}`, rel: 'reference' }));
  }

  /** Parties are those that answer lines; another is not named. */
  #role(role: 'respondent' | 'owner', key: string): readonly JsonObject[] {
    return this.#sheet.lines.some(({ answererKey }) => answererKey === key)
      ? [{ 'role-id': role, 'party-uuids': [this.#sheet.partyId(key)] }]
      : [];
  }
}

/** What a line counts as: nothing is done, or does not apply, before that is accepted or described, and while it holds. */
function heldState({ state, stage, stale }: ReportLine): ReportLine['state'] {
  if ((stage === 'accepted' || stage === 'none') && stale.length === 0) return state;
  if (state === 'implemented') return 'in-progress';
  return state === 'not-applicable' ? 'not-started' : state;
}
