import type { ReactNode } from 'react';
import { Button } from '../../design/button.tsx';
import { Disclosure, EmptyState } from '../../design/content.tsx';
import { DateText } from '../../design/date-text.tsx';
import { Anchor } from '../../design/link.tsx';
import { Table } from '../../design/table.tsx';
import { useText } from '../../language.tsx';
import { bookWords as words } from '../../messages/sheet-books.ts';
import type { BookList } from './book-queries.ts';

/** Books that went out and files that came back, the latest first. */
export function BookHistory({
  list: { issued, received },
  answers,
  onOpen,
}: {
  readonly list: BookList;
  readonly answers: boolean;
  readonly onOpen: (file: string) => void;
}): ReactNode {
  const say = useText();
  return (
    <>
      <section className="m-stack">
        <h2>{say(words.historyIn)}</h2>
        {received.length === 0 ? (
          <EmptyState title={say(words.noneIn)} />
        ) : (
          <Table
            caption={say(words.historyIn)}
            captionHidden
            rows={received}
            rowKey={({ file }) => file}
            columns={[
              {
                id: 'name',
                label: say(words.name),
                names: true,
                cell: ({ name, sha256, file, answeredBy }) => (
                  <>
                    {answers ? (
                      <Anchor href={`/api/v1/sheet/books/received/${file}/file`} download>
                        {name}
                      </Anchor>
                    ) : (
                      name
                    )}
                    {answeredBy === undefined ? null : (
                      <p className="m-hint font-normal">
                        {say(words.as, { name: say(answeredBy.name) })}
                      </p>
                    )}
                    <Disclosure summary={say(words.digest)}>
                      <code className="break-all font-normal">{sha256}</code>
                    </Disclosure>
                  </>
                ),
              },
              {
                id: 'when',
                label: say(words.when),
                cell: ({ at }) => <DateText value={at} time />,
              },
              { id: 'who', label: say(words.who), cell: ({ byName }) => byName },
              {
                id: 'became',
                label: say(words.became),
                cell: ({ mergedAt, written, open }) =>
                  mergedAt !== undefined
                    ? say(words.merged, { count: written })
                    : say(open ? words.waits : words.lapsed),
              },
              ...(answers
                ? [
                    {
                      id: 'acts',
                      label: say(words.goOn),
                      labelHidden: true,
                      width: 'acts' as const,
                      screenOnly: true,
                      cell: ({ open, file, name }: (typeof received)[number]) =>
                        open ? (
                          <Button
                            kind="secondary"
                            size="small"
                            aria-label={`${say(words.goOn)} ${name}`}
                            onPress={() => onOpen(file)}
                          >
                            {say(words.goOn)}
                          </Button>
                        ) : null,
                    },
                  ]
                : []),
            ]}
          />
        )}
      </section>
      <section className="m-stack">
        <h2>{say(words.historyOut)}</h2>
        {issued.length === 0 ? (
          <EmptyState title={say(words.noneOut)} />
        ) : (
          <Table
            caption={say(words.historyOut)}
            captionHidden
            rows={issued}
            rowKey={({ number }) => number}
            columns={[
              {
                id: 'number',
                label: say(words.number),
                names: true,
                cell: ({ number }) => <code>{number}</code>,
              },
              {
                id: 'whose',
                label: say(words.organisation),
                cell: ({ answeredBy }) => say(answeredBy.name),
              },
              {
                id: 'lines',
                label: say(words.lines),
                cell: ({ lines }) => say(words.count, { count: lines }),
              },
              {
                id: 'when',
                label: say(words.when),
                cell: ({ at }) => <DateText value={at} time />,
              },
              { id: 'who', label: say(words.who), cell: ({ byName }) => byName },
              {
                id: 'again',
                label: say(words.again),
                labelHidden: true,
                width: 'acts',
                screenOnly: true,
                cell: ({ number }) => (
                  <Anchor
                    alone
                    href={`/api/v1/sheet/books/${number}/file`}
                    download
                    aria-label={`${say(words.again)} ${number}`}
                  >
                    {say(words.again)}
                  </Anchor>
                ),
              },
            ]}
          />
        )}
      </section>
    </>
  );
}
