import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { download } from '../../api/download.ts';
import type { Problem } from '../../api/problem.ts';
import type { Answer } from '../../api/routes.ts';
import { call, useAct } from '../../api/use-server.ts';
import { Button } from '../../design/button.tsx';
import { Checkbox } from '../../design/checkbox.tsx';
import { Disclosure, EmptyState, Loading } from '../../design/content.tsx';
import { DateText } from '../../design/date-text.tsx';
import { FileField } from '../../design/file-field.tsx';
import { Notice } from '../../design/notice.tsx';
import { Select } from '../../design/select.tsx';
import { Table } from '../../design/table.tsx';
import { TextField } from '../../design/text-field.tsx';
import { useToast } from '../../design/toast.tsx';
import { useLanguage, useText } from '../../language.tsx';
import { answerBookWords as words } from '../../messages/answer-books.ts';
import { signs } from '../../messages/signs.ts';
import { type BookList, ownAmong } from './book-queries.ts';
import { ProblemNotice } from './problem-notice.tsx';

/** Bytes of an answer book that the server does not take. */
const tooLarge = 4 * 1024 * 1024;

/** A vendor's signed answers, proposed to lines that ask the same. */
export function TakeInAnswers({
  answerers,
  onOpen,
}: {
  readonly answerers: BookList['answerers'];
  readonly onOpen: (file: string) => void;
}): ReactNode {
  const say = useText();
  const [whose, setWhose] = useState(ownAmong(answerers));
  const [fingerprint, setFingerprint] = useState('');
  const [changed, setChanged] = useState(false);
  const [large, setLarge] = useState(false);
  const read = useAct(
    (file: File, key) =>
      call('POST /sheet/answer-books/received', {
        file,
        query: {
          fileName: file.name.slice(0, 255),
          answeredBy: whose,
          ...(fingerprint.trim() === '' ? {} : { fingerprint }),
          ...(changed ? { keyChanged: 'true' as const } : {}),
        },
        key,
      }),
    ({ received }) => onOpen(received.file),
    [['sheet', 'books']],
  );
  return (
    <Disclosure summary={say(words.takeIn)}>
      <div className="m-stack">
        <p>{say(words.takeInLead)}</p>
        {large ? <Notice tone="error" title={say(words.large)} /> : null}
        <ProblemNotice problem={large ? null : read.problem} />
        <Select
          name="answers-whose"
          label={say(words.whose)}
          value={whose}
          onChange={setWhose}
          choices={answerers.map(({ key, name }) => ({ value: key, label: say(name) }))}
        />
        <TextField
          name="answers-fingerprint"
          label={say(words.fingerprint)}
          hint={say(words.fingerprintHint)}
          value={fingerprint}
          onChange={setFingerprint}
          autoComplete="off"
        />
        <Checkbox name="answers-key-changed" selected={changed} onChange={setChanged}>
          {say(words.keyChanged)}
        </Checkbox>
        <FileField
          label={say(words.file)}
          hint={say(words.fileHint)}
          accept={['.json']}
          onFile={(file) => {
            setLarge(file.size > tooLarge);
            if (file.size <= tooLarge) read.run(file);
          }}
        />
        <p role="status">{read.busy ? say(words.reading) : ''}</p>
      </div>
    </Disclosure>
  );
}

type Own = Answer<'GET /sheet/answer-book'>;
interface Chosen {
  readonly lines: readonly string[];
  readonly evidence: boolean;
}

/** Accepted answers of one's own organisation, chosen and signed. */
export function MakeAnswerBook(): ReactNode {
  const say = useText();
  const own = useQuery<Own, Problem>({
    queryKey: ['sheet', 'answer-book'],
    queryFn: () => call('GET /sheet/answer-book'),
  });
  return (
    <Disclosure summary={say(words.make)}>
      <div className="m-stack">
        <p>{say(words.makeLead)}</p>
        <ProblemNotice problem={own.error} />
        {own.data === undefined ? (
          own.error === null ? (
            <Loading />
          ) : null
        ) : own.data.answers.length === 0 ? (
          <EmptyState title={say(words.none)} />
        ) : (
          <OwnAnswers own={own.data} />
        )}
      </div>
    </Disclosure>
  );
}

