import { type Context, defineUseCase, type Outcome } from '@machimori/application';
import type { City } from '@machimori/city';
import { Failure, fill, type Id, text } from '@machimori/kernel';
import { type CheckedEdits, checkEdits, checkSeenEdits, expectSound } from './check-edits.ts';
import { differenceOf } from './difference.ts';
import { applyEdits, type Edit } from './edit.ts';
import { cityOf } from './element.ts';
import { holdRevision, readElements, readRevision } from './element-store.ts';
import { isOwnPart } from './own-part.ts';
import type { RegisterPorts } from './ports.ts';
import { insertProposal, measureWaiting } from './proposal-store.ts';
import { readOwnKey } from './seat-store.ts';
import { type Written, writeDescription } from './write-description.ts';

const messages = {
  full: text(
    '推進主体の判断を待つ申し出が、いっぱいになりました（{most}件まで）。',
    'Too many proposed changes wait for the promoting body ({most} at most).',
  ),
  fullNext: text(
    '判断を待つか、いらなくなった申し出を取り下げてください。',
    'Wait until they are decided, or withdraw those that are not needed any more.',
  ),
};

/** What of one organisation may wait at once: whoever decides reads all of it. */
const mostWaiting = { proposals: 50, bytes: 2 * 1024 * 1024 };

export interface ChangeRegister {
  readonly edits: readonly Edit[];
  /** For whoever accepts it, or reads it later. */
  readonly note: string;
}

/** What became of a change: it stands in the description, or waits for the promoting body. */
export type Changed =
  | { readonly state: 'written'; readonly revision: number; readonly changes: number }
  | { readonly state: 'proposed'; readonly proposal: Id<'proposal'> };

/**
 * Changes elements of the city. Whoever sees the whole city writes; every other organisation proposes, and what is
 * its own part takes effect without anybody (settle-proposal.ts).
 */
export const changeRegister = defineUseCase<ChangeRegister, Changed, RegisterPorts>({
  name: 'change-register',
  action: 'register:change',
  kind: 'command',
  async handle(context, { edits, note }) {
    const { scope, now, ids } = context;
    if (scope.reach === 'city') {
      const written = await writeEdits(context, edits, 'form');
      const { revision, changes } = written;
      return { output: { state: 'written', revision, changes }, ...told(context, written) };
    }
    const organisation = scope.organisation;
    if (organisation === undefined) throw new TypeError('a share of a city belongs to a seat');
    const names = await context.ports.cityNames(context);
    expectSound(checkSeenEdits(await readElements(context), edits, names));
    await expectRoom(context, organisation);
    const proposal = ids.next('proposal');
    await insertProposal(context, { proposal, organisation, proposedAt: now, note, edits });
    return {
      output: { state: 'proposed', proposal },
      subjects: [proposal],
      content: { changes: edits.length },
      events: [{ type: 'register.proposed', aggregate: scope.inCity, payload: { proposal } }],
    };
  },
});

async function expectRoom(
  context: Context<unknown>,
  organisation: Id<'organisation'>,
): Promise<void> {
  const waiting = await measureWaiting(context, organisation);
  if (waiting.proposals < mostWaiting.proposals && waiting.bytes < mostWaiting.bytes) return;
  throw new Failure('limit-exceeded', fill(messages.full, { most: mostWaiting.proposals }), {
    next: messages.fullNext,
  });
}

export interface ChangePreview extends Pick<CheckedEdits, 'conflicts' | 'diagnostics'> {
  readonly revision: number;
  /** Whether it takes effect by itself, as far as one's share shows, or waits for the promoting body. */
  readonly decides: 'oneself' | 'promoter';
  /** The city after it, for what follows; only for whoever sees the whole city, and where nothing is wrong. */
  readonly city?: City | undefined;
}

/** What is in dispute and what is wrong with a change, before it is made. Writes nothing. */
export const previewChange = defineUseCase<ChangeRegister, ChangePreview, RegisterPorts>({
  name: 'preview-change',
  action: 'register:change',
  kind: 'query',
  async handle(context, { edits }) {
    const elements = await readElements(context);
    const revision = await readRevision(context);
    const names = await context.ports.cityNames(context);
    if (context.scope.reach === 'city') {
      const { conflicts, diagnostics, city } = checkEdits(elements, edits, names);
      return { output: { revision, decides: 'oneself', conflicts, diagnostics, city } };
    }
    const share = cityOf(elements);
    const own = await readOwnKey(context);
    const changes = differenceOf(elements, applyEdits(elements, edits).elements);
    const alone = share !== undefined && own !== undefined && isOwnPart(share, own, edits, changes);
    const checked = checkSeenEdits(elements, edits, names);
    return { output: { revision, decides: alone ? 'oneself' : 'promoter', ...checked } };
  },
});

/** Writes edits into the description, all or none: throws `conflict` or `input-invalid`. */
export async function writeEdits(
  context: Context<RegisterPorts>,
  edits: readonly Edit[],
  source: string,
): Promise<Written> {
  const revision = await holdRevision(context);
  const before = await readElements(context);
  const checked = checkEdits(before, edits, await context.ports.cityNames(context));
  expectSound(checked);
  if (checked.city === undefined) throw new TypeError('a description without mistakes is a city');
  return writeDescription(context, { before, revision, city: checked.city, source });
}

/** What the log and other rooms hear of a change that was written; nothing happened where nothing differs. */
export function told(
  { scope }: Context<unknown>,
  { changeSet, revision, changes }: Written,
): Pick<Outcome<unknown>, 'subjects' | 'content' | 'events'> {
  if (changeSet === undefined) return { content: { changes } };
  return {
    subjects: [changeSet],
    content: { revision, changes },
    events: [{ type: 'register.changed', aggregate: scope.inCity, payload: { revision } }],
  };
}
