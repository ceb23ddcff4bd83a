import { isIP } from 'node:net';
import { Failure, text } from '@machimori/kernel';
import type { FastifyRequest } from 'fastify';

const messages = {
  other: text('このアドレスでは、お使いになれません。', 'This is not the address of the program.'),
  otherNext: text(
    '管理者から知らされたアドレスを開いてください。',
    'Open the address that your administrator gave you.',
  ),
};

/**
 * A name that is not ours, pointed at us by somebody's name server, gets nothing (DNS rebinding), and no
 * link is ever made from the name that a request gives. Health is asked by machines under any name.
 */
export function expectOwnHost(request: FastifyRequest, origin: string): void {
  if (/^\/(health|metrics)(\/|$)/.test(request.url)) return;
  // Two names at once are read one way here and another way by a proxy.
  if ((request.raw.headersDistinct?.['host']?.length ?? 1) > 1)
    throw new Failure('input-unreadable', messages.other, { next: messages.otherNext });
  const asked = request.hostname.toLowerCase().replace(/^\[|\]$/g, '');
  const own = new URL(origin).hostname.replace(/^\[|\]$/g, '');
  if (asked !== own && asked !== 'localhost' && isIP(asked) === 0)
    throw new Failure('not-found', messages.other, { next: messages.otherNext });
}
