import { defineUseCase } from '@machimori/application';
import {
  type Day,
  dayInJapan,
  dayText,
  Failure,
  fillText,
  type Id,
  isDay,
  readName,
  text,
} from '@machimori/kernel';
import { digestOf, keepFile, openFile } from '../files/keep-file.ts';
import { findKeptFile } from '../files/kept-file-store.ts';
import { type PaperMedia, paperMediaOf } from '../files/paper-kind.ts';
import { findApproval, isKnownPaper, writeDecision } from './approval-store.ts';
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
    '決裁の日（{on}）が、今日（{today}）より後です。',
    'The day of the decision ({on}) is after today ({today}).',
  ),
  early: text(
    '決裁の日（{on}）が、この内容ができた日（{since}）より前です。その書面は、この内容に署名したものではありません。',
    'The day of the decision ({on}) is before the day of this content ({since}): that paper was not signed for it.',
  ),
  dayNext: text(
    '書面にある日付を確かめ、その日付を入力してください。書面が前の内容のものなら、この内容でもう一度署名を受けてください。',
    'Look at the date on the paper and enter that. Where the paper is of an earlier content, have this one signed.',
  ),
  noDay: text('決裁の日が、日付になっていません。', 'The day of the decision is no date.'),
  none: text('書面の写しはありません。', 'There is no copy of a paper.'),
  lost: text(
    '書面の写しが、データのフォルダーにありません。',
    'The copy of the paper is missing in the data folder.',
  ),
  altered: text(
    '書面の写しが、記録されたときの内容と違います。',
    'The copy of the paper is not what was recorded.',
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

/** A paper is signed between the day when its content came to be, and today. */
function expectDay(on: Day, of: { readonly today: Day; readonly since: Day | undefined }): void {
  if (!isDay(on)) throw new Failure('input-invalid', messages.noDay);
  const { today, since = on } = of;
  const next = messages.dayNext;
  if (on > today)
    throw new Failure(
      'input-invalid',
      fillText(messages.day, { on: dayText(on), today: dayText(today) }),
      { next },
    );
  if (on < since)
    throw new Failure(
      'input-invalid',
      fillText(messages.early, { on: dayText(on), since: dayText(since) }),
      { next },
    );
}

/** Enters a decision that was signed on paper (決裁), with its copy. Whoever recorded may enter it: the signature is another's. */
export const recordSignedPaper = defineUseCase<RecordSignedPaper, null, GovernancePorts>({
  name: 'record-signed-paper',
  action: 'approval:record-paper',
  kind: 'command',
  async handle(context, input) {
    const { scope, now } = context;
    const { bytes } = input;
    const { row, subject, by } = await toDecide(context, input.approval);
    expectSeen(row, input.digest);
    const name = readName(input.name);
    const office = readName(input.office);
    expectOtherName(name, by);
    expectDay(input.on, { today: dayInJapan(now), since: subject && dayInJapan(subject.since) });
    if (bytes.length > paperBytes)
      throw new Failure('limit-exceeded', messages.large, { next: messages.largeNext });
    const media = paperMediaOf(bytes);
    if (media === undefined)
      throw new Failure('input-invalid', messages.kind, { next: messages.kindNext });
    // A paper is signed for one content; the copy of another decision proves nothing about this one.
    if (await isKnownPaper(context, digestOf(bytes)))
      throw new Failure('conflict', messages.known, { next: messages.knownNext });
    const { file, digest } = await keepFile(context, {
      organisation: row.organisation,
      name: input.fileName,
      media,
      bytes,
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
    const row = await findApproval(context, approval);
    if (row === undefined)
      throw new Failure('not-found', approvalMessages.none, { next: approvalMessages.noneNext });
    const file = row.decision?.file;
    const found = file && (await findKeptFile(context, file));
    if (found === undefined) throw new Failure('not-found', messages.none);
    const bytes = await openFile(context, found, messages);
    const media = paperMediaOf(bytes);
    if (media === undefined) throw new Failure('not-verified', messages.altered);
    return {
      output: { file: found.file, media, bytes },
      subjects: [approval, found.file],
      content: { read: 'paper' },
    };
  },
});
