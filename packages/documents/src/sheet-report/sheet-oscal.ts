import { dayText, fill, type Text } from '@machimori/kernel';
import { type JsonObject, jsonObject } from '../oscal/json-object.ts';
import { messages as oscalWords } from '../oscal/messages.ts';
import { oscalVersion } from '../oscal/oscal-bundle.ts';
import { markup, markupLine, oneLine, paragraphs } from '../oscal/oscal-text.ts';
import { type Uuid, uuidV5 } from '../oscal/uuid-v5.ts';
import { machimoriNamespace, oscalProp, ourProp } from '../oscal/writing.ts';
import { messages as planWords } from '../report/messages.ts';
import { reportMessages as m, staleWords } from './messages.ts';
import type { ReportLine, ReportProof, SheetReportHead } from './report-line.ts';

export type SheetRole = 'respondent' | 'owner';

/** What the OSCAL documents of the sheet have at hand. */
export class SheetOscal {
  readonly head: SheetReportHead;
  readonly lines: readonly ReportLine[];
  readonly #known = new Map<string, Uuid>();

  constructor(head: SheetReportHead, lines: readonly ReportLine[]) {
    this.head = head;
    this.lines = lines;
  }

  say(text: Text): string {
    return text[this.head.locale];
  }

  /** The same thing of this city has the same UUID in every report, and in the plan's own documents. */
  id(...name: readonly string[]): Uuid {
    const whole = ['city', this.head.city.key, ...name].join('\n');
    const known = this.#known.get(whole) ?? uuidV5(machimoriNamespace, whole);
    this.#known.set(whole, known);
    return known;
  }

  /** The document itself: another one each time it is made. */
  documentId(name: string): Uuid {
    return this.id('sheet-report', name, this.head.at, this.head.locale);
  }

  /** `roles`: those that the document refers to; `about`: what else its head says. */
  metadata(
    title: Text,
    { roles = [], about }: { readonly roles?: readonly SheetRole[]; readonly about?: string } = {},
  ): JsonObject {
    const { head } = this;
    const { narrowed, edition, wholeCity, by } = head;
    const organisations = new Map(
      this.lines.map((line) => [line.answererKey, line.answeredBy] as const),
    );
    const parts = narrowed.map(({ name, value }) =>
      this.say(fill(m.facts.part, { name: this.say(name), value: this.say(value) })),
    );
    return jsonObject({
      title: markupLine(this.say(fill(title, { city: head.city.name }))),
      'last-modified': head.at,
      version: head.at,
      'oscal-version': oscalVersion,
      props: [
        oscalProp('marking', this.say(planWords.handling)),
        ourProp('edition', edition.id),
        ourProp('generator', `machimori ${head.program}`),
        ourProp('language', head.locale),
        ourProp('whole-city', String(wholeCity)),
      ],
      roles: roles.map((id) => ({ id, title: markupLine(this.say(oscalWords.roles[id])) })),
      parties: [...organisations].map(([key, name]) =>
        jsonObject({
          uuid: this.partyId(key),
          type: 'organization',
          name: oneLine(this.say(name)),
          props: key === '*' ? [] : [ourProp('key', key)],
        }),
      ),
      remarks: markup(
        paragraphs(
          about,
          this.say(
            fill(m.facts.part, {
              name: this.say(m.facts.narrowed),
              value: parts.length === 0 ? this.say(m.facts.all) : parts.join(' / '),
            }),
          ),
          wholeCity ? undefined : this.say(fill(m.facts.own, { organisation: by.organisation })),
          this.say(m.facts.handlingText),
          this.say(m.facts.limitsText),
        ),
      ),
    });
  }

  partyId(key: string): Uuid {
    return this.id('organisation', key);
  }

  subjectId(line: ReportLine): Uuid {
    return this.id('component', line.subjectKey);
  }

  /** What lines are asked of, and the program itself. */
  components(lines: readonly ReportLine[]): JsonObject[] {
    const subjects = new Map(lines.map((line) => [line.subjectKey, line] as const));
    return [
      jsonObject({
        uuid: this.id('tool', 'machimori'),
        type: 'software',
        title: 'Machimori',
        description: markup(this.say(m.tool)),
        props: [oscalProp('version', this.head.program)],
        status: { state: 'operational' },
      }),
      ...[...subjects.values()].map((line) => this.component(line.subjectKey, line.subject)),
    ];
  }

  /** Something of the city, of which the sheet knows no more than its name. */
  component(key: string, name: Text): JsonObject {
    return jsonObject({
      uuid: this.id('component', key),
      type: 'system',
      title: markupLine(this.say(name)) || markupLine(key),
      description: markup(this.say(m.subject)),
      props: [ourProp('key', key)],
      status: { state: 'other' },
    });
  }

  evidenceId(evidence: string): Uuid {
    return this.id('evidence', evidence);
  }

  /** A piece of evidence by title and digest; what is in it stays where it is. */
  evidence(proof: ReportProof): JsonObject {
    return jsonObject({
      uuid: this.evidenceId(proof.evidence),
      title: markupLine(proof.title),
      description: markup(this.say(m.evidence)),
      props: [
        ourProp('evidence', proof.evidence),
        ourProp('kind', proof.kind),
        ourProp('effective-on', proof.effectiveOn),
        ourProp('expires-on', proof.expiresOn),
        ourProp('sha-256', proof.digest),
      ],
    });
  }

  origin(): JsonObject {
    return { actors: [{ type: 'tool', 'actor-uuid': this.id('tool', 'machimori') }] };
  }

  title(line: ReportLine): string {
    return markupLine(
      this.say(
        fill(m.line, {
          heading: this.say(line.item.heading),
          subject: this.say(line.subject),
        }),
      ),
    );
  }

  /** Why an accepted line is to be looked at again; undefined where it is not. */
  again({ stale }: ReportLine): string | undefined {
    if (stale.length === 0) return undefined;
    const reasons = stale.map((reason) => this.say(staleWords[reason]));
    return this.say(fill(m.again, { reasons: reasons.join(this.say(planWords.listSeparator)) }));
  }

  props(line: ReportLine): (JsonObject | undefined)[] {
    return [
      ourProp('line', line.line),
      ourProp('check-item', line.checkItem),
      ourProp('answered-by', line.answererKey === '*' ? undefined : line.answererKey),
      ourProp('state', line.state),
      ourProp('stage', line.stage),
      ourProp('level', line.level),
      ourProp('due', line.due),
      ourProp('overdue', line.overdue ? 'true' : undefined),
      ...line.stale.map((reason) => ourProp('stale', reason)),
    ];
  }

  day(of: string): string {
    return this.say(dayText(of));
  }
}
