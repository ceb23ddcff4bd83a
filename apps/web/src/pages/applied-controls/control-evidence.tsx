import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import type { Problem } from '../../api/problem.ts';
import type { Answer } from '../../api/routes.ts';
import { call, useAct } from '../../api/use-server.ts';
import { Button } from '../../design/button.tsx';
import { Disclosure } from '../../design/content.tsx';
import { entered, Form } from '../../design/form.tsx';
import { Link } from '../../design/link.tsx';
import { Notice } from '../../design/notice.tsx';
import { TextField } from '../../design/text-field.tsx';
import { useToast } from '../../design/toast.tsx';
import { useText } from '../../language.tsx';
import { controlWords as words } from '../../messages/applied-controls.ts';
import { evidenceWords } from '../../messages/evidence.ts';
import type { Piece } from '../evidence/evidence-queries.ts';
import { EvidenceTable } from '../evidence/evidence-table.tsx';
import { type ControlSeen, controlChanges } from './control-queries.ts';

/** What proves a control, and through it every line that it answers. */
export default function ControlEvidence({
  seen,
  may,
}: {
  readonly seen: ControlSeen;
  readonly may: boolean;
}): ReactNode {
  const say = useText();
  const toast = useToast();
  const { control, evidence: pieces } = seen;
  const unprove = useAct(
    (evidence: string, key) =>
      call('DELETE /applied-controls/:control/evidence/:evidence', {
        params: { control, evidence },
        key,
      }),
    () => toast(say(words.unproved)),
    controlChanges,
  );
  if (pieces.length === 0 && !may) return null;
  return (
    <section aria-labelledby="proofs">
      <h2 id="proofs">{say(words.evidence)}</h2>
      <p className="mb-4">{say(words.evidenceLead)}</p>
      <div className="m-stack">
        {unprove.problem === null ? null : (
          <Notice tone="error" title={say(unprove.problem.text)} />
        )}
        {pieces.length === 0 ? (
          <p>{say(words.noEvidence)}</p>
        ) : (
          <EvidenceTable
            caption={say(words.evidence)}
            pieces={pieces}
            {...(may
              ? {
                  act: (piece: Piece) => (
                    <Button
                      kind="text"
                      size="small"
                      busy={unprove.busy}
                      aria-label={say(words.unproveOf, { title: say(piece.title) })}
                      onPress={() => unprove.run(piece.evidence)}
                    >
                      {say(words.unprove)}
                    </Button>
                  ),
                }
              : {})}
          />
        )}
        {may ? (
          <Disclosure summary={say(evidenceWords.attach)}>
            <Attach control={control} known={pieces} />
          </Disclosure>
        ) : null}
      </div>
    </section>
  );
}

/** One's own pieces, found by words, each put to the control by a press. */
function Attach({
  control,
  known,
}: {
  readonly control: string;
  readonly known: readonly Piece[];
}): ReactNode {
  const say = useText();
  const toast = useToast();
  const [sought, setSought] = useState('');
  const { data } = useQuery<Answer<'GET /evidence'>, Problem>({
    queryKey: ['sheet', 'evidence', 'list', sought, '', ''],
    queryFn: () => call('GET /evidence', { query: { words: sought } }),
  });
  const prove = useAct(
    (evidence: string, key) =>
      call('POST /applied-controls/:control/evidence', {
        params: { control },
        body: { evidence },
        key,
      }),
    () => toast(say(words.proved)),
    controlChanges,
  );
  const there = new Set(known.map(({ evidence }) => evidence));
  const found = data?.evidence.filter(({ evidence, own }) => own && !there.has(evidence)) ?? [];
  return (
    <div className="m-stack">
      <Form label={say(evidenceWords.attach)} onSend={(form) => setSought(entered(form, 'sought'))}>
        <TextField name="sought" label={say(words.search)} maxLength={100} />
        <div>
          <Button type="submit" kind="secondary">
            {say(words.searchAct)}
          </Button>
        </div>
      </Form>
      {prove.problem === null ? null : <Notice tone="error" title={say(prove.problem.text)} />}
      {found.length === 0 ? (
        <p role="status">{say(evidenceWords.noneFound)}</p>
      ) : (
        <ul className="m-stack">
          {found.map(({ evidence, title }) => (
            <li key={evidence} className="m-row">
              <span>{say(title)}</span>
              <Button
                kind="secondary"
                size="small"
                busy={prove.busy}
                aria-label={say(words.proveOf, { title: say(title) })}
                onPress={() => prove.run(evidence)}
              >
                {say(words.proveAct)}
              </Button>
            </li>
          ))}
        </ul>
      )}
      <p>
        <Link to="/evidence" alone>
          {say(words.addEvidence)}
        </Link>
      </p>
    </div>
  );
}
