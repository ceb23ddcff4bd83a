import { startAuthentication, startRegistration } from '@simplewebauthn/browser';

// The browser's part of a passkey. What it throws says little to people: the page says it in our words.

type OptionsOf<Start extends (given: { optionsJSON: never }) => unknown> = Start extends (given: {
  optionsJSON: infer Options;
}) => unknown
  ? Options
  : never;

/** What the server sent, and what goes back to it: WebAuthn's own JSON, not ours to read. */
type Json = Record<string, unknown>;

export const createPasskey = async (options: Json): Promise<Json> => ({
  ...(await startRegistration({
    optionsJSON: options as unknown as OptionsOf<typeof startRegistration>,
  })),
});

export const provePasskey = async (options: Json): Promise<Json> => ({
  ...(await startAuthentication({
    optionsJSON: options as unknown as OptionsOf<typeof startAuthentication>,
  })),
});
