import { stateWords } from '@machimori/kernel';
import { useNavigate } from '@tanstack/react-router';
import { lazy, type ReactNode, Suspense, useState } from 'react';
import { offered } from '../../api/session.ts';
import { useRows } from '../../api/use-rows.ts';
import { call, useSession } from '../../api/use-server.ts';
import { Button } from '../../design/button.tsx';
import { Breadcrumb, Disclosure, EmptyState, MoreRows } from '../../design/content.tsx';
import { entered } from '../../design/form.tsx';
import { Link } from '../../design/link.tsx';
import { Select } from '../../design/select.tsx';
import { Table } from '../../design/table.tsx';
import { TextField } from '../../design/text-field.tsx';
import { useToast } from '../../design/toast.tsx';
import { useText } from '../../language.tsx';
import { controlKindWords, controlWords as words } from '../../messages/applied-controls.ts';
import { sheetWords } from '../../messages/sheet.ts';
import { signs } from '../../messages/signs.ts';
import { Pending } from '../../shell/fallback-pages.tsx';
import { PageTitle } from '../../shell/page-title.tsx';
import { ControlReview } from './control-review.tsx';

const ControlForm = lazy(async () => ({
  default: (await import('./control-form.tsx')).ControlForm,
}));

const standings = { due: words.dueOnly, unused: words.unusedOnly };
type Standing = keyof typeof standings;

/** All applied controls that one sees: what each does, how far it is, how many lines it answers. */
export default function ControlsPage(): ReactNode {
  const say = useText();
  const toast = useToast();
  const navigate = useNavigate();
  const { session } = useSession();
  const [sought, setSought] = useState('');
  const [standing, setStanding] = useState<Standing>();
  const found = useRows(['sheet', 'controls', 'list', sought, standing ?? ''], async (cursor) => {
    const { controls, next } = await call('GET /applied-controls', {
      query: {
        ...(sought === '' ? {} : { words: sought }),
        ...(standing === undefined ? {} : { standing }),
        ...(cursor === undefined ? {} : { cursor }),
      },
    });
    return { items: controls, ...(next === undefined ? {} : { next }) };
  });
  const isNarrowed = sought !== '' || standing !== undefined;
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
      <div className="m-stack">
        <search>
          <form
            className="m-filter"
            aria-label={say(words.search)}
            onSubmit={(event) => {
              event.preventDefault();
              setSought(entered(new FormData(event.currentTarget), 'words'));
            }}
          >
            <TextField name="words" label={say(words.search)} maxLength={100} />
            <Select
              name="standing"
              label={say(words.standing)}
              value={standing ?? ''}
              choices={[
                { value: '', label: say(words.every) },
                ...Object.entries(standings).map(([value, label]) => ({
                  value,
                  label: say(label),
                })),
              ]}
              onChange={(value) =>
                setStanding((Object.keys(standings) as Standing[]).find((each) => each === value))
              }
            />
            <Button type="submit" kind="secondary">
              {say(words.searchAct)}
            </Button>
          </form>
        </search>
        {found.rows === undefined ? (
          <Pending problem={found.problem} />
        ) : found.rows.length === 0 ? (
          <EmptyState title={say(isNarrowed ? words.noneFound : words.none)}>
            {isNarrowed ? null : <p className="mt-2">{say(words.noneNext)}</p>}
          </EmptyState>
        ) : (
          <>
            <Table
              caption={say(words.title)}
              captionHidden
              rows={found.rows}
              rowKey={({ control }) => control}
              columns={[
                {
                  id: 'name',
                  label: say(words.name),
                  names: true,
                  cell: ({ control, name, kind, organisation }) => (
                    <>
                      <Link to="/applied-controls/$control" params={{ control }}>
                        {name}
                      </Link>
                      <br />
                      <span className="m-hint font-normal">
                        {say(controlKindWords[kind])}
                        {say(signs.dot)}
                        {organisation}
                      </span>
                    </>
                  ),
                },
                {
                  id: 'state',
                  label: say(words.state),
                  width: 'words',
                  cell: ({ state, planned }) =>
                    planned === '' ? (
                      say(stateWords[state])
                    ) : (
                      <>
                        {say(stateWords[state])}
                        <br />
                        <span className="m-hint">{planned}</span>
                      </>
                    ),
                },
                {
                  id: 'lines',
                  label: say(words.lines),
                  cell: ({ lines, accepted }) => say(words.linesOf, { count: lines, accepted }),
                },
                { id: 'owner', label: say(words.owner), cell: ({ owner }) => owner?.name || '―' },
                {
                  id: 'standing',
                  label: say(words.standing),
                  width: 'words',
                  cell: (control) =>
                    control.review === 'good' ? '―' : <ControlReview control={control} />,
                },
              ]}
            />
            <MoreRows more={found.more} busy={found.busy} onMore={found.next} note="" />
          </>
        )}
        {offered(session, 'sheet:answer') ? (
          <Disclosure summary={say(words.make)}>
            <Suspense>
              <ControlForm
                onDone={(control) => {
                  toast(say(words.made));
                  void navigate({ to: '/applied-controls/$control', params: { control } });
                }}
              />
            </Suspense>
          </Disclosure>
        ) : null}
      </div>
    </>
  );
}
