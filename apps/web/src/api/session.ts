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
  /** How this browser's session ended, where it had one: closed by an act, or over by time. */
  readonly ended?: 'closed' | 'over';
  /** Whether the installation sends mail; without, invitations are links to hand over. */
  readonly mail: boolean;
  /** The program's address opens on its own machine alone: links are of use nowhere else. */
  readonly onlyHere: boolean;
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
  const {
    setUp,
    signedIn,
    awaiting,
    ended,
    mail,
    onlyHere,
    sample: sampleOnly,
  } = await call('GET /start');
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
      ...(ended === undefined ? {} : { ended }),
    };
    return { state, mail, onlyHere, sampleOnly, ...nobody };
  }
  const account = await call('GET /account');
  return {
    state: account.secondFactorMissing
      ? 'enrol'
      : account.seat === undefined
        ? 'no-seat'
        : 'signed-in',
    mail,
    onlyHere,
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
  'yardstick:adopt': ['cityAdministrator'],
  'webhook:make': ['cityAdministrator'],
  'register:change': ['cityAdministrator', 'organisationAdministrator', 'contributor'],
  'register:decide': ['cityAdministrator'],
  'approval:request': ['cityAdministrator', 'organisationAdministrator', 'contributor'],
  'approval:decide': ['approver'],
  'sheet:answer': ['cityAdministrator', 'organisationAdministrator', 'contributor'],
  'sheet:decide': ['approver'],
  'sheet:send-link': ['cityAdministrator', 'organisationAdministrator', 'contributor'],
  'sheet:tell-code': ['cityAdministrator', 'organisationAdministrator', 'contributor'],
  'sheet:share-progress': ['cityAdministrator'],
  'sheet:assign': ['cityAdministrator', 'organisationAdministrator', 'contributor'],
  'sheet:request': ['cityAdministrator', 'contributor'],
  'sheet:discuss': ['cityAdministrator', 'organisationAdministrator', 'contributor', 'approver'],
  'sheet:freeze': ['cityAdministrator'],
  'evidence:check': ['cityAdministrator'],
  'evidence:hand-over': ['cityAdministrator', 'contributor'],
  'sheet:add-line': ['cityAdministrator', 'organisationAdministrator', 'contributor'],
  'sheet:remove-line': ['cityAdministrator', 'organisationAdministrator', 'contributor'],
  'sheet:share': ['cityAdministrator', 'organisationAdministrator'],
  'sheet:self-check': ['cityAdministrator', 'organisationAdministrator', 'contributor'],
} as const satisfies Readonly<Record<string, readonly Role[]>>;
export type Offer = keyof typeof offers;

export function offered(session: Session | undefined, offer: Offer): boolean {
  const roles: readonly Role[] = offers[offer];
  return session?.seat?.roles.some((role) => roles.includes(role)) === true;
}
