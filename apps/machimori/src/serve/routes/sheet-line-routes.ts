import { endpoints } from '@machimori/contract';
import {
  addLine,
  changeReviewPeriod,
  listAddedLines,
  readSharedOfLine,
  readSheetSettings,
  removeLine,
  shareAnswers,
  takeSharedAnswer,
  unshareAnswers,
} from '@machimori/governance';
import { Failure, type Text, text } from '@machimori/kernel';
import { itemLabel } from '@machimori/planning';
import { guidelineFor, sheetGuidelineFor } from '../guideline.ts';
import { route } from '../route.ts';
import { itemsOf, nameIn, wordsOfItem } from './sheet-words.ts';

const messages = {
  what: text(
    'ガイドラインの項目を選ぶか、まちの項目を書いてください。',
    'Choose an item of the guideline, or word one of your own.',
  ),
  noItem: text('その項目は、ガイドラインにありません。', 'The guideline has no such item.'),
};

/** Stands for every accepted answer, where a line is named otherwise; no id of a line is without an `@`. */
const all = 'all';
const lineIn = (line: string): string | undefined => (line === all ? undefined : line);

export const sheetLineRoutes = [
  route(endpoints.listAddedLines, async ({ run, world, actor }) => {
    const edition = await sheetGuidelineFor(world, actor);
    const items = itemsOf(edition);
    const { lines, elements, own, organisation, forOthers } = await run(listAddedLines, null);
    const names: ReadonlyMap<string, Text> = new Map(
      elements.map(({ key, name, nameEn }) => [key, text(name, nameEn)]),
    );
    return {
      lines: lines.map((each) => {
        const { label, heading } = wordsOfItem(items, each.checkItem);
        const { verifier } = each;
        return {
          line: each.line,
          label,
          heading,
          subject: nameIn(names, each.subject, 'subject'),
          performer: nameIn(names, each.performer, 'organisation'),
          answeredBy: nameIn(names, each.answeredBy, 'organisation'),
          verifier: verifier === undefined ? undefined : nameIn(names, verifier, 'organisation'),
          at: each.addedAt.toISOString(),
          byName: each.addedByName,
          reason: each.reason,
          joined: each.joinedAt !== undefined,
          removed: each.removedAt !== undefined,
          may: {
            remove:
              each.removedAt === undefined && (forOthers || each.organisation === organisation),
          },
        };
      }),
      items: (await guidelineFor(world, actor)).checkItems.map((item) => ({
        id: item.id,
        label: { ...itemLabel(item) },
        heading: { ...item.heading },
      })),
      elements: elements.map(({ key, kind }) => ({
        key,
        kind,
        name: { ...text(key, key), ...names.get(key) },
      })),
      own,
      forOthers,
    };
  }),

  route(endpoints.addLine, async ({ run, world, actor, input }) => {
    const { checkItem, own, ...rest } = input.body;
    if ((checkItem === undefined) === (own === undefined))
      throw new Failure('input-invalid', messages.what, { field: 'checkItem' });
    if (own !== undefined) return run(addLine, { ...rest, asked: own });
    const { checkItems } = await guidelineFor(world, actor);
    const item = checkItems.find(({ id }) => id === checkItem);
    if (item === undefined)
      throw new Failure('input-invalid', messages.noItem, { field: 'checkItem' });
    return run(addLine, { ...rest, asked: { checkItem: item.id, group: item.group } });
  }),

  route(endpoints.removeLine, async ({ run, input }) => {
    await run(removeLine, input.params);
    return undefined;
  }),

  route(endpoints.readSheetSettings, async ({ run }) => run(readSheetSettings, null)),
  route(endpoints.changeReviewPeriod, async ({ run, input }) => {
    await run(changeReviewPeriod, input.body);
    return undefined;
  }),

  route(endpoints.readShared, async ({ run, input }) => {
    const { answers, own, isOwn } = await run(readSharedOfLine, input.params);
    const sharingOf = (line: string) => {
      const found = own.find((each) => each.line === line);
      return found && { named: found.named };
    };
    return {
      answers: answers.map(({ acceptedAt, ...answer }) => ({
        ...answer,
        acceptedAt: acceptedAt.toISOString(),
      })),
      own: isOwn,
      sharing: { line: sharingOf(input.params.line), all: sharingOf('') },
    };
  }),

  route(endpoints.takeShared, async ({ run, input }) => {
    const { version } = await run(takeSharedAnswer, { ...input.params, ...input.body });
    return { version };
  }),

  route(endpoints.shareAnswers, async ({ run, input }) => {
    await run(shareAnswers, { line: lineIn(input.params.line), ...input.body });
    return undefined;
  }),
  route(endpoints.unshareAnswers, async ({ run, input }) => {
    await run(unshareAnswers, { line: lineIn(input.params.line) });
    return undefined;
  }),
];
