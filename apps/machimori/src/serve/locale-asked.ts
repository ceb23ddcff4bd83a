import type { Locale } from '@machimori/kernel';
import type { FastifyRequest } from 'fastify';

/** The language of messages: what the page says, else what the browser asks for, else Japanese. */
export function localeAsked(request: FastifyRequest): Locale {
  const asked = request.headers['accept-language'] ?? '';
  return /^\s*en\b/i.test(asked) ? 'en' : 'ja';
}
