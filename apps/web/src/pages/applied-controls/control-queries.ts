import type { Answer } from '../../api/routes.ts';

export type Control = Answer<'GET /applied-controls'>['controls'][number];
export type ControlSeen = Answer<'GET /applied-controls/:control'>;
export type ControlledLine = ControlSeen['answers'][number];
export type Tied = Answer<'POST /applied-controls/:control/lines'>['lines'][number];

/** What is to be asked for again once something became of a control: it, its lines and what proves them. */
export const controlChanges = [['sheet']] as const;
