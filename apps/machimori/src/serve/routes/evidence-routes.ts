import { type Answered, endpoints } from '@machimori/contract';
import {
  addEvidence,
  askForChecks,
  automaticChecks,
  type EvidenceRevision,
  type EvidenceRow,
  fileKinds,
  handOverEvidence,
  type ListedEvidence,
  linkEvidence,
  listEvidence,
  listLineEvidence,
  type OpenedFile,
  openEvidence,
  readEvidence,
  readFileRoom,
  removeEvidence,
  reviewEvidence,
  reviseEvidence,
  unlinkEvidence,
} from '@machimori/governance';
import { dayText, Failure, fillText, isDay, type Text, text } from '@machimori/kernel';
import type { FastifyReply } from 'fastify';
import { route, uploadRoute } from '../route.ts';
import { lineNamer } from './line-namer.ts';

type Piece = Answered<typeof endpoints.listEvidence>['evidence'][number];

const messages = {
  notShown: text(
    'この種類のファイルは、その場では見られません。保存して開いてください。',
    'This kind of file is not shown in its place. Save it and open it.',
  ),
};

const kinds = Object.values(fileKinds);
const words = ({ ja, en }: Text) => ({ ja, en });

const checkOf = (id: string | undefined) => automaticChecks.find((each) => each.id === id);

/** What a check saw, in its words. */
function checkShown(
  { outcome, facts = {}, checkedAt, addedAt }: EvidenceRevision,
  id: string | undefined,
): Piece['latest']['check'] {
  const check = checkOf(id);
  if (outcome === undefined || check === undefined) return undefined;
  const values = Object.entries(facts).map(([name, value]) => [
    name,
    typeof value === 'string' && isDay(value) ? dayText(value) : value,
  ]);
  return {
    outcome,
    text: words(fillText(check.says[outcome], Object.fromEntries(values))),
    at: (checkedAt ?? addedAt).toISOString(),
  };
}

const revisionShown = (of: EvidenceRevision, check: string | undefined): Piece['latest'] => ({
  number: of.number,
  file:
    of.file !== undefined && of.media !== undefined && of.bytes !== undefined
      ? {
          name: of.fileName ?? '',
          media: of.media,
          bytes: of.bytes,
          shown: kinds.some(({ media, shown }) => shown && media === of.media),
        }
      : undefined,
  digest: of.digest,
  url: of.url,
  note: of.note,
  effectiveOn: of.effectiveOn,
  expiresOn: of.expiresOn,
  check: checkShown(of, check),
  addedAt: of.addedAt.toISOString(),
  addedBy: of.addedByName,
  byLink: of.byLink,
});

const titleOf = ({ title, check }: EvidenceRow): Text =>
  checkOf(check)?.title ?? text(title, title);

export const pieceShown = (row: ListedEvidence): Piece => ({
  evidence: row.evidence,
  kind: row.kind,
  title: words(titleOf(row)),
  organisation: row.organisationName,
  standing: row.standing,
  reviewBy: row.reviewBy,
  cadenceMonths: row.cadenceMonths,
  lines: row.lines,
  own: row.own,
  latest: revisionShown(row.latest, row.check),
});

