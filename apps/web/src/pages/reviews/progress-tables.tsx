import type { ReactNode } from 'react';
import { Link } from '../../design/link.tsx';
import { type Column, Table } from '../../design/table.tsx';
import { useText } from '../../language.tsx';
import { reviewWords as words } from '../../messages/reviews.ts';
import { groupWords } from '../../messages/standing.ts';
import { StateBar } from '../state-bar.tsx';
import type { ProgressSeen } from './use-progress.ts';
import './reviews.css';

type Progress = ProgressSeen['counted'];
type Narrow = Readonly<Record<string, string>>;

/** What the check sheet is narrowed to behind each number. */
export const narrowings = {
  overdue: { overdue: 'true' },
  submitted: { stage: 'submitted' },
} as const;

/** What the sheet is narrowed to behind all numbers: lines of one's own, where these are counted. */
export const ownNarrow = ({ own }: Pick<ProgressSeen, 'own'>): Narrow =>
  own === undefined ? {} : { answeredBy: own.key };

/** What is counted, and how it stands, in a sentence. */
export function ProgressTold({ seen }: { readonly seen: ProgressSeen }): ReactNode {
  const say = useText();
  const { lines, done, overdue, submitted } = seen.counted;
  return say(seen.own === undefined ? words.toldWhole : words.toldOwn, {
    lines,
    done,
    overdue,
    submitted,
  });
}

/** How many lines, with the way to them. */
export function Counted({
  count,
  narrow,
}: {
  readonly count: number;
  readonly narrow: Narrow;
}): ReactNode {
  const say = useText();
  const shown = say(words.lineCount, { count });
  return count === 0 ? (
    shown
  ) : (
    <Link to="/sheet" search={narrow as never}>
      {shown}
    </Link>
  );
}

export const percentOf = ({
  lines,
  done,
}: {
  readonly lines: number;
  readonly done: number;
}): number => (lines === 0 ? 0 : Math.floor((done / lines) * 100));

/** What is done of some lines, as a bar and in words. */
export function Done({
  progress,
}: {
  readonly progress: Pick<Progress, 'lines' | 'done'> & Partial<Progress>;
}): ReactNode {
  const say = useText();
  const { lines, done, inProgress = 0, planned = 0 } = progress;
  return (
    <>
      <StateBar
        states={{
          implemented: done,
          'in-progress': inProgress,
          planned,
          'not-started': lines - done - inProgress - planned,
        }}
      />
      <small>{say(words.doneOf, { lines, done, percent: percentOf(progress) })}</small>
    </>
  );
}

/** Lines by the guideline's categories and views, each with the way to them. */
export function ByGroup({
  caption,
  seen,
}: {
  readonly caption: string;
  readonly seen: ProgressSeen;
}): ReactNode {
  const say = useText();
  const narrow = ownNarrow(seen);
  return (
    <Table
      caption={caption}
      captionHidden
      rows={seen.groups}
      rowKey={({ group }) => group}
      columns={[
        {
          id: 'group',
          label: say(words.group),
          names: true,
          cell: ({ group }) => (
            <Link to="/sheet" search={{ ...narrow, group } as never}>
              {say(groupWords[group])}
            </Link>
          ),
        },
        {
          id: 'done',
          label: say(words.done),
          cell: ({ progress }) => <Done progress={progress} />,
        },
        ...(['overdue', 'submitted'] as const).map((which) => ({
          id: which,
          label: say(words[which]),
          cell: ({ group, progress }: ProgressSeen['groups'][number]) => (
            <Counted count={progress[which]} narrow={{ ...narrow, group, ...narrowings[which] }} />
          ),
        })),
      ]}
    />
  );
}

/** How many lines of each row are late, and how many wait. */
export const countColumns = (
  say: ReturnType<typeof useText>,
): readonly Column<{ readonly progress: Progress }>[] =>
  (['overdue', 'submitted'] as const).map((which) => ({
    id: which,
    label: say(words[which]),
    cell: ({ progress }) => say(words.lineCount, { count: progress[which] }),
  }));
