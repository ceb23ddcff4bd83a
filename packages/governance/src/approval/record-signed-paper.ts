import { createHash } from 'node:crypto';
import { defineUseCase } from '@machimori/application';
import { type Day, dayInJapan, Failure, type Id, isDay, readName, text } from '@machimori/kernel';
import { findApproval, writeDecision } from './approval-store.ts';
import { findEvidenceFile, insertEvidenceFile, isKnownEvidence } from './evidence-file-store.ts';
import { type PaperMedia, paperMediaOf } from './paper-kind.ts';
import type { GovernancePorts } from './ports.ts';
import { expectOtherName } from './separation-of-duties.ts';
import { approvalMessages, decided, expectSeen, toDecide } from './to-decide.ts';

const messages = {
  kind: text(
    'PDF、JPEG、PNG として読めないファイルです。',
    'This file is no PDF, JPEG or PNG that can be read.',
  ),
  kindNext: text(
    '署名した書面を読み取り直し、PDF か写真（JPEG、PNG）で保存して選んでください。',
    'Scan the signed paper again as a PDF or a picture (JPEG, PNG) and choose that file.',
  ),
  large: text('ファイルが大きすぎます（10 MBまで）。', 'The file is too large (10 MB at most).'),
  largeNext: text(
    '読み取りの細かさを下げて、もう一度保存してください。',
    'Scan it at a lower resolution.',
  ),
  known: text(
    'このファイルは、別の承認の書面として、もう記録されています。',
    'This very file was recorded for another approval already.',
  ),
  knownNext: text(
    'この承認のために署名した書面の写しを選んでください。',
    'Choose the copy of the paper that was signed for this approval.',
  ),
  day: text(
    '決裁の日は、今日かそれより前の日付にしてください。',
    'The day of the decision is today or before.',
  ),
  none: text('書面の写しはありません。', 'There is no copy of a paper.'),
  lost: text(
    '書面の写しが、データのフォルダーにありません。',
    'The copy of the paper is missing in the data folder.',
  ),
  altered: text(
    '書面の写しが、記録されたときの内容と違います。',
    'The copy of the paper is not what was recorded.',
  ),
  restore: text(
    '都市の管理者に知らせ、バックアップから戻してください。',
    'Tell the city administrator, and restore it from a backup.',
  ),
};

export const paperBytes = 10 * 1024 * 1024;

export interface RecordSignedPaper {
  readonly approval: string;
  /** Of what the page showed and the paper is about. */
  readonly digest: string;
  /** Who signed. */
  readonly name: string;
  readonly office: string;
  /** The day that stands on the paper. */
  readonly on: Day;
  /** As the person's computer calls the file. */
  readonly fileName: string;
  readonly bytes: Uint8Array;
}

/** Enters a decision that was signed on paper (決裁), with its copy. Whoever recorded may enter it: the signature is another's. */
export const recordSignedPaper = defineUseCase<RecordSignedPaper, null, GovernancePorts>({
  name: 'record-signed-paper',
  action: 'approval:record-paper',
  kind: 'command',
  async handle(context, input) {
    const { scope, ids, now, ports } = context;
    const { bytes } = input;
    const { row, by } = await toDecide(context, input.approval);
    expectSeen(row, input.digest);
    const name = readName(input.name);
    const office = readName(input.office);
    expectOtherName(name, by);
    if (!isDay(input.on) || input.on > dayInJapan(now))
      throw new Failure('input-invalid', messages.day);
    if (bytes.length > paperBytes)
      throw new Failure('limit-exceeded', messages.large, { next: messages.largeNext });
    const media = paperMediaOf(bytes);
    if (media === undefined)
      throw new Failure('input-invalid', messages.kind, { next: messages.kindNext });
    const digest = createHash('sha256').update(bytes).digest('hex');
    // A paper is signed for one content; the copy of another decision proves nothing about this one.
    if (await isKnownEvidence(context, digest))
      throw new Failure('conflict', messages.known, { next: messages.knownNext });
    const file = ids.next('file');
    // On the disk before the row that names it; where the act fails, the sweep takes it away.
    const sealedKey = await ports.files.put({ city: scope.inCity, file }, bytes);
    await insertEvidenceFile(context, {
      file,
      organisation: row.organisation,
      name: shortName(input.fileName),
      media,
      bytes: bytes.length,
      digest,
      sealedKey,
      storedBy: scope.person,
      now,
    });
    await writeDecision(context, row.approval, 'approved', {
      way: 'paper',
      by: scope.person,
      at: now,
      on: input.on,
      name,
      office,
      reason: '',
      file,
    });
    return {
      output: null,
      subjects: [row.approval, file],
      content: {
        ...decided(row),
        verdict: 'approve',
        way: 'paper',
        signedBy: { name, office, on: input.on },
        paper: { media, bytes: bytes.length, sha256: digest },
      },
      events: [
        {
          type: 'approval.approved',
          aggregate: row.approval,
          payload: { approval: row.approval },
        },
      ],
    };
  },
});

export interface SignedPaper {
  readonly file: Id<'file'>;
  readonly media: PaperMedia;
  readonly bytes: Uint8Array;
}

/** The copy of the paper, as it was handed in. */
export const readSignedPaper = defineUseCase<
  { readonly approval: string },
  SignedPaper,
  GovernancePorts
>({
  name: 'read-signed-paper',
  action: 'approval:read',
  kind: 'sensitive-query',
  async handle(context, { approval }) {
    const { scope, ports } = context;
    const row = await findApproval(context, approval);
    if (row === undefined)
      throw new Failure('not-found', approvalMessages.none, { next: approvalMessages.noneNext });
    const file = row.decision?.file;
    const found = file && (await findEvidenceFile(context, file));
    if (found === undefined) throw new Failure('not-found', messages.none);
    const place = { city: scope.inCity, file: found.file };
    const bytes = await read(() => ports.files.get(place, found.sealedKey));
    if (bytes === undefined)
      throw new Failure('not-found', messages.lost, { next: messages.restore });
    const same = createHash('sha256').update(bytes).digest('hex') === found.digest;
    const media = paperMediaOf(bytes);
    if (!same || media === undefined) throw altered();
    return {
      output: { file: found.file, media, bytes },
      subjects: [approval, found.file],
      content: { read: 'paper' },
    };
  },
});

const altered = (cause?: unknown): Failure =>
  new Failure('not-verified', messages.altered, { next: messages.restore, cause });

/** A seal that does not open was broken by somebody, or by the disk. */
async function read<T>(act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (error) {
    throw altered(error);
  }
}

/** The last part of a path, without what cannot be seen. */
function shortName(given: string): string {
  const last = given.split(/[\\/]/).at(-1) ?? '';
  return [...last.normalize('NFC').replace(/\p{C}/gu, '')].slice(-100).join('').trim();
}
