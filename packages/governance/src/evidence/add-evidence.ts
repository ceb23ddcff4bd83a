import { type Context, defineUseCase } from '@machimori/application';
import { Failure, type Id, text } from '@machimori/kernel';
import { fileKindOf, fileKinds } from '../files/file-kind.ts';
import type { FilePorts } from '../files/file-ports.ts';
import { keepFile, namedFor } from '../files/keep-file.ts';
import { expectOwn } from '../sheet/line-at-hand.ts';
import { readLineRow } from '../sheet/line-store.ts';
import { writtenEvidence } from './evidence-at-hand.ts';
import { letLookAnewAt, linkLines } from './evidence-line-store.ts';
import { type EvidenceWords, expectNote, readAddress, readWords } from './evidence-shape.ts';
import { type EvidenceContent, insertEvidence, reviseRow } from './evidence-store.ts';
import type { EvidenceKind } from './evidence-tables.ts';

const messages = {
  large: text('ファイルが大きすぎます（20 MBまで）。', 'The file is too large (20 MB at most).'),
  largeNext: text(
    '写真や画像の細かさを下げるか、いくつかに分けて保存してください。',
    'Lower the resolution of its pictures, or split it.',
  ),
  kind: text(
    '証跡の種類（ファイル、リンク、メモ）は、差しかえるときに変えられません。',
    'A file, a link and a note do not become one another.',
  ),
  kindNext: text('新しい証跡として加えてください。', 'Add it as a new piece.'),
};

/** Bytes of one file of evidence. */
export const evidenceBytes = 20 * 1024 * 1024;

/** What somebody hands in. */
export type GivenEvidence =
  | { readonly kind: 'file'; readonly fileName: string; readonly bytes: Uint8Array }
  | { readonly kind: 'link'; readonly url: string }
  | { readonly kind: 'note' };

export interface AddEvidence extends EvidenceWords {
  readonly given: GivenEvidence;
  /** A line that it proves; more are linked afterwards. */
  readonly line?: string | undefined;
}

/** Adds a piece of evidence, and puts it to a line where one is named. */
export const addEvidence = defineUseCase<
  AddEvidence,
  { readonly evidence: Id<'evidence'> },
  FilePorts
>({
  name: 'add-evidence',
  action: 'evidence:add',
  kind: 'command',
  async handle(context, { given, line, ...said }) {
    const { scope, ids, now } = context;
    const { organisation } = scope;
    if (organisation === undefined) throw new TypeError('evidence is added by an organisation');
    const words = readWords(said, now);
    if (line !== undefined) expectOwn(context, await readLineRow(context, line));
    const content = await keepGiven(context, given, words, organisation);
    const evidence = ids.next('evidence');
    await insertEvidence(context, {
      evidence,
      organisation,
      kind: given.kind,
      check: undefined,
      words,
      content,
      now,
    });
    const lines = line === undefined ? [] : [line];
    await linkLines(context, { evidence, organisation }, lines, { via: '', now });
    return {
      output: { evidence },
      subjects: [evidence],
      content: { ...toldOf(given.kind, words, content), lines },
      events: [
        { type: 'evidence.added', aggregate: evidence, payload: { evidence, organisation, lines } },
      ],
    };
  },
});

export interface ReviseEvidence extends EvidenceWords {
  readonly evidence: string;
  /** Number of the revision that somebody saw when they began. */
  readonly seen: number;
  /** Undefined: what it is stays, and only what is said of it changes. */
  readonly given?: GivenEvidence | undefined;
}

/** Renews a piece: a new revision follows, the old one stays to be looked at. */
export const reviseEvidence = defineUseCase<
  ReviseEvidence,
  { readonly revision: number },
  FilePorts
>({
  name: 'revise-evidence',
  action: 'evidence:add',
  kind: 'command',
  async handle(context, { evidence, seen, given, ...said }) {
    const { now } = context;
    const before = await writtenEvidence(context, { evidence, seen });
    if (given !== undefined && given.kind !== before.kind)
      throw new Failure('input-invalid', messages.kind, { next: messages.kindNext });
    const words = readWords(said, now);
    if (before.kind === 'note') expectNote(words);
    const { file, fileName, digest, url } = before.latest;
    const content: EvidenceContent =
      given === undefined
        ? {
            ...(file && fileName && digest ? { file: { file, name: fileName, digest } } : {}),
            ...(url === undefined ? {} : { url }),
          }
        : await keepGiven(context, given, words, before.organisation);
    const at = await letLookAnewAt(context, before.evidence, now);
    const revision = await reviseRow(context, before, { words, content, now: at });
    return {
      output: { revision },
      subjects: [before.evidence],
      content: { ...toldOf(before.kind, words, content), revision },
    };
  },
});

/** Keeps what was handed in, as the kind that its content says. Throws `input-invalid`, `limit-exceeded`. */
export async function keepGiven(
  context: Context<FilePorts>,
  given: GivenEvidence,
  words: EvidenceWords,
  organisation: string,
): Promise<EvidenceContent> {
  if (given.kind === 'link') return { url: readAddress(given.url) };
  if (given.kind === 'note') {
    expectNote(words);
    return {};
  }
  const { bytes, fileName } = given;
  if (bytes.length > evidenceBytes)
    throw new Failure('limit-exceeded', messages.large, { next: messages.largeNext });
  const { media, ending } = fileKinds[fileKindOf(bytes, fileName)];
  const name = namedFor(fileName, ending);
  const { file, digest } = await keepFile(context, { organisation, name, media, bytes });
  return { file: { file, name, digest } };
}

/** For the log: what it is, never what it says. */
export const toldOf = (
  kind: EvidenceKind,
  { title, effectiveOn, expiresOn }: EvidenceWords,
  { file }: EvidenceContent,
) => ({
  kind,
  title,
  effectiveOn,
  ...(expiresOn === undefined ? {} : { expiresOn }),
  ...(file === undefined ? {} : { file: file.file, sha256: file.digest }),
});
