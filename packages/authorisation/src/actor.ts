import type { Id } from '@machimori/kernel';
import type { Action } from './actions.ts';
import type { LinkDoor } from './link-door.ts';
import type { Role } from './roles.ts';
import type { SystemName } from './system-names.ts';

/** Somebody who has not shown who they are: signs in, accepts an invitation, sets the program up. */
export interface Anonymous {
  readonly kind: 'anonymous';
}

/** A person in a session. `provedAt`: when they last showed that it is them, for sensitive acts. */
export interface PersonActor {
  readonly kind: 'person';
  readonly person: Id<'person'>;
  readonly session: Id<'session'>;
  readonly secondFactor: boolean;
  readonly provedAt: Date;
  /** The city they look at and the organisation they act for. */
  readonly seat?: { readonly city: Id<'city'>; readonly organisation: Id<'organisation'> };
  /** The organisation whose own provider signed them in: the session acts for no other. */
  readonly provider?: { readonly city: Id<'city'>; readonly organisation: Id<'organisation'> };
}

/** A machine of an organisation, with a token that names what it may do. */
export interface TokenActor {
  readonly kind: 'token';
  readonly token: Id<'apiToken'>;
  readonly city: Id<'city'>;
  readonly organisation: Id<'organisation'>;
  readonly actions: readonly Action[];
}

/** Somebody outside, by the link that was made for them: what it is for, and nothing else. */
export interface LinkActor {
  readonly kind: 'link';
  readonly link: Id<'approvalLink'> | Id<'outsideLink'> | Id<'calendarFeed'>;
  readonly door: LinkDoor;
  readonly city: Id<'city'>;
  readonly organisation: Id<'organisation'>;
}

/** The program itself, by the name of its part; in a city or, without one, in the installation. */
export interface SystemActor {
  readonly kind: 'system';
  readonly name: SystemName;
  readonly city?: Id<'city'>;
}

export type Actor = Anonymous | PersonActor | TokenActor | LinkActor | SystemActor;

/** What the database says of an actor at the moment of the act; a session or token never says it. */
export interface Standing {
  readonly seat?: Seat;
  /** Runs the installation; reads no city's content by it. */
  readonly host: boolean;
}

/** A person's, or a token's, place in a city. */
export interface Seat {
  readonly city: Id<'city'>;
  readonly organisation: Id<'organisation'>;
  /** The 推進主体 sees the whole city (guideline 4.2). */
  readonly promoter: boolean;
  readonly roles: readonly Role[];
  /** The city asks everybody for a second factor, not only administrators and approvers. */
  readonly secondFactorForAll: boolean;
}
