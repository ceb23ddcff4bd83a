import { stateWords } from '@machimori/kernel';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { formProblem } from '../../api/form-problem.ts';
import type { Problem } from '../../api/problem.ts';
import type { Answer } from '../../api/routes.ts';
import { call, useAct } from '../../api/use-server.ts';
import { Button } from '../../design/button.tsx';
import { Checkbox } from '../../design/checkbox.tsx';
import { Disclosure } from '../../design/content.tsx';
import { Link } from '../../design/link.tsx';
import { Notice } from '../../design/notice.tsx';
import { useToast } from '../../design/toast.tsx';
import { useText } from '../../language.tsx';
import { alikeWords as words } from '../../messages/sheet-alike.ts';
import { answerChanges, type LineSeen } from './sheet-queries.ts';

type Page = Answer<'GET /sheet/lines'>;
type Other = Page['lines'][number];
const fields = ['state', 'planned', 'statement'] as const;

const saysSame = (other: Other, { values }: LineSeen): boolean =>
  fields.every((field) => other[field] === values[field]);

/**
 * Other lines that the same organisation answers about the same check item: those that say the same stand gathered,
 * those that differ are opened. What is written here is written into as many of them as one chooses.
 */
export default function LineAlike({
  seen,
  unsaved,
}: {
  readonly seen: LineSeen;
  readonly unsaved: boolean;
}): ReactNode {
  const say = useText();
  const toast = useToast();
  const query = { checkItem: seen.checkItem.id, answeredBy: seen.answeredBy.key };
  const { data } = useQuery<Page, Problem>({
    queryKey: ['sheet', 'alike', query],
    queryFn: () => call('GET /sheet/lines', { query: { ...query, most: 500 } as never }),
    enabled: seen.may.answer && seen.answeredBy.key !== '*',
  });
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const others = (data?.lines ?? []).filter(
    ({ line, may }) => line !== seen.line && may.includes('answer'),
  );
  const differing = others.filter((other) => !saysSame(other, seen));
  const chosen = differing.filter(({ line }) => !left.has(line));
  const write = useAct(
    (to: readonly Other[], key) =>
      call('POST /sheet/cells', {
        body: {
          lines: to.map(({ line, cells }) => ({
            line,
            cells: fields.map((field) => ({
              field,
              seen: cells[field],
              value: seen.values[field],
            })),
          })),
        },
        key,
      }),
    ({ lines }) => {
      const count = lines.filter((each) => !isLeft(each)).length;
      if (count > 0) toast(say(words.written, { count }));
    },
    answerChanges,
  );
  if (others.length === 0) return null;
  const nameOf = (key: string): string => {
    const named = data?.names.find((each) => each.key === key);
    return named === undefined ? key : say(named.name);
  };
  const problem = formProblem(write.problem, say);
  const refused = (write.done?.lines ?? []).filter(isLeft);
  const isEmpty = seen.version === 0;
  return (
    <section aria-labelledby="alike">
      <h2 id="alike">{say(words.title, { count: others.length })}</h2>
      <p className="mb-4">
        {say(words.lead, { same: others.length - differing.length, differ: differing.length })}
      </p>
      {problem === undefined ? null : <Notice tone="error" title={problem.title} />}
      {refused.length === 0 ? null : (
        <Notice tone="warning" title={say(words.left, { count: refused.length })}>
          <p>{say(words.leftText)}</p>
        </Notice>
      )}
      {differing.length === 0 ? null : (
        <fieldset className="mb-4">
          <legend className="m-label">{say(words.differing)}</legend>
          <ul>
            {differing.map((other) => (
              <li key={other.line} className="m-row py-2">
                <Checkbox
                  selected={!left.has(other.line)}
                  disabled={isEmpty}
                  onChange={(isOn) => {
                    const next = new Set(left);
                    if (isOn) next.delete(other.line);
                    else next.add(other.line);
                    setLeft(next);
                  }}
                >
                  {nameOf(other.subject)}
                </Checkbox>
                <span className="m-hint">{say(stateWords[other.state])}</span>
                <Link to="/sheet/line" search={{ id: other.line } as never}>
                  {say(words.open, { subject: nameOf(other.subject) })}
                </Link>
              </li>
            ))}
          </ul>
        </fieldset>
      )}
      {differing.length === 0 ? null : isEmpty ? (
        <p className="m-hint">{say(words.first)}</p>
      ) : (
        <Button
          kind="secondary"
          busy={write.busy}
          isDisabled={chosen.length === 0 || unsaved}
          onPress={() => write.run(chosen)}
        >
          {say(words.write, { count: chosen.length })}
        </Button>
      )}
      {differing.length === others.length ? null : (
        <Disclosure summary={say(words.same, { count: others.length - differing.length })}>
          <ul className="list-disc ps-6">
            {others
              .filter((other) => saysSame(other, seen))
              .map(({ line, subject }) => (
                <li key={line}>
                  <Link to="/sheet/line" search={{ id: line } as never}>
                    {nameOf(subject)}
                  </Link>
                </li>
              ))}
          </ul>
        </Disclosure>
      )}
    </section>
  );
}

/** Something of it was not written: somebody else was first, or it cannot be taken. */
const isLeft = ({ problem, cells }: Answer<'POST /sheet/cells'>['lines'][number]): boolean =>
  problem !== undefined ||
  cells.some(({ outcome }) => outcome === 'conflict' || outcome === 'refused');
