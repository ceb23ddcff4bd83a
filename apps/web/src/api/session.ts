import type { Call } from './call.ts';
import type { Role, Seat } from './routes.ts';

export interface Session {
  readonly state:
    | 'first-visit'
    | 'signed-out'
    | 'second-factor'
    | 'enrol'
    | 'no-seat'
    | 'signed-in';
  /** Whether the installation sends mail; without, invitations are links to hand over. */
  readonly mail: boolean;
  /** The program runs on throw-away data; links in its terminal sign in. */
  readonly sampleOnly: boolean;
  /** Runs the installation: opens further cities. */
  readonly host: boolean;
  readonly person: { readonly name: string; readonly email: string } | null;
  readonly secondFactor: boolean;
  /** An organisation's own provider has signed them in. */
  readonly byProvider: boolean;
  /** The session itself, to know it among one's own. */
  readonly session: string | null;
  readonly seat: Seat | null;
  readonly seats: readonly Seat[];
}

/** Who is at this browser, how far they have come with signing in, and for whom they act. */
export async function readSession(call: Call): Promise<Session> {
  const { setUp, signedIn, awaiting, mail, sample: sampleOnly } = await call('GET /start');
  if (!signedIn) {
    const state = !setUp ? 'first-visit' : awaiting ? 'second-factor' : 'signed-out';
    const nobody = {
      person: null,
      host: false,
      secondFactor: false,
      byProvider: false,
      session: null,
      seat: null,
      seats: [],
    };
    return { state, mail, sampleOnly, ...nobody };
  }
  const account = await call('GET /account');
  return {
    state: account.secondFactorMissing
      ? 'enrol'
      : account.seat === undefined
        ? 'no-seat'
        : 'signed-in',
    mail,
    sampleOnly,
    host: account.host,
    person: { name: account.name, email: account.email },
    secondFactor: account.secondFactor,
    byProvider: account.byProvider,
    session: account.session,
    seat: account.seat ?? null,
    seats: account.seats,
  };
}

// What is offered to whom. The server decides again, and alone: this only spares people from doors that
// do not open.
const offers = {
  'member:list': ['cityAdministrator', 'organisationAdministrator', 'auditor'],
  'member:change': ['cityAdministrator', 'organisationAdministrator'],
  'access-review:decide': ['cityAdministrator', 'organisationAdministrator'],
  'provider:change': ['cityAdministrator', 'organisationAdministrator'],
  'log:read': ['cityAdministrator', 'organisationAdministrator', 'auditor'],
  'city:change': ['cityAdministrator'],
  'register:import': ['cityAdministrator'],
  'register:change': ['cityAdministrator', 'organisationAdministrator', 'contributor'],
  'register:decide': ['cityAdministrator'],
  'approval:request': ['cityAdministrator', 'organisationAdministrator', 'contributor'],
  'approval:decide': ['approver'],
} as const satisfies Readonly<Record<string, readonly Role[]>>;
export type Offer = keyof typeof offers;

export function offered(session: Session | undefined, offer: Offer): boolean {
  const roles: readonly Role[] = offers[offer];
  return session?.seat?.roles.some((role) => roles.includes(role)) === true;
}
