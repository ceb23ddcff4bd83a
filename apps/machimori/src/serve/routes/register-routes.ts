import { runUseCase } from '@machimori/application';
import type { Actor } from '@machimori/authorisation';
import { changesInWords, elementInWords, type NameOfKey } from '@machimori/city';
import { endpoints } from '@machimori/contract';
import { type Id, text } from '@machimori/kernel';
import {
  changeRegister,
  compareRevisions,
  decideProposal,
  type Edit,
  type Element,
  type ElementChange,
  type ElementKind,
  type ElementMoment,
  findElements,
  type Moment,
  type Proposal,
  planRemoval,
  previewChange,
  readCityNames,
  readElement,
  readGuidelineNames,
  readProposals,
  settleProposal,
  undoChange,
  withdrawProposal,
} from '@machimori/register';
import { askPlan } from '../ask-plan.ts';
import { guidelineFor, namesIn } from '../guideline.ts';
import { route } from '../route.ts';
import type { ServerWorld } from '../server-world.ts';

/** JSON has null for "no such field"; the register leaves the field out. */
const editsOf = (edits: readonly unknown[]): readonly Edit[] => edits as readonly Edit[];

const elementShown = ({ kind, key, body, owners }: Element) => ({
  kind,
  key,
  body: { ...body },
  owners: [...owners],
});

/** What people call the city's elements, and what the guideline calls what they name of it. */
async function namesSeen(
  { world, actor }: { readonly world: ServerWorld; readonly actor: Actor },
  names: readonly { readonly key: string; readonly name: string }[],
): Promise<NameOfKey> {
  const known = new Map(names.map(({ key, name }) => [key, text(name, name)]));
  const outside = namesIn(await guidelineFor(world, actor));
  return (key, of) => (of === undefined ? known.get(key) : outside(key, of));
}

/** What differs between two states of one element, in words. */
const fieldsInWords = (...of: Parameters<typeof changesInWords>) =>
  changesInWords(...of).map(({ label, before, after }) => ({
    label: { ...label },
    before: { ...before },
    after: { ...after },
  }));

function changeInWords(change: ElementChange, nameOf: NameOfKey) {
  const { kind, key, before, after, fields } = change;
  return {
    kind,
    key,
    name: { ...elementInWords(kind, key, (after ?? before)?.body ?? {}, nameOf) },
    change: change.change,
    fields: fieldsInWords(kind, fields, before?.body ?? {}, after?.body ?? {}, nameOf),
  };
}

function momentsInWords(kind: ElementKind, moments: readonly ElementMoment[], nameOf: NameOfKey) {
  return moments.map(({ revision, at, actorName, body = {} }, index) => {
    const was = moments[index + 1]?.body ?? {};
    const fields = [...new Set([...Object.keys(was), ...Object.keys(body)])].filter(
      (field) => JSON.stringify(was[field]) !== JSON.stringify(body[field]),
    );
    return {
      revision,
      at: at.toISOString(),
      actorName,
      changes: fieldsInWords(kind, fields, was, body, nameOf),
    };
  });
}

const momentOf = (revision: unknown, on: string | undefined): Moment =>
  on !== undefined ? { on } : revision === undefined ? undefined : { revision: Number(revision) };

const proposalShown = (proposal: Proposal, own: boolean) => ({
  proposal: proposal.proposal,
  organisation: proposal.organisation,
  organisationName: proposal.organisationName,
  proposedAt: proposal.proposedAt.toISOString(),
  note: proposal.note,
  state: proposal.state,
  decidedAt: proposal.decidedAt?.toISOString(),
  reason: proposal.reason,
  revision: proposal.revision,
  own,
  edits: proposal.edits,
});

/** Right after a change was proposed: what is the proposer's own part alone takes effect now. */
async function settle(world: ServerWorld, city: Id<'city'>, proposal: string) {
  const { revision } = await runUseCase(
    world,
    settleProposal,
    { kind: 'system', name: 'worker', city },
    { proposal },
  );
  return revision;
}

