import type { Text } from '@machimori/kernel';
import { Fragment, type ReactNode } from 'react';
import { Table } from '../../design/table.tsx';
import { useText } from '../../language.tsx';
import { pictureWords as words } from '../../messages/picture.ts';
import { signs } from '../../messages/signs.ts';
import { ElementLink } from './element-link.tsx';
import { boundaryWords, namesOf, type Picture, type PictureBox } from './picture-data.ts';
import { Boundaries } from './picture-panel.tsx';

/** All that the picture shows, in words: for who cannot see it, and for looking something up. */
export function PictureList({ picture }: { readonly picture: Picture }): ReactNode {
  const say = useText();
  const names = namesOf(picture);
  const named = (key: string): string => say(names.get(key) ?? { ja: key, en: key });
  const laneOrder = new Map(picture.lanes.map(({ name }, index) => [name.ja, index]));
  const rank = ({ outside, operator }: PictureBox): number =>
    outside ? picture.lanes.length : (laneOrder.get(operator?.name.ja ?? '') ?? 0);
  const boxes = picture.boxes.toSorted((a, b) => rank(a) - rank(b) || a.x - b.x || a.y - b.y);
  const flowsAt = (key: string, way: 'from' | 'to'): ReactNode => {
    const its = picture.flows.filter((flow) => flow[way] === key);
    if (its.length === 0) return say(words.noOne);
    const other = way === 'from' ? 'to' : 'from';
    return (
      <ul>
        {its.map((flow) => (
          <li key={flow.key}>
            {named(flow[other])}
            {say(signs.open)}
            {say(words[flow.class])}
            {say(signs.close)}
          </li>
        ))}
      </ul>
    );
  };
  return (
    <div className="m-stack">
      <section aria-labelledby="picture-boxes">
        <h2 id="picture-boxes">{say(words.boxList)}</h2>
        <Table
          caption={say(words.boxList)}
          captionHidden
          rows={boxes}
          rowKey={({ key }) => key}
          columns={[
            {
              id: 'what',
              label: say(words.what),
              names: true,
              cell: ({ key, name, kind, outside }) => (
                <>
                  <ElementLink kind={outside ? 'externalSystems' : 'components'} of={key}>
                    {say(name)}
                  </ElementLink>
                  <br />
                  <span className="m-hint">{say(kind)}</span>
                </>
              ),
            },
            {
              id: 'operator',
              label: say(words.operator),
              cell: ({ operator }) =>
                operator === undefined ? say(words.noOne) : say(operator.name),
            },
            {
              id: 'arriving',
              label: say(words.arriving),
              cell: ({ key }) => flowsAt(key, 'to'),
            },
            {
              id: 'leaving',
              label: say(words.leaving),
              cell: ({ key }) => flowsAt(key, 'from'),
            },
            {
              id: 'boundary',
              label: say(words.boundary),
              cell: ({ boundaries }) =>
                boundaries.length === 0 ? say(words.noOne) : <Boundaries boundaries={boundaries} />,
            },
            {
              id: 'duty',
              label: say(words.duty),
              width: 'words',
              cell: ({ gaps, overlaps, outside }) => (
                <Duties
                  gaps={gaps}
                  overlaps={overlaps}
                  fine={outside ? words.noOne : words.dutyFine}
                />
              ),
            },
          ]}
        />
      </section>
      <section aria-labelledby="picture-flows">
        <h2 id="picture-flows">{say(words.flowList)}</h2>
        <Table
          caption={say(words.flowList)}
          captionHidden
          rows={picture.flows}
          rowKey={({ key }) => key}
          columns={[
            {
              id: 'name',
              label: say(words.flows),
              names: true,
              cell: ({ key, from, to }) => (
                <ElementLink kind="flows" of={key}>
                  {say(words.between, { from: named(from), to: named(to) })}
                </ElementLink>
              ),
            },
            {
              id: 'data',
              label: say(words.data),
              cell: ({ dataSets, class: its }) =>
                dataSets.length === 0
                  ? say(words[its])
                  : dataSets.map(({ key, name }, index) => (
                      <Fragment key={key}>
                        {index === 0 ? '' : say(signs.comma)}
                        {say(name)}
                      </Fragment>
                    )),
            },
            { id: 'class', label: say(words.class), cell: (flow) => say(words[flow.class]) },
            { id: 'purpose', label: say(words.purpose), cell: ({ purpose }) => purpose },
            {
              id: 'boundary',
              label: say(words.boundary),
              cell: ({ boundary }) =>
                say(boundary === undefined ? words.inside : boundaryWords[boundary]),
            },
          ]}
        />
      </section>
    </div>
  );
}

function Duties({
  gaps,
  overlaps,
  fine,
}: {
  readonly gaps: number;
  readonly overlaps: number;
  readonly fine: Text;
}): ReactNode {
  const say = useText();
  if (gaps + overlaps === 0) return say(fine);
  return (
    <>
      {gaps > 0 ? <strong>{say(words.undecidedCount, { count: gaps })}</strong> : null}
      {overlaps > 0 ? <strong>{say(words.doubledCount, { count: overlaps })}</strong> : null}
    </>
  );
}
