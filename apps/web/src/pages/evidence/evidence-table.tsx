import type { ReactNode } from 'react';
import { StatusLabel } from '../../design/content.tsx';
import { DateText } from '../../design/date-text.tsx';
import { Anchor, Link } from '../../design/link.tsx';
import { type Column, Table } from '../../design/table.tsx';
import { useText } from '../../language.tsx';
import {
  evidenceKindWords,
  evidenceStandingWords,
  evidenceWords as words,
} from '../../messages/evidence.ts';
import { outsideWays } from '../../messages/outside-ways.ts';
import { signs } from '../../messages/signs.ts';
import { fileAddress, type Piece, type Revision } from './evidence-queries.ts';

const tones = {
  good: 'success',
  due: 'warning',
  expired: 'error',
  failed: 'error',
  unknown: 'warning',
  removed: 'neutral',
} as const;

export function EvidenceStanding({ piece }: { readonly piece: Piece }): ReactNode {
  const say = useText();
  return (
    <StatusLabel tone={tones[piece.standing]}>
      {say(evidenceStandingWords[piece.standing])}
    </StatusLabel>
  );
}

/** The ways to what a revision is: look at it, save it, follow it. */
export function RevisionLinks({
  piece,
  revision,
}: {
  readonly piece: Piece;
  readonly revision: Revision;
}): ReactNode {
  const say = useText();
  const { file, url, number } = revision;
  const title = say(piece.title);
  if (url !== undefined)
    return (
      <Anchor href={url} target="_blank" rel="noopener noreferrer" alone>
        {say(words.openLink)}
        {say(words.newTab)}
      </Anchor>
    );
  if (file === undefined)
    return piece.kind === 'file' ? <span className="m-hint">{say(words.destroyed)}</span> : null;
  return (
    <span className="m-row">
      {file.shown ? (
        <Anchor
          href={fileAddress(piece, number, 'view')}
          target="_blank"
          rel="noopener"
          aria-label={`${say(words.openOf, { title })}${say(words.newTab)}`}
          alone
        >
          {say(words.open)}
        </Anchor>
      ) : null}
      <Anchor
        href={fileAddress(piece, number, 'file')}
        download
        aria-label={say(words.saveOf, { name: file.name })}
        alone
      >
        {say(words.save)}
      </Anchor>
    </span>
  );
}

/** Pieces of evidence, each leading to its page; `act`: what can be done with each here. */
export function EvidenceTable({
  caption,
  pieces,
  act,
}: {
  readonly caption: string;
  readonly pieces: readonly Piece[];
  readonly act?: (piece: Piece) => ReactNode;
}): ReactNode {
  const say = useText();
  const columns: readonly Column<Piece>[] = [
    {
      id: 'name',
      label: say(words.name),
      names: true,
      cell: (piece) => (
        <>
          <Link to="/evidence/$evidence" params={{ evidence: piece.evidence }}>
            {say(piece.title)}
          </Link>
          <br />
          <span className="m-hint font-normal">
            {say(evidenceKindWords[piece.kind])}
            {say(signs.dot)}
            {piece.organisation}
            {piece.latest.byLink === undefined ? null : (
              <>
                {say(signs.dot)}
                {piece.latest.byLink === ''
                  ? say(outsideWays.byLinkForgotten)
                  : say(outsideWays.byLink, { name: piece.latest.byLink })}
              </>
            )}
          </span>
          {piece.latest.check === undefined ? null : (
            <>
              <br />
              <span className="font-normal">{say(piece.latest.check.text)}</span>
            </>
          )}
        </>
      ),
    },
    {
      id: 'standing',
      label: say(words.standing),
      width: 'words',
      cell: (piece) => <EvidenceStanding piece={piece} />,
    },
    {
      id: 'holds',
      label: say(words.holds),
      cell: ({ latest }) => <DateText value={latest.effectiveOn} />,
    },
    {
      id: 'until',
      label: say(words.until),
      cell: ({ latest }) =>
        latest.expiresOn === undefined ? say(words.noEnd) : <DateText value={latest.expiresOn} />,
    },
    {
      id: 'lines',
      label: say(words.lines),
      cell: ({ lines }) => say(words.lineCount, { count: lines }),
    },
    {
      id: 'acts',
      label: say(words.open),
      labelHidden: true,
      width: 'words',
      screenOnly: true,
      cell: (piece) => (
        <span className="m-row">
          <RevisionLinks piece={piece} revision={piece.latest} />
          {act?.(piece)}
        </span>
      ),
    },
  ];
  return (
    <Table
      caption={caption}
      captionHidden
      rows={pieces}
      rowKey={({ evidence }) => evidence}
      columns={columns}
    />
  );
}
