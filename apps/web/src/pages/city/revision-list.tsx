import { useNavigate } from '@tanstack/react-router';
import { type ReactNode, useEffect, useState } from 'react';
import { formProblem } from '../../api/form-problem.ts';
import { offered } from '../../api/session.ts';
import { useRows } from '../../api/use-rows.ts';
import { call, useAct, useSession } from '../../api/use-server.ts';
import { Button } from '../../design/button.tsx';
import { MoreRows } from '../../design/content.tsx';
import { DateText } from '../../design/date-text.tsx';
import { Dialog } from '../../design/dialog.tsx';
import { entered, Form } from '../../design/form.tsx';
import { Link } from '../../design/link.tsx';
import { Table } from '../../design/table.tsx';
import { TextField } from '../../design/text-field.tsx';
import { useToast } from '../../design/toast.tsx';
import { useText } from '../../language.tsx';
import { approvalWords as words } from '../../messages/approvals.ts';
import { cityWords } from '../../messages/city.ts';
import { versionWords } from '../../messages/city-changes.ts';
import { entryWords } from '../../messages/city-entry.ts';
import { designWords } from '../../messages/design.ts';
import { planChangeWords } from '../../messages/plan-changes.ts';
import { signs } from '../../messages/signs.ts';
import { ApprovalLabel } from '../approval-label.tsx';
import { approvalChanges } from '../approval-queries.ts';
import { usePlanChanges } from '../changes/change-queries.ts';
import { changeSentence } from '../changes/change-words.ts';
import { UndoDialog } from './entry-history.tsx';

const loadPage = async (cursor: string | undefined) => {
  const page = await call('GET /city-file/revisions', {
    query: cursor === undefined ? {} : { cursor },
  });
  return { ...page, items: page.revisions };
};

/** Where a change came from, as people say it: a file's name is no more than that it was a file. */
const sourceOf = (source: string) =>
  versionWords.sources[source.split(':')[0] ?? ''] ??
  versionWords.sources['file'] ??
  versionWords.source;

/**
 * Every revision of the city's description, with how it stands; each can be looked into and taken back, the latest
 * put before somebody.
 */
export default function RevisionList({
  onSee,
}: {
  readonly onSee: (revision: number) => void;
}): ReactNode {
  const say = useText();
  const { session } = useSession();
  const { rows: revisions, total = 0, more, busy, next } = useRows(['revisions', 'all'], loadPage);
  const [asking, setAsking] = useState<number>();
  const [undoing, setUndoing] = useState<number>();
  const there = revisions !== undefined;
  useEffect(() => {
    // Whom a link has sent here comes before the list does.
    if (there && location.hash === '#revisions')
      document.getElementById('revisions')?.scrollIntoView();
  }, [there]);
  if (revisions === undefined || revisions.length === 0) return null;
  const asks = offered(session, 'approval:request');
  const undoes = offered(session, 'register:change');
  return (
    <section className="m-section" aria-labelledby="revisions">
      <h2 id="revisions">{say(words.revisions)}</h2>
      <Table
        caption={say(words.revisions)}
        captionHidden
        rows={revisions}
        rowKey={({ revision }) => String(revision)}
        columns={[
          {
            id: 'revision',
            label: say(words.subject),
            names: true,
            cell: ({ revision }) => say(words.revision, { revision }),
          },
          {
            id: 'recorded',
            label: say(words.recordedBy),
            cell: ({ actorName, at, source }) => (
              <>
                {actorName === '' ? say(words.program) : actorName}
                {say(signs.open)}
                {say(sourceOf(source))}
                {say(signs.close)}
                <br />
                <DateText value={at} time />
              </>
            ),
          },
          {
            id: 'changes',
            label: say(words.changes),
            cell: ({ added, changed, removed }) =>
              say(words.changesOf, { added, changed, removed }),
          },
          {
            id: 'plan',
            label: say(planChangeWords.sentence),
            cell: ({ revision }) => <PlanOf revision={revision} />,
          },
          {
            id: 'state',
            label: say(words.state),
            cell: ({ revision, approval, outcome }) => {
              const latest = revision === revisions[0]?.revision;
              const open = outcome?.state === 'waiting' || outcome?.state === 'approved';
              return (
                <span className="m-row">
                  <ApprovalLabel outcome={outcome} />
                  {approval === undefined ? null : (
                    <Link
                      to="/approvals/$approval"
                      params={{ approval }}
                      aria-label={say(words.openOf, { revision })}
                    >
                      {say(words.open)}
                    </Link>
                  )}
                  {latest && asks && !open ? (
                    <Button
                      kind="secondary"
                      size="small"
                      aria-label={say(words.askOf, { revision })}
                      onPress={() => setAsking(revision)}
                    >
                      {say(words.ask)}
                    </Button>
                  ) : null}
                </span>
              );
            },
          },
          {
            id: 'acts',
            label: say(cityWords.actions),
            width: 'acts',
            cell: ({ revision }) => (
              <span className="m-table-actions">
                <Button
                  kind="secondary"
                  size="small"
                  aria-label={say(versionWords.seeOf, { revision })}
                  onPress={() => onSee(revision)}
                >
                  {say(versionWords.see)}
                </Button>
                {undoes && revision > 1 ? (
                  <Button
                    kind="text"
                    size="small"
                    aria-label={say(versionWords.undoOf, { revision })}
                    onPress={() => setUndoing(revision)}
                  >
                    {say(entryWords.undoAct)}
                  </Button>
                ) : null}
              </span>
            ),
          },
        ]}
      />
      <MoreRows
        more={more}
        busy={busy}
        onMore={next}
        note={more ? say(words.revisionsShown, { total, shown: revisions.length }) : ''}
      />
      {asking === undefined ? null : (
        <AskDialog revision={asking} onClose={() => setAsking(undefined)} />
      )}
      {undoing === undefined ? null : (
        <UndoDialog revision={undoing} onClose={() => setUndoing(undefined)} />
      )}
    </section>
  );
}

function AskDialog({
  revision,
  onClose,
}: {
  readonly revision: number;
  readonly onClose: () => void;
}): ReactNode {
  const say = useText();
  const toast = useToast();
  const navigate = useNavigate();
  const ask = useAct(
    (note: string, key) =>
      call('POST /approvals', {
        body: { subjectKind: 'revision', subject: String(revision), note },
        key,
      }),
    async ({ approval }) => {
      onClose();
      toast(say(words.asked));
      await navigate({ to: '/approvals/$approval', params: { approval } });
    },
    approvalChanges,
  );
  return (
    <Dialog open onClose={onClose} title={say(words.askOf, { revision })}>
      <p className="mb-4">{say(words.askText)}</p>
      <Form
        onSend={(data) => ask.run(entered(data, 'note'))}
        problem={formProblem(ask.problem, say)}
      >
        <TextField name="note" label={say(words.askNote)} lines={3} maxLength={2000} />
        <div className="m-row">
          <Button type="submit" busy={ask.busy}>
            {say(words.ask)}
          </Button>
          <Button kind="secondary" onPress={onClose}>
            {say(designWords.cancel)}
          </Button>
        </div>
      </Form>
    </Dialog>
  );
}

/** What a revision did to the plan, where that was put down. */
function PlanOf({ revision }: { readonly revision: number }): ReactNode {
  const say = useText();
  const found = usePlanChanges()?.changes.find(
    (each) => each.fromRevision < revision && revision <= each.revision,
  );
  if (found === undefined) return null;
  return (
    <Link to="/plan/changes/$change" params={{ change: found.change }}>
      {changeSentence(found.counts, say)}
    </Link>
  );
}
