import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useEffect, useState } from 'react';
import { formProblem } from '../../api/form-problem.ts';
import type { Problem } from '../../api/problem.ts';
import type { Answer } from '../../api/routes.ts';
import { offered } from '../../api/session.ts';
import { call, useAct, useSession } from '../../api/use-server.ts';
import { Button } from '../../design/button.tsx';
import { Disclosure } from '../../design/content.tsx';
import { DateText } from '../../design/date-text.tsx';
import { Form } from '../../design/form.tsx';
import { Select } from '../../design/select.tsx';
import { TextField } from '../../design/text-field.tsx';
import { useToast } from '../../design/toast.tsx';
import { useText } from '../../language.tsx';
import { talkWords as words } from '../../messages/sheet-talk.ts';
import { signs } from '../../messages/signs.ts';
import { calledIn, type Person } from './called-people.ts';
import { useKeptText } from './kept-text.ts';
import './line-talk.css';

type Talk = Answer<'GET /sheet/lines/:line/talk'>;
type Comment = Talk['comments'][number];

const changes = [
  ['sheet', 'talk'],
  ['sheet', 'mentions'],
] as const;

/** What people say to each other about a line. Whoever opens it has looked at what waited for them there. */
export default function LineTalk({ line }: { readonly line: string }): ReactNode {
  const say = useText();
  const { session } = useSession();
  const { data } = useQuery<Talk, Problem>({
    queryKey: ['sheet', 'talk', line],
    queryFn: () => call('GET /sheet/lines/:line/talk', { params: { line } }),
  });
  useNoted(line, data?.comments);
  if (data === undefined || (!data.takesPart && data.comments.length === 0)) return null;
  const threads = [...Map.groupBy(data.comments, ({ thread }) => thread).values()];
  const open = threads.filter(([first]) => first?.resolvedAt === undefined);
  const settled = threads.filter(([first]) => first?.resolvedAt !== undefined);
  const writes = data.takesPart && offered(session, 'sheet:discuss');
  const shown = (some: typeof threads) =>
    some.map((comments) => (
      <Thread
        key={comments[0]?.thread}
        line={line}
        comments={comments}
        people={data.people}
        writes={writes}
      />
    ));
  return (
    <section id="talk" aria-labelledby="talk-title">
      <h2 id="talk-title">{say(words.title)}</h2>
      <p className="m-hint mb-4">{say(words.who)}</p>
      {open.length === 0 ? <p className="mb-4">{say(words.none)}</p> : shown(open)}
      {writes ? (
        <div className="m-screen-only">
          <Write line={line} people={data.people} />
        </div>
      ) : null}
      {settled.length === 0 ? null : (
        <Disclosure summary={say(words.settled, { count: settled.length })}>
          {shown(settled)}
        </Disclosure>
      )}
    </section>
  );
}

/** Comments that waited for whoever has this page open do so no more. */
function useNoted(line: string, comments: readonly Comment[] | undefined): void {
  const { session } = useSession();
  const writes = offered(session, 'sheet:discuss');
  const { data } = useQuery<Answer<'GET /sheet/mentions'>, Problem>({
    queryKey: ['sheet', 'mentions'],
    queryFn: () => call('GET /sheet/mentions'),
    enabled: writes,
  });
  const { run } = useAct(
    (noted: string[], key) =>
      call('POST /sheet/mentions/noted', { body: { comments: noted }, key }),
    () => undefined,
    [['sheet', 'mentions']],
  );
  const waiting = data?.mentions
    .flatMap((each) => (each.line === line ? [each.comment] : []))
    .join(' ');
  const isRead = comments !== undefined;
  useEffect(() => {
    if (isRead && waiting !== undefined && waiting !== '') run(waiting.split(' '));
  }, [isRead, waiting, run]);
}

