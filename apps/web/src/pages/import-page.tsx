import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { lazy, type ReactNode, Suspense, useState } from 'react';
import type { Problem } from '../api/problem.ts';
import type { Answer } from '../api/routes.ts';
import { call, sessionKey, useAct } from '../api/use-server.ts';
import { Breadcrumb, Loading, ProgressSteps } from '../design/content.tsx';
import { FileField } from '../design/file-field.tsx';
import { Anchor, Link } from '../design/link.tsx';
import { Notice } from '../design/notice.tsx';
import { useToast } from '../design/toast.tsx';
import { useText } from '../language.tsx';
import { approvalWords } from '../messages/approvals.ts';
import { homeWords } from '../messages/home.ts';
import { PageTitle } from '../shell/page-title.tsx';

// What was read, and what was before, come after the page on which a file is chosen.
const loadPreview = (): Promise<typeof import('./import-preview.tsx')> =>
  import('./import-preview.tsx');
const ImportPreview = lazy(loadPreview);

const mostBytes = 16 * 1024 * 1024;

/** As the server takes it: who calls a file longer than that sees its beginning. */
const nameFor = ({ name }: File): string => name.slice(0, 255);

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
  const read = useAct((given: File, key) =>
    call('POST /city-file/preview', { file: given, query: { fileName: nameFor(given) }, key }),
  );
  // The same file goes again, with the digest of what was shown: nothing else can be imported.
  const apply = useAct((given: File, key) => {
    if (read.done === undefined) throw new TypeError('nothing was looked at');
    const { digest, baseRevision, otherCity } = read.done;
    // Of another city's file the page has asked whether that is meant.
    const other = otherCity === undefined ? {} : { otherCity: 'true' as const };
    return call('POST /city-file', {
      file: given,
      query: { digest, baseRevision, fileName: nameFor(given), ...other },
      key,
    });
  }, async () => {
    await navigate({ to: '/' });
    toast(say(homeWords.applied));
  }, [['city'], ['home'], ['revisions'], ['approval'], sessionKey]);
  const preview = read.done;
  const problem = apply.problem ?? read.problem;
  const take = (given: File): void => {
    apply.forget();
    const large = given.size > mostBytes;
    setTooLarge(large ? given.size : undefined);
    setFile(large ? undefined : given);
    if (large) read.forget();
    else {
      void loadPreview().catch(() => undefined);
      read.run(given);
    }
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
            {empty ? null : (
              <p>
                <Link to="/city/versions" hash="revisions" alone>
                  {say(approvalWords.toRevisions)}
                </Link>
              </p>
            )}
          </>
        ) : (
          <Suspense fallback={<Loading />}>
            <ImportPreview
              preview={preview}
              busy={apply.busy}
              onApply={() => apply.run(file)}
              onOther={read.forget}
            />
          </Suspense>
        )}
      </div>
    </>
  );
}
