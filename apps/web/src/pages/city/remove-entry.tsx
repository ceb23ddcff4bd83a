import { elementInWords } from '@machimori/city/format';
import { kindInWords } from '@machimori/city/kinds';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type ReactNode, useEffect, useId, useRef } from 'react';
import type { Problem } from '../../api/problem.ts';
import type { Answer } from '../../api/routes.ts';
import { call } from '../../api/use-server.ts';
import { Dialog } from '../../design/dialog.tsx';
import { Notice } from '../../design/notice.tsx';
import { useText } from '../../language.tsx';
import { changeWords, entryWords } from '../../messages/city-entry.ts';
import { designWords } from '../../messages/design.ts';
import { type Edit, type ListedKind, useCityNames } from './city-queries.ts';
import { nameText } from './names.ts';
import { useSaving } from './use-saving.tsx';

/** Takes an entry out, after showing what goes along with it and what that leads to. */
export default function RemoveEntry({
  kind,
  elementKey,
  name,
  onClose,
}: {
  readonly kind: ListedKind;
  readonly elementKey: string;
  readonly name: string;
  readonly onClose: () => void;
}): ReactNode {
  const say = useText();
  const navigate = useNavigate();
  const { data, error } = useQuery<Answer<'GET /city/elements/:kind/:key/removal'>, Problem>({
    queryKey: ['city', 'removal', kind, elementKey],
    queryFn: () =>
      call('GET /city/elements/:kind/:key/removal', { params: { kind, key: elementKey } }),
    gcTime: 0,
  });
  const saving = useSaving(async (changed) => {
    onClose();
    if (changed.state === 'written')
      await navigate({ to: '/city/$kind', params: { kind }, replace: true });
  }, onClose);
  const { begin } = saving;
  const begun = useRef(false);
  useEffect(() => {
    if (data === undefined || begun.current) return;
    begun.current = true;
    begin({
      edits: data.edits,
      done: say(entryWords.removed),
      ask: {
        title: say(changeWords.removeTitle, { name }),
        act: say(changeWords.removeAct),
        children: <Along edits={data.edits} elementKey={elementKey} />,
      },
    });
  }, [data, begin, say, name, elementKey]);
  const problem = error ?? saving.problem;
  const wrong = saving.diagnostics;
  if (problem !== null || wrong.length > 0) {
    return (
      <Dialog open onClose={onClose} title={say(changeWords.removeTitle, { name })}>
        <Notice tone="error" title={say(problem?.text ?? changeWords.wrongTitle)}>
          {problem?.next === undefined ? null : <p>{say(problem.next)}</p>}
          <ul className="list-disc ps-6">
            {wrong.map(({ kind: of, key, field, text }) => (
              <li key={`${of} ${key} ${field} ${text.en}`}>
                {say(kindInWords(of ?? ''))} {key}: {say(text)}
              </li>
            ))}
          </ul>
        </Notice>
      </Dialog>
    );
  }
  return (
    <>
      <span role="status" className="sr-only">
        {saving.busy ? say(designWords.loading) : ''}
      </span>
      {saving.dialogs}
    </>
  );
}

/** What cannot be without it: removed with it, or changed so that it no longer names it. */
function Along({
  edits,
  elementKey,
}: {
  readonly edits: readonly Edit[];
  readonly elementKey: string;
}): ReactNode {
  const say = useText();
  const { nameOf } = useCityNames();
  const nameFor = ({ kind, key, ...edit }: Edit): string =>
    say(
      elementInWords(
        kind,
        key,
        edit.change === 'remove' ? edit.was : { name: nameOf(key)?.name },
        nameText(nameOf),
      ),
    );
  const rows = (change: Edit['change']): readonly Edit[] =>
    edits.filter((edit) => edit.change === change && edit.key !== elementKey);
  const [removed, changed] = [rows('remove'), rows('set')];
  if (removed.length + changed.length === 0) return <p>{say(changeWords.removeAlone)}</p>;
  return (
    <>
      <Rows title={say(changeWords.removeAlong)} rows={removed} nameFor={nameFor} />
      <Rows title={say(changeWords.removeChanges)} rows={changed} nameFor={nameFor} />
    </>
  );
}

function Rows({
  title,
  rows,
  nameFor,
}: {
  readonly title: string;
  readonly rows: readonly Edit[];
  readonly nameFor: (edit: Edit) => string;
}): ReactNode {
  const say = useText();
  const id = useId();
  if (rows.length === 0) return null;
  return (
    <section aria-labelledby={id}>
      <h3 id={id}>{title}</h3>
      <ul className="list-disc ps-6">
        {rows.map((edit) => (
          <li key={`${edit.kind} ${edit.key}`}>
            {nameFor(edit)} <span className="m-hint">{say(kindInWords(edit.kind))}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
