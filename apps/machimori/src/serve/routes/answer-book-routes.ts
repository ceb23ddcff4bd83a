import { checkItemsBetween, type Edition } from '@machimori/catalogue';
import { endpoints } from '@machimori/contract';
import {
  bookMedia,
  digestOf,
  listOwnAnswers,
  makeAnswerBookKey,
  previewBook,
  readAnswerBook,
  readReceivedFile,
  receiveAnswerBook,
  signAnswerBook,
} from '@machimori/governance';
import { Failure, fill, type Locale, type Text, text } from '@machimori/kernel';
import { itemLabel } from '@machimori/planning';
import type { FastifyReply } from 'fastify';
import { copyAnswerBook } from '../../answer-book-copy.ts';
import { editionIds } from '../../edition-file.ts';
import { guideline, guidelineFor } from '../guideline.ts';
import { bookRoute, route, uploadRoute } from '../route.ts';
import type { ServerWorld } from '../server-world.ts';
import { saved } from './saved-as.ts';
import { previewShown } from './sheet-book-routes.ts';

const messages = {
  unseen: text('見えないもの', 'something that you do not see'),
  copy: text('回答集の写し', 'answer-book-copy'),
  otherBook: text(
    '回答集をつくったあとで、回答か日付が変わりました。このExcelは、いまの回答集のものになりません。',
    'Answers, or the day, have changed since the answer book was made: a workbook would not be of that file.',
  ),
  otherBookNext: text(
    '回答集をもう一度つくってから、Excelを受け取ってください。',
    'Make the answer book once more, then get the workbook.',
  ),
  noAnswers: text('これは回答集ではありません。', 'This is no answer book.'),
  noAnswersNext: text('届いたファイルそのものを受け取ってください。', 'Get the file as it came.'),
  edition: text(
    'この回答集は「{edition}」の版のものです。この街守りは、その版を知りません。何も取り込んでいません。',
    'This answer book goes by the edition “{edition}”, which this program does not know. Nothing was taken in.',
  ),
  editionNext: text(
    '街守りを新しくするか、このまちの版の回答集を業者にもらってください。',
    'Bring the program up to date, or ask the vendor for one by the edition of this town.',
  ),
} as const satisfies Record<string, Text>;

const words = ({ ja, en }: Text) => ({ ja, en });

function labelsIn(edition: Edition): ReadonlyMap<string, Text> {
  return new Map(edition.checkItems.map((item) => [item.id, itemLabel(item)]));
}

async function sendCopy(
  reply: FastifyReply,
  bytes: Uint8Array,
  locale: Locale,
  { catalogue }: ServerWorld,
): Promise<FastifyReply> {
  const { workbook, vendor, madeOn } = await copyAnswerBook(bytes, locale, async (id) =>
    (await editionIds(catalogue)).includes(id) ? guideline(id, catalogue) : undefined,
  );
  const name = `${messages.copy[locale]}_${vendor}_${madeOn}`;
  return reply
    .type(bookMedia)
    .header('content-disposition', saved(`answer-book-${madeOn}`, name))
    .send(Buffer.from(workbook));
}

export const answerBookRoutes = [
  route(endpoints.listOwnAnswers, async ({ run, world, actor }) => {
    const { fingerprint, answers, names } = await run(listOwnAnswers, null);
    const labels = labelsIn(await guidelineFor(world, actor));
    return {
      fingerprint,
      answers: answers.map(({ line: { kept }, checkItem, tells, ...answer }) => ({
        line: kept.id,
        checkItem: words(labels.get(checkItem) ?? text(checkItem, checkItem)),
        subject: words(names.get(kept.subject) ?? messages.unseen),
        state: answer.state,
        planned: answer.planned,
        statement: answer.statement,
        acceptedOn: answer.acceptedOn,
        tells: [...tells],
      })),
    };
  }),

  route(endpoints.makeAnswerBookKey, async ({ run }) => ({
    ...(await run(makeAnswerBookKey, null)),
  })),

  route(endpoints.signAnswerBook, async ({ run, input, reply, world, actor }) => {
    const { id } = await guidelineFor(world, actor);
    const { bytes, vendor, madeOn } = await run(signAnswerBook, { ...input.body, edition: id });
    return reply
      .type('application/json')
      .header('machimori-sha256', digestOf(bytes))
      .header(
        'content-disposition',
        saved(`answer-book-${madeOn}`, `回答集_${vendor}_${madeOn}`, 'json'),
      )
      .send(Buffer.from(bytes));
  }),

  route(endpoints.signAnswerBookCopy, async ({ run, input, reply, world, actor }) => {
    const { sha256, language = 'ja', ...chosen } = input.body;
    const { id } = await guidelineFor(world, actor);
    const { bytes } = await run(signAnswerBook, { ...chosen, edition: id });
    // The same answers, signed on the same day, are the same bytes: else something has changed since.
    if (digestOf(bytes) !== sha256)
      throw new Failure('conflict', messages.otherBook, { next: messages.otherBookNext });
    return sendCopy(reply, bytes, language, world);
  }),

  bookRoute(
    endpoints.readAnswerBookCopy,
    readReceivedFile,
    async ({ run, input, reply, world }) => {
      const { kind, bytes } = await run(readReceivedFile, input.params);
      if (kind !== 'answer-book')
        throw new Failure('conflict', messages.noAnswers, { next: messages.noAnswersNext });
      return sendCopy(reply, bytes, input.query.language ?? 'ja', world);
    },
  ),

  uploadRoute(
    endpoints.receiveAnswerBook,
    receiveAnswerBook,
    async ({ run, input, file, world, actor }) => {
      const edition = await guidelineFor(world, actor);
      const signed = await readAnswerBook(file);
      const of = signed.book.edition;
      if (!(await editionIds(world.catalogue)).includes(of))
        throw new Failure('input-invalid', fill(messages.edition, { edition: of }), {
          next: messages.editionNext,
        });
      const theirs = await guideline(of, world.catalogue);
      const {
        fileName = 'answer-book.json',
        answeredBy,
        fingerprint = '',
        keyChanged,
      } = input.query;
      const received = await run(receiveAnswerBook, {
        fileName,
        bytes: file,
        signed,
        answeredBy,
        fingerprint,
        keyChanged: keyChanged === 'true',
        by: edition.id,
        items: checkItemsBetween(theirs, edition),
        labels: Object.fromEntries([...labelsIn(theirs), ...labelsIn(edition)]),
      });
      return previewShown(await run(previewBook, received), edition);
    },
  ),
];
