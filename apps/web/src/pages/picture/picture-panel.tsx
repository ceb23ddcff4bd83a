import type { Text } from '@machimori/kernel';
import { type ReactNode, useEffect, useRef } from 'react';
import { Button } from '../../design/button.tsx';
import { DescriptionList } from '../../design/content.tsx';
import { Notice } from '../../design/notice.tsx';
import { useText } from '../../language.tsx';
import { pictureWords as words } from '../../messages/picture.ts';
import { signs } from '../../messages/signs.ts';
import { WhyLink } from '../why/why-link.tsx';
import { ElementLink } from './element-link.tsx';
import {
  boundaryWords,
  namesOf,
  type Picture,
  type PictureBox,
  type PictureFlow,
  type PictureLine,
} from './picture-data.ts';
import { linesAt, type Spot } from './picture-move.ts';

/** What one asks first about a box or a line of the picture, and where to read on. */
export function PicturePanel({
  picture,
  spot,
  onOpen,
  onClose,
  onOnly,
}: {
  readonly picture: Picture;
  readonly spot: Spot;
  readonly onOpen: (spot: Spot) => void;
  readonly onClose: () => void;
  /** Draws a service alone. */
  readonly onOnly: (service: string) => void;
}): ReactNode {
  const say = useText();
  const heading = useRef<HTMLHeadingElement>(null);
  const name = spot.kind === 'box' ? spot.key : spot.id;
  useEffect(() => heading.current?.focus(), [name]);
  const box = spot.kind === 'box' ? picture.boxes.find(({ key }) => key === spot.key) : undefined;
  const line = spot.kind === 'line' ? picture.lines.find(({ id }) => id === spot.id) : undefined;
  const names = namesOf(picture);
  const title =
    box !== undefined
      ? say(box.name)
      : say(line?.bothWays ? words.betweenBoth : words.between, {
          from: names.get(line?.from ?? '') ?? '',
          to: names.get(line?.to ?? '') ?? '',
        });
  return (
    <aside
      className="m-picture-panel"
      aria-labelledby="picture-panel-title"
      onKeyDown={({ key }) => {
        if (key === 'Escape') onClose();
      }}
    >
      <div className="m-picture-panel-head">
        <h2 id="picture-panel-title" ref={heading} tabIndex={-1}>
          {title}
        </h2>
        <Button kind="text" size="small" onPress={onClose}>
          {say(words.close)}
        </Button>
      </div>
      {box === undefined ? null : (
        <BoxFacts picture={picture} box={box} onOpen={onOpen} onOnly={onOnly} />
      )}
      {line === undefined ? null : <LineFacts picture={picture} line={line} />}
    </aside>
  );
}

function BoxFacts({
  picture,
  box,
  onOpen,
  onOnly,
}: {
  readonly picture: Picture;
  readonly box: PictureBox;
  readonly onOpen: (spot: Spot) => void;
  readonly onOnly: (service: string) => void;
}): ReactNode {
  const say = useText();
  const { key, gaps, overlaps, operator, owner, supplier, contracts, standsOn } = box;
  const data = picture.choices.dataSets;
  const service = picture.choices.services.some((each) => each.key === key);
  const facts: (readonly [string, ReactNode])[] = [
    [
      say(words.kind),
      box.stage === undefined
        ? say(box.kind)
        : `${say(box.kind)}${say(signs.dot)}${say(box.stage)}`,
    ],
  ];
  const put = (term: Text, named: { readonly name: Text } | undefined): void => {
    if (named !== undefined) facts.push([say(term), say(named.name)]);
  };
  put(words.operator, operator);
  put(words.owner, owner);
  put(words.supplier, supplier);
  if (standsOn.length > 0)
    facts.push([say(words.standsOn), standsOn.map(({ name }) => say(name)).join(say(signs.comma))]);
  if (box.dataSets.length > 0)
    facts.push([
      say(words.data),
      <ul key="data">
        {box.dataSets.map((each) => (
          <li key={each.key}>
            {say(data.find((known) => known.key === each.key)?.name ?? { ja: '', en: '' })}
            {say(signs.open)}
            {say(words[each.class])}
            {say(signs.close)}
          </li>
        ))}
      </ul>,
    ]);
  if (contracts.length > 0)
    facts.push([
      say(words.contracts),
      <ul key="contracts">
        {contracts.map((each) => (
          <li key={each.key}>
            <ElementLink kind="contracts" of={each.key}>
              {say(each.name)}
            </ElementLink>
          </li>
        ))}
      </ul>,
    ]);
  if (box.boundaries.length > 0)
    facts.push([say(words.boundary), <Boundaries key="b" boundaries={box.boundaries} />]);
  for (const way of ['arriving', 'leaving'] as const) {
    const lines = linesAt(picture.lines, key, way);
    if (lines.length === 0) continue;
    facts.push([
      say(words[way]),
      <ul key={way}>
        {lines.map((line) => (
          <li key={line.id}>
            <LineButton picture={picture} line={line} seenFrom={key} onOpen={onOpen} />
          </li>
        ))}
      </ul>,
    ]);
  }
  return (
    <>
      {gaps > 0 ? (
        <Notice tone="error" live={false} title={say(words.undecidedCount, { count: gaps })}>
          <p>{say(words.undecidedText)}</p>
        </Notice>
      ) : null}
      {overlaps > 0 ? (
        <Notice tone="warning" live={false} title={say(words.doubledCount, { count: overlaps })}>
          <p>{say(words.doubledText)}</p>
        </Notice>
      ) : null}
      <ul className="m-picture-ways">
        <li>
          <ElementLink alone kind={box.outside ? 'externalSystems' : 'components'} of={key}>
            {say(words.toEntry)}
          </ElementLink>
        </li>
        <li>
          <WhyLink id={key}>{say(words.toWhy)}</WhyLink>
        </li>
        {service ? (
          <li>
            <Button kind="text" size="small" onPress={() => onOnly(key)}>
              {say(words.onlyThis)}
            </Button>
          </li>
        ) : null}
      </ul>
      <DescriptionList items={facts} />
    </>
  );
}

