import { invitationFragment } from './pages/fragments.ts';

// Whoever has an account signs in before they accept. Until then their invitation waits in this tab: its
// storage ends with the tab and goes to no server. The address never has it again.
const place = 'machimori.invitation';

/** Where a browser refuses storage; lost when the page is loaded anew. */
let unstored: string | undefined;

export const keptInvitation = {
  /** The token that waits; nothing where what lies there is none. */
  read(): string | undefined {
    try {
      return invitationFragment(`#${sessionStorage.getItem(place) ?? ''}`) ?? unstored;
    } catch {
      return unstored;
    }
  },
  keep(token: string): void {
    try {
      sessionStorage.setItem(place, token);
    } catch {
      unstored = token;
    }
  },
  /** Accepted, refused, or somebody signs out: the next person at this browser finds nothing. */
  forget(): void {
    unstored = undefined;
    try {
      sessionStorage.removeItem(place);
    } catch {}
  },
} as const;
