import { endpoints } from '@machimori/contract';
import {
  giveCodeByHand,
  listOutsideLinks,
  noteHandedBack,
  type OutsideLinkSent,
  revokeOutsideLink,
  sendAnswerLink,
  sendOutsideLinkAgain,
  shareProgress,
} from '@machimori/governance';
import { route } from '../route.ts';
import { letterShown } from './letter-shown.ts';

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
