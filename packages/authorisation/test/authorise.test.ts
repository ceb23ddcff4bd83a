import { type Id, Ids } from '@machimori/kernel';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Action,
  type Actor,
  actions,
  authorise,
  policyOf,
  type Role,
  roles,
  Scope,
  type Seat,
  stepUpMs,
} from '../src/index.ts';

const now = new Date('2026-11-21T00:00:00Z');
const ids = new Ids(
  { now: () => now },
  { bytes: (n) => crypto.getRandomValues(new Uint8Array(n)) },
);
const city = ids.next('city');
const organisation = ids.next('organisation');
const person = (secondFactor = true, provedAt = now): Actor => ({
  kind: 'person',
  person: ids.next('person'),
  session: ids.next('session'),
  secondFactor,
  provedAt,
});
const seat = (...held: Role[]): Seat => ({
  city,
  organisation,
  promoter: false,
  roles: held,
  secondFactorForAll: false,
});
const codeOf = (act: () => unknown): string => {
  try {
    act();
    return 'done';
  } catch (error) {
    return (error as { code: string }).code;
  }
};
const doors = ['approval', 'code', 'answers', 'progress'] as const;
const anyAction = fc.constantFrom(...(Object.keys(actions) as Action[]));
const anyRoles = fc.subarray(Object.keys(roles) as Role[]);

describe('authorise', () => {
  it('gives a stranger only what is open to anyone', () => {
    fc.assert(
      fc.property(anyAction, (action) => {
        const outcome = codeOf(() =>
          authorise({ kind: 'anonymous' }, { host: false }, action, now),
        );
        expect(outcome).toBe(policyOf(action).anyone ? 'done' : 'unauthenticated');
      }),
    );
  });

  it('gives a member only what one of the roles names, never farther than it says', () => {
    fc.assert(
      fc.property(anyAction, anyRoles, fc.boolean(), (action, held, promoter) => {
        const policy = policyOf(action);
        const act = (): Scope =>
          authorise(person(), { host: false, seat: { ...seat(...held), promoter } }, action, now);
        const named = held.filter((role) => policy.roles?.[role] !== undefined);
        if (named.length === 0 && policy.person === undefined) {
          expect(codeOf(act)).toBe('forbidden');
          return;
        }
        const scope = act();
        expect(scope.action).toBe(action);
        if (scope.reach === 'city')
          expect(
            named.some((r) => policy.roles?.[r] === 'city') ||
              (promoter && named.some((r) => policy.roles?.[r] === 'share')),
          ).toBe(true);
        if (named.length > 0) expect(scope.city).toBe(city);
      }),
    );
  });

  it('gives nobody a city without a seat in it, the host neither', () => {
    fc.assert(
      fc.property(anyAction, fc.boolean(), (action, host) => {
        fc.pre(policyOf(action).roles !== undefined);
        expect(codeOf(() => authorise(person(), { host }, action, now))).toBe('not-found');
      }),
    );
  });

  it('does nothing for guarded roles without a second factor, but for getting one', () => {
    fc.assert(
      fc.property(
        anyAction,
        fc.constantFrom<Role>('approver', 'cityAdministrator'),
        (action, role) => {
          const outcome = codeOf(() =>
            authorise(person(false), { host: false, seat: seat(role) }, action, now),
          );
          if (policyOf(action).beforeSecondFactor) expect(outcome).toBe('done');
          else expect(outcome).toBe('second-factor-required');
        },
      ),
    );
  });

  it('asks again before sensitive acts', () => {
    const old = new Date(now.getTime() - stepUpMs - 1);
    const standing = { host: false, seat: seat('cityAdministrator') };
    expect(codeOf(() => authorise(person(true, old), standing, 'member:invite', now))).toBe(
      'step-up-required',
    );
    expect(codeOf(() => authorise(person(true, now), standing, 'member:invite', now))).toBe('done');
  });

  it('gives a token only what it names and tokens may do', () => {
    fc.assert(
      fc.property(anyAction, fc.subarray(Object.keys(actions) as Action[]), (action, named) => {
        const token: Actor = {
          kind: 'token',
          token: ids.next('apiToken') as Id<'apiToken'>,
          city,
          organisation,
          actions: named,
        };
        const outcome = codeOf(() =>
          authorise(token, { host: false, seat: seat('cityAdministrator') }, action, now),
        );
        expect(outcome).toBe(
          named.includes(action) && policyOf(action).token ? 'done' : 'forbidden',
        );
      }),
    );
  });

  it('gives a link only what is meant for links, and nothing once it is over', () => {
    fc.assert(
      fc.property(anyAction, fc.boolean(), fc.constantFrom(...doors), (action, good, door) => {
        const id = door === 'approval' ? ids.next('approvalLink') : ids.next('outsideLink');
        const link: Actor = { kind: 'link', link: id, door, city, organisation };
        const standing = good
          ? { host: false, seat: { ...seat(), promoter: true } }
          : { host: false };
        const outcome = codeOf(() => authorise(link, standing, action, now));
        expect(outcome).toBe(good && policyOf(action).link === door ? 'done' : 'forbidden');
      }),
    );
  });

  it('lets no part of the program do what is not named for it', () => {
    fc.assert(
      fc.property(anyAction, (action) => {
        const outcome = codeOf(() =>
          authorise({ kind: 'system', name: 'sequencer' }, { host: false }, action, now),
        );
        expect(outcome).toBe('forbidden');
      }),
    );
  });

  it('is the only one who makes a Scope', () => {
    const of = { action: 'city:read', actor: person(), reach: 'city' } as const;
    expect(() => new Scope(Symbol('issued by authorise()'), of)).toThrow(TypeError);
  });
});
