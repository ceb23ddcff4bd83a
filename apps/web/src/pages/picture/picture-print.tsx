import type { ReactNode } from 'react';
import { DateText } from '../../design/date-text.tsx';
import { usePrinting } from '../../design/use-printing.ts';
import { useText } from '../../language.tsx';
import { pictureWords as words } from '../../messages/picture.ts';
import { shellWords } from '../../messages/shell.ts';
import type { Picture } from './picture-data.ts';
import { headRoom, laneRoom, PictureBody, PictureHead } from './picture-drawing.tsx';
import { PictureLegend } from './picture-legend.tsx';
import { onPaper, type Paper } from './picture-paper.ts';

/** The picture on sheets of paper, each with title and legend; made when somebody prints, by whatever way. */
export function PicturePrint({
  picture,
  paper,
  narrowed,
}: {
  readonly picture: Picture;
  readonly paper: Paper;
  /** What the picture is narrowed to, in words. */
  readonly narrowed: string;
}): ReactNode {
  const say = useText();
  if (!usePrinting()) return null;
  const { scale, sheets } = onPaper(picture, paper);
  const width = picture.width + laneRoom;
  return (
    <div className="m-picture-paper" data-paper={paper} aria-hidden="true">
      {sheets.map(({ y, height }, index) => (
        <section key={y}>
          <header>
            <strong>
              {say(picture.city.name)} {say(words.title)}
            </strong>
            <span>{narrowed}</span>
            <span>
              <DateText value={new Date().toISOString()} />
            </span>
            {sheets.length === 1 ? null : (
              <span>{say(words.sheet, { number: index + 1, count: sheets.length })}</span>
            )}
            <b>{say(shellWords.handling)}</b>
          </header>
          <PictureLegend picture={picture} />
          <div
            className="m-picture"
            style={{ zoom: scale, width, height: height + headRoom, overflow: 'hidden' }}
          >
            <PictureHead picture={picture} />
            <div style={{ height, overflow: 'hidden' }}>
              <div style={{ marginTop: -y }}>
                <PictureBody picture={picture} />
              </div>
            </div>
          </div>
        </section>
      ))}
    </div>
  );
}
