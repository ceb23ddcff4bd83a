import { type Context, defineUseCase, runUseCase, type World } from '@machimori/application';
import type { Actor } from '@machimori/authorisation';
import { Failure, readId, text } from '@machimori/kernel';
import { openSecret } from './change-provider.ts';
import { readEmailAddress } from './email-address.ts';
import { openSessionByProvider, proveByProvider } from './open-session-by-provider.ts';
import type { OpenedSession } from './open-session-for.ts';
import { providerOf } from './own-sign-in.ts';
import type { IdentityPorts } from './ports.ts';
import { redirectUriOf } from './provider-addresses.ts';
import type { ProviderAccess, ProviderQuestion } from './provider-exchange.ts';
import { domainOf } from './provider-rules.ts';
import {
  findProvider,
  findProviderOf,
  findProviderOfDomain,
  type ProviderRow,
} from './provider-store.ts';
import { sealQuestion, unseal } from './question.ts';
import { newToken } from './secret-token.ts';

const messages = {
  over: text(
    'サインインの途中で時間が過ぎたか、別のブラウザで始められています。',
    'You took too long, or this was begun in another browser.',
  ),
  overNext: text('はじめからサインインし直してください。', 'Please sign in again from the start.'),
  none: text(
    '組織の認証基盤では、確かめられません。',
    'You cannot show it by your organisation’s provider.',
  ),
  noneNext: text('ほかの方法を選んでください。', 'Choose another way.'),
};

/** Signing in at another place takes longer than a code from an app. */
const askedMs = 15 * 60_000;

/** How somebody goes on signing in. Depends on the domain of an address alone, never on who has it. */
export type SignInWay =
  | { readonly way: 'password' }
  | {
      readonly way: 'provider';
      readonly address: string;
      /** Kept by the browser that asked; sealed. */
      readonly question: string;
    };

interface Found {
  readonly row: ProviderRow;
  readonly access: ProviderAccess;
}

const accessOf = (ports: IdentityPorts, row: ProviderRow): Found => {
  const { issuer, clientId } = row;
  return { row, access: { issuer, clientId, clientSecret: openSecret(ports, row) } };
};

const findProviderToSignIn = defineUseCase<
  { readonly email?: string | undefined; readonly organisation?: string | undefined },
  Found | undefined,
  IdentityPorts
>({
  name: 'find-provider-to-sign-in',
  action: 'session:open',
  kind: 'query',
  async handle(context, { email, organisation }) {
    const row =
      organisation === undefined
        ? await findProviderOfDomain(context, domainOf(readEmailAddress(email ?? '').key))
        : await findProviderOfOrganisation(context, organisation);
    return { output: row && accessOf(context.ports, row) };
  },
});

/** The provider that has opened this session. */
export const findProviderToProve = defineUseCase<null, Found, IdentityPorts>({
  name: 'find-provider-to-prove',
  action: 'session:confirm',
  kind: 'query',
  async handle(context) {
    const place = providerOf(context);
    const row = place && (await findProvider(context, place));
    if (row === undefined)
      throw new Failure('not-found', messages.none, { next: messages.noneNext });
    return { output: accessOf(context.ports, row) };
  },
});

async function findProviderOfOrganisation(
  context: Context,
  organisation: string,
): Promise<ProviderRow | undefined> {
  const id = readId('organisation', organisation);
  return id && findProviderOf(context, id);
}

/** Begins to sign in: at the organisation's provider where the address is of one that has one. */
export async function beginSignIn(
  world: World<IdentityPorts>,
  asked: {
    readonly email?: string | undefined;
    readonly organisation?: string | undefined;
    /** Path of ours to go on to. */
    readonly back?: string | undefined;
  },
): Promise<SignInWay> {
  const found = await runUseCase(world, findProviderToSignIn, { kind: 'anonymous' }, asked);
  if (found === undefined) return { way: 'password' };
  const bound = { purpose: 'provider-sign-in' } as const;
  return ask(world, found, bound, { email: asked.email, back: asked.back, again: false });
}

/** Asks the provider that has opened this session to see the person anew, before a sensitive act. */
export async function beginProviderProof(
  world: World<IdentityPorts>,
  actor: Actor,
  asked: { readonly back?: string | undefined },
): Promise<Extract<SignInWay, { way: 'provider' }>> {
  const found = await runUseCase(world, findProviderToProve, actor, null);
  if (actor.kind !== 'person') throw new TypeError('only a person shows who they are');
  const { person, session } = actor;
  const bound = { purpose: 'provider-proof', person, session } as const;
  return ask(world, found, bound, { back: asked.back, again: true });
}

