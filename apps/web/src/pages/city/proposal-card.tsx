import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { formProblem } from '../../api/form-problem.ts';
import type { Problem } from '../../api/problem.ts';
import type { Answer } from '../../api/routes.ts';
import { offered } from '../../api/session.ts';
import { call, useAct, useSession } from '../../api/use-server.ts';
import { Button } from '../../design/button.tsx';
import { StatusLabel } from '../../design/content.tsx';
import { DateText } from '../../design/date-text.tsx';
import { ConfirmDialog, Dialog } from '../../design/dialog.tsx';
import { entered, Form } from '../../design/form.tsx';
import { Notice } from '../../design/notice.tsx';
import { TextField } from '../../design/text-field.tsx';
import { useToast } from '../../design/toast.tsx';
import { useText } from '../../language.tsx';
import { proposalWords } from '../../messages/city-changes.ts';
import { designWords } from '../../messages/design.ts';
import { Consequences } from './change-dialog.tsx';
import { cityChanges, type Proposal } from './city-queries.ts';
import { EditList } from './edit-list.tsx';
import { changesPlan } from './wish.ts';

const tones = {
  waiting: 'warning',
  accepted: 'success',
  'own-part': 'success',
  declined: 'error',
  withdrawn: 'neutral',
} as const;

/** What somebody asks for, what became of it, and the answer for who may give it. */
export default function ProposalCard({
  of,
  whole,
}: {
  readonly of: Proposal;
  readonly whole: boolean;
}): ReactNode {
  const say = useText();
  const { session } = useSession();
  const [open, setOpen] = useState<'accept' | 'decline' | 'withdraw'>();
  const waits = of.state === 'waiting';
  const decides = waits && whole && offered(session, 'register:decide');
  const withdraws = waits && of.own && offered(session, 'register:change');
  const close = (): void => setOpen(undefined);
  return (
    <li className="m-card m-stack">
      <div className="m-row justify-between">
        <h3>{say(proposalWords.of, { organisation: of.organisationName })}</h3>
        <StatusLabel tone={tones[of.state]}>{say(proposalWords[of.state])}</StatusLabel>
      </div>
      <p className="m-hint">
        <DateText value={of.proposedAt} time />
      </p>
      {of.note === '' ? null : (
        <p>
          <strong>{say(proposalWords.note)}</strong>: <span className="m-lines">{of.note}</span>
        </p>
      )}
      <EditList edits={of.edits} />
      {of.reason === '' ? null : (
        <p>
          <strong>{say(proposalWords.answer)}</strong>: <span className="m-lines">{of.reason}</span>
        </p>
      )}
      {decides || withdraws ? (
        <div className="m-row">
          {decides ? (
            <>
              <Button onPress={() => setOpen('accept')}>{say(proposalWords.accept)}</Button>
              <Button kind="secondary" onPress={() => setOpen('decline')}>
                {say(proposalWords.decline)}
              </Button>
            </>
          ) : null}
          {withdraws ? (
            <Button kind="secondary" onPress={() => setOpen('withdraw')}>
              {say(proposalWords.withdraw)}
            </Button>
          ) : null}
        </div>
      ) : null}
      {open === 'accept' ? <Accept of={of} onClose={close} /> : null}
      {open === 'decline' ? <Decline of={of} onClose={close} /> : null}
      {open === 'withdraw' ? <Withdraw of={of} onClose={close} /> : null}
    </li>
  );
}

interface Deciding {
  readonly of: Proposal;
  readonly onClose: () => void;
}

function useDecision(onClose: () => void, done: string) {
  const toast = useToast();
  return useAct(
    (
      { proposal, ...body }: { proposal: string; decision: 'accept' | 'decline'; reason: string },
      key,
    ) => call('POST /proposals/:proposal/decision', { params: { proposal }, body, key }),
    () => {
      onClose();
      toast(done);
    },
    cityChanges,
  );
}

