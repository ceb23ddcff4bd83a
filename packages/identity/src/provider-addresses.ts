import type { IdentityPorts } from './ports.ts';

/** Where providers send people back to: one address an organisation, so that answers cannot be mixed up. */
export const redirectUriOf = ({ origin }: Pick<IdentityPorts, 'origin'>, organisation: string) =>
  `${origin}/sign-in/provider/${organisation}`;

/** Where the members of an organisation sign in without giving an address first. */
export const startAddressOf = ({ origin }: Pick<IdentityPorts, 'origin'>, organisation: string) =>
  `${origin}/sign-in?organisation=${organisation}`;
