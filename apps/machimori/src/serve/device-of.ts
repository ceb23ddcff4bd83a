import { deviceLabel } from '@machimori/identity';
import type { FastifyRequest } from 'fastify';

/** The device that a request comes from, as its owner finds it in the list of sessions. */
export const deviceOf = (request: FastifyRequest): string =>
  deviceLabel(request.headers['user-agent'] ?? '');
