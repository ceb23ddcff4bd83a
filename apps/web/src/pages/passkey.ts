import { startAuthentication, startRegistration } from '@simplewebauthn/browser';

// The browser's part of a passkey. What it throws says little to people: the page says it in our words.

type OptionsOf<Start extends (given: { optionsJSON: never }) => unknown> = Start extends (given: {
  optionsJSON: infer Options;
}) => unknown
  ? Options
  : never;

export const createPasskey = (options: unknown): Promise<unknown> =>
  startRegistration({ optionsJSON: options as OptionsOf<typeof startRegistration> });

export const provePasskey = (options: unknown): Promise<unknown> =>
  startAuthentication({ optionsJSON: options as OptionsOf<typeof startAuthentication> });