async function ask(
  { chance, clock, ports }: World<IdentityPorts>,
  { row, access }: Found,
  bound: Parameters<typeof sealQuestion>[1],
  of: {
    readonly email?: string | undefined;
    readonly back?: string | undefined;
    readonly again: boolean;
  },
): Promise<Extract<SignInWay, { way: 'provider' }>> {
  const { city, organisation, issuer, clientId, roleClaim } = row;
  const nonce = newToken(chance);
  const verifier = newToken(chance);
  const now = clock.now();
  const told = {
    city,
    organisation,
    issuer,
    clientId,
    nonce,
    verifier,
    back: wayBack(of.back),
    at: String(now.getTime()),
  };
  const context = { chance, now, ports };
  const { question, challenge } = sealQuestion(context, bound, told, askedMs);
  const redirectUri = redirectUriOf(ports, organisation);
  const address = await ports.providers.address(
    access,
    { redirectUri, state: challenge, nonce, verifier },
    { ...of, roleClaim },
  );
  return { way: 'provider', address, question };
}

export interface ProviderAnswer {
  /** What the browser has kept of the question. */
  readonly question: string;
  /** The organisation of the address that the provider sent the browser to. */
  readonly organisation: string;
  /** What stood in that address. */
  readonly parameters: Readonly<Record<string, string>>;
  readonly device: string;
}

export interface ProviderAnswered {
  /** The secret of the cookie: new in any case. */
  readonly token: string;
  readonly awaiting: boolean;
  /** Path of ours to go on to. */
  readonly back: string;
  readonly opened: OpenedSession | undefined;
}

/** Takes the provider's answer: signs in, or shows again who it is, as the question was. */
export async function finishProviderSignIn(
  world: World<IdentityPorts>,
  actor: Actor,
  { question, organisation, parameters, device }: ProviderAnswer,
): Promise<ProviderAnswered> {
  const { ports } = world;
  const proof = unseal(ports, question, 'provider-proof');
  const letter = proof ?? unseal(ports, question, 'provider-sign-in');
  if (letter === undefined || letter.expiresAt <= world.clock.now().getTime()) throw over();
  const { told, challenge } = letter;
  if (told['organisation'] !== organisation || parameters['state'] !== challenge) throw over();
  const found = await runUseCase(
    world,
    findProviderToSignIn,
    { kind: 'anonymous' },
    { organisation },
  );
  // The question is for the provider as it was; one that has been exchanged since is asked anew.
  if (
    found === undefined ||
    found.row.issuer !== told['issuer'] ||
    found.row.clientId !== told['clientId']
  )
    throw over();
  const asked: ProviderQuestion = {
    redirectUri: redirectUriOf(ports, organisation),
    state: challenge,
    nonce: told['nonce'] ?? '',
    verifier: told['verifier'] ?? '',
  };
  const { access, row } = found;
  const claims = await ports.providers.exchange(access, asked, parameters, row.roleClaim);
  const answer = { question, claims, device };
  const back = wayBack(told['back']);
  if (proof !== undefined) {
    const { token } = await runUseCase(world, proveByProvider, actor, answer);
    return { token, awaiting: false, back, opened: undefined };
  }
  // Whoever is signed in already signs in anew: the old session is not looked at.
  const opened = await runUseCase(world, openSessionByProvider, { kind: 'anonymous' }, answer);
  return { token: opened.token, awaiting: opened.awaiting, back, opened };
}

const ownPath = /^\/(?![/\\])[\x21-\x7e]*$/;

/** A path of these pages, never another host. */
function wayBack(path: string | undefined): string {
  if (path === undefined || path.length > 500 || !ownPath.test(path)) return '/';
  const url = URL.parse(path, 'https://here.invalid');
  // Once more: with its dots taken out, `/.//host` is another host.
  return url?.host === 'here.invalid' &&
    ownPath.test(url.pathname) &&
    !url.pathname.startsWith('/sign-in')
    ? `${url.pathname}${url.search}`
    : '/';
}

export const over = (): Failure =>
  new Failure('conflict', messages.over, { next: messages.overNext });
