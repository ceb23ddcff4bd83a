import { useQuery } from '@tanstack/react-query';
import { lazy, type ReactNode, Suspense, useEffect, useRef, useState } from 'react';
import { fieldName, type Problem } from '../../api/problem.ts';
import { call, useAct } from '../../api/use-server.ts';
import { Button } from '../../design/button.tsx';
import { Loading, ProgressSteps } from '../../design/content.tsx';
import { FileField } from '../../design/file-field.tsx';
import { ButtonLink } from '../../design/link.tsx';
import { Notice } from '../../design/notice.tsx';
import { useText } from '../../language.tsx';
import { bookWords as words } from '../../messages/sheet-books.ts';
import {
  type BookList,
  type Choices,
  type Merged,
  type Preview,
  tooLarge,
} from './book-queries.ts';
import { ProblemNotice } from './problem-notice.tsx';

// What would change comes after the page on which a file is chosen.
const loadPreview = (): Promise<typeof import('./book-preview.tsx')> =>
  import('./book-preview.tsx');
const BookPreview = lazy(loadPreview);
// Asked of the official sheet alone.
const AskWhose = lazy(() => import('./ask-whose.tsx'));

/** A book that came back: chosen, looked at, merged. `open`: one that was looked at before. */
export function TakeIn({
  answerers,
  open,
  onOpen,
}: {
  readonly answerers: BookList['answerers'];
  readonly open: string | undefined;
  readonly onOpen: (file: string | undefined) => void;
}): ReactNode {
  const say = useText();
  const heading = useRef<HTMLHeadingElement>(null);
  // Opened from further down the page: there it would not be seen.
  useEffect(() => {
    if (open !== undefined) heading.current?.focus();
  }, [open]);
  /** The file that was chosen, and for whose answers it is taken, once somebody said it. */
  const [chosen, setChosen] = useState<{ readonly file: File; readonly whose?: string }>();
  const [large, setLarge] = useState<number>();
  const [merged, setMerged] = useState<Merged>();
  const before = useQuery<Preview, Problem>({
    queryKey: ['sheet', 'books', 'preview', open],
    queryFn: () => call('GET /sheet/books/received/:file', { params: { file: open ?? '' } }),
    enabled: open !== undefined,
    staleTime: 0,
  });
  // Where one organisation alone answers there is nothing to ask; the preview says whose they are anyhow.
  const only = answerers.length === 1 ? answerers[0]?.key : undefined;
  const read = useAct(
    ({ file, whose = only }: NonNullable<typeof chosen>, key) =>
      call('POST /sheet/books/received', {
        file,
        query: {
          fileName: file.name.slice(0, 255),
          ...(whose === undefined ? {} : { answeredBy: whose }),
        },
        key,
      }),
    () => setMerged(undefined),
  );
  const preview = open === undefined ? read.done : before.data;
  const merge = useAct(
    ({ file, ...body }: Choices & { readonly file: string }, key) =>
      call('POST /sheet/books/received/:file/merge', {
        params: { file },
        body: {
          ...body,
          chosen: [...body.chosen],
          spread: [...body.spread],
          moved: [...body.moved],
        },
        key,
      }),
    setMerged,
    [['sheet']],
  );
  const again = (): void => {
    read.forget();
    merge.forget();
    setMerged(undefined);
    setChosen(undefined);
    onOpen(undefined);
  };
  const send = (next: NonNullable<typeof chosen>): void => {
    setChosen(next);
    read.run(next);
  };
  const take = (file: File): void => {
    setMerged(undefined);
    setChosen(undefined);
    merge.forget();
    setLarge(file.size > tooLarge ? file.size : undefined);
    if (file.size > tooLarge) read.forget();
    else {
      void loadPreview().catch(() => undefined);
      send({ file });
    }
  };
  const isAsked =
    read.problem?.fields.some(({ path }) => fieldName(path) === 'answeredBy') === true;
  const asks = chosen !== undefined && (isAsked || chosen.whose !== undefined);
  const step = merged !== undefined ? 2 : preview !== undefined ? 1 : 0;
  return (
    <section className="m-stack" aria-labelledby="take-in">
      <h2 id="take-in" ref={heading} tabIndex={-1}>
        {say(preview?.received.kind === 'answer-book' ? words.takeInAnswers : words.takeIn)}
      </h2>
      <ProgressSteps
        steps={[words.stepChoose, words.stepLook, words.stepDone].map((each) => say(each))}
        current={step}
      />
      {large === undefined ? null : (
        <Notice tone="error" title={say(words.large, { size: (large / 1024 / 1024).toFixed(1) })} />
      )}
      {/* Once it is merged there is nothing to look at again, which is no error. */}
      <ProblemNotice
        problem={
          merge.problem ??
          (asks ? null : read.problem) ??
          (merged === undefined ? before.error : null)
        }
      />
      {merged !== undefined && preview !== undefined ? (
        <Done
          merged={merged}
          received={preview.received}
          onRest={() => {
            const { file } = preview.received;
            read.forget();
            merge.forget();
            setMerged(undefined);
            onOpen(file);
            if (open === file) void before.refetch();
          }}
          onOther={again}
        />
      ) : preview !== undefined ? (
        <Suspense fallback={<Loading />}>
          <BookPreview
            key={preview.received.file}
            preview={preview}
            busy={merge.busy}
            onMerge={(choices) => merge.run({ file: preview.received.file, ...choices })}
            onOther={again}
          />
        </Suspense>
      ) : asks ? (
        <Suspense fallback={<Loading />}>
          <AskWhose
            answerers={answerers}
            busy={read.busy}
            problem={chosen.whose === undefined ? null : read.problem}
            onWhose={(whose) => send({ file: chosen.file, whose })}
            onOther={again}
          />
        </Suspense>
      ) : (
        <>
          <p>{say(words.takeInLead)}</p>
          <FileField
            label={say(words.file)}
            hint={say(words.fileHint)}
            accept={['.xlsx']}
            onFile={take}
          />
          <p role="status">{read.busy ? say(words.reading) : ''}</p>
        </>
      )}
    </section>
  );
}

function Done({
  merged,
  received: { kind, answeredBy },
  onRest,
  onOther,
}: {
  readonly merged: Merged;
  readonly received: Preview['received'];
  readonly onRest: () => void;
  readonly onOther: () => void;
}): ReactNode {
  const say = useText();
  const { written, reopened, conflicts, refused, uncleared, unspread, unmoved } = merged;
  const told = [
    [words.doneReopened, reopened],
    [words.doneConflicts, conflicts],
    [words.doneUncleared, uncleared],
    [words.doneUnspread, unspread],
    [words.doneUnmoved, unmoved],
    [words.doneRefused, refused],
  ] as const;
  const left = conflicts + uncleared + unspread + unmoved > 0;
  return (
    <>
      <Notice
        tone="success"
        title={
          kind === 'official' && answeredBy !== undefined
            ? say(words.doneAs, { name: say(answeredBy.name), count: written })
            : say(words.doneTitle, { count: written })
        }
      >
        {told
          .filter(([, count]) => count > 0)
          .map(([what, count]) => (
            <p key={what.en}>{say(what, { count })}</p>
          ))}
      </Notice>
      <div className="m-row">
        <ButtonLink to="/sheet">{say(words.toSheet)}</ButtonLink>
        {left ? (
          <Button kind="secondary" onPress={onRest}>
            {say(words.lookAgain)}
          </Button>
        ) : null}
        <Button kind="secondary" onPress={onOther}>
          {say(words.otherFile)}
        </Button>
      </div>
    </>
  );
}
