import { existsSync, readFileSync } from 'node:fs';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import type { Session } from '../src/api/session.ts';
import { revisions } from './approval-answers.ts';
import { preview } from './import-answers.ts';
import * as answers from './stub-answers.ts';
import { webhooks } from './webhook-answers.ts';

/** As strict as the program's own: no inline script or style, nothing from elsewhere. */
export const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "connect-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
].join('; ');

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
};

export interface Stub {
  readonly origin: string;
  state: Session['state'];
  /** Writes that came, for looking at their headers. */
  readonly writes: { readonly route: string; readonly headers: IncomingMessage['headers'] }[];
  /** Answers with a problem instead, once. */
  problem: { readonly status: number; readonly body: object } | undefined;
  close(): Promise<void>;
}

/** The built pages, and answers as a server would give them. */
export async function startStub(dist: string): Promise<Stub> {
  const stub = { state: 'signed-in' as Session['state'], problem: undefined, writes: [] } as Pick<
    Stub,
    'state' | 'problem'
  > & { writes: Stub['writes'] };
  const answer = (route: string): unknown => {
    switch (route) {
      case 'GET /start':
        return answers.start(stub.state);
      case 'GET /account':
        return answers.account(stub.state);
      case 'GET /account/second-factors':
        return answers.factors;
      case 'GET /organisation/provider':
        return answers.provider;
      case 'GET /home':
        return answers.home;
      case 'GET /log/retention':
        return { signIn: 12, log: 12, accounts: 60 };
      case 'GET /sheet/settings':
        return { reviewMonths: 12, version: 0 };
      case 'GET /webhooks':
        return webhooks;
      case 'GET /undelivered':
        return answers.undelivered;
      case 'GET /city':
        return answers.cityAnswer;
      case 'GET /city-file/revisions':
        return revisions;
      case 'GET /approval-policy':
        return { selfCheck: false, version: 0 };
      case 'GET /members':
        return answers.members;
      case 'GET /invitations':
        return answers.invitations;
      case 'GET /log':
        return answers.log;
      case 'GET /log/choices':
        return answers.choices;
      case 'GET /log/checkpoint':
        return answers.checkpoint;
      case 'GET /access-reviews':
        return answers.reviews;
      case `GET /access-reviews/rev_${'1'.repeat(32)}`:
        return answers.review;
      case 'GET /access':
        return answers.access;
      case 'GET /api-tokens':
        return answers.tokens;
      case 'POST /invitation/look':
        return answers.invitation;
      case 'POST /city-file/preview':
        return preview;
      case 'POST /account/authenticators':
        return answers.authenticator;
      case 'POST /account/authenticators/c':
        return { recoveryCodes: ['7K3M-QW9R-2HXT-P4NB', 'J8DY-5CFG-6SRA-9MZE'] };
      case 'POST /session':
        stub.state = 'second-factor';
        return { awaiting: true };
      case 'POST /session/confirm':
        stub.state = 'signed-in';
        return {};
      case 'DELETE /session':
        stub.state = 'signed-out';
        return undefined;
      default:
        return /^GET \/log\/entries\/\w+\/proof$/.test(route) ? answers.entryProof : undefined;
    }
  };
  const server = createServer((request, reply) => {
    const path = new URL(request.url ?? '/', 'http://stub').pathname;
    if (path.startsWith('/api/v1/')) {
      const route = `${request.method} ${path.slice('/api/v1'.length)}`;
      if (request.method !== 'GET') stub.writes.push({ route, headers: request.headers });
      const { problem } = stub;
      if (problem !== undefined && request.method !== 'GET') {
        stub.problem = undefined;
        reply.writeHead(problem.status, { 'content-type': 'application/problem+json' });
        reply.end(JSON.stringify(problem.body));
        return;
      }
      const body = answer(route);
      reply.writeHead(body === undefined ? 204 : 200, { 'content-type': 'application/json' });
      reply.end(body === undefined ? undefined : JSON.stringify(body));
      return;
    }
    const file = join(dist, path);
    const found = extname(path) !== '' && existsSync(file) ? file : join(dist, 'index.html');
    reply.writeHead(200, {
      'content-type': types[extname(found)] ?? 'application/octet-stream',
      'content-security-policy': contentSecurityPolicy,
    });
    reply.end(readFileSync(found));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return Object.assign(stub, {
    origin: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise<void>((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  });
}
