import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import type { Problem } from '../api/problem.ts';
import type { Answer, Preview as PreviewAnswer } from '../api/routes.ts';
import { call, useAct } from '../api/use-server.ts';
import { Button } from '../design/button.tsx';
import { Breadcrumb, EmptyState, ProgressSteps, StatusLabel } from '../design/content.tsx';
import { FileField } from '../design/file-field.tsx';
import { Anchor, Link } from '../design/link.tsx';
import { Notice } from '../design/notice.tsx';
import { Table } from '../design/table.tsx';
import { useToast } from '../design/toast.tsx';
import { type Say, useText } from '../language.tsx';
import { elementKindWords, homeWords } from '../messages/home.ts';
import { PageTitle } from '../shell/page-title.tsx';
import { RevisionList } from './revision-list.tsx';

const mostBytes = 16 * 1024 * 1024;

export default function ImportPage(): ReactNode {
  const say = useText();
  const toast = useToast();
  const navigate = useNavigate();
  const [tooLarge, setTooLarge] = useState<number>();
  const [file, setFile] = useState<File>();
  const home = useQuery<Answer<'GET /home'>, Problem>({
    queryKey: ['home'],
    queryFn: () => call('GET /home'),
  });
  const empty = home.data?.described === false;
  const read = useAct((given: File, key) => call('POST /city-file/preview', { file: given, key }));
  // The same file goes again, with the digest of what was shown: nothing else can be imported.
  const apply = useAct(({ digest, baseRevision, given }: PreviewAnswer & { given: File }, key) =>
    call('POST /city-file', { file: given, query: { digest, baseRevision }, key }), async () => {
    await navigate({ to: '/' });
    toast(say(homeWords.applied));
  }, [['city'], ['home'], ['revisions'], ['approval']]);
  const preview = read.done;
  const problem = apply.problem ?? read.problem;
  const take = (given: File): void => {
    apply.forget();
    const large = given.size > mostBytes;
    setTooLarge(large ? given.size : undefined);
    setFile(large ? undefined : given);
    if (large) read.forget();
    else read.run(given);
  };
  return (
    <>
      <Breadcrumb
        items={[
          <Link key="home" to="/">
            {say(homeWords.title)}
          </Link>,
          say(homeWords.importTitle),
        ]}
      />
      <PageTitle title={say(homeWords.importTitle)} lead={say(homeWords.importLead)} />
      <ProgressSteps
        steps={[homeWords.stepChoose, homeWords.stepCompare, homeWords.stepDone].map((each) =>
          say(each),
        )}
        current={preview === undefined ? 0 : 1}
      />
      <div className="m-stack">
        {tooLarge === undefined ? null : (
          <Notice
            tone="error"
            title={say(homeWords.importLarge, { size: (tooLarge / 1024 / 1024).toFixed(1) })}
          />
        )}
        {problem === null ? null : (
          <Notice tone="error" title={say(problem.text)}>
            {problem.next === undefined ? null : <p>{say(problem.next)}</p>}
            {problem.fields.length === 0 ? null : (
              <ul className="list-disc ps-6">
                {problem.fields.map(({ path, text }) => (
                  <li key={`${path} ${text.en}`}>
                    {path}: {say(text)}
                  </li>
                ))}
              </ul>
            )}
          </Notice>
        )}
        {preview === undefined || file === undefined ? (
          <>
            <FileField
              label={say(homeWords.importFile)}
              hint={say(homeWords.importHint)}
              accept={['.xlsx', '.yaml', '.yml']}
              onFile={take}
            />
            <p role="status">{read.busy ? say(homeWords.importing) : ''}</p>
            <p className="m-row">
              {say(empty ? homeWords.templateFile : homeWords.exportFile)}
              <Anchor alone href="/api/v1/city-file?format=xlsx" download>
                city.xlsx
              </Anchor>
              {empty ? null : (
                <Anchor alone href="/api/v1/city-file?format=yaml" download>
                  city.yaml
                </Anchor>
              )}
            </p>
            <RevisionList />
          </>
        ) : (
          <Preview
            preview={preview}
            busy={apply.busy}
            onApply={() => apply.run({ ...preview, given: file })}
            onOther={read.forget}
          />
        )}
      </div>
    </>
  );
}

function Preview({
  preview,
  busy,
  onApply,
  onOther,
}: {
  readonly preview: PreviewAnswer;
  readonly busy: boolean;
  readonly onApply: () => void;
  readonly onOther: () => void;
}): ReactNode {
  const say = useText();
  const errors = preview.diagnostics.filter(({ severity }) => severity === 'error');
  const warnings = preview.diagnostics.filter(({ severity }) => severity === 'warning');
  return (
    <>
      {errors.length === 0 ? null : (
        <Notice tone="error" title={say(homeWords.errorsTitle, { count: errors.length })}>
          <p>{say(homeWords.errorsText)}</p>
          <Diagnostics list={errors} />
        </Notice>
      )}
      {warnings.length === 0 ? null : (
        <Notice tone="warning" title={say(homeWords.warningsTitle, { count: warnings.length })}>
          <Diagnostics list={warnings} />
        </Notice>
      )}
      {errors.length > 0 ? null : preview.changes.length === 0 ? (
        <EmptyState title={say(homeWords.noDifference)} />
      ) : (
        <Differences list={preview.changes} />
      )}
      <div className="m-row pt-4">
        {!preview.ok || preview.changes.length === 0 ? null : (
          <Button size="large" busy={busy} onPress={onApply}>
            {say(homeWords.apply)}
          </Button>
        )}
        <Button kind="secondary" size="large" onPress={onOther}>
          {say(homeWords.otherFile)}
        </Button>
      </div>
    </>
  );
}

function Diagnostics({ list }: { readonly list: PreviewAnswer['diagnostics'] }): ReactNode {
  const say = useText();
  return (
    <ul className="list-disc ps-6">
      {list.map(({ place, text, expected, nearest }) => (
        <li key={`${place} ${text.en}`}>
          <strong>{place}</strong>: {say(text)}
          {expected === undefined ? null : (
            <>
              <br />
              {say(homeWords.expected, { expected })}
            </>
          )}
          {nearest === undefined ? null : (
            <>
              <br />
              {say(homeWords.nearest, { nearest })}
            </>
          )}
        </li>
      ))}
    </ul>
  );
}

/** The file's own word for a kind, in the reader's language where we have one. */
const kindName = (kind: string, say: Say): string => {
  const words = elementKindWords[kind];
  return words === undefined ? kind : say(words);
};

const kindTones = { added: 'success', changed: 'info', removed: 'error' } as const;

function Differences({ list }: { readonly list: PreviewAnswer['changes'] }): ReactNode {
  const say = useText();
  return (
    <Table
      caption={say(homeWords.differenceTitle, { count: list.length })}
      rows={list}
      rowKey={({ kind, key }) => `${kind} ${key}`}
      columns={[
        {
          id: 'kind',
          label: say(homeWords.kind),
          cell: ({ change }) => (
            <StatusLabel tone={kindTones[change]}>{say(homeWords[change])}</StatusLabel>
          ),
        },
        {
          id: 'name',
          label: say(homeWords.element),
          names: true,
          cell: ({ name, kind, key }) => (
            <>
              {name}
              <br />
              <span className="m-hint text-[0.875rem] font-normal">
                {kindName(kind, say)} <code>{key}</code>
              </span>
            </>
          ),
        },
        {
          id: 'fields',
          label: say(homeWords.fields),
          cell: ({ fields }) => fields.map((each) => say(each)).join('、'),
        },
      ]}
    />
  );
}
