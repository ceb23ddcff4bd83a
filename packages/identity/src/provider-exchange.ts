import { createHash } from 'node:crypto';
import { type Outbound, OutboundFailure } from '@machimori/application';
import { type Clock, Failure, text } from '@machimori/kernel';
import * as openid from 'openid-client';

const messages = {
  address: text(
    '認証基盤のアドレス（issuer）には、つながせません。',
    'The program may not reach this address of a provider.',
  ),
  addressNext: text(
    'https:// のアドレスか確かめてください。庁内のサーバーなら、このプログラムを動かす人に、設定 MACHIMORI_ALLOWED_HOSTS に名前を加えてもらってください。',
    'Use an https:// address. For a server inside your network, ask whoever runs this program to add its name to MACHIMORI_ALLOWED_HOSTS.',
  ),
  unreachable: text(
    '組織の認証基盤につながりません。',
    'Your organisation’s provider cannot be reached.',
  ),
  unreachableNext: text(
    '少し待って、もう一度お試しください。続くときは、組織の管理者に知らせてください。',
    'Wait a little and try again. If it goes on, tell your administrator.',
  ),
  unfit: text(
    'このアドレスは、OpenID Connect の認証基盤として使えません。',
    'There is no OpenID Connect provider that we can use at this address.',
  ),
  unfitNext: text(
    '認証基盤の説明にある issuer を、終わりの / まで同じに入力してください。認可コードと PKCE（S256）を使えることも確かめてください。',
    'Enter the issuer exactly as the provider states it, and check that it offers the code flow with PKCE (S256).',
  ),
  client: text(
    '認証基盤が、クライアントIDかその秘密を受け付けません。',
    'The provider does not accept the client id or its secret.',
  ),
  clientNext: text(
    '組織の管理者に、シングルサインオンの設定を確かめてもらってください。',
    'Ask your administrator to check the settings of single sign-on.',
  ),
  refused: text(
    '組織の認証基盤で、サインインできませんでした。',
    'Your organisation’s provider did not sign you in.',
  ),
  wrong: text(
    '組織の認証基盤からの返事を、確かめられませんでした。',
    'The answer of your organisation’s provider could not be verified.',
  ),
  again: text('はじめからサインインし直してください。', 'Please sign in again from the start.'),
};

/** How the program shows itself to a provider. */
export interface ProviderAccess {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
}

/** What a sign-in is asked with, and what its answer must fit. */
export interface ProviderQuestion {
  readonly redirectUri: string;
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
}

/** What a provider has said of somebody, verified: signature, issuer, audience, nonce and times. */
export interface ProviderClaims {
  readonly subject: string;
  readonly email: string | undefined;
  readonly emailVerified: boolean;
  readonly name: string | undefined;
  readonly amr: readonly string[];
  readonly acr: string | undefined;
  /** When the provider saw the person; undefined where it does not say. */
  readonly authTime: Date | undefined;
  /** All of it, for the claim that roles follow from. */
  readonly all: Readonly<Record<string, unknown>>;
}

/** The network side of single sign-on. */
export interface ProviderGate {
  /** Whether there is a provider that can be used. */
  check(access: ProviderAccess): Promise<void>;
  /** Where the browser goes. `again`: the provider must ask anew who it is. */
  address(
    access: ProviderAccess,
    question: ProviderQuestion,
    of: {
      readonly email?: string | undefined;
      readonly roleClaim: string;
      readonly again: boolean;
    },
  ): Promise<string>;
  /** Exchanges the code that came back; throws where any part of the answer is not right. */
  exchange(
    access: ProviderAccess,
    question: ProviderQuestion,
    parameters: Readonly<Record<string, string>>,
    roleClaim: string,
  ): Promise<ProviderClaims>;
}

/** How long what a provider says of itself is believed. */
const knownMs = 10 * 60_000;
const knownProviders = 200;
/** The provider's own session may be as old as ours at most; also makes it say when it saw the person. */
const maxAgeSeconds = 12 * 3_600;

export function openProviderGate(outbound: Outbound, clock: Clock): ProviderGate {
  const known = new Map<
    string,
    { readonly at: number; readonly of: Promise<openid.Configuration> }
  >();
  const configurationOf = (access: ProviderAccess): Promise<openid.Configuration> => {
    const key = createHash('sha256').update(JSON.stringify(access)).digest('base64');
    const at = clock.now().getTime();
    const before = known.get(key);
    if (before !== undefined && at - before.at < knownMs) return before.of;
    const of = discover(outbound, access, 'finding');
    // The oldest goes; one that failed is asked anew next time.
    if (known.size >= knownProviders) known.delete(known.keys().next().value ?? '');
    known.set(key, { at, of });
    of.catch(() => known.delete(key));
    return of;
  };
  return {
    async check(access) {
      await discover(outbound, access, 'setting-up');
    },
    async address(access, { redirectUri, state, nonce, verifier }, { email, roleClaim, again }) {
      const configuration = await configurationOf(access);
      const metadata = configuration.serverMetadata();
      const extra = roleClaim.split('.')[0] ?? '';
      const scopes = ['openid', 'email', 'profile'];
      if (metadata.scopes_supported?.includes(extra) && !scopes.includes(extra)) scopes.push(extra);
      return openid.buildAuthorizationUrl(configuration, {
        redirect_uri: redirectUri,
        scope: scopes.join(' '),
        state,
        nonce,
        code_challenge: await openid.calculatePKCECodeChallenge(verifier),
        code_challenge_method: 'S256',
        max_age: String(again ? 0 : maxAgeSeconds),
        ...(again ? { prompt: 'login' } : {}),
        ...(email === undefined ? {} : { login_hint: email }),
      }).href;
    },
    async exchange(access, { redirectUri, state, nonce, verifier }, parameters, roleClaim) {
      const configuration = await configurationOf(access);
      const came = new URL(redirectUri);
      for (const [name, value] of Object.entries(parameters)) came.searchParams.set(name, value);
      try {
        const tokens = await openid.authorizationCodeGrant(configuration, came, {
          expectedState: state,
          expectedNonce: nonce,
          pkceCodeVerifier: verifier,
          idTokenExpected: true,
        });
        const token = tokens.claims();
        if (token === undefined) throw new TypeError('an answer without an id token');
        // Many providers put mail and groups where they are to be asked for.
        const complete = token['email'] !== undefined && claimAt(token, roleClaim) !== undefined;
        const asks = !complete && configuration.serverMetadata().userinfo_endpoint !== undefined;
        const more = asks
          ? await openid.fetchUserInfo(configuration, tokens.access_token, token.sub)
          : {};
        return claimsOf({ ...more, ...token });
      } catch (error) {
        throw failureOf(error, 'answered');
      }
    },
  };
}

