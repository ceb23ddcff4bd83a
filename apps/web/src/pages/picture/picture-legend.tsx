import type { ReactNode } from 'react';
import { useText } from '../../language.tsx';
import { pictureWords as words } from '../../messages/picture.ts';
import { boundaryWords, classes, type Picture } from './picture-data.ts';

/** What lines and signs of this picture mean: only those that are in it. */
export function PictureLegend({ picture }: { readonly picture: Picture }): ReactNode {
  const say = useText();
  const { lines, boxes } = picture;
  return (
    <ul className="m-picture-legend" aria-label={say(words.legend)}>
      {classes
        .filter((each) => lines.some((line) => line.class === each))
        .map((each) => (
          <li key={each}>
            <svg
              width={44}
              height={12}
              aria-hidden="true"
              className="m-picture-line"
              data-class={each}
            >
              <path className="m-picture-stroke" d="M0 6H36" />
              <path className="m-picture-tip" d="M44 6l-9 -5v10z" />
            </svg>
            {say(words[each])}
          </li>
        ))}
      {(['agreed', 'silent', 'unknown'] as const)
        .filter((each) => lines.some(({ mark }) => mark?.boundary === each))
        .map((each) => (
          <li key={each}>
            <svg width={16} height={16} aria-hidden="true">
              <path className="m-picture-mark" data-boundary={each} d="M8 1l7 7l-7 7l-7 -7z" />
            </svg>
            {say(boundaryWords[each])}
          </li>
        ))}
      {boxes.some(({ gaps }) => gaps > 0) ? (
        <li>
          <span className="m-picture-sample" data-duty="gap" aria-hidden="true" />
          {say(words.undecided)}
        </li>
      ) : null}
      {boxes.some(({ gaps, overlaps }) => gaps === 0 && overlaps > 0) ? (
        <li>
          <span className="m-picture-sample" data-duty="overlap" aria-hidden="true" />
          {say(words.doubled)}
        </li>
      ) : null}
    </ul>
  );
}
