import type { endpoints, sampleEndpoints } from '@machimori/contract';
import type { RoutesOf } from './endpoint.ts';

type Contract = RoutesOf<typeof endpoints> & RoutesOf<typeof sampleEndpoints>;

// What these pages need and the contract does not name yet. A row leaves here when its endpoint arrives
// there: a route of both would be a type that nothing fits.

export type ReviewMark = 'dormant' | 'orphaned' | 'overPrivileged' | 'left';

export interface ReviewLine {
  readonly line: string;
  readonly name: string;
  readonly email: string;
  readonly organisationName: string;
  readonly roles: readonly Role[];
  readonly marks: readonly ReviewMark[];
  readonly lastActiveOn?: string | undefined;
  readonly decision?: 'keep' | 'reduce' | 'remove' | undefined;
  readonly version: number;
}

export interface AccessReview {
  readonly review: string;
  readonly name: string;
  readonly due: string;
  readonly lines: readonly ReviewLine[];
}

interface Awaited {
  'GET /access-review': { response: { review?: AccessReview | undefined } };
  'POST /access-review': { body: { name: string; due: string }; response: { review: string } };
  'PUT /access-review/:review/lines/:line': {
    params: { review: string; line: string };
    body: { decision: string; version: number };
    response: undefined;
  };
  'POST /access-review/:review/close': {
    params: { review: string };
    body: object;
    response: undefined;
  };
}

export type Routes = Contract & Awaited;

/** The answer of a route. */
export type Answer<Name extends keyof Routes> = Routes[Name]['response'];

export type Seat = Answer<'GET /account'>['seats'][number];
export type Role = Seat['roles'][number];
export type Member = Answer<'GET /members'>['members'][number];
export type Invitation = Answer<'GET /members'>['invitations'][number];
export type Factor = Answer<'GET /account/second-factors'>['factors'][number];
export type LogEntry = Answer<'GET /log'>['entries'][number];
export type FirstAction = Answer<'GET /home'>['actions'][number];
export type Preview = Answer<'POST /city-file/preview'>;