function LineButton({
  picture,
  line,
  seenFrom,
  onOpen,
}: {
  readonly picture: Picture;
  readonly line: PictureLine;
  readonly seenFrom: string;
  readonly onOpen: (spot: Spot) => void;
}): ReactNode {
  const say = useText();
  const names = namesOf(picture);
  const other = line.from === seenFrom ? line.to : line.from;
  return (
    <button
      type="button"
      className="m-link"
      onClick={() => onOpen({ kind: 'line', id: line.id, seenFrom })}
    >
      {say(names.get(other) ?? { ja: other, en: other })}
      {say(signs.open)}
      {say(words[line.class])}
      {say(signs.close)}
    </button>
  );
}

export function Boundaries({
  boundaries,
}: {
  readonly boundaries: PictureFlow['boundaries'];
}): ReactNode {
  const say = useText();
  return (
    <ul>
      {boundaries.map(({ contract, subject, aspect, performs }, index) => (
        <li key={`${contract.key} ${subject.key} ${index}`}>
          {say(aspect === 'data' ? words.boundaryData : words.boundarySystem, {
            subject: subject.name,
            performs: performs.name,
          })}
          <span className="m-hint">{say(words.byContract, { contract: contract.name })}</span>
        </li>
      ))}
    </ul>
  );
}

function LineFacts({
  picture,
  line,
}: {
  readonly picture: Picture;
  readonly line: PictureLine;
}): ReactNode {
  const say = useText();
  const names = namesOf(picture);
  const flows = picture.flows.filter(({ key }) => line.flows.includes(key));
  return (
    <>
      {line.mark === undefined ? null : (
        <Notice
          tone={line.mark.boundary === 'silent' ? 'warning' : 'info'}
          live={false}
          title={say(boundaryWords[line.mark.boundary])}
        />
      )}
      {flows.map((flow) => (
        <section key={flow.key} className="m-picture-flow">
          <h3>{say(flow.name)}</h3>
          <DescriptionList
            items={[
              [
                say(words.flows),
                say(words.between, {
                  from: names.get(flow.from) ?? flow.from,
                  to: names.get(flow.to) ?? flow.to,
                }),
              ],
              [
                say(words.data),
                flow.dataSets.length === 0
                  ? say(words[flow.class])
                  : flow.dataSets.map(({ name }) => say(name)).join(say(signs.comma)),
              ],
              [say(words.class), say(words[flow.class])],
              [say(words.purpose), flow.purpose],
              ...(flow.boundaries.length > 0
                ? [
                    [
                      say(words.boundary),
                      <Boundaries key="b" boundaries={flow.boundaries} />,
                    ] as const,
                  ]
                : []),
            ]}
          />
          <ul className="m-picture-ways">
            <li>
              <ElementLink alone kind="flows" of={flow.key}>
                {say(words.toFlow)}
              </ElementLink>
            </li>
            <li>
              <WhyLink id={flow.key}>{say(words.toWhy)}</WhyLink>
            </li>
          </ul>
        </section>
      ))}
    </>
  );
}