function OwnAnswers({ own: { fingerprint, answers } }: { readonly own: Own }): ReactNode {
  const say = useText();
  const { locale } = useLanguage();
  const toast = useToast();
  // What names something of this town is left out until somebody has looked at it.
  const [chosen, setChosen] = useState<ReadonlySet<string>>(
    () => new Set(answers.flatMap(({ line, tells }) => (tells.length === 0 ? [line] : []))),
  );
  const [evidence, setEvidence] = useState(false);
  const make = useAct(
    (_: null, key) => call('POST /sheet/answer-book/key', { key }),
    () => undefined,
    [['sheet', 'answer-book']],
  );
  const sign = useAct(
    async (body: Chosen) => ({
      ...body,
      sha256: (await download('/sheet/answer-book/file', { body }))?.get('machimori-sha256') ?? '',
    }),
    () => toast(say(words.signed)),
  );
  const copy = useAct((body: Chosen & { readonly sha256: string }) =>
    download('/sheet/answer-book/workbook', { body: { ...body, language: locale } }),
  );
  const put = (line: string, included: boolean): void => {
    const next = new Set(chosen);
    if (included) next.add(line);
    else next.delete(line);
    setChosen(next);
  };
  if (fingerprint === undefined)
    return (
      <>
        <ProblemNotice problem={make.problem} />
        <p>{say(words.keyLead)}</p>
        <div className="m-row">
          <Button isDisabled={make.busy} onPress={() => make.run(null)}>
            {say(words.makeKey)}
          </Button>
        </div>
      </>
    );
  return (
    <>
      <Notice tone="info" title={say(words.own)} live={false}>
        <p>
          <code>{fingerprint}</code>
        </p>
        <p>{say(words.ownHint)}</p>
      </Notice>
      <ProblemNotice problem={sign.problem} />
      <Table
        caption={say(words.make)}
        captionHidden
        rows={answers}
        rowKey={({ line }) => line}
        columns={[
          {
            id: 'choose',
            label: say(words.choose),
            cell: ({ line, checkItem, subject }) => (
              <Checkbox
                selected={chosen.has(line)}
                label={say(words.chooseOf, { item: say(checkItem), subject: say(subject) })}
                onChange={(included) => put(line, included)}
              />
            ),
          },
          {
            id: 'item',
            label: say(words.item),
            names: true,
            cell: ({ checkItem, subject }) => (
              <>
                {say(checkItem)}
                <span className="m-hint block font-normal">{say(subject)}</span>
              </>
            ),
          },
          {
            id: 'statement',
            label: say(words.statement),
            cell: ({ statement, tells }) => (
              <>
                <span className="whitespace-pre-line">{statement}</span>
                {tells.length === 0 ? null : (
                  <span className="m-hint block">
                    {say(words.tells, { names: tells.join(say(signs.comma)) })}
                  </span>
                )}
              </>
            ),
          },
          {
            id: 'accepted',
            label: say(words.acceptedOn),
            cell: ({ acceptedOn }) => <DateText value={acceptedOn} />,
          },
        ]}
      />
      <Checkbox name="answers-evidence" selected={evidence} onChange={setEvidence}>
        {say(words.evidence)}
      </Checkbox>
      <div className="m-row">
        <Button
          isDisabled={sign.busy || chosen.size === 0}
          onPress={() => sign.run({ lines: [...chosen], evidence })}
        >
          {say(words.sign, { count: chosen.size })}
        </Button>
      </div>
      <ProblemNotice problem={copy.problem} />
      {sign.done === undefined ? null : (
        <div>
          <Button kind="secondary" onPress={() => sign.done && copy.run(sign.done)}>
            {say(words.workbook)}
          </Button>
          <span className="m-hint mt-1 block">{say(words.workbookHint)}</span>
        </div>
      )}
    </>
  );
}
