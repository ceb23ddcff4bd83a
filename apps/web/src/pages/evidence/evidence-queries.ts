import type { Answer } from '../../api/routes.ts';

export type Piece = Answer<'GET /evidence'>['evidence'][number];
export type PieceSeen = Answer<'GET /evidence/:evidence'>;
export type Revision = Piece['latest'];

/** What is to be asked for again once something became of evidence: lines and what proves them. */
export const evidenceChanges = [['sheet']] as const;

/** Where the browser fetches a file itself. */
export const fileAddress = (
  { evidence }: Pick<Piece, 'evidence'>,
  number: number,
  how: 'file' | 'view',
): string => `/api/v1/evidence/${evidence}/revisions/${number}/${how}`;
