import { checkItemsBetween, type Edition } from '@machimori/catalogue';
import { endpoints } from '@machimori/contract';
import {
  listOwnAnswers,
  makeAnswerBookKey,
  previewBook,
  readAnswerBook,
  receiveAnswerBook,
  signAnswerBook,
} from '@machimori/governance';
import { Failure, fill, type Text, text } from '@machimori/kernel';
import { itemLabel } from '@machimori/planning';
import { editionIds } from '../../edition-file.ts';
import { guideline, guidelineFor } from '../guideline.ts';
import { route, uploadRoute } from '../route.ts';
import { saved } from './saved-as.ts';
import { previewShown } from './sheet-book-routes.ts';

const messages = {
  unseen: text('見えないもの', 'something that you do not see'),
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
      .header(
        'content-disposition',
        saved(`answer-book-${madeOn}`, `回答集_${vendor}_${madeOn}`, 'json'),
      )
      .send(Buffer.from(bytes));
  }),

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
        items: checkItemsBetween(theirs, edition),
        labels: Object.fromEntries([...labelsIn(theirs), ...labelsIn(edition)]),
      });
      return previewShown(await run(previewBook, received), edition);
    },
  ),
];