async function discover(
  outbound: Outbound,
  access: ProviderAccess,
  when: 'setting-up' | 'finding',
): Promise<openid.Configuration> {
  const issuer = URL.parse(access.issuer);
  if (issuer === null)
    throw new Failure('input-invalid', messages.unfit, { next: messages.unfitNext });
  // Whether plain http may be used is decided by `outbound` alone, which all requests pass.
  const plain = issuer.protocol === 'http:';
  try {
    const configuration = await openid.discovery(
      issuer,
      access.clientId,
      {},
      clientAuthentication(access.clientSecret),
      {
        [openid.customFetch]: (address, { method, headers, body, signal }) =>
          outbound(address, { method, headers, body, signal: signal ?? undefined }),
        ...(plain ? { execute: [openid.allowInsecureRequests] } : {}),
      },
    );
    // Not only the connection, also the signature of each id token is looked at.
    openid.enableNonRepudiationChecks(configuration);
    expectFit(configuration, plain);
    return configuration;
  } catch (error) {
    throw failureOf(error, when);
  }
}

function expectFit(configuration: openid.Configuration, plain: boolean): void {
  const metadata = configuration.serverMetadata();
  const way = URL.parse(metadata.authorization_endpoint ?? '');
  const openable = way?.protocol === 'https:' || (plain && way?.protocol === 'http:');
  const code = metadata.response_types_supported?.includes('code') ?? true;
  const challenge = metadata.code_challenge_methods_supported;
  if (!openable || !code || (challenge !== undefined && !challenge.includes('S256')))
    throw new TypeError('not a provider that can be used');
}

/** As the provider wants to be shown the secret: in the header, unless it takes it in the form alone. */
function clientAuthentication(secret: string): openid.ClientAuth {
  const inHeader = openid.ClientSecretBasic(secret);
  const inForm = openid.ClientSecretPost(secret);
  return (server, client, body, headers) => {
    const ways = server.token_endpoint_auth_methods_supported;
    const form = ways?.includes('client_secret_post') && !ways.includes('client_secret_basic');
    return (form ? inForm : inHeader)(server, client, body, headers);
  };
}

/** A claim by its path: `groups`, or `realm_access.roles`. A claim that has the whole path as its name goes first. */
export function claimAt(claims: Readonly<Record<string, unknown>>, path: string): unknown {
  if (Object.hasOwn(claims, path)) return claims[path];
  return path
    .split('.')
    .reduce<unknown>(
      (value, part) =>
        typeof value === 'object' && value !== null && Object.hasOwn(value, part)
          ? (value as Record<string, unknown>)[part]
          : undefined,
      claims,
    );
}

function claimsOf(all: Readonly<Record<string, unknown>>): ProviderClaims {
  const word = (name: string): string | undefined =>
    typeof all[name] === 'string' ? (all[name] as string) : undefined;
  const authTime = all['auth_time'];
  const amr = all['amr'];
  return {
    subject: word('sub') ?? '',
    email: word('email'),
    emailVerified: all['email_verified'] === true || all['email_verified'] === 'true',
    name: word('name'),
    amr: Array.isArray(amr) ? amr.filter((each) => typeof each === 'string') : [],
    acr: word('acr'),
    authTime: typeof authTime === 'number' ? new Date(authTime * 1000) : undefined,
    all,
  };
}

/**
 * What the library and the network throw, as what a person can do about it. Whoever sets a provider up hears what is
 * wrong with it; whoever signs in by one cannot mend it, and may be a stranger.
 */
function failureOf(error: unknown, when: 'setting-up' | 'finding' | 'answered'): Failure {
  if (error instanceof Failure) return error;
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if (!(cause instanceof OutboundFailure)) continue;
    if (cause.reason === 'not-allowed' && when === 'setting-up')
      return new Failure('input-invalid', messages.address, { next: messages.addressNext });
    return new Failure('unavailable', messages.unreachable, { next: messages.unreachableNext });
  }
  if (when === 'finding')
    return new Failure('unavailable', messages.unreachable, { next: messages.unreachableNext });
  if (when === 'setting-up')
    return new Failure('input-invalid', messages.unfit, { next: messages.unfitNext });
  if (error instanceof openid.AuthorizationResponseError)
    return new Failure('unauthenticated', messages.refused, { next: messages.again });
  const byClient =
    (error instanceof openid.ResponseBodyError && /client/.test(error.error)) ||
    error instanceof openid.WWWAuthenticateChallengeError;
  if (byClient) return new Failure('unavailable', messages.client, { next: messages.clientNext });
  return new Failure('unauthenticated', messages.wrong, { next: messages.again });
}
