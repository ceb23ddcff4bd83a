import { type Answered, endpoints } from '@machimori/contract';
import {
  type ApprovalListed,
  type ApprovalOutcome,
  changeApprovalPolicy,
  decideApproval,
  listApprovals,
  readApproval,
  readApprovalPolicy,
  readSignedPaper,
  recordSignedPaper,
  requestApproval,
  revokeApprovalLink,
  type Shown,
  selfCheck,
  sendApprovalLink,
  withdrawApproval,
} from '@machimori/governance';
import type { Text } from '@machimori/kernel';
import { route, uploadRoute } from '../route.ts';
import { letterShown } from './letter-shown.ts';

type Listed = Answered<typeof endpoints.listApprovals>['approvals'][number];

const words = ({ ja, en }: Text) => ({ ja, en });

export const outcomeShown = (outcome: ApprovalOutcome): Listed['outcome'] =>
  outcome.state === 'self-checked'
    ? { state: outcome.state, mark: words(outcome.mark) }
    : { ...outcome };

const listedShown = ({ row, outcome, requestedBy }: ApprovalListed): Listed => ({
  approval: row.approval,
  subjectKind: row.subjectKind,
  subject: row.subject,
  title: words(row.shown.title),
  outcome: outcomeShown(outcome),
  requestedBy,
  requestedAt: row.requestedAt.toISOString(),
  decidedOn: row.decision?.on,
});

const shownInWords = ({ title, facts, lines }: Shown) => ({
  title: words(title),
  facts: facts.map(({ label, value }) => ({ label: words(label), value: words(value) })),
  lines: lines.map(({ change, what, among, details }) => ({
    change,
    what: words(what),
    among: among && words(among),
    details: details.map(words),
  })),
});

/** Endings of the copies that are handed out. */
const endings = { 'application/pdf': 'pdf', 'image/jpeg': 'jpg', 'image/png': 'png' } as const;

export const approvalRoutes = [
  route(endpoints.listApprovals, async ({ input, run }) => {
    const page = await run(listApprovals, input.query);
    return { ...page, approvals: page.approvals.map(listedShown) };
  }),

  route(endpoints.readApproval, async ({ input, run }) => {
    const seen = await run(readApproval, input.params);
    const { row, decision, links } = seen;
    return {
      ...listedShown(seen),
      validity: seen.validity,
      digest: row.digest,
      shown: shownInWords(row.shown),
      note: row.note,
      own: seen.own,
      selfCheckAllowed: seen.selfCheckAllowed,
      decision: decision && {
        name: decision.name,
        office: decision.office,
        on: decision.on,
        at: decision.at.toISOString(),
        reason: decision.reason,
        paper: decision.file !== undefined,
        enteredBy: seen.enteredBy,
      },
      links: links.map(({ link, name, office, email, delivery, ...at }) => ({
        link,
        name,
        office,
        email,
        delivery,
        createdAt: at.createdAt.toISOString(),
        expiresAt: at.expiresAt.toISOString(),
        revoked: at.revokedAt !== undefined,
        used: at.usedAt !== undefined,
        resting: at.resting,
        letter: letterShown(at.letter),
      })),
    };
  }),

  route(endpoints.requestApproval, ({ input, run }) => run(requestApproval, input.body)),

  route(endpoints.withdrawApproval, async ({ input, run }) => {
    await run(withdrawApproval, input.params);
    return undefined;
  }),

  route(endpoints.decideApproval, async ({ input, run }) => {
    await run(decideApproval, { ...input.params, ...input.body });
    return undefined;
  }),

  route(endpoints.selfCheck, async ({ input, run }) => {
    await run(selfCheck, { ...input.params, ...input.body });
    return undefined;
  }),

  route(endpoints.sendApprovalLink, async ({ input, run }) => {
    const sent = await run(sendApprovalLink, { ...input.params, ...input.body });
    return { ...sent, expiresAt: sent.expiresAt.toISOString() };
  }),

  route(endpoints.revokeApprovalLink, async ({ input, run }) => {
    await run(revokeApprovalLink, input.params);
    return undefined;
  }),

  uploadRoute(endpoints.recordSignedPaper, recordSignedPaper, async ({ input, file, run }) => {
    await run(recordSignedPaper, { ...input.params, ...input.query, bytes: file });
    return undefined;
  }),

  // Strangers made these bytes: they are saved, never opened as a page of ours.
  route(endpoints.readSignedPaper, async ({ input, run, reply }) => {
    const { file, media, bytes } = await run(readSignedPaper, input.params);
    return reply
      .type(media)
      .header('content-disposition', `attachment; filename="${file}.${endings[media]}"`)
      .header('content-security-policy', "sandbox; default-src 'none'; frame-ancestors 'none'")
      .send(Buffer.from(bytes));
  }),

  route(endpoints.readApprovalPolicy, async ({ run }) => run(readApprovalPolicy, null)),

  route(endpoints.changeApprovalPolicy, async ({ input, run }) => {
    await run(changeApprovalPolicy, input.body);
    return undefined;
  }),
];