function Thread({
  line,
  comments,
  people,
  writes,
}: {
  readonly line: string;
  readonly comments: readonly Comment[];
  readonly people: readonly Person[];
  readonly writes: boolean;
}): ReactNode {
  const say = useText();
  const [answering, setAnswering] = useState(false);
  const [first] = comments;
  const thread = first?.thread ?? '';
  const resolved = first?.resolvedAt !== undefined;
  const settle = useAct(
    (to: boolean, key) =>
      call('PUT /sheet/talks/:thread', { params: { thread }, body: { resolved: to }, key }),
    () => setAnswering(false),
    changes,
  );
  return (
    <section className="m-talk" aria-label={say(words.threadOf, { name: first?.byName ?? '' })}>
      <ol>
        {comments.map(({ comment, words: said, at, byName, organisationName }) => (
          <li key={comment}>
            <p className="m-hint">
              <strong>{byName}</strong>
              {say(signs.apart)}
              {organisationName}
              {say(signs.apart)}
              <DateText value={at} time />
            </p>
            <p className="m-talk-words">{said}</p>
          </li>
        ))}
      </ol>
      {!writes ? null : answering ? (
        <Write line={line} people={people} thread={thread} onSent={() => setAnswering(false)} />
      ) : (
        <div className="m-row">
          {resolved ? null : (
            <Button kind="secondary" size="small" onPress={() => setAnswering(true)}>
              {say(words.goOn)}
            </Button>
          )}
          <Button kind="text" size="small" busy={settle.busy} onPress={() => settle.run(!resolved)}>
            {say(resolved ? words.reopen : words.settle)}
          </Button>
        </div>
      )}
    </section>
  );
}

function Write({
  line,
  people,
  thread,
  onSent = () => undefined,
}: {
  readonly line: string;
  readonly people: readonly Person[];
  readonly thread?: string;
  readonly onSent?: () => void;
}): ReactNode {
  const say = useText();
  const toast = useToast();
  const field = thread ?? 'new-comment';
  const [said, setSaid] = useKeptText(`talk ${line} ${field}`);
  const [picked, setPicked] = useState<ReadonlySet<string>>(new Set());
  const write = useAct(
    (_: null, key) =>
      call('POST /sheet/lines/:line/talk', {
        params: { line },
        body: {
          words: said,
          calls: [...calledIn(said, people, picked)],
          ...(thread === undefined ? {} : { thread }),
        },
        key,
      }),
    () => {
      setSaid('');
      setPicked(new Set());
      toast(say(words.sent));
      onSent();
    },
    changes,
  );
  const labelOf = ({ name, organisationName, kind }: Person): string =>
    kind === 'organisation'
      ? say(words.whole, { name })
      : say(words.person, { name, organisation: organisationName });
  return (
    <Form
      check={() => (said.trim() === '' ? { [field]: say(words.empty) } : {})}
      onSend={() => write.run(null)}
      problem={formProblem(write.problem, say)}
    >
      <TextField
        name={field}
        label={say(thread === undefined ? words.new : words.answer)}
        lines={3}
        maxLength={2000}
        value={said}
        onChange={setSaid}
        autoFocus={thread !== undefined}
      />
      {people.length === 0 ? null : (
        <Select
          name={`${field}-call`}
          label={say(words.call)}
          hint={say(words.callHint)}
          value=""
          onChange={(id) => {
            const person = people.find((each) => each.id === id);
            if (person === undefined) return;
            setPicked(new Set([...picked, id]));
            setSaid(`${said}${said === '' || /\s$/.test(said) ? '' : ' '}@${person.name} `);
          }}
          choices={[
            { value: '', label: say(words.nobody) },
            ...people.map((each) => ({ value: each.id, label: labelOf(each) })),
          ]}
        />
      )}
      <p>
        <Button type="submit" kind="secondary" busy={write.busy}>
          {say(thread === undefined ? words.send : words.sendAnswer)}
        </Button>
      </p>
    </Form>
  );
}
