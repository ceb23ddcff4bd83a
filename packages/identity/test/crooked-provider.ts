import { createHmac, createSign, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What a provider that lies answers with. */
export interface Lies {
  /** Over the claims of an id token that would be right. */
  claims?: Readonly<Record<string, unknown>>;
  /** Signed by a key that the provider does not publish. */
  foreignKey?: boolean;
  alg?: 'RS256' | 'HS256' | 'none';
  /** Signed by the foreign key, which the token itself brings along or says where to fetch. */
  bringsKey?: 'jwk' | 'jku';
  metadata?: Readonly<Record<string, unknown>>;
}

export interface CrookedProvider {
  readonly issuer: string;
  readonly host: string;
  lies: Lies;
  nonce: string;
  /** Paths that were asked for, in order. */
  readonly asked: string[];
  /** Forms sent to the token endpoint. */
  readonly forms: URLSearchParams[];
  close(): Promise<void>;
}

const pair = () => generateKeyPairSync('rsa', { modulusLength: 2048 });
const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

/** Of no use to anybody but the program, which shows it to nobody. */
export const accessToken = 'an-access-token-of-the-provider';
/** What the tests give as the client's secret, with which nothing is to be signed. */
const clientSecret = 'x';

function signed(claims: object, key: KeyObject, alg: string, head: object): string {
  const content = `${part({ alg, kid: 'k', typ: 'JWT', ...head })}.${part(claims)}`;
  if (alg === 'none') return `${content}.`;
  if (alg === 'HS256')
    return `${content}.${createHmac('sha256', clientSecret).update(content).digest('base64url')}`;
  return `${content}.${createSign('sha256').update(content).sign(key, 'base64url')}`;
}

/** Speaks OpenID Connect on a port of this machine, and says what a test wants it to. */
export async function startCrookedProvider(): Promise<CrookedProvider> {
  const own = pair();
  const foreign = pair();
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const issuer = `http://localhost:${port}`;
  const provider: CrookedProvider = {
    issuer,
    host: `localhost:${port}`,
    lies: {},
    nonce: '',
    asked: [],
    forms: [],
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  server.on('request', (request, response) => {
    const path = new URL(request.url ?? '/', issuer).pathname;
    provider.asked.push(path);
    const send = (value: unknown): void => {
      response.setHeader('content-type', 'application/json').end(JSON.stringify(value));
    };
    let form = '';
    request.on('data', (data: Buffer) => {
      form += data.toString();
    });
    request.on('end', () => {
      const { lies } = provider;
      if (path === '/.well-known/openid-configuration')
        return send({
          issuer,
          authorization_endpoint: `${issuer}/auth`,
          token_endpoint: `${issuer}/token`,
          jwks_uri: `${issuer}/jwks`,
          response_types_supported: ['code'],
          subject_types_supported: ['public'],
          id_token_signing_alg_values_supported: ['RS256'],
          authorization_response_iss_parameter_supported: true,
          ...lies.metadata,
        });
      if (path === '/jwks')
        return send({
          keys: [
            { ...own.publicKey.export({ format: 'jwk' }), kid: 'k', alg: 'RS256', use: 'sig' },
          ],
        });
      if (path !== '/token') return response.writeHead(404).end();
      provider.forms.push(new URLSearchParams(form));
      const now = Math.floor(Date.now() / 1000);
      const claims = {
        iss: issuer,
        aud: 'machimori',
        sub: 'somebody',
        iat: now,
        exp: now + 300,
        auth_time: now,
        nonce: provider.nonce,
        email: 'tanto@example.lg.jp',
        email_verified: true,
        groups: [],
        ...lies.claims,
      };
      const brings = lies.bringsKey;
      const other = lies.foreignKey === true || brings !== undefined;
      const key = other ? foreign.privateKey : own.privateKey;
      const head = {
        ...(brings === 'jwk' ? { jwk: foreign.publicKey.export({ format: 'jwk' }) } : {}),
        ...(brings === 'jku' ? { jku: `${issuer}/foreign-keys` } : {}),
      };
      send({
        access_token: accessToken,
        token_type: 'Bearer',
        expires_in: 300,
        id_token: signed(claims, key, lies.alg ?? 'RS256', head),
      });
    });
  });
  return provider;
}
