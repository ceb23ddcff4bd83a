import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { OidcContext } from 'oidc-provider';

/** Somebody at the provider, and what it says of them. */
export interface ProviderAccount {
  readonly email?: string;
  readonly email_verified?: boolean;
  readonly name?: string;
  readonly groups?: readonly string[];
}

/** Who sits in front of the provider's page and signs in at once. */
export interface ProviderVisitor {
  readonly accountId: string;
  readonly amr?: readonly string[];
  readonly acr?: string;
  /** When the provider saw them, in seconds since 1970; now, if not given. */
  readonly ts?: number;
}

export interface TestProvider {
  /** `http://<name>:<port>`. */
  readonly issuer: string;
  /** As the setting of allowed hosts names it. */
  readonly host: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly accounts: Map<string, ProviderAccount>;
  /** Signs in when asked; nobody: says no. */
  visitor: ProviderVisitor | undefined;
  /** Lets the program be sent back to this address. */
  register(redirectUri: string): void;
  /**
   * Goes with a browser from an authorisation address until it is sent back, and says where to. `jar`: the
   * browser's cookies; the same jar comes back to the provider's own session.
   */
  visit(address: string, jar?: Map<string, string>): Promise<URL>;
  close(): Promise<void>;
}

/**
 * A real provider of identities (oidc-provider) on a port of this machine. As `127.0.0.1` it is another site
 * than `localhost`, to a browser.
 */
export async function startProvider(
  name: 'localhost' | '127.0.0.1' = 'localhost',
): Promise<TestProvider> {
  // Heavy, and few tests want it.
  const { default: Provider } = await import('oidc-provider');
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // Whoever forgets to close it does not wait for it.
  server.unref();
  const { port } = server.address() as AddressInfo;
  const issuer = `http://${name}:${port}`;
  const clientId = 'machimori';
  const clientSecret = randomBytes(24).toString('base64url');
  const accounts = new Map<string, ProviderAccount>();
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const redirectUris: string[] = [];
  let provider: InstanceType<typeof Provider> | undefined;
  let answer: ReturnType<InstanceType<typeof Provider>['callback']> | undefined;
  const configuration = {
    clients: [
      {
        client_id: clientId,
        client_secret: clientSecret,
        redirect_uris: redirectUris,
        grant_types: ['authorization_code'],
        response_types: ['code'],
      },
    ],
    jwks: {
      keys: [{ ...privateKey.export({ format: 'jwk' }), kid: 'one', use: 'sig', alg: 'RS256' }],
    },
    cookies: { keys: [randomBytes(16).toString('hex')] },
    scopes: ['openid', 'email', 'profile', 'groups'],
    claims: {
      openid: ['sub', 'amr', 'acr', 'auth_time'],
      email: ['email', 'email_verified'],
      profile: ['name'],
      groups: ['groups'],
    },
    acrValues: ['urn:example:mfa'],
    pkce: { required: () => true },
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_: unknown, { uid }: { uid: string }) => `/interaction/${uid}` },
    findAccount: (_: unknown, accountId: string) => ({
      accountId,
      claims: () => ({ sub: accountId, ...accounts.get(accountId) }),
    }),
    // Whoever uses the organisation's own program is not asked whether it may know them.
    async loadExistingGrant({ oidc }: OidcContext) {
      const { clientId: client } = oidc.client;
      const grant = new oidc.provider.Grant({
        clientId: client,
        accountId: oidc.session.accountId,
      });
      grant.addOIDCScope('openid email profile groups');
      await grant.save();
      return grant;
    },
  };
  const testProvider: TestProvider = {
    issuer,
    host: `${name}:${port}`,
    clientId,
    clientSecret,
    accounts,
    visitor: undefined,
    register(redirectUri) {
      if (redirectUris.includes(redirectUri)) return;
      redirectUris.push(redirectUri);
      // Begins anew, without its visitors' sessions.
      provider = undefined;
      answer = undefined;
    },
    visit,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  server.on('request', (request, response) => {
    provider ??= new Provider(issuer, configuration);
    answer ??= provider.callback();
    if (request.url?.startsWith('/interaction/') !== true) return answer(request, response);
    const { visitor } = testProvider;
    const result =
      visitor === undefined
        ? { error: 'access_denied', error_description: 'somebody said no' }
        : { login: { ...visitor, remember: true } };
    provider
      .interactionFinished(request, response, result, { mergeWithLastSubmission: false })
      .catch((error: unknown) => response.writeHead(500).end(String(error)));
  });
  return testProvider;
}

async function visit(address: string, jar = new Map<string, string>()): Promise<URL> {
  const home = new URL(address).origin;
  let next = new URL(address);
  for (let steps = 0; steps < 10 && next.origin === home; steps++) {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await fetch(next, { redirect: 'manual', headers: { cookie } });
    for (const set of response.headers.getSetCookie()) {
      const [name = '', value = ''] = (set.split(';')[0] ?? '').split('=', 2);
      if (value === '') jar.delete(name);
      else jar.set(name, value);
    }
    const location = response.headers.get('location');
    if (location === null)
      throw new Error(`the provider shows a page (${response.status}): ${await response.text()}`);
    next = new URL(location, next);
  }
  return next;
}
