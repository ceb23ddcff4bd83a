import { type Context, defineUseCase, hashOf, type World } from '@machimori/application';
import type { LinkActor } from '@machimori/authorisation';
import { transact } from '@machimori/database';
import { type Day, dayInJapan, Failure, text } from '@machimori/kernel';
import { readCityName } from './approval-city-store.ts';
import { type ApprovalLinkRow, findLink, findLinkByToken, useLink } from './approval-link-store.ts';
import { addressOf, namesOf } from './approval-people-store.ts';
import { type ApprovalDecision, type ApprovalState, writeDecision } from './approval-store.ts';
import type { Shown } from './approval-subject.ts';
import { readReason, stateAfter, type Verdict } from './decide-approval.ts';
import type { GovernancePorts } from './ports.ts';
import { expectOther, expectOtherAddress, mailboxOf } from './separation-of-duties.ts';
import { approvalAtHand, decided, expectSeen, toDecide, type Validity } from './to-decide.ts';

export const linkMessages = {
  none: text(
    'このリンクは使えません。期限が過ぎたか、取り消されたか、送った人の権限がなくなったか、途中で切れています。',
    'This link cannot be used: it has expired, was revoked, is not complete, or whoever sent it may not send it any more.',
  ),
  noneNext: text(
    '送った人に、もう一度送ってもらってください。',
    'Ask whoever sent it to send it again.',
  ),
  used: text('このリンクは、もう使われています。', 'This link was used already.'),
  somebodyElse: text(
    'このブラウザには、リンクの宛先とは別の人がサインインしています。サインアウトしてから、宛先のご本人が開いてください。',
    'Somebody else than the addressee is signed in at this browser. Sign out first; the link is for its addressee alone.',
  ),
};

/** What whoever holds the link is shown, and nothing else. */
export interface ApprovalByLink {
  readonly cityName: string;
  readonly shown: Shown;
  readonly digest: string;
  readonly note: string;
  readonly requestedBy: string;
  readonly requestedOn: Day;
  /** Whose decision it is. */
  readonly name: string;
  readonly office: string;
  readonly expiresAt: Date;
  readonly state: ApprovalState;
  readonly validity: Validity;
  readonly decision: Pick<ApprovalDecision, 'name' | 'office' | 'on' | 'reason'> | undefined;
  /** It waits, it is what was asked about, and this link has not decided yet. */
  readonly open: boolean;
}

/** Who holds this link; undefined where it does not open. */
export async function actorOfLink(
  { database, clock }: Pick<World, 'database' | 'clock'>,
  token: string,
): Promise<LinkActor | undefined> {
  const found = await transact(
    database,
    { reach: 'sign-in' },
    (transaction) => findLinkByToken({ transaction }, hashOf(token), clock.now()),
    { readOnly: true },
  );
  if (found === undefined) return undefined;
  const { link, city, organisation } = found;
  return { kind: 'link', door: 'approval', link, city, organisation };
}

/** What is to be approved, for whoever holds the link. */
export const readByLink = defineUseCase<null, ApprovalByLink, GovernancePorts>({
  name: 'read-by-link',
  action: 'approval:read-by-link',
  kind: 'query',
  async handle(context) {
    const link = await linkOf(context);
    const { row, validity } = await approvalAtHand(context, link.approval);
    const names = await namesOf(context, [row.requestedBy]);
    return {
      output: {
        cityName: await readCityName(context),
        shown: row.shown,
        digest: row.digest,
        note: row.note,
        requestedBy: names.get(row.requestedBy) ?? '',
        requestedOn: dayInJapan(row.requestedAt),
        name: link.name,
        office: link.office,
        expiresAt: link.expiresAt,
        state: row.state,
        validity,
        decision: row.decision,
        open: row.state === 'waiting' && validity === 'holds' && link.usedAt === undefined,
      },
    };
  },
});

export interface DecideByLink extends Verdict {
  /** Who is signed in at the same browser: the link does not make another person of them. */
  readonly signedIn: string | undefined;
}

/** Somebody outside approves or sends back. The log says to whom the link went, and how. */
export const decideByLink = defineUseCase<DecideByLink, null, GovernancePorts>({
  name: 'decide-by-link',
  action: 'approval:decide-by-link',
  kind: 'command',
  async handle(context, { digest, signedIn, ...input }) {
    const { now } = context;
    const link = await linkOf(context);
    const { row, by } = await toDecide(context, link.approval);
    if (signedIn !== undefined) {
      expectOther(signedIn, by);
      await expectAddressee(context, signedIn, link);
    }
    expectOtherAddress(link.email, by);
    expectSeen(row, digest);
    const reason = readReason(input);
    if (!(await useLink(context, link.link, now)))
      throw new Failure('conflict', linkMessages.used, { next: linkMessages.noneNext });
    const { name, office, email, delivery } = link;
    const state = stateAfter(input.verdict);
    await writeDecision(context, row.approval, state, {
      way: 'link',
      by: link.link,
      at: now,
      on: dayInJapan(now),
      name,
      office,
      reason,
      file: undefined,
    });
    return {
      output: null,
      subjects: [row.approval, link.link],
      content: {
        ...decided(row),
        verdict: input.verdict,
        way: 'link',
        sentTo: { name, office, email },
        delivery,
      },
      events: [
        {
          type: `approval.${state}`,
          aggregate: row.approval,
          payload: { approval: row.approval },
        },
      ],
    };
  },
});

/** A link that was passed on decides nothing in the hands of whom we can see to be somebody else. */
async function expectAddressee(
  context: Context<GovernancePorts>,
  person: string,
  { email }: ApprovalLinkRow,
): Promise<void> {
  const address = await addressOf(context, person);
  if (address === undefined || mailboxOf(address) !== mailboxOf(email))
    throw new Failure('forbidden', linkMessages.somebodyElse);
}

async function linkOf(context: Context<GovernancePorts>): Promise<ApprovalLinkRow> {
  const { actor } = context.scope;
  const link = actor.kind === 'link' ? await findLink(context, actor.link) : undefined;
  if (link === undefined)
    throw new Failure('not-found', linkMessages.none, { next: linkMessages.noneNext });
  return link;
}
