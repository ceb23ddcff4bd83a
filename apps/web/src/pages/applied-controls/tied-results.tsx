import type { ReactNode } from 'react';
import { useText } from '../../language.tsx';
import { controlWords as words } from '../../messages/applied-controls.ts';
import type { Tied } from './control-queries.ts';

/** What became of each of several lines of a control; those that were left say why. */
export function TiedResults({
  lines,
  nameOf = (line) => line,
  changed = false,
}: {
  readonly lines: readonly Tied[];
  readonly nameOf?: (line: string) => string;
  /** The control was changed: what differs did so before. */
  readonly changed?: boolean;
}): ReactNode {
  const say = useText();
  const count = (outcome: Tied['outcome']): number =>
    lines.filter((each) => each.outcome === outcome).length;
  const left = lines.filter(({ problem }) => problem !== undefined);
  const reopened = lines.filter((each) => each.reopened).length;
  const told = [
    [words.written, count('written')],
    [words.same, count('same')],
    [changed ? words.stayed : words.kept, count('own-words')],
    [words.reopened, reopened],
  ] as const;
  return (
    <div className="m-stack">
      {lines.length === 0 ? <p>{say(words.nothing)}</p> : null}
      {told.map(([word, many]) =>
        many === 0 ? null : <p key={word.en}>{say(word, { count: many })}</p>,
      )}
      {left.length === 0 ? null : (
        <>
          <p>{say(words.left, { count: left.length })}</p>
          <ul className="list-disc ps-6">
            {left.slice(0, 100).map(({ line, problem }) => (
              <li key={line}>
                {nameOf(line)}
                <br />
                <span className="m-hint">
                  {problem === undefined ? '' : say(problem.text)}
                  {problem?.next === undefined ? '' : say(problem.next)}
                </span>
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}
