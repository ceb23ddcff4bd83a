import type { Answer } from '../../api/routes.ts';

export type Responsibilities = Answer<'GET /plan/responsibilities'>;
export type DutyProblem = Responsibilities['problems'][number];
