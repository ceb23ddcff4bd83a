import { Failure, type Id, text } from '@machimori/kernel';
import { type Action, policyOf, type Reach } from './actions.ts';
import type { Actor, Seat, Standing } from './actor.ts';
import { guardedRoles, type Role } from './roles.ts';

const messages = {
  unauthenticated: text('サインインが必要です。', 'You need to sign in.'),
  unauthenticatedNext: text('サインインして、もう一度お試しください。', 'Sign in and try again.'),
  forbidden: text('この操作をする権限がありません。', 'You do not have the right to do this.'),
  forbiddenNext: text(
    '必要なときは、組織の管理者に権限を頼んでください。',
    'If you need it, ask your organisation’s administrator for the right.',
  ),
  noSeat: text('見つかりません。', 'Not found.'),
  noSeatNext: text(
    '画面の上で、都市と組織を選び直してください。',
    'Choose the city and the organisation again at the top of the page.',
  ),
  secondFactor: text(
    'この操作には、二つ目の確認手段の登録が必要です。',
    'This needs a second factor.',
  ),
  secondFactorNext: text(
    '「設定」で、認証アプリかパスキーを登録してください。',
    'Register an authenticator app or a passkey in Settings.',
  ),
  stepUp: text(
    '大切な操作なので、ご本人であることをもう一度確かめます。',
    'This is a sensitive act: please show again that it is you.',
  ),
};

/** How long a proof of who it is counts for sensitive acts. */
export const stepUpMs = 10 * 60_000;

const issuing = Symbol('issued by authorise');

/** The right to do one act, and how far it sees. Only `authorise` makes one; every store asks for it. */
export class Scope {
  readonly #action: Action;
  readonly actor: Actor;
  readonly reach: Exclude<Reach, 'none'>;
  readonly city: Id<'city'> | undefined;
  readonly organisation: Id<'organisation'> | undefined;

  constructor(
    key: symbol,
    of: {
      readonly action: Action;
      readonly actor: Actor;
      readonly reach: Exclude<Reach, 'none'>;
      readonly city?: Id<'city'> | undefined;
      readonly organisation?: Id<'organisation'> | undefined;
    },
  ) {
    if (key !== issuing) throw new TypeError('a Scope is issued by authorise() alone');
    this.#action = of.action;
    this.actor = of.actor;
    this.reach = of.reach;
    this.city = of.city;
    this.organisation = of.organisation;
    Object.freeze(this);
  }

  get action(): Action {
    return this.#action;
  }

  /** The city of an act in a city; anything else is a mistake of ours. */
  get inCity(): Id<'city'> {
    if (this.city === undefined) throw new TypeError(`${this.#action} is no act in a city`);
    return this.city;
  }

  /** The person of a person's act; anything else is a mistake of ours. */
  get person(): Id<'person'> {
    if (this.actor.kind !== 'person') throw new TypeError(`${this.#action} is no person's act`);
    return this.actor.person;
  }
}

/**
 * The only way to a Scope: says who may do what, how far it sees, and refuses everything else.
 * Throws `unauthenticated`, `forbidden`, `not-found` (no seat in that city), `second-factor-required`
 * or `step-up-required`.
 */
export function authorise(actor: Actor, standing: Standing, action: Action, now: Date): Scope {
  const policy = policyOf(action);
  const issue = (reach: Exclude<Reach, 'none'>, seat?: Seat): Scope =>
    new Scope(issuing, {
      action,
      actor,
      reach,
      city: seat?.city ?? (actor.kind === 'system' ? actor.city : undefined),
      organisation: seat?.organisation,
    });

  if (actor.kind === 'system') {
    if (policy.system?.includes(actor.name) !== true) throw forbidden();
    return issue(actor.city === undefined ? 'system' : 'city');
  }
  if (actor.kind === 'anonymous') {
    if (policy.anyone === undefined) throw unauthenticated();
    return issue(policy.anyone);
  }
  const { seat } = standing;
  if (actor.kind === 'token') {
    if (seat === undefined || policy.token !== true || !actor.actions.includes(action))
      throw forbidden();
    return issue(seat.promoter ? 'city' : 'seen', seat);
  }

  if (actor.kind === 'link') {
    if (seat === undefined || policy.link !== actor.door) throw forbidden();
    return issue(seat.promoter ? 'city' : 'seen', seat);
  }

  if (seat !== undefined && policy.beforeSecondFactor !== true)
    expectSecondFactor(actor.secondFactor, seat);
  const byRole = reachOf(policy.roles, seat);
  const byHost = byRole === undefined && standing.host ? policy.host : undefined;
  if (byHost !== undefined && !actor.secondFactor) throw needsSecondFactor();
  const open = byRole ?? byHost ?? policy.person;
  if (open === undefined) {
    if (policy.roles !== undefined && seat === undefined)
      throw new Failure('not-found', messages.noSeat, { next: messages.noSeatNext });
    throw forbidden();
  }
  if (policy.stepUp === true && now.getTime() - actor.provedAt.getTime() > stepUpMs)
    throw new Failure('step-up-required', messages.stepUp);
  // What the host does for the installation is no act in the city they happen to look at.
  return issue(open, byRole === undefined ? undefined : seat);
}

/** The farthest that one of the seat's roles reaches by these rules. */
function reachOf(
  rules: Readonly<Partial<Record<Role, 'organisation' | 'share' | 'city'>>> | undefined,
  seat: Seat | undefined,
): 'organisation' | 'seen' | 'city' | undefined {
  if (rules === undefined || seat === undefined) return undefined;
  const reached = seat.roles.map((role) => {
    const reach = rules[role];
    return reach === 'share' ? (seat.promoter ? 'city' : 'seen') : reach;
  });
  return (['city', 'seen', 'organisation'] as const).find((reach) => reached.includes(reach));
}

/** Whether this seat may be used on a password alone. */
export const secondFactorCompulsory = (seat: Pick<Seat, 'roles' | 'secondFactorForAll'>): boolean =>
  seat.secondFactorForAll || seat.roles.some((role) => guardedRoles.has(role));

function expectSecondFactor(has: boolean, seat: Seat): void {
  if (!has && secondFactorCompulsory(seat)) throw needsSecondFactor();
}

const needsSecondFactor = (): Failure =>
  new Failure('second-factor-required', messages.secondFactor, { next: messages.secondFactorNext });
const unauthenticated = (): Failure =>
  new Failure('unauthenticated', messages.unauthenticated, { next: messages.unauthenticatedNext });
const forbidden = (): Failure =>
  new Failure('forbidden', messages.forbidden, { next: messages.forbiddenNext });
