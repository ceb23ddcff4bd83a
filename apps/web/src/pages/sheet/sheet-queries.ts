import { useQuery } from '@tanstack/react-query';
import type { Problem } from '../../api/problem.ts';
import type { Answer } from '../../api/routes.ts';
import { call } from '../../api/use-server.ts';

export type SheetLine = Answer<'GET /sheet/lines'>['lines'][number];
export type LineSeen = Answer<'GET /sheet/lines/:line'>;
export type Stage = NonNullable<SheetLine['stage']>;
export type Field = LineSeen['cells'][number]['field'];

/** What is to be asked for again once something became of an answer. */
export const answerChanges = [['sheet']] as const;

export function useLine(line: string): {
  readonly seen: LineSeen | undefined;
  readonly problem: Problem | null;
} {
  const { data, error } = useQuery<LineSeen, Problem>({
    queryKey: ['sheet', 'line', line],
    queryFn: () => call('GET /sheet/lines/:line', { params: { line } }),
  });
  return { seen: data, problem: error };
}

/** Version of what stands in a cell; 0 where nobody has written into it. */
export const seenIn = ({ cells }: LineSeen, field: Field): number =>
  Math.max(0, ...cells.filter((cell) => cell.field === field).map(({ version }) => version));
