import { type Context, defineUseCase } from '@machimori/application';
import { behindWall, holdHead } from '@machimori/database';
import { Failure, fill, text } from '@machimori/kernel';
import type { FilePorts } from './file-ports.ts';
import { sumFileBytes } from './kept-file-store.ts';

const messages = {
  full: text(
    'この組織のファイルを置ける{most}を、使い切ります（いま{used}）。',
    'Files of this organisation would be more than the {most} that it has (now {used}).',
  ),
  fullNext: text(
    '使わなくなった証跡を取り除くか、街守りを動かしている人に、置ける量を増やしてもらってください。',
    'Remove evidence that is not needed, or ask whoever runs the program for more room.',
  ),
};

/** How much one organisation keeps in files, and how much it may. */
export interface FileRoom {
  readonly usedBytes: number;
  readonly mostBytes: number;
}

/** What the files of an organisation come to, whoever of its links or members asks. */
const usedBy = (context: Context<FilePorts>, organisation: string): Promise<number> =>
  behindWall(context.transaction, { reach: 'city', city: context.scope.inCity }, () =>
    sumFileBytes(context, organisation),
  );

/** From here on files of this organisation go one after another, each counting those before it. */
export const holdFileRoom = (
  { scope, transaction }: Context<FilePorts>,
  organisation: string,
): Promise<void> =>
  holdHead(transaction, { city: scope.inCity, aggregate: `files-of/${organisation}` });

/** Throws `limit-exceeded` where an organisation has no room for so many bytes more. */
export async function expectFileRoom(
  context: Context<FilePorts>,
  organisation: string,
  bytes: number,
): Promise<void> {
  const most = context.ports.mostFileBytes;
  const used = await usedBy(context, organisation);
  if (used + bytes <= most) return;
  const said = fill(messages.full, { most: megabytes(most), used: megabytes(used) });
  throw new Failure('limit-exceeded', said, { next: messages.fullNext });
}

const megabytes = (bytes: number): string => `${Math.ceil(bytes / 1024 ** 2)} MB`;

/** What the files of one's own organisation come to; none for whoever has no organisation. */
export const readFileRoom = defineUseCase<null, FileRoom, FilePorts>({
  name: 'read-file-room',
  action: 'evidence:read',
  kind: 'query',
  async handle(context) {
    const { organisation } = context.scope;
    const usedBytes = organisation === undefined ? 0 : await usedBy(context, organisation);
    return { output: { usedBytes, mostBytes: context.ports.mostFileBytes } };
  },
});