/** Looks first at what it leads to: whoever accepts answers for it. */
function Accept({ of, onClose }: Deciding): ReactNode {
  const say = useText();
  const decide = useDecision(onClose, say(proposalWords.acceptedToast));
  const look = useQuery<Answer<'POST /city/changes/preview'>, Problem>({
    queryKey: ['city', 'proposal-preview', of.proposal],
    queryFn: () => call('POST /city/changes/preview', { body: { edits: of.edits } }),
    gcTime: 0,
  });
  const moved = look.data !== undefined && look.data.conflicts.length > 0;
  const errors = look.data?.diagnostics.filter(({ severity }) => severity === 'error') ?? [];
  const problem = decide.problem ?? look.error;
  const stuck = moved || errors.length > 0;
  return (
    <Dialog open onClose={onClose} title={say(proposalWords.look)}>
      <div className="m-stack">
        {problem === null ? null : (
          <Notice tone="error" title={say(problem.text)}>
            {problem.next === undefined ? null : <p>{say(problem.next)}</p>}
          </Notice>
        )}
        {stuck ? (
          <Notice tone="warning" title={say(proposalWords.moved)}>
            <p>{say(proposalWords.movedNext)}</p>
            <ul className="list-disc ps-6">
              {errors.map(({ kind, key, field, text }) => (
                <li key={`${kind} ${key} ${field} ${text.en}`}>{say(text)}</li>
              ))}
            </ul>
          </Notice>
        ) : look.data?.consequences === undefined ? (
          look.error === null ? (
            <p role="status">{say(designWords.loading)}</p>
          ) : null
        ) : (
          <Consequences of={look.data.consequences} same={!changesPlan(look.data)} />
        )}
        <div className="m-row">
          {stuck ? null : (
            <Button
              busy={decide.busy}
              isDisabled={look.data === undefined}
              onPress={() => decide.run({ proposal: of.proposal, decision: 'accept', reason: '' })}
            >
              {say(proposalWords.accept)}
            </Button>
          )}
          <Button kind="secondary" onPress={onClose}>
            {say(designWords.cancel)}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}

function Decline({ of, onClose }: Deciding): ReactNode {
  const say = useText();
  const decide = useDecision(onClose, say(proposalWords.declinedToast));
  return (
    <Dialog open onClose={onClose} title={say(proposalWords.declineTitle)}>
      <Form
        check={(data) =>
          entered(data, 'reason') === '' ? { reason: say(proposalWords.reasonMissing) } : {}
        }
        onSend={(data) =>
          decide.run({
            proposal: of.proposal,
            decision: 'decline',
            reason: entered(data, 'reason'),
          })
        }
        problem={formProblem(decide.problem, say)}
      >
        <TextField
          name="reason"
          label={say(proposalWords.reason)}
          hint={say(proposalWords.reasonHint)}
          required
          lines={3}
          maxLength={2_000}
        />
        <div className="m-row">
          <Button type="submit" busy={decide.busy}>
            {say(proposalWords.decline)}
          </Button>
          <Button kind="secondary" onPress={onClose}>
            {say(designWords.cancel)}
          </Button>
        </div>
      </Form>
    </Dialog>
  );
}

function Withdraw({ of, onClose }: Deciding): ReactNode {
  const say = useText();
  const toast = useToast();
  const withdraw = useAct(
    (proposal: string, key) =>
      call('POST /proposals/:proposal/withdrawal', { params: { proposal }, key }),
    () => {
      onClose();
      toast(say(proposalWords.withdrawnToast));
    },
    cityChanges,
  );
  return (
    <ConfirmDialog
      open
      onClose={onClose}
      title={say(proposalWords.withdrawTitle)}
      act={say(proposalWords.withdraw)}
      busy={withdraw.busy}
      onAct={() => withdraw.run(of.proposal)}
    >
      {withdraw.problem === null ? null : (
        <Notice tone="error" title={say(withdraw.problem.text)} />
      )}
      <p>{say(proposalWords.withdrawText)}</p>
    </ConfirmDialog>
  );
}
