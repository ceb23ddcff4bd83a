import { Component, type ReactNode, Suspense } from 'react';

/** As the three families of browsers say that a part of the program could not be fetched. */
const unfetched = /dynamically imported module|module script failed/i;

/**
 * Around what stands beside that for which one came, and is fetched after it. Where the connection breaks
 * at that moment it stays away until the page is loaded anew; the page, and what was typed into it, stays.
 */
export class Beside extends Component<
  { readonly children: ReactNode },
  { readonly error?: unknown }
> {
  override state: { readonly error?: unknown } = {};

  static getDerivedStateFromError(error: unknown): { readonly error: unknown } {
    return { error };
  }

  override render(): ReactNode {
    const { error } = this.state;
    if (error === undefined) return <Suspense>{this.props.children}</Suspense>;
    if (!(error instanceof Error && unfetched.test(error.message))) throw error;
    return null;
  }
}
