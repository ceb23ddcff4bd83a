import type { Duty } from './plan.ts';

/**
 * Keys of who answers lines of the check sheet that others perform: of one line, or of several that are told together,
 * those who perform none of them. Of a line that nobody performs, that is what is to be seen.
 */
export function answersForOthers(
  lines: readonly {
    readonly answeredBy: string;
    readonly duty: Pick<Duty, 'performers'>;
  }[],
): readonly string[] {
  const performed = lines.filter(({ duty }) => duty.performers.length > 0);
  const performers = new Set(performed.flatMap(({ duty }) => duty.performers));
  return [...new Set(performed.map(({ answeredBy }) => answeredBy))].filter(
    (key) => !performers.has(key),
  );
}
