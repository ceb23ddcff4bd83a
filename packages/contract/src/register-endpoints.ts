import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { day, id, instant, plainValue, typed, words } from './fields.ts';
import { consequences } from './plan-endpoints.ts';

/** Lists of a city's description, by the names that its file gives them; `city` is its head. */
export const elementKind = z
  .enum([
    'city',
    'organisations',
    'contracts',
    'components',
    'externalSystems',
    'dataSets',
    'flows',
    'accounts',
    'weaknesses',
    'controls',
  ])
  .meta({ id: 'ElementKind' });

/** An element's fields as the city's file has them; judged by the same rules as the file. */
const body = z.record(typed(60), plainValue);
const key = typed(200).min(1);

const edit = z
  .discriminatedUnion('change', [
    z.object({ change: z.literal('add'), kind: elementKind, key, body }),
    z.object({
      change: z.literal('set'),
      kind: elementKind,
      key,
      was: body.describe('The fields to change as they were when one began'),
      now: body.describe('The same fields as they shall be; null or absent: no such field'),
    }),
    z.object({
      change: z.literal('remove'),
      kind: elementKind,
      key,
      was: body.describe('The whole element as it was when one began'),
    }),
  ])
  .meta({ id: 'Edit' });

const edits = z.array(edit).min(1).max(2_000);

const element = z.object({
  kind: elementKind,
  key,
  body,
  owners: z.array(z.string()).describe('Keys of the organisations whose own it is'),
});

const changeInWords = z.object({
  kind: elementKind,
  key,
  name: words,
  change: z.enum(['added', 'changed', 'removed']),
  fields: z.array(z.object({ label: words, before: words, after: words })),
});

const proposal = z.object({
  proposal: id('prp'),
  organisation: id('org'),
  organisationName: z.string(),
  proposedAt: instant,
  note: z.string(),
  state: z.enum(['waiting', 'accepted', 'own-part', 'declined', 'withdrawn']),
  decidedAt: instant.optional(),
  reason: z.string(),
  revision: z.number().int().optional(),
  own: z.boolean().describe('Of one’s own organisation'),
  edits: z.array(edit),
});

const changed = z.discriminatedUnion('state', [
  z.object({
    state: z.literal('written'),
    revision: z.number().int(),
    changes: z.number().int(),
  }),
  z.object({ state: z.literal('proposed'), proposal: id('prp') }),
]);

/** Bytes of a request that changes many elements at once: a list of devices pasted from a spreadsheet. */
const changeBytes = 2 * 1024 * 1024;