/** Name of a file as headers carry it: letters of Japan encoded, and a name without them for old programs. */
const dispositionOf = (how: 'attachment' | 'inline', { file, name }: OpenedFile): string => {
  const encoded = encodeURIComponent(name).replaceAll(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  const ending = /\.[a-z]+$/.exec(name)?.[0] ?? '';
  return `${how}; filename="${file}${ending}"; filename*=UTF-8''${encoded}`;
};

/**
 * Strangers made these bytes. They are served as what they were found to be and as nothing else (`nosniff`, of
 * helmet), and whatever they are, nothing of them runs, loads or is framed by others.
 */
const send = (reply: FastifyReply, how: 'attachment' | 'inline', of: OpenedFile): FastifyReply =>
  reply
    .type(of.media)
    .header('content-disposition', dispositionOf(how, of))
    .header(
      'content-security-policy',
      how === 'inline' && of.media === fileKinds.pdf.media
        ? // A browser refuses its own reader of PDF in a sandbox; that reader runs nothing in our origin's name.
          "default-src 'none'; object-src 'self'; frame-ancestors 'none'"
        : "sandbox; default-src 'none'; frame-ancestors 'none'",
    )
    .send(Buffer.from(of.bytes));

export const evidenceRoutes = [
  route(endpoints.listEvidence, async ({ input, run }) => {
    const { evidence, next } = await run(listEvidence, input.query);
    return { evidence: evidence.map(pieceShown), next };
  }),

  route(endpoints.askForChecks, async ({ run }) => {
    await run(askForChecks, null);
    return undefined;
  }),

  route(endpoints.readFileRoom, ({ run }) => run(readFileRoom, null)),

  route(endpoints.readEvidence, async ({ input, run, world, actor }) => {
    const { row, revisions, lines, names } = await run(readEvidence, input.params);
    const nameOf = await lineNamer(world, actor);
    return {
      ...pieceShown(row),
      revisions: revisions.map((each) => revisionShown(each, row.check)),
      proves: lines.map(({ line, checkItem, subject: key }) => {
        const name = key === undefined ? undefined : names.get(key);
        return {
          line,
          checkItem: nameOf(checkItem),
          ...(key === undefined || name === undefined
            ? {}
            : { subject: { key, name: words(name) } }),
        };
      }),
    };
  }),

  route(endpoints.listLineEvidence, async ({ input, run }) => {
    const { evidence, byControl, may, before, handOver } = await run(
      listLineEvidence,
      input.params,
    );
    return {
      evidence: evidence.map((row) => ({
        ...pieceShown(row),
        ...(byControl.has(row.evidence) ? { byControl: true as const } : {}),
      })),
      may,
      ...(before === undefined ? {} : { before: { ...before } }),
      ...(handOver === undefined
        ? {}
        : {
            handOver: {
              evidence: [...handOver.evidence],
              to: { key: handOver.key, name: { ...handOver.name } },
            },
          }),
    };
  }),
  route(endpoints.handOverEvidence, async ({ input, run }) => {
    await run(handOverEvidence, { ...input.params, ...input.body });
    return undefined;
  }),

  route(endpoints.addEvidence, ({ input, run }) => {
    const { kind, url = '', ...said } = input.body;
    const given = kind === 'link' ? ({ kind, url } as const) : ({ kind } as const);
    return run(addEvidence, { ...said, given });
  }),

  uploadRoute(endpoints.addEvidenceFile, addEvidence, ({ input, file, run }) => {
    const { fileName, cadenceMonths, note = '', ...said } = input.query;
    const given = { kind: 'file', fileName, bytes: file } as const;
    return run(addEvidence, {
      ...said,
      note,
      cadenceMonths: Number(cadenceMonths) || undefined,
      given,
    });
  }),

  route(endpoints.reviseEvidence, ({ input, run }) => {
    const { url, ...said } = input.body;
    const given = url === undefined ? undefined : ({ kind: 'link', url } as const);
    return run(reviseEvidence, { ...input.params, ...said, given });
  }),

  uploadRoute(endpoints.reviseEvidenceFile, reviseEvidence, ({ input, file, run }) => {
    const { fileName, cadenceMonths, seen, note = '', ...said } = input.query;
    const given = { kind: 'file', fileName, bytes: file } as const;
    return run(reviseEvidence, {
      ...input.params,
      ...said,
      note,
      seen: Number(seen),
      cadenceMonths: Number(cadenceMonths) || undefined,
      given,
    });
  }),

  route(endpoints.linkEvidence, async ({ input, run }) => {
    const { linked, left } = await run(linkEvidence, { ...input.params, ...input.body });
    return { linked: [...linked], left: [...left] };
  }),

  route(endpoints.unlinkEvidence, async ({ input, run }) => {
    await run(unlinkEvidence, input.params);
    return undefined;
  }),

  route(endpoints.reviewEvidence, async ({ input, run }) => {
    await run(reviewEvidence, { ...input.params, ...input.body });
    return undefined;
  }),

  route(endpoints.removeEvidence, async ({ input, run }) => {
    await run(removeEvidence, input.params);
    return undefined;
  }),

  route(endpoints.downloadEvidence, async ({ input, run, reply }) => {
    const { evidence, number } = input.params;
    return send(reply, 'attachment', await run(openEvidence, { evidence, number: Number(number) }));
  }),

  route(endpoints.viewEvidence, async ({ input, run, reply }) => {
    const { evidence, number } = input.params;
    const opened = await run(openEvidence, { evidence, number: Number(number) });
    if (!kinds.some(({ media, shown }) => shown && media === opened.media))
      throw new Failure('not-found', messages.notShown);
    return send(reply, 'inline', opened);
  }),
];
