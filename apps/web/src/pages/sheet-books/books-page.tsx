import { useQuery } from '@tanstack/react-query';
import { lazy, type ReactNode, Suspense, useState } from 'react';
import { download } from '../../api/download.ts';
import type { Problem } from '../../api/problem.ts';
import { offered } from '../../api/session.ts';
import { call, useAct, useSession } from '../../api/use-server.ts';
import { Button } from '../../design/button.tsx';
import { Breadcrumb, EmptyState } from '../../design/content.tsx';
import { Link } from '../../design/link.tsx';
import { type Column, Table } from '../../design/table.tsx';
import { useToast } from '../../design/toast.tsx';
import { type Say, useLanguage, useText } from '../../language.tsx';
import { sheetWords } from '../../messages/sheet.ts';
import { bookWords as words } from '../../messages/sheet-books.ts';
import { sheetDoors } from '../../messages/sheet-doors.ts';
import { Pending } from '../../shell/fallback-pages.tsx';
import { PageTitle } from '../../shell/page-title.tsx';
import { BookHistory } from './book-history.tsx';
import type { BookList } from './book-queries.ts';

import { OfficialSheet } from './official-sheet.tsx';
import { ProblemNotice } from './problem-notice.tsx';
import { TakeIn } from './take-in.tsx';
import { WholeList } from './whole-list.tsx';

// Few come for answer books: they come after the page.
const TakeInAnswers = lazy(async () => ({
  default: (await import('./answer-books.tsx')).TakeInAnswers,
}));
const MakeAnswerBook = lazy(async () => ({
  default: (await import('./answer-books.tsx')).MakeAnswerBook,
}));

type Answerer = BookList['answerers'][number];

/** The check sheet by Excel: books out, books in, and what became of them. */
export default function BooksPage(): ReactNode {
  const say = useText();
  const { session } = useSession();
  const [open, setOpen] = useState<string>();
  const { data: list, error } = useQuery<BookList, Problem>({
    queryKey: ['sheet', 'books'],
    queryFn: () => call('GET /sheet/books'),
  });
  const answers = offered(session, 'sheet:answer');
  return (
    <>
      <Breadcrumb
        items={[
          <Link key="sheet" to="/sheet">
            {say(sheetWords.title)}
          </Link>,
          say(sheetDoors.byExcel),
        ]}
      />
      <PageTitle title={say(sheetDoors.byExcel)} lead={say(words.lead)} />
      {list === undefined ? (
        <Pending problem={error} />
      ) : (
        <div className="m-stack">
          {answers ? (
            <TakeIn key={open ?? 'new'} answerers={list.answerers} open={open} onOpen={setOpen} />
          ) : null}
          <TakeOut answerers={list.answerers} />
          <WholeList />
          {list.answerers.length === 0 ? null : <OfficialSheet answerers={list.answerers} />}
          {answers && list.answerers.length > 0 ? (
            <Suspense fallback={null}>
              <TakeInAnswers answerers={list.answerers} onOpen={setOpen} />
              <MakeAnswerBook />
            </Suspense>
          ) : null}
          <BookHistory list={list} answers={answers} onOpen={setOpen} />
        </div>
      )}
    </>
  );
}

function TakeOut({ answerers }: { readonly answerers: readonly Answerer[] }): ReactNode {
  const say = useText();
  const toast = useToast();
  const { locale } = useLanguage();
  const issue = useAct(
    async (answeredBy: string, key) => {
      const { number } = await call('POST /sheet/books', {
        body: { answeredBy, language: locale },
        key,
      });
      await download(`/sheet/books/${number}/file`);
      return number;
    },
    (number) => toast(say(words.issued, { number })),
    [['sheet', 'books']],
  );
  const sorted = [...answerers].sort((a, b) => Number(b.own) - Number(a.own) || b.lines - a.lines);
  return (
    <section className="m-stack">
      <h2>{say(words.takeOut)}</h2>
      <p>{say(words.takeOutLead)}</p>
      <ProblemNotice problem={issue.problem} />
      {sorted.length === 0 ? (
        <EmptyState title={say(words.noLines)} />
      ) : (
        <Table
          caption={say(words.takeOut)}
          captionHidden
          rows={sorted}
          rowKey={({ key }) => key}
          columns={columnsIn(say, issue.busy, issue.run)}
        />
      )}
    </section>
  );
}

const columnsIn = (
  say: Say,
  busy: boolean,
  issue: (answeredBy: string) => void,
): readonly Column<Answerer>[] => [
  {
    id: 'organisation',
    label: say(words.organisation),
    names: true,
    cell: ({ name, own }) => (
      <>
        {say(name)}
        {own ? <span className="m-hint font-normal"> {say(words.own)}</span> : null}
      </>
    ),
  },
  { id: 'lines', label: say(words.lines), cell: ({ lines }) => say(words.count, { count: lines }) },
  {
    id: 'acts',
    label: say(words.download),
    labelHidden: true,
    width: 'acts',
    screenOnly: true,
    cell: ({ key, name }) => (
      <Button
        kind="secondary"
        size="small"
        isDisabled={busy}
        aria-label={say(words.downloadOf, { name: say(name) })}
        onPress={() => issue(key)}
      >
        {say(words.download)}
      </Button>
    ),
  },
];
