import { useQuery } from '@tanstack/react-query';
import { lazy, type ReactNode, Suspense, useState } from 'react';
import { formProblem } from '../../api/form-problem.ts';
import type { Problem } from '../../api/problem.ts';
import type { Answer } from '../../api/routes.ts';
import { offered } from '../../api/session.ts';
import { call, useAct, useSession } from '../../api/use-server.ts';
import { Button } from '../../design/button.tsx';
import { Breadcrumb, EmptyState, Loading, StatusLabel } from '../../design/content.tsx';
import { DateText } from '../../design/date-text.tsx';
import { ConfirmDialog } from '../../design/dialog.tsx';
import { Link } from '../../design/link.tsx';
import { Notice } from '../../design/notice.tsx';
import { Table } from '../../design/table.tsx';
import { useToast } from '../../design/toast.tsx';
import { useText } from '../../language.tsx';
import { addedWords as words } from '../../messages/added-lines.ts';
import { sheetWords } from '../../messages/sheet.ts';
import { Pending } from '../../shell/fallback-pages.tsx';
import { PageTitle } from '../../shell/page-title.tsx';

// Few who look at the list add to it.
const AddLine = lazy(() => import('./add-line.tsx'));

type Line = Answer<'GET /sheet/added-lines'>['lines'][number];

/** Lines that people added to the check sheet, and adding more. */
export default function AddedLinesPage(): ReactNode {
  const say = useText();
  const { session } = useSession();
  const { data, error } = useQuery<Answer<'GET /sheet/added-lines'>, Problem>({
    queryKey: ['sheet', 'added'],
    queryFn: () => call('GET /sheet/added-lines'),
  });
  return (
    <>
      <Breadcrumb
        items={[
          <Link key="sheet" to="/sheet">
            {say(sheetWords.title)}
          </Link>,
          say(words.title),
        ]}
      />
      <PageTitle title={say(words.title)} lead={say(words.lead)} />
      {data === undefined ? (
        <Pending problem={error} />
      ) : (
        <>
          {data.lines.length === 0 ? (
            <EmptyState title={say(words.none)} />
          ) : (
            <Lines lines={data.lines} />
          )}
          {offered(session, 'sheet:add-line') ? (
            <Suspense fallback={<Loading />}>
              <AddLine from={data} />
            </Suspense>
          ) : null}
        </>
      )}
    </>
  );
}

function Lines({ lines }: { readonly lines: readonly Line[] }): ReactNode {
  const say = useText();
  const toast = useToast();
  const { session } = useSession();
  const [leaving, setLeaving] = useState<Line>();
  const remove = useAct((line: string, key) =>
    call('DELETE /sheet/added-lines/:line', { params: { line }, key }), () => {
    setLeaving(undefined);
    toast(say(words.taken));
  }, [['sheet']]);
  const problem = formProblem(remove.problem, say);
  const mayRemove = offered(session, 'sheet:remove-line');
  const nameOf = ({ label, heading }: Line): string => `${say(label)} ${say(heading)}`;
  return (
    <section className="m-section" aria-labelledby="added">
      <h2 id="added" className="sr-only">
        {say(words.title)}
      </h2>
      {problem === undefined ? null : <Notice tone="error" title={problem.title} />}
      <Table
        caption={say(words.title)}
        captionHidden
        rows={lines}
        rowKey={({ line }) => line}
        columns={[
          {
            id: 'line',
            label: say(words.line),
            names: true,
            cell: (line) => (
              <Link to="/sheet/line" search={{ id: line.line } as never}>
                {nameOf(line)}
              </Link>
            ),
          },
          { id: 'subject', label: say(words.subject), cell: ({ subject }) => say(subject.name) },
          {
            id: 'answeredBy',
            label: say(words.answeredBy),
            cell: ({ answeredBy }) => say(answeredBy.name),
          },
          {
            id: 'state',
            label: say(words.state),
            width: 'words',
            cell: ({ removed, joined }) => (
              <StatusLabel tone={removed ? 'neutral' : 'info'}>
                {say(removed ? words.removed : joined ? words.joined : words.standing)}
              </StatusLabel>
            ),
          },
          {
            id: 'by',
            label: say(words.by),
            cell: ({ byName, at }) => (
              <>
                {byName === '' ? null : `${byName} `}
                <DateText value={at} />
              </>
            ),
          },
          {
            id: 'acts',
            label: say(words.remove),
            labelHidden: true,
            screenOnly: true,
            width: 'acts',
            cell: (line) =>
              mayRemove && line.may.remove ? (
                <Button
                  kind="secondary"
                  aria-label={say(words.removeNamed, { line: nameOf(line) })}
                  onPress={() => setLeaving(line)}
                >
                  {say(words.remove)}
                </Button>
              ) : null,
          },
        ]}
      />
      <ConfirmDialog
        open={leaving !== undefined}
        title={say(words.removeTitle)}
        act={say(words.remove)}
        danger
        busy={remove.busy}
        onAct={() => leaving && remove.run(leaving.line)}
        onClose={() => setLeaving(undefined)}
      >
        <p>{leaving === undefined ? '' : nameOf(leaving)}</p>
        <p>{say(words.removeText)}</p>
      </ConfirmDialog>
    </section>
  );
}
