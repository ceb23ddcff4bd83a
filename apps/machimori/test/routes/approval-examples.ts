import { createHash } from 'node:crypto';
import type { EndpointName } from '@machimori/contract';
import { dayInJapan } from '@machimori/kernel';
import type { Example } from './example.ts';
import type { Sent } from './requester.ts';
import { type AskerName, cityFile, fileOf, type Town } from './town.ts';

const recorder = 'promoter/cityAdministrator';
const asker = 'promoter/contributor';

/** A picture of one point: the least that is a PNG. */
export const smallPicture = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

/** Describes the city anew, by the administrator or somebody else, and says which revision that is. */
export async function importAnew(
  town: Town,
  population: number,
  who: AskerName = recorder,
): Promise<string> {
  const file = fileOf(cityFile().replace('population: 6900', `population: ${population}`));
  const { baseRevision } = await town.done(who, 'POST', '/city-file/preview', { file });
  const digest = createHash('sha256').update(file).digest('hex');
  const query = { digest, baseRevision };
  const { revision } = await town.done(who, 'POST', '/city-file', { file, query });
  return String(revision);
}

interface Waiting {
  readonly approval: string;
  readonly digest: string;
}

/** A request that waits, about the description as it is: the one there is, else a new one. */
export async function waiting(town: Town): Promise<Waiting> {
  const query = { state: 'waiting' };
  const { approvals } = (await town.done(asker, 'GET', '/approvals', { query })) as {
    readonly approvals: readonly { readonly approval: string }[];
  };
  for (const { approval } of approvals) {
    const seen = await town.done(asker, 'GET', '/approvals/:approval', { params: { approval } });
    if (seen['validity'] === 'holds') return { approval, digest: String(seen['digest']) };
  }
  const { revisions } = (await town.done(asker, 'GET', '/city-file/revisions')) as {
    readonly revisions: readonly { revision: number; outcome?: { state: string } }[];
  };
  const [latest] = revisions;
  const subject =
    latest?.outcome?.state === 'approved'
      ? await importAnew(town, 7_000 + revisions.length)
      : String(latest?.revision);
  const body = { subjectKind: 'revision', subject, note: 'ご確認をお願いします' };
  return (await town.done(asker, 'POST', '/approvals', { body })) as unknown as Waiting;
}

export async function allowSelfChecks(town: Town, selfCheck = true): Promise<void> {
  const policy = await town.done(recorder, 'GET', '/approval-policy');
  const body = { selfCheck, version: policy['version'] };
  if (policy['selfCheck'] !== selfCheck)
    await town.done(recorder, 'PUT', '/approval-policy', { body });
}

export const mayor = { name: '町長', office: '役場', email: 'choucho@town.example', days: 7 };

async function unusedLink(town: Town, { approval }: Waiting): Promise<string> {
  const { links } = (await town.done(asker, 'GET', '/approvals/:approval', {
    params: { approval },
  })) as { readonly links: readonly { link: string; used: boolean; revoked: boolean }[] };
  const unused = links.find(({ used, revoked }) => !used && !revoked);
  if (unused !== undefined) return unused.link;
  const sent = { params: { approval }, body: mayor };
  return String((await town.done(asker, 'POST', '/approvals/:approval/links', sent))['link']);
}

export async function paperOf(town: Town): Promise<Sent> {
  const { approval, digest } = await waiting(town);
  const { name, office } = mayor;
  const query = { name, office, on: dayInJapan(new Date()), fileName: '決裁.png', digest };
  return { params: { approval }, query, file: smallPicture };
}

/** A scan of its own for each approval: the very file of another is refused. */
async function ownPaperOf(town: Town): Promise<Sent> {
  const sent = await paperOf(town);
  const mark = Buffer.from(String(sent.params?.['approval']));
  return { ...sent, file: Buffer.concat([smallPicture, mark]) };
}

const decided = new WeakMap<Town, Promise<Sent>>();

/** An approval with its signed paper, the same each time: whoever asks for it only reads. */
function withPaper(town: Town): Promise<Sent> {
  const known = decided.get(town) ?? decideByPaper(town);
  decided.set(town, known);
  return known;
}

async function decideByPaper(town: Town): Promise<Sent> {
  const sent = await ownPaperOf(town);
  await town.done(asker, 'POST', '/approvals/:approval/paper', sent);
  return { params: { approval: sent.params?.['approval'] } };
}

const paramsOf = async (town: Town): Promise<Sent> => ({
  params: { approval: (await waiting(town)).approval },
});

export const approvalExamples: { readonly [Name in EndpointName]?: Example } = {
  listApprovals: { as: 'promoter/auditor', send: () => ({ query: { state: 'self-checked' } }) },
  readApproval: { as: 'promoter/auditor', send: paramsOf },
  requestApproval: {
    as: asker,
    send: () => ({ body: { subjectKind: 'revision', subject: '1', note: 'お願いします' } }),
  },
  withdrawApproval: { as: asker, send: paramsOf },
  decideApproval: {
    as: 'promoter/approver',
    send: async (town) => {
      const { approval, digest } = await waiting(town);
      return { params: { approval }, body: { verdict: 'approve', reason: '', digest } };
    },
  },
  selfCheck: {
    as: asker,
    send: async (town) => {
      await allowSelfChecks(town);
      const { approval, digest } = await waiting(town);
      return { params: { approval }, body: { reason: '一人しかいないため', digest } };
    },
  },
  sendApprovalLink: {
    as: asker,
    send: async (town) => ({ ...(await paramsOf(town)), body: mayor }),
  },
  revokeApprovalLink: {
    as: asker,
    send: async (town) => {
      const found = await waiting(town);
      const link = await unusedLink(town, found);
      return { params: { approval: found.approval, link } };
    },
  },
  recordSignedPaper: { as: asker, send: ownPaperOf },
  readSignedPaper: { as: 'promoter/auditor', send: withPaper },
  readApprovalPolicy: { as: 'promoter/contributor' },
  changeApprovalPolicy: {
    as: recorder,
    send: async (town) => {
      const { version } = await town.done(recorder, 'GET', '/approval-policy');
      return { body: { selfCheck: true, version } };
    },
  },
};