export const registerRoutes = [
  route(endpoints.readCityNames, async ({ run }) => {
    const { revision, own, whole, counts, names } = await run(readCityNames, null);
    return {
      revision,
      own,
      whole,
      counts: Object.fromEntries(counts),
      names: names,
    };
  }),

  route(endpoints.readGuidelineNames, async ({ run }) => {
    return run(readGuidelineNames, null);
  }),

  route(endpoints.findElements, async ({ run, input }) => {
    const { kind, text: words = '', of, cursor } = input.query;
    const page = await run(findElements, { kind, text: words, of, cursor });
    return { ...page, elements: page.elements.map(elementShown) };
  }),

  route(endpoints.readElement, async ({ run, input, world, actor }) => {
    const { kind, key } = input.params;
    const { revision, element, keeps, moments, names } = await run(readElement, { kind, key });
    return {
      revision,
      keeps: keeps === 'all' ? keeps : [...keeps],
      element: elementShown(element),
      moments: momentsInWords(kind, moments, await namesSeen({ world, actor }, names)),
    };
  }),

  route(endpoints.planRemoval, async ({ run, input }) => {
    const { kind, key } = input.params;
    const edits = await run(planRemoval, { kind, key });
    return { edits };
  }),

  route(endpoints.previewChange, async ({ run, input, world, actor }) => {
    const { revision, conflicts, diagnostics, decides, city } = await run(previewChange, {
      edits: editsOf(input.body.edits),
      note: '',
    });
    const follows =
      city === undefined || conflicts.length > 0
        ? undefined
        : await askPlan(world, actor, { ask: 'consequences', draft: city });
    return {
      revision,
      decides,
      consequences: follows,
      conflicts: conflicts,
      diagnostics: diagnostics
        .slice(0, 200)
        .map(({ severity, kind, key, field, path, message, expected, nearest }) => ({
          severity,
          kind,
          key,
          field,
          path,
          text: { ...message },
          expected: expected && { ...expected },
          nearest,
        })),
    };
  }),

  route(endpoints.changeRegister, async ({ run, input, world, actor }) => {
    const { edits, note = '' } = input.body;
    const changed = await run(changeRegister, { edits: editsOf(edits), note });
    if (changed.state === 'written' || actor.kind !== 'person' || actor.seat === undefined)
      return { ...changed };
    const revision = await settle(world, actor.seat.city, changed.proposal);
    return revision === undefined
      ? { ...changed }
      : { state: 'written' as const, revision, changes: edits.length };
  }),

  route(endpoints.undoChange, async ({ run, input }) => ({
    ...(await run(undoChange, { revision: Number(input.params.revision) })),
  })),

  route(endpoints.compareRevisions, async ({ run, input, world, actor }) => {
    const { from, to, fromDay, toDay } = input.query;
    const seen = await run(compareRevisions, {
      from: momentOf(from, fromDay),
      to: momentOf(to, toDay),
    });
    const nameOf = await namesSeen({ world, actor }, seen.names);
    return {
      from: seen.from,
      to: seen.to,
      changes: seen.changes.map((change) => changeInWords(change, nameOf)),
    };
  }),

  route(endpoints.readProposals, async ({ run, actor }) => {
    const own = actor.kind === 'person' ? actor.seat?.organisation : undefined;
    const proposals = await run(readProposals, null);
    return {
      proposals: proposals.map((each) => proposalShown(each, each.organisation === own)),
    };
  }),

  route(endpoints.decideProposal, async ({ run, input }) => {
    const { decision, reason = '' } = input.body;
    const { proposal } = input.params;
    return { ...(await run(decideProposal, { proposal, decision, reason })) };
  }),

  route(endpoints.withdrawProposal, async ({ run, input }) => {
    await run(withdrawProposal, { proposal: input.params.proposal });
    return undefined;
  }),
];
