import type { ReactNode } from 'react';
import type { Answer } from '../../api/routes.ts';
import { DateText } from '../../design/date-text.tsx';
import { Link } from '../../design/link.tsx';
import { Table } from '../../design/table.tsx';
import { useText } from '../../language.tsx';
import { reviewWords as words } from '../../messages/reviews.ts';
import { sheetWords } from '../../messages/sheet.ts';

/** The reviews of a city, each with a way to what changed since. */
export function ReviewList({
  reviews,
}: {
  readonly reviews: Answer<'GET /sheet/progress'>['reviews'];
}): ReactNode {
  const say = useText();
  if (reviews.length === 0) return <p className="mb-6">{say(words.noReviews)}</p>;
  return (
    <Table
      caption={say(words.reviews)}
      captionHidden
      rows={reviews}
      rowKey={({ review }) => review}
      columns={[
        { id: 'title', label: say(words.review), names: true, cell: ({ title }) => title },
        {
          id: 'heldOn',
          label: say(words.heldOn),
          cell: ({ heldOn }) => <DateText value={heldOn} />,
        },
        {
          id: 'note',
          label: say(words.note),
          cell: ({ note }) => <span className="whitespace-pre-line">{note || '―'}</span>,
        },
        {
          id: 'by',
          label: say(words.keptBy),
          cell: ({ frozenByName, frozenAt }) => (
            <>
              {frozenByName || say(sheetWords.someoneElse)}
              <br />
              <small>
                <DateText value={frozenAt} time />
              </small>
            </>
          ),
        },
        {
          id: 'since',
          label: say(words.what),
          cell: ({ review }) => (
            <Link to="/sheet/review" search={{ id: review } as never}>
              {say(words.since)}
            </Link>
          ),
        },
      ]}
    />
  );
}