export const registerEndpoints = {
  readCityNames: endpoint({
    method: 'GET',
    path: '/city/names',
    summary: {
      ja: '都市にあるものの名前（見える範囲）',
      en: 'What everything in the city is called, as far as one sees',
    },
    response: z.object({
      revision: z.number().int(),
      own: z.string().optional().describe('Key of one’s own organisation'),
      whole: z.boolean().describe('The whole city is seen, not a share'),
      counts: z.record(z.string(), z.number().int()),
      names: z.array(
        z.object({ kind: elementKind, key, name: z.string(), nameEn: z.string().optional() }),
      ),
    }),
  }),
  readGuidelineNames: endpoint({
    method: 'GET',
    path: '/city/guideline-names',
    summary: {
      ja: 'まちの内容が名ざす、ガイドラインの側のことば',
      en: 'What a city’s description may name that stands in the guideline',
    },
    response: z.object({
      facts: z.array(z.object({ id: z.string(), name: words })),
      findingKinds: z.array(z.object({ id: z.string(), name: words })),
      requirements: z.array(z.object({ id: z.string(), name: words })),
      checkItems: z.array(z.object({ id: z.string(), name: words })),
    }),
  }),
  findElements: endpoint({
    method: 'GET',
    path: '/city/elements',
    summary: { ja: '都市にあるものを探す', en: 'Finds elements of the city' },
    query: z.object({
      kind: elementKind,
      text: typed(200).optional(),
      of: typed(200).optional().describe('Key of an organisation whose own they are'),
      cursor: typed(200).optional(),
    }),
    response: z.object({
      elements: z.array(element),
      total: z.number().int().describe('Of all pages together'),
      next: z.string().optional(),
    }),
  }),
  readElement: endpoint({
    method: 'GET',
    path: '/city/elements/:kind/:key',
    summary: {
      ja: '都市にあるもの一つと、その履歴',
      en: 'One element, and what it said over time',
    },
    params: z.object({ kind: elementKind, key }),
    response: z.object({
      revision: z.number().int(),
      element,
      keeps: z
        .union([z.literal('all'), z.array(z.string())])
        .describe('Fields (`device.version`) that one changes without the promoting body'),
      moments: z.array(
        z.object({
          revision: z.number().int(),
          at: instant,
          actorName: z.string(),
          changes: z.array(z.object({ label: words, before: words, after: words })),
        }),
      ),
    }),
  }),
  planRemoval: endpoint({
    method: 'GET',
    path: '/city/elements/:kind/:key/removal',
    summary: {
      ja: '取り除くと、ほかに何が変わるか（まだ取り除かない）',
      en: 'What taking an element out would take along; changes nothing',
    },
    params: z.object({ kind: elementKind, key }),
    response: z.object({ edits: z.array(edit) }),
  }),
  previewChange: endpoint({
    method: 'POST',
    path: '/city/changes/preview',
    summary: {
      ja: '変更を確かめる（まだ書かない）',
      en: 'Looks at a change before it is made; writes nothing',
    },
    bodyBytes: changeBytes,
    body: z.object({ edits }),
    response: z.object({
      revision: z.number().int(),
      conflicts: z.array(
        z.object({
          kind: elementKind,
          key,
          reason: z.enum(['exists', 'gone', 'changed']),
          field: z.string().optional(),
          was: z.unknown().optional(),
          theirs: z.unknown().optional(),
          yours: z.unknown().optional(),
        }),
      ),
      decides: z
        .enum(['oneself', 'promoter'])
        .describe('Whether it takes effect by itself, or waits for the promoting body'),
      consequences: consequences
        .optional()
        .describe('What would follow; for whoever sees the whole city, where nothing is wrong'),
      diagnostics: z.array(
        z.object({
          severity: z.enum(['error', 'warning']),
          kind: elementKind.optional(),
          key: z.string().optional(),
          field: z.string().optional(),
          path: z.string().optional().describe('Within the element: `contacts[0].post`'),
          text: words,
          expected: words.optional(),
          nearest: z.string().optional(),
        }),
      ),
    }),
  }),
  changeRegister: endpoint({
    method: 'POST',
    path: '/city/changes',
    summary: {
      ja: 'まちの内容を変える（推進主体でなければ、申し出る）',
      en: 'Changes the city; proposes it, where one’s organisation does not promote the city',
    },
    bodyBytes: changeBytes,
    body: z.object({ edits, note: typed(2_000).default('') }),
    response: changed,
  }),
  undoChange: endpoint({
    method: 'POST',
    path: '/city/changes/:revision/undo',
    summary: { ja: '一つの変更を取り消す', en: 'Takes one change back' },
    params: z.object({ revision: z.coerce.number().int().min(1).max(1_000_000_000) }),
    response: changed,
  }),
  compareRevisions: endpoint({
    method: 'GET',
    path: '/city/changes',
    summary: { ja: '二つの時点のちがい', en: 'The difference between two moments' },
    query: z.object({
      from: z.coerce.number().int().min(0).max(1_000_000_000).optional(),
      to: z.coerce.number().int().min(0).max(1_000_000_000).optional(),
      fromDay: day.optional().describe('In place of `from`: what stood at the end of that day'),
      toDay: day.optional(),
    }),
    response: z.object({
      from: z.number().int(),
      to: z.number().int(),
      changes: z.array(changeInWords),
    }),
  }),
  readProposals: endpoint({
    method: 'GET',
    path: '/proposals',
    summary: { ja: '申し出られた変更', en: 'Proposed changes' },
    response: z.object({ proposals: z.array(proposal) }),
  }),
  decideProposal: endpoint({
    method: 'POST',
    path: '/proposals/:proposal/decision',
    summary: {
      ja: '申し出られた変更を受け入れる・戻す',
      en: 'Accepts a proposed change, or declines',
    },
    params: z.object({ proposal: id('prp') }),
    body: z.object({ decision: z.enum(['accept', 'decline']), reason: typed(2_000).default('') }),
    response: z.object({ revision: z.number().int().optional() }),
  }),
  withdrawProposal: endpoint({
    method: 'POST',
    path: '/proposals/:proposal/withdrawal',
    summary: { ja: '変更の申し出を取り下げる', en: 'Takes a proposed change back' },
    params: z.object({ proposal: id('prp') }),
  }),
} as const;
