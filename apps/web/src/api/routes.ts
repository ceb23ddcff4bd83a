import type { endpoints, sampleEndpoints } from '@machimori/contract';
import type { RoutesOf } from './endpoint.ts';

export type Routes = RoutesOf<typeof endpoints> & RoutesOf<typeof sampleEndpoints>;

/** The answer of a route. */
export type Answer<Name extends keyof Routes> = Routes[Name]['response'];

export type Seat = Answer<'GET /account'>['seats'][number];
export type Role = Seat['roles'][number];
export type Member = Answer<'GET /members'>['members'][number];
export type Invitation = Answer<'GET /invitations'>['invitations'][number];
export type Factor = Answer<'GET /account/second-factors'>['factors'][number];
export type Review = Answer<'GET /access-reviews'>['reviews'][number];
export type ReviewLine = Answer<'GET /access-reviews/:review'>['lines'][number];
export type ApiToken = Answer<'GET /api-tokens'>['tokens'][number];
export type LogEntry = Answer<'GET /log'>['entries'][number];
export type FirstAction = Answer<'GET /home'>['actions'][number];
export type Approval = Answer<'GET /approvals/:approval'>;
export type Outcome = Approval['outcome'];
export type Revision = Answer<'GET /city-file/revisions'>['revisions'][number];
export type Preview = Answer<'POST /city-file/preview'>;
