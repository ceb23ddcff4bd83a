import type { Text } from '@machimori/kernel';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import type { Problem } from '../../api/problem.ts';
import type { Answer } from '../../api/routes.ts';
import { call } from '../../api/use-server.ts';
import { Button } from '../../design/button.tsx';
import { entered, Form } from '../../design/form.tsx';
import { Notice } from '../../design/notice.tsx';
import { TextField } from '../../design/text-field.tsx';
import { useText } from '../../language.tsx';
import { evidenceWords as words } from '../../messages/evidence.ts';
import type { Piece } from './evidence-queries.ts';

/** One's own pieces, found by words, each put by a press to what the page is about; `known` are there already. */
export function ChooseEvidence({
  known,
  act,
  actOf,
  busy,
  problem,
  onChoose,
}: {
  readonly known: readonly Piece[];
  readonly act: Text;
  /** The same with the `title` of the piece, for who cannot see beside which it stands. */
  readonly actOf: Text;
  readonly busy: boolean;
  readonly problem: Problem | null;
  readonly onChoose: (evidence: string) => void;
}): ReactNode {
  const say = useText();
  const [sought, setSought] = useState('');
  const { data } = useQuery<Answer<'GET /evidence'>, Problem>({
    queryKey: ['sheet', 'evidence', 'to-choose', sought],
    queryFn: () => call('GET /evidence', { query: { words: sought } }),
  });
  const there = new Set(known.map(({ evidence }) => evidence));
  const found = data?.evidence.filter(({ evidence, own }) => own && !there.has(evidence)) ?? [];
  return (
    <div className="m-stack">
      <Form label={say(words.attach)} onSend={(form) => setSought(entered(form, 'sought'))}>
        <TextField name="sought" label={say(words.search)} maxLength={100} />
        <div>
          <Button type="submit" kind="secondary">
            {say(words.searchAct)}
          </Button>
        </div>
      </Form>
      {problem === null ? null : <Notice tone="error" title={say(problem.text)} />}
      {found.length === 0 ? (
        <p role="status">{data === undefined ? '' : say(words.noneFound)}</p>
      ) : (
        <ul className="m-stack">
          {found.map(({ evidence, title }) => (
            <li key={evidence} className="m-row">
              <span>{say(title)}</span>
              <Button
                kind="secondary"
                size="small"
                busy={busy}
                aria-label={say(actOf, { title: say(title) })}
                onPress={() => onChoose(evidence)}
              >
                {say(act)}
              </Button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
