import type { LinkDoor } from './link-door.ts';
import type { Role } from './roles.ts';
import type { SystemName } from './system-names.ts';

/**
 * How far an act sees, from nothing to everything. `share` becomes `city` for the promoter and
 * `seen` for every other organisation: its own share, and what its contracts let it see of others.
 */
export const reaches = [
  'none',
  'self',
  'sign-in',
  'organisation',
  'seen',
  'city',
  'installation',
  'system',
] as const;
export type Reach = (typeof reaches)[number];

export interface Policy {
  /** What each role of a member reaches by it; a role that is not named may not do it. */
  readonly roles?: Readonly<Partial<Record<Role, 'organisation' | 'share' | 'city'>>>;
  /** Others than members: anybody, any signed-in person, the host, a part of the program. */
  readonly anyone?: 'sign-in';
  readonly person?: 'self' | 'sign-in';
  readonly host?: 'installation';
  readonly system?: readonly SystemName[];
  /** Ask again who it is when that was shown too long ago. */
  readonly stepUp?: true;
  /** Machines may do it with a token that names it. */
  readonly token?: true;
  /** Somebody outside may do it whose link has brought them to this door. */
  readonly link?: LinkDoor;
  /** A person who still lacks the second factor they must have may do it: to get one, or to leave. */
  readonly beforeSecondFactor?: true;
}

const everyRole = {
  cityAdministrator: 'share',
  organisationAdministrator: 'share',
  contributor: 'share',
  approver: 'share',
  auditor: 'share',
} as const;
const administrators = {
  cityAdministrator: 'city',
  organisationAdministrator: 'organisation',
} as const;
const recorders = {
  cityAdministrator: 'share',
  organisationAdministrator: 'share',
  contributor: 'share',
} as const;
const administratorsAndAuditors = { ...administrators, auditor: 'share' } as const;

