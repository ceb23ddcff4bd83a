import type { ReactNode } from 'react';
import { Fragment, useEffect, useRef, useState } from 'react';
import { useText } from '../language.tsx';
import { designWords } from '../messages/design.ts';
import { Button } from './button.tsx';

/** The page's one h1. Gives the window its title and, on a change of page, takes the focus. */
export function PageHeading({
  title,
  lead,
  children,
}: {
  readonly title: string;
  readonly lead?: ReactNode;
  readonly children?: ReactNode;
}): ReactNode {
  return (
    <div className="m-heading">
      <div>
        <h1 tabIndex={-1}>{title}</h1>
        {lead === undefined ? null : <p className="m-lead">{lead}</p>}
      </div>
      {children === undefined ? null : <div className="m-row">{children}</div>}
    </div>
  );
}

export function StatusLabel({
  tone = 'neutral',
  children,
}: {
  readonly tone?: 'neutral' | 'info' | 'success' | 'warning' | 'error';
  readonly children: ReactNode;
}): ReactNode {
  return (
    <span className="m-label-tag" data-tone={tone}>
      {children}
    </span>
  );
}

/** A mail address under a name: where it is too long for its line it breaks at the @ and at dots. */
export function MailText({ address }: { readonly address: string }): ReactNode {
  return (
    <span className="m-hint text-[0.875rem] font-normal">
      {address.split(/(?=[@.])/).map((part, index) => (
        <Fragment key={index}>
          {index === 0 ? null : <wbr />}
          {part}
        </Fragment>
      ))}
    </span>
  );
}

export function DescriptionList({
  items,
  small = false,
}: {
  readonly items: readonly (readonly [term: string, value: ReactNode])[];
  /** Within another one, or beside something. */
  readonly small?: boolean;
}): ReactNode {
  return (
    <dl className="m-dl" data-size={small ? 'small' : undefined}>
      {items.flatMap(([term, value]) => [
        <dt key={`${term}?`}>{term}</dt>,
        <dd key={`${term}!`}>{value}</dd>,
      ])}
    </dl>
  );
}

/** A few counts beside each other. */
export function Figures({
  items,
}: {
  readonly items: readonly (readonly [label: string, value: ReactNode])[];
}): ReactNode {
  return (
    <dl className="m-figures">
      {items.map(([label, value]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

export function ProgressSteps({
  steps,
  current,
}: {
  readonly steps: readonly string[];
  /** Counted from 0. */
  readonly current: number;
}): ReactNode {
  const say = useText();
  return (
    <ol className="m-steps" aria-label={say(designWords.steps)}>
      {steps.map((step, index) => (
        <li key={step} {...(index === current ? { 'aria-current': 'step' as const } : {})}>
          <span aria-hidden="true">{index < current ? '✓' : index + 1}</span>
          <span>
            {step}
            {index < current ? (
              <span className="sr-only"> ({say(designWords.stepDone)})</span>
            ) : null}
          </span>
        </li>
      ))}
    </ol>
  );
}

/** Nothing there yet: says why, and what to do about it. */
export function EmptyState({
  title,
  children,
}: {
  readonly title: string;
  readonly children?: ReactNode;
}): ReactNode {
  return (
    <div className="m-empty">
      <p className="font-bold">{title}</p>
      {children}
    </div>
  );
}

export function Loading({ lines = 6 }: { readonly lines?: number }): ReactNode {
  const say = useText();
  return (
    <div role="status">
      <span className="sr-only">{say(designWords.loading)}</span>
      <div className="m-skeleton" aria-hidden="true">
        {Array.from({ length: lines }, (_, index) => (
          <span key={index} />
        ))}
      </div>
    </div>
  );
}

export function Disclosure({
  summary,
  late = false,
  children,
}: {
  readonly summary: string;
  /** What is inside is made when it is first opened: a form that few ask for loads for nobody else. */
  readonly late?: boolean;
  readonly children: ReactNode;
}): ReactNode {
  const [isMade, setMade] = useState(!late);
  return (
    <details
      className="m-disclosure"
      onToggle={({ currentTarget }) => setMade((was) => was || currentTarget.open)}
    >
      <summary>{summary}</summary>
      <div>{isMade ? children : null}</div>
    </details>
  );
}

export function Breadcrumb({ items }: { readonly items: readonly ReactNode[] }): ReactNode {
  const say = useText();
  return (
    <nav aria-label={say(designWords.breadcrumb)}>
      <ol className="m-crumbs">
        {items.map((item, index) => (
          <li
            key={index}
            {...(index === items.length - 1 ? { 'aria-current': 'page' as const } : {})}
          >
            {item}
          </li>
        ))}
      </ol>
    </nav>
  );
}

/** The next rows of a list that has no page numbers; `note` says how many are shown of how many. */
export function MoreRows({
  more,
  busy,
  onMore,
  note = '',
}: {
  readonly note?: string;
  readonly more: boolean;
  readonly busy: boolean;
  readonly onMore: () => void;
}): ReactNode {
  const say = useText();
  return (
    <div className="m-more-rows">
      <p role="status">{note}</p>
      {more ? (
        <Button kind="secondary" busy={busy} onPress={onMore}>
          {say(designWords.more)}
        </Button>
      ) : null}
    </div>
  );
}

/** Focuses the heading of a page that was opened by a link, so that a screen reader reads on from there. */
export function useHeadingFocus(key: string): void {
  const first = useRef(true);
  useEffect(() => {
    if (first.current) {
      first.current = false;
      return;
    }
    document.querySelector<HTMLElement>('h1[tabindex]')?.focus();
  }, [key]);
}
