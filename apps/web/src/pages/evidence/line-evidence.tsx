import { useQuery } from '@tanstack/react-query';
import { lazy, type ReactNode } from 'react';
import type { Problem } from '../../api/problem.ts';
import type { Answer } from '../../api/routes.ts';
import { offered } from '../../api/session.ts';
import { call, useAct, useSession } from '../../api/use-server.ts';
import { Button } from '../../design/button.tsx';
import { Disclosure } from '../../design/content.tsx';
import { Link } from '../../design/link.tsx';
import { Notice } from '../../design/notice.tsx';
import { useToast } from '../../design/toast.tsx';
import { useText } from '../../language.tsx';
import { evidenceWords as words } from '../../messages/evidence.ts';
import { Beside } from '../../shell/beside.tsx';
import { ChooseEvidence } from './choose-evidence.tsx';
import EvidenceForm from './evidence-form.tsx';
import { evidenceChanges, type Piece } from './evidence-queries.ts';
import { EvidenceTable } from './evidence-table.tsx';

const HandOver = lazy(() => import('./hand-over.tsx'));

/**
 * What proves one line; whoever answers it adds to it. Nothing where one may not see its answer; whoever accepts it is
 * told that there is none.
 */
export default function LineEvidence({
  line,
  decides,
}: {
  readonly line: string;
  readonly decides: boolean;
}): ReactNode {
  const say = useText();
  const toast = useToast();
  const { session } = useSession();
  const { data } = useQuery<Answer<'GET /sheet/lines/:line/evidence'>, Problem>({
    queryKey: ['sheet', 'evidence', 'line', line],
    queryFn: () => call('GET /sheet/lines/:line/evidence', { params: { line } }),
  });
  const detach = useAct(
    (evidence: string, key) =>
      call('DELETE /evidence/:evidence/lines/:line', { params: { evidence, line }, key }),
    () => toast(say(words.detached)),
    evidenceChanges,
  );
  if (data === undefined) return null;
  const byControl = new Set(
    data.evidence.flatMap((piece) => (piece.byControl ? [piece.evidence] : [])),
  );
  const may = data.may && offered(session, 'sheet:answer');
  const { before, handOver } = data;
  if (data.evidence.length === 0 && !may && !decides && before === undefined) return null;
  return (
    <section aria-labelledby="evidence">
      <h2 id="evidence">{say(words.title)}</h2>
      <p className="mb-4">{say(words.lineLead)}</p>
      <div className="m-stack">
        {detach.problem === null ? null : <Notice tone="error" title={say(detach.problem.text)} />}
        {data.evidence.length === 0 ? (
          <p>{say(words.none)}</p>
        ) : (
          <EvidenceTable
            caption={say(words.title)}
            pieces={data.evidence}
            {...(may
              ? {
                  act: (piece: Piece) =>
                    piece.kind === 'check' ? null : byControl.has(piece.evidence) ? (
                      <span className="m-hint">{say(words.byControl)}</span>
                    ) : (
                      <Button
                        kind="text"
                        size="small"
                        busy={detach.busy}
                        aria-label={say(words.detachOf, { title: say(piece.title) })}
                        onPress={() => detach.run(piece.evidence)}
                      >
                        {say(words.detach)}
                      </Button>
                    ),
                }
              : {})}
          />
        )}
        {before === undefined ? null : (
          <Notice tone="info" live={false} title={say(words.beforeTitle, { count: before.count })}>
            <p>{say(words.beforeText, { name: before.ask })}</p>
          </Notice>
        )}
        {handOver !== undefined && offered(session, 'evidence:hand-over') ? (
          <Beside>
            <HandOver line={line} to={handOver.to} pieces={of(data.evidence, handOver.evidence)} />
          </Beside>
        ) : null}
        {may ? (
          <>
            <Disclosure summary={say(words.add)}>
              <EvidenceForm line={line} />
            </Disclosure>
            <Disclosure summary={say(words.attach)}>
              <Attach line={line} known={data.evidence} />
            </Disclosure>
          </>
        ) : null}
        <p>
          <Link to="/evidence" alone>
            {say(words.all)}
          </Link>
        </p>
      </div>
    </section>
  );
}

const of = (pieces: readonly Piece[], ids: readonly string[]): readonly Piece[] =>
  pieces.filter(({ evidence }) => ids.includes(evidence));

/** Own pieces that do not prove the line yet. */
function Attach({
  line,
  known,
}: {
  readonly line: string;
  readonly known: readonly Piece[];
}): ReactNode {
  const say = useText();
  const toast = useToast();
  const attach = useAct(
    (evidence: string, key) =>
      call('POST /evidence/:evidence/lines', {
        params: { evidence },
        body: { lines: [line] },
        key,
      }),
    () => toast(say(words.attached)),
    evidenceChanges,
  );
  return (
    <ChooseEvidence
      known={known}
      act={words.attachAct}
      actOf={words.attachOf}
      busy={attach.busy}
      problem={attach.problem}
      onChoose={attach.run}
    />
  );
}