/** Everything that can be done, and by whom. What is not here cannot be done: deny by default. */
export const actions = {
  'installation:set-up': { anyone: 'sign-in', system: ['command-line', 'start'] },
  'installation:read': { host: 'installation', system: ['command-line'] },
  'city:open': { host: 'installation', stepUp: true },
  'removal:read': { person: 'self' },
  'second-factor:reset': { system: ['command-line'] },
  'keys:rotate': { system: ['command-line'] },
  'sample:seat-people': { system: ['start'] },
  'sample:sign-in': { system: ['start'] },
  'session:close-all': { system: ['command-line'] },
  'account:change-address': { system: ['command-line'] },
  'backup:restore': { system: ['command-line'] },

  'session:open': { anyone: 'sign-in' },
  'password:ask-reset': { anyone: 'sign-in' },
  'password:send-reset': { system: ['worker', 'command-line'] },
  'password:reset': { anyone: 'sign-in' },
  'session:confirm': { anyone: 'sign-in', person: 'sign-in', beforeSecondFactor: true },
  'session:close': { person: 'self', beforeSecondFactor: true },
  'invitation:look-at': { anyone: 'sign-in', person: 'sign-in', beforeSecondFactor: true },
  'invitation:accept': { anyone: 'sign-in', person: 'sign-in', beforeSecondFactor: true },

  'account:read': { person: 'self', beforeSecondFactor: true },
  'seat:choose': { person: 'self', beforeSecondFactor: true },
  'second-factor:enrol': { person: 'self', beforeSecondFactor: true },
  'second-factor:remove': { person: 'self', stepUp: true },
  'recovery-codes:renew': { person: 'self', stepUp: true },
  'password:change': { person: 'self', stepUp: true },
  'account:rename': { person: 'self', stepUp: true },
  'account:ask-address': { person: 'self', stepUp: true },
  'account:confirm-address': { anyone: 'sign-in' },

  'city:read': { roles: everyRole, token: true },
  'city:change': { roles: { cityAdministrator: 'city' }, stepUp: true },
  'city:change-outline': { roles: { cityAdministrator: 'city' } },
  'city:remove': { roles: { cityAdministrator: 'city' }, stepUp: true },
  'organisation:list': { roles: everyRole, token: true },
  'organisation:add': { roles: { cityAdministrator: 'city' } },

  'member:list': { roles: administratorsAndAuditors },
  'member:invite': { roles: administrators, stepUp: true },
  'member:change': { roles: administrators, stepUp: true },
  'member:change-address': { roles: administrators, stepUp: true },
  'member:reset-password': { roles: administrators, stepUp: true },
  'member:reset-second-factor': { roles: administrators, stepUp: true },
  'access:list': { roles: administratorsAndAuditors },
  'access-review:start': { roles: administrators },
  'access-review:decide': { roles: administrators, stepUp: true },
  'provider:read': { roles: administratorsAndAuditors },
  'provider:change': { roles: administrators, stepUp: true },
  'api-token:list': { roles: administratorsAndAuditors },
  'api-token:create': { roles: administrators, stepUp: true },
  'api-token:revoke': { roles: administrators },

  /** What could not be delivered for good: seen, tried again, let go. */
  'undelivered:list': { roles: { cityAdministrator: 'city' }, system: ['command-line'] },
  'undelivered:settle': { roles: { cityAdministrator: 'city' }, system: ['command-line'] },

  'log:read': { roles: administratorsAndAuditors },
  'log:export': { roles: administratorsAndAuditors, system: ['command-line'] },
  'log:hand-out': { roles: everyRole, token: true },
  /** How long contents of the log are kept; what their time is over for is destroyed by the worker. */
  'log:retain': { roles: { cityAdministrator: 'city' }, stepUp: true },
  'log:expire': { system: ['worker'] },

  'register:read': { roles: everyRole, token: true },
  'register:import': { roles: { cityAdministrator: 'city' }, system: ['start', 'command-line'] },
  /** The guided way to a first description: its answers, and what they make. */
  'register:start': { roles: { cityAdministrator: 'city' } },
  'register:export': { roles: everyRole, token: true },
  /** For whoever sees the whole city a change; for every other organisation a proposal. */
  'register:change': { roles: recorders },
  'register:settle': { system: ['worker'] },
  'register:decide': { roles: { cityAdministrator: 'city' } },
  'register:withdraw': { roles: recorders },
  'register:undo': { roles: recorders },
  'register:history': { roles: everyRole },

  'approval:read': { roles: everyRole },
  'approval:request': { roles: recorders },
  'approval:decide': { roles: { approver: 'share' }, stepUp: true },
  'approval:send-link': { roles: recorders, stepUp: true },
  'approval:record-paper': { roles: recorders, stepUp: true },
  'approval:self-check': { roles: recorders, stepUp: true },
  'approval:change-policy': { roles: { cityAdministrator: 'city' }, stepUp: true },
  'approval:read-by-link': { link: 'approval' },
  'approval:decide-by-link': { link: 'approval' },

  'plan:read': { roles: everyRole, token: true },
  /** Another edition of the guideline or other criteria, tried first and then gone by. */
  'yardstick:adopt': { roles: { cityAdministrator: 'city' } },
  'plan:compute': { system: ['worker', 'start'] },
  'plan:compare': { system: ['worker', 'start'] },

  /** The check sheet: lines as the plan has them, answers as people give them. */
  'sheet:read': { roles: everyRole },
  'sheet:issue-book': { roles: everyRole },
  /** What a filter of the sheet leaves, on paper or for other programs. */
  'sheet:report': { roles: everyRole },
  'sheet:keep-view': { roles: everyRole },
  'sheet:answer': { roles: recorders },
  /** Accepted answers of one's own organisation, signed for another town. */
  'sheet:sign-answers': { roles: recorders },
  'sheet:decide': { roles: { approver: 'share' }, stepUp: true },
  'sheet:self-check': { roles: recorders, stepUp: true },
  /** What people say to each other about a line, and the letters to whom it calls. */
  'sheet:discuss': { roles: { ...recorders, approver: 'share' } },
  /** In whose hands lines are; what somebody had in hand goes on when they leave. */
  'sheet:assign': { roles: recorders },
  'sheet:hand-over': { system: ['worker'] },
  /** The promoting body asks for answers; a handler sees to it that nobody else does. */
  'sheet:request': { roles: { cityAdministrator: 'city', contributor: 'share' } },
  'sheet:call': { system: ['worker'] },
  'sheet:remind': { system: ['worker'] },
  'sheet:choose-reminders': { roles: everyRole },
  /** Somebody's own dates for their calendar program, under an address that only it knows. */
  'sheet:make-calendar': { roles: everyRole, stepUp: true },
  'sheet:revoke-calendar': { roles: everyRole },
  'sheet:calendar-by-link': { link: 'calendar' },
  /** Keeps the sheet as it stood at a review meeting. */
  'sheet:freeze': { roles: { cityAdministrator: 'city' } },
  /** Somebody outside answers named lines; whoever may answer them asks for it, and takes the link back. */
  'sheet:send-link': { roles: recorders, stepUp: true },
  'sheet:revoke-link': { roles: recorders },
  'sheet:tell-code': { roles: recorders, stepUp: true },
  'sheet:ask-code': { link: 'code' },
  'sheet:enter-code': { link: 'code' },
  'sheet:read-by-link': { link: 'answers' },
  'sheet:answer-by-link': { link: 'answers' },
  /** Somebody outside sees how far the city has come, in figures alone. */
  'sheet:share-progress': { roles: { cityAdministrator: 'city' }, stepUp: true },
  'sheet:progress-by-link': { link: 'progress' },
  /** Lines beside the plan's: the promoting body adds them for anybody, others for themselves. */
  'sheet:add-line': { roles: recorders },
  'sheet:remove-line': { roles: recorders },
  /** Accepted answers of one's own for others of the same role; a matter for whoever administers an organisation. */
  'sheet:share': {
    roles: { cityAdministrator: 'organisation', organisationAdministrator: 'organisation' },
  },
  'sheet:unshare': {
    roles: { cityAdministrator: 'organisation', organisationAdministrator: 'organisation' },
  },
  'sheet:settle': { roles: { cityAdministrator: 'city' } },
  'sheet:keep': { system: ['worker'] },
  'sheet:carry': { system: ['worker'] },

  /** Addresses outside that are told of the check sheet, signed (docs/webhooks.md); a matter of the promoting body. */
  'webhook:list': { roles: { cityAdministrator: 'city' } },
  'webhook:make': { roles: { cityAdministrator: 'city' }, stepUp: true },
  'webhook:change': { roles: { cityAdministrator: 'city' }, stepUp: true },
  'webhook:rotate': { roles: { cityAdministrator: 'city' }, stepUp: true },
  'webhook:remove': { roles: { cityAdministrator: 'city' } },
  'webhook:test': { roles: { cityAdministrator: 'city' } },
  'webhook:tell': { system: ['worker'] },
  'webhook:stop': { system: ['worker'] },

  /** What proves the lines of the check sheet. */
  'evidence:read': { roles: everyRole },
  'evidence:open': { roles: everyRole },
  'evidence:add': { roles: recorders },
  'evidence:remove': { roles: recorders },
  /** The promoting body hands on what proved a line before; a handler sees to it that nobody else does. */
  'evidence:hand-over': { roles: { cityAdministrator: 'city', contributor: 'share' } },
  /** One thing that is done and answers many lines of the check sheet. */
  'applied-control:read': { roles: everyRole },
  'applied-control:keep': { roles: recorders },
  /** The program looks at its own state, and keeps what it saw. */
  'evidence:check': { roles: { cityAdministrator: 'city' } },
  'evidence:keep-check': { system: ['worker'] },
  'access:check': { system: ['worker'] },
} as const satisfies Record<string, Policy>;
export type Action = keyof typeof actions;

export const policyOf = (action: Action): Policy => actions[action];
