import { type Actor, authorise, type Scope } from '@machimori/authorisation';
import { insertEvents, type Transaction, transact, type Wall } from '@machimori/database';
import { Failure, readId } from '@machimori/kernel';
import { nameOf } from './name-of.ts';
import { keepAnswer, type Repeat, repeatedAnswer } from './repeat.ts';
import type { Outcome, UseCase } from './use-case.ts';
import type { AuditEntry, World } from './world.ts';

/**
 * Refusals that say that somebody tried what they may not: they get an entry of their own, also where it
 * is the handler that finds nothing there for them (somebody else's id).
 */
const refusals: ReadonlySet<string> = new Set(['forbidden', 'not-found']);

/**
 * Runs one act in one transaction: who is it, may they, how far do they see; do it; tell the outbox and
 * the log; commit. Nothing of it stays when any part fails. `repeat` makes a write safe to send twice.
 *
 *   authorise, prepare, end ──▶ what takes long ──▶ authorise anew, handle, log, commit
 *   (only where the act has something to prepare)
 */
export async function runUseCase<Input, Output, Ports>(
  world: World<Ports>,
  useCase: UseCase<Input, Output, Ports>,
  actor: Actor,
  input: Input,
  repeat?: Repeat,
): Promise<Output> {
  const now = world.clock.now();
  // Strangers share one name, so that their keys would meet: what they send twice is judged twice.
  const once = actor.kind === 'anonymous' ? undefined : repeat;
  let authorised = false;
  const { ids, chance, ports } = world;
  /** What the act was answered before, or everything that it is given now. */
  const enter = async (transaction: Transaction) => {
    authorised = false;
    const standing = await world.standings.load(transaction, actor);
    const scope = authorise(actor, standing, useCase.action, now);
    authorised = true;
    await transaction.wall(wallOf(scope));
    const context = { scope, transaction, now, ids, chance, ports };
    const before = once && (await repeatedAnswer<Output>(context, useCase, once));
    return { context, before };
  };
  const prepare = async (transaction: Transaction) => {
    const { context, before } = await enter(transaction);
    return before ?? { work: await useCase.prepare?.(context, input) };
  };
  const work = async (transaction: Transaction, prepared: unknown): Promise<Outcome<Output>> => {
    const { context, before } = await enter(transaction);
    if (before !== undefined) return { output: before.output };
    const { scope } = context;
    const outcome = await useCase.handle(context, input, prepared);
    if (useCase.kind === 'query') return outcome;
    const entry = entryOf(scope, useCase.action, now, outcome);
    // What happened is told where it happened, also where the act began outside of any city.
    if (outcome.inInstallation === true)
      await transaction.wall({ ...whoOf(scope), reach: 'installation' });
    else if (entry.city !== scope.city)
      await transaction.wall({ ...wallOf(scope), ...(entry.city ? { city: entry.city } : {}) });
    const events = (outcome.events ?? []).map((event) => ({
      ...event,
      eventId: ids.next('event'),
      city: entry.city,
      at: now,
    }));
    if (events.length > 0) await insertEvents(transaction, events);
    await world.log.append(transaction, entry);
    for (const place of outcome.alsoIn ?? []) {
      await transaction.wall({ ...wallOf(scope), city: place.city });
      const subjects = entry.subjects.filter((subject) => readId('person', subject) !== undefined);
      await world.log.append(transaction, { ...entry, ...place, subjects });
    }
    if (once && outcome.refusal === undefined) {
      // An act may have moved the wall; an answer is kept behind the actor's own.
      await transaction.wall(wallOf(scope));
      await keepAnswer(context, useCase, once, outcome.output, now);
    }
    return outcome;
  };

  try {
    const { database } = world;
    const wall = wallBefore(actor);
    const prepared =
      useCase.prepare === undefined
        ? { work: undefined }
        : await transact(database, wall, prepare, { readOnly: true });
    if ('output' in prepared) return prepared.output;
    const readOnly = useCase.kind === 'query';
    const finish = (given: unknown): Promise<Outcome<Output>> =>
      transact(database, wall, (opened) => work(opened, given), { readOnly });
    const outcome = await (prepared.work === undefined ? finish(undefined) : prepared.work(finish));
    if (outcome.refusal !== undefined) throw outcome.refusal;
    return outcome.output;
  } catch (error) {
    const tried = !authorised || useCase.kind !== 'query';
    if (tried && error instanceof Failure && refusals.has(error.code))
      await recordRefusal(world, useCase.action, actor, now);
    throw error;
  }
}

