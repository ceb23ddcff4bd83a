import type { ReactNode } from 'react';
import type { Problem } from '../../api/problem.ts';
import { Notice } from '../../design/notice.tsx';
import { useText } from '../../language.tsx';

/** Why something about a book did not happen, and what to do. */
export function ProblemNotice({ problem }: { readonly problem: Problem | null }): ReactNode {
  const say = useText();
  return problem === null ? null : (
    <Notice tone="error" title={say(problem.text)}>
      {problem.next === undefined ? null : <p>{say(problem.next)}</p>}
    </Notice>
  );
}
