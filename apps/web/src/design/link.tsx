import { createLink } from '@tanstack/react-router';
import type { AnchorHTMLAttributes, ReactNode } from 'react';

interface OurLinkProps extends AnchorHTMLAttributes<HTMLAnchorElement> {
  /** Not inside a sentence: gets the height of a target. */
  readonly alone?: boolean;
}

/** A link that the browser follows itself: downloads, other places. */
export function Anchor({ alone = false, className: _, ...rest }: OurLinkProps): ReactNode {
  return <a {...rest} className="m-link" {...(alone ? { 'data-alone': '' } : {})} />;
}

/** A link to a page of ours. */
export const Link = createLink(Anchor);

/** A link to a page of ours that looks like the step to take next. */
export const ButtonLink = createLink(
  ({
    kind = 'primary',
    className: _,
    ...rest
  }: AnchorHTMLAttributes<HTMLAnchorElement> & { readonly kind?: 'primary' | 'secondary' }) => (
    <a {...rest} className="m-button" data-kind={kind} data-size="medium" />
  ),
);
