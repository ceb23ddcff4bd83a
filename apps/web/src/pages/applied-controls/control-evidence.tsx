import type { ReactNode } from 'react';
import { call, useAct } from '../../api/use-server.ts';
import { Button } from '../../design/button.tsx';
import { Disclosure } from '../../design/content.tsx';
import { Link } from '../../design/link.tsx';
import { Notice } from '../../design/notice.tsx';
import { useToast } from '../../design/toast.tsx';
import { useText } from '../../language.tsx';
import { controlWords as words } from '../../messages/applied-controls.ts';
import { evidenceWords } from '../../messages/evidence.ts';
import { ChooseEvidence } from '../evidence/choose-evidence.tsx';
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

/** Own pieces that do not prove the control yet. */
function Attach({
  control,
  known,
}: {
  readonly control: string;
  readonly known: readonly Piece[];
}): ReactNode {
  const say = useText();
  const toast = useToast();
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
  return (
    <div className="m-stack">
      <ChooseEvidence
        known={known}
        act={words.proveAct}
        actOf={words.proveOf}
        busy={prove.busy}
        problem={prove.problem}
        onChoose={prove.run}
      />
      <p>
        <Link to="/evidence" alone>
          {say(words.addEvidence)}
        </Link>
      </p>
    </div>
  );
}
