import type { Answer } from '../../api/routes.ts';
import { call } from '../../api/use-server.ts';

export type Standing = Answer<'GET /plan/standing'>;

/** Where the city, or one's share of it, stands, and what a share has to do first: asked once for both. */
export const standingQuery = {
  queryKey: ['plan', 'standing'],
  queryFn: () => call('GET /plan/standing'),
};
