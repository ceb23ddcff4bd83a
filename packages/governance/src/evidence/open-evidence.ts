import { defineUseCase } from '@machimori/application';
import { Failure, type Id, text } from '@machimori/kernel';
import type { FilePorts } from '../files/file-ports.ts';
import { openFile } from '../files/keep-file.ts';
import { findKeptFile } from '../files/kept-file-store.ts';
import { evidenceAtHand } from './evidence-at-hand.ts';
import { readRevisions } from './evidence-store.ts';

const messages = {
  none: text('ファイルはありません。', 'There is no file.'),
};

export interface OpenedFile {
  readonly file: Id<'file'>;
  readonly name: string;
  readonly media: string;
  readonly bytes: Uint8Array;
}

/** The file of one revision, as it was handed in; who opened it stands in the log. */
export const openEvidence = defineUseCase<
  { readonly evidence: string; readonly number: number },
  OpenedFile,
  FilePorts
>({
  name: 'open-evidence',
  action: 'evidence:open',
  kind: 'sensitive-query',
  async handle(context, { evidence, number }) {
    const row = await evidenceAtHand(context, evidence);
    const revisions = await readRevisions(context, evidence);
    const file = revisions.find((each) => each.number === number)?.file;
    const found = file && (await findKeptFile(context, file));
    if (found === undefined) throw new Failure('not-found', messages.none);
    const bytes = await openFile(context, found);
    const { name, media } = found;
    return {
      output: { file: found.file, name, media, bytes },
      subjects: [row.evidence, found.file],
      content: { revision: number },
    };
  },
});
