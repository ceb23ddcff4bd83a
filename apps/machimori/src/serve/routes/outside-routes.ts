import { endpoints } from '@machimori/contract';
import {
  giveCodeByHand,
  listOutsideLinks,
  noteHandedBack,
  type OutsideLinkSent,
  readLinkLines,
  revokeOutsideLink,
  sendAnswerLink,
  sendOutsideLinkAgain,
  shareProgress,
} from '@machimori/governance';
import { sheetGuidelineFor } from '../guideline.ts';
import { route } from '../route.ts';
import { letterShown } from './letter-shown.ts';
import { itemsOf, wordsOfItem } from './sheet-words.ts';

const sentShown = ({ link, expiresAt, url }: OutsideLinkSent) => ({
  link,
  expiresAt: expiresAt.toISOString(),
  url,
});

export const outsideRoutes = [
  route(endpoints.listOutsideLinks, async ({ run, input }) => {
    const { line, handedBack } = input.query;
    const links = await run(listOutsideLinks, { line, handedBack: handedBack === 'true' });
    return {
      links: links.map(({ row, letter, ...listed }) => ({
        link: row.link,
        kind: row.kind,
        state: listed.state,
        name: row.name,
        office: row.office,
        email: row.email,
        message: row.message,
        withCode: row.withCode,
        withStatements: row.withStatements,
        madeBy: listed.madeBy,
        organisation: listed.organisation,
        own: listed.own,
        codeByHand: listed.codeByHand,
        lines: listed.lines,
        answered: listed.answered,
        createdAt: row.createdAt.toISOString(),
        sentAt: row.sentAt.toISOString(),
        expiresAt: row.expiresAt.toISOString(),
        openedAt: row.openedAt?.toISOString(),
        openings: row.openings,
        handedBackAt: row.handedBackAt?.toISOString(),
        noted: row.notedAt !== undefined,
        note: row.note,
        resting: listed.resting,
        letter: letterShown(letter),
      })),
    };
  }),

  route(endpoints.readLinkLines, async ({ run, world, actor, input }) => {
    const lines = await run(readLinkLines, input.params);
    const items = itemsOf(await sheetGuidelineFor(world, actor));
    return {
      lines: lines.map(({ line, checkItem, asked, standing, stage, evidence }) => {
        const { label, heading } = wordsOfItem(items, checkItem);
        return {
          line,
          checkItem: { id: checkItem, label, heading },
          standing,
          wrote: asked?.touched === true,
          complete: asked !== undefined && Object.keys(asked.missing).length === 0,
          evidence,
          ...(asked === undefined
            ? {}
            : {
                subject: { ...asked.subject },
                state: asked.values.state,
              }),
          ...(stage === undefined ? {} : { stage }),
        };
      }),
    };
  }),
  route(endpoints.sendAnswerLink, async ({ run, input }) =>
    sentShown(await run(sendAnswerLink, input.body)),
  ),
  route(endpoints.shareProgress, async ({ run, input }) =>
    sentShown(await run(shareProgress, input.body)),
  ),
  route(endpoints.sendOutsideLinkAgain, async ({ run, input }) =>
    sentShown(await run(sendOutsideLinkAgain, { ...input.params, ...input.body })),
  ),
  route(endpoints.giveCodeByHand, async ({ run, input }) => {
    const { code, expiresAt } = await run(giveCodeByHand, input.params);
    return { code, expiresAt: expiresAt.toISOString() };
  }),
  route(endpoints.noteHandedBack, async ({ run, input }) => {
    await run(noteHandedBack, input.params);
    return undefined;
  }),
  route(endpoints.revokeOutsideLink, async ({ run, input }) => {
    await run(revokeOutsideLink, input.params);
    return undefined;
  }),
];