/**
 * Asks whether an actor may do an act, before anything costly is read or computed for it: refused, and
 * written down, as the act itself would be. The act asks again for itself.
 */
export async function expectAllowed<Ports>(
  world: Pick<World<Ports>, 'database' | 'clock' | 'standings' | 'log'>,
  { action }: Pick<UseCase<never, never, Ports>, 'action'>,
  actor: Actor,
): Promise<void> {
  const now = world.clock.now();
  try {
    await transact(
      world.database,
      wallBefore(actor),
      async (transaction) =>
        authorise(actor, await world.standings.load(transaction, actor), action, now),
      { readOnly: true },
    );
  } catch (error) {
    if (error instanceof Failure && refusals.has(error.code))
      await recordRefusal(world, action, actor, now);
    throw error;
  }
}

/** What an actor sees before it is known what they may do: their own standing. */
function wallBefore(actor: Actor): Wall {
  if (actor.kind === 'person')
    return {
      reach: 'self',
      person: actor.person,
      ...(actor.seat ? { city: actor.seat.city } : {}),
    };
  if (actor.kind === 'token' || actor.kind === 'link')
    return { reach: 'organisation', city: actor.city, organisation: actor.organisation };
  return { reach: 'none' };
}

function wallOf(scope: Scope): Wall {
  const { reach, city, organisation } = scope;
  return {
    reach,
    ...(city === undefined ? {} : { city }),
    ...(organisation === undefined ? {} : { organisation }),
    ...whoOf(scope),
  };
}

/** A token too is somebody: what it was answered is its own. */
const whoOf = ({ actor }: Scope): Pick<Wall, 'person'> =>
  actor.kind === 'person' || actor.kind === 'token' ? { person: nameOf(actor) } : {};

function entryOf(scope: Scope, action: string, at: Date, outcome: Outcome<unknown>): AuditEntry {
  const place =
    outcome.inInstallation === true
      ? {}
      : {
          city: scope.city ?? outcome.city,
          organisation: scope.organisation ?? outcome.organisation,
        };
  return {
    ...place,
    at,
    action,
    actor: outcome.performedBy ?? nameOf(scope.actor),
    subjects: outcome.subjects ?? [],
    outcome: outcome.refusal === undefined ? 'done' : 'refused',
    content: outcome.content,
  };
}

/** A refused act is written down in a transaction of its own, in the city it was tried in. */
async function recordRefusal(
  world: Pick<World, 'database' | 'standings' | 'log'>,
  action: string,
  actor: Actor,
  at: Date,
): Promise<void> {
  // Strangers knock all day: they are counted by the metrics, not written into anybody's log.
  if (actor.kind === 'anonymous' || actor.kind === 'system') return;
  const wall = wallBefore(actor);
  await transact(world.database, wall, async (transaction) => {
    const { seat } = await world.standings.load(transaction, actor);
    // A link or a token without rights any more tried it where it was made for.
    const of = seat ?? (actor.kind === 'person' ? undefined : actor);
    const place = of && { city: of.city, organisation: of.organisation };
    await transaction.wall(place ? { ...wall, ...place, reach: 'organisation' } : wall);
    await world.log.append(transaction, {
      ...place,
      at,
      action,
      actor: nameOf(actor),
      subjects: [],
      outcome: 'refused',
    });
  });
}
