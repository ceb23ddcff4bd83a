import { Failure, text } from '@machimori/kernel';

/** What came of an act. */
export const outcomes = ['done', 'refused', 'failed'] as const;
export type Outcome = (typeof outcomes)[number];

/** The version of the leaf's form. */
export const leafVersion = 1;

/** The log's own stream: how it was opened, whose key signs, how it ends. Its contents are always shown. */
export const ownStream = 'log';
/** Who did what, for the city's audit. */
export const auditStream = 'audit';

/** One entry of a log, as it is hashed. It holds no name and no text: words of ASCII, hashes and numbers. */
export interface Leaf {
  readonly action: string;
  /** `person:<pseudonym>`, `system:<name>`, the id of a token, or `anonymous` where nobody had shown who they are. */
  readonly actor: string;
  /** UTC with milliseconds, as `Date.toISOString` writes it. */
  readonly at: string;
  /** Base64 of SHA-256(salt ‖ canonical content), or null where there is no content. */
  readonly commitment: string | null;
  /** Counts the entries of the stream from 1; it goes on from epoch to epoch. */
  readonly counter: number;
  /** Counts the trees of the log from 1: every restore begins one. */
  readonly epoch: number;
  readonly log: string;
  readonly organisation: string | null;
  readonly outcome: Outcome;
  /** Base64 of the leaf hash of the stream's entry before, or null for its first. */
  readonly previous: string | null;
  readonly stream: string;
  /** Keys of what it is about: ids of things, pseudonyms of persons. */
  readonly subjects: readonly string[];
}

/** What an act says before the log has given it its place. */
export type LeafDraft = Omit<Leaf, 'counter' | 'epoch' | 'previous'>;

const word = '[A-Za-z0-9][A-Za-z0-9:_.-]{0,127}';
const hash = '[A-Za-z0-9+/]{42}[AEIMQUYcgkosw048]=';
/** An id of a person would say who it is to everybody who has the list of members. */
const subject = `(?!per_|person:(?![0-9a-f]{32}"))${word}`;
const forms = {
  action: '[a-z][a-z0-9-]{0,39}(?::[a-z][a-z0-9-]{0,39}){1,3}',
  actor: 'person:[0-9a-f]{32}|system:[a-z][a-z0-9-]{0,39}|(?:tok|lnk)_[0-9a-f]{32}|anonymous',
  at: '\\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\\d|3[01])T(?:[01]\\d|2[0-3]):[0-5]\\d:[0-5]\\d\\.\\d{3}Z',
  hash: `"${hash}"|null`,
  organisation: `"${word}"|null`,
  subjects: `(?:"${subject}"(?:,"${subject}"){0,31})?`,
  number: '[1-9]\\d{0,14}',
};

/**
 * The leaf's form, to the byte. The words need no escape in JSON and the members stand in the order of RFC 8785:
 * a line of this form is canonical JSON, and a leaf has no other.
 */
export const leafForm = new RegExp(
  `^\\{"action":"(${forms.action})","actor":"(${forms.actor})","at":"(${forms.at})",` +
    `"commitment":(${forms.hash}),"counter":(${forms.number}),"epoch":(${forms.number}),` +
    `"log":"(${word})","organisation":(${forms.organisation}),"outcome":"(${outcomes.join('|')})",` +
    `"previous":(${forms.hash}),"stream":"(${word})","subjects":\\[(${forms.subjects})\\],"v":${leafVersion}\\}$`,
);

const quoted = (value: string | null): string => (value === null ? 'null' : `"${value}"`);
const unquoted = (part: string | undefined): string | null =>
  part === undefined || part === 'null' ? null : part.slice(1, -1);

/** The text of a leaf, whose UTF-8 is hashed, stored and exported. Refuses what the form does not allow. */
export function writeLeaf(leaf: Leaf): string {
  const subjects = leaf.subjects.map((each) => `"${each}"`).join(',');
  const written =
    `{"action":"${leaf.action}","actor":"${leaf.actor}","at":"${leaf.at}",` +
    `"commitment":${quoted(leaf.commitment)},"counter":${leaf.counter},"epoch":${leaf.epoch},` +
    `"log":"${leaf.log}","organisation":${quoted(leaf.organisation)},"outcome":"${leaf.outcome}",` +
    `"previous":${quoted(leaf.previous)},"stream":"${leaf.stream}","subjects":[${subjects}],"v":${leafVersion}}`;
  const form = readLeaf(written);
  if (form === undefined || !sameLeaf(form, leaf)) {
    throw new Failure(
      'input-invalid',
      text(
        `記録の形に合いません: ${wrongMember(leaf)}`,
        `not of the form of an entry: ${wrongMember(leaf)}`,
      ),
    );
  }
  return written;
}

/** A quotation mark inside a word could write another leaf than the one given: read again, it must be the same. */
function sameLeaf(a: Leaf, b: Leaf): boolean {
  const members = ['action', 'actor', 'at', 'commitment', 'counter', 'epoch'] as const;
  const more = ['log', 'organisation', 'outcome', 'previous', 'stream'] as const;
  const real = Number.isNaN(Date.parse(b.at)) ? '' : new Date(b.at).toISOString();
  return (
    [...members, ...more].every((name) => a[name] === b[name]) &&
    a.subjects.length === b.subjects.length &&
    a.subjects.every((each, i) => each === b.subjects[i]) &&
    real === b.at
  );
}

function wrongMember(leaf: Leaf): string {
  const right = (form: string, value: string): boolean => new RegExp(`^(?:${form})$`).test(value);
  const checks: readonly (readonly [string, boolean])[] = [
    ['action', right(forms.action, leaf.action)],
    ['actor', right(forms.actor, leaf.actor)],
    ['commitment', right(forms.hash, quoted(leaf.commitment))],
    ['counter', right(forms.number, String(leaf.counter))],
    ['epoch', right(forms.number, String(leaf.epoch))],
    ['log', right(word, leaf.log)],
    ['organisation', right(forms.organisation, quoted(leaf.organisation))],
    ['outcome', outcomes.includes(leaf.outcome)],
    ['previous', right(forms.hash, quoted(leaf.previous))],
    ['stream', right(word, leaf.stream)],
    [
      'subjects',
      leaf.subjects.length <= 32 &&
        leaf.subjects.every((each) => right(`"${subject}"`, `"${each}"`)),
    ],
  ];
  return checks.find(([, isRight]) => !isRight)?.[0] ?? 'at';
}

/** Refuses, before it has a place in the log, what could never be written as a leaf: the act fails, not the sequencer. */
export function checkDraft(draft: LeafDraft): void {
  writeLeaf({ ...draft, counter: 1, epoch: 1, previous: null });
}

/** A leaf of its text, or undefined where the text is not of the form. */
export function readLeaf(given: string): Leaf | undefined {
  const m = leafForm.exec(given);
  if (m === null) return undefined;
  const subjects = m[12] ?? '';
  return {
    action: m[1] ?? '',
    actor: m[2] ?? '',
    at: m[3] ?? '',
    commitment: unquoted(m[4]),
    counter: Number(m[5]),
    epoch: Number(m[6]),
    log: m[7] ?? '',
    organisation: unquoted(m[8]),
    outcome: m[9] as Outcome,
    previous: unquoted(m[10]),
    stream: m[11] ?? '',
    subjects: subjects === '' ? [] : subjects.slice(1, -1).split('","'),
  };
}
