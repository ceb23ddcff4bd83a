import { Failure, text } from '@machimori/kernel';
import type { FastifyRequest } from 'fastify';

const messages = {
  other: text(
    'ほかのサイトからの操作なので、受け付けませんでした。',
    'This came from another site and was not accepted.',
  ),
  otherNext: text(
    'この画面を読み込み直して、もう一度お試しください。',
    'Reload the page and try again.',
  ),
};

const harmless = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * A write comes from a page of ours, or from a machine with a token. Cookies are same-site already; this
 * holds where a browser does not keep that, and against pages of a neighbouring name. A form of ours that
 * works without script sends no mark: it carries the secret of its link
 * instead, or one of the session that its link opened.
 */
export function expectOwnPage(request: FastifyRequest, origin: string): void {
  if (harmless.has(request.method) || request.headers.authorization !== undefined) return;
  const { origin: from, 'sec-fetch-site': site, 'x-machimori': mark } = request.headers;
  const form = (request.routeOptions.config as { form?: true }).form === true;
  const foreign =
    (from !== undefined && from !== origin) || (site !== undefined && site !== 'same-origin');
  if (foreign || (mark === undefined && !form))
    throw new Failure('forbidden', messages.other, { next: messages.otherNext });
}
