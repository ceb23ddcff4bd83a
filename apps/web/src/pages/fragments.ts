// What stands behind `#` stays in the browser: no server, no proxy and no log sees it.

/** `#token=…` of an invitation. */
export const invitationFragment = (fragment: string): string | undefined =>
  /^#(?:token=)?([\w-]{16,200})$/.exec(fragment)?.[1];

/** `#…` of a link that sets a new password. */
export const resetFragment = (fragment: string): string | undefined =>
  /^#([\w-]{16,200})$/.exec(fragment)?.[1];

/** `#…` of the address that `start` prints: proof that who opens it started the program. */
export const setUpFragment = (fragment: string): string | undefined =>
  /^#(?:code=)?([\w-]{4,200})$/.exec(fragment)?.[1];
