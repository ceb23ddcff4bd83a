import { runUseCase, type UseCase } from '@machimori/application';
import { type Action, type Actor, actions, policyOf } from '@machimori/authorisation';
import * as governance from '@machimori/governance';
import * as identity from '@machimori/identity';
import { Failure, type Id } from '@machimori/kernel';
import * as register from '@machimori/register';
import { tableDigests } from '@machimori/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { refusalsOf } from './refusals.ts';
import { type AskerName, makeTown, type Town } from './town.ts';

type AnyUseCase = UseCase<unknown, unknown, unknown>;

const isUseCase = (value: unknown): value is AnyUseCase =>
  typeof value === 'object' && value !== null && 'handle' in value && 'action' in value;
const useCases = [identity, register, governance]
  .flatMap((room) => Object.values(room) as unknown[])
  .filter(isUseCase);

/** Actions that no use case has yet, each with where it will come from. */
const awaited: Readonly<Partial<Record<Action, string>>> = {
  'backup:restore': './machimori restore',
  'keys:rotate': './machimori admin',
  'organisation:list': 'read with the city',
};

let made: Awaited<ReturnType<typeof makeTown>>;
let town: Town;
const actors = new Map<AskerName, Actor>();
beforeAll(async () => {
  made = await makeTown();
  town = await made.copy();
  for (const who of town.people.keys()) actors.set(who, await town.actorOf(who));
}, 480_000);
afterAll(async () => {
  await town?.close();
  await made?.drop();
});

async function refusedEntries(action: string): Promise<number> {
  const { rowCount } = await town.owner.query(
    `select from ledger_entries where action = $1 and outcome = 'refused'`,
    [action],
  );
  return rowCount ?? 0;
}

const reached = (): never => {
  throw new Error('the handler was reached');
};

/** Fails the test where a refused act comes as far as its handler, or as what it prepares. */
const run = async (useCase: AnyUseCase, actor: Actor): Promise<string> => {
  const guarded: AnyUseCase = {
    ...useCase,
    handle: reached,
    ...(useCase.prepare === undefined ? {} : { prepare: reached }),
  };
  try {
    await runUseCase(town.world, guarded, actor, null);
    return 'done';
  } catch (error) {
    return error instanceof Failure ? error.code : String(error);
  }
};

describe('every use case', () => {
  it('is one of its action, and every action has a use case', () => {
    const used = new Set<string>(useCases.map(({ action }) => action));
    const without = Object.keys(actions).filter((action) => !used.has(action));
    expect(without.filter((action) => awaited[action as Action] === undefined)).toEqual([]);
    expect(useCases.filter(({ action }) => !Object.hasOwn(actions, action))).toEqual([]);
  });

  it('changes nothing where it refuses', async () => {
    const before = await tableDigests(town.owner);
    for (const useCase of useCases)
      for (const { who } of refusalsOf(useCase.action, ['one/contributor']))
        await run(useCase, actors.get(who) ?? { kind: 'anonymous' });
    const after = [...(await tableDigests(town.owner))];
    const changed = after.filter(([table, digest]) => before.get(table) !== digest);
    expect(changed.map(([table]) => table).filter((table) => !/^ledger_/.test(table))).toEqual([]);
  });

  it('has a name of its own', () => {
    const names = useCases.map(({ name }) => name);
    expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([]);
  });

  describe.each(useCases.map((useCase) => [useCase.name, useCase] as const))('%s', (_, useCase) => {
    it('refuses whoever its action refuses, before its handler, and writes that down', async () => {
      const wrong: string[] = [];
      const refusals = refusalsOf(useCase.action, town.people.keys());
      const before = await refusedEntries(useCase.action);
      for (const { who, code } of refusals) {
        const said = await run(useCase, actors.get(who) ?? { kind: 'anonymous' });
        if (said !== code) wrong.push(`${who}: ${said}, expected ${code}`);
      }
      expect(wrong).toEqual([]);
      const more = (await refusedEntries(useCase.action)) - before;
      expect(more).toBe(refusals.filter(({ logged }) => logged).length);
    });

    it('refuses parts of the program that it does not name, and whoever has no seat', async () => {
      const policy = policyOf(useCase.action);
      const city = town.city as Id<'city'>;
      for (const name of ['worker', 'sequencer', 'command-line', 'start'] as const) {
        if (policy.system?.includes(name) === true) continue;
        expect(await run(useCase, { kind: 'system', name, city })).toBe('forbidden');
      }
      // Acts in a city with the seat of somebody who was never there.
      const actor = actors.get('far/cityAdministrator') ?? { kind: 'anonymous' };
      const { promoter } = town.organisations;
      const seat = { city, organisation: promoter as Id<'organisation'> };
      if (policy.roles !== undefined && actor.kind === 'person')
        expect(await run(useCase, { ...actor, seat })).toBe('not-found');
    });
  });
});
