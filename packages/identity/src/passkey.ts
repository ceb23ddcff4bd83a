import { Failure, text } from '@machimori/kernel';
import {
  type AuthenticationResponseJSON,
  generateAuthenticationOptions,
  generateRegistrationOptions,
  type PublicKeyCredentialCreationOptionsJSON,
  type PublicKeyCredentialRequestOptionsJSON,
  type RegistrationResponseJSON,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from '@simplewebauthn/server';
import type { PasskeyRow } from './passkey-store.ts';

export type PasskeyCreation = PublicKeyCredentialCreationOptionsJSON;
export type PasskeyRequest = PublicKeyCredentialRequestOptionsJSON;

const messages = {
  shape: text('パスキーの応答を読めませんでした。', 'The passkey’s answer could not be read.'),
  shapeNext: text('もう一度お試しください。', 'Please try again.'),
};

/** Ed25519, P-256 and RSA, as devices have them (COSE); asking for more makes Node warn of what is new. */
const algorithms = [-8, -7, -257];

const bytes = (base64url: string): Uint8Array<ArrayBuffer> =>
  new Uint8Array(Buffer.from(base64url, 'base64url'));

/** Passkeys are bound to the name under which people reach the program. */
export const relyingPartyId = (origin: string): string => new URL(origin).hostname;

export function askForNewPasskey(of: {
  readonly origin: string;
  readonly challenge: string;
  readonly person: string;
  readonly email: string;
  readonly name: string;
  readonly known: readonly PasskeyRow[];
}): Promise<PasskeyCreation> {
  return generateRegistrationOptions({
    rpName: '街守り Machimori',
    rpID: relyingPartyId(of.origin),
    userID: new Uint8Array(Buffer.from(of.person)),
    userName: of.email,
    userDisplayName: of.name,
    challenge: bytes(of.challenge),
    attestationType: 'none',
    supportedAlgorithmIDs: algorithms,
    excludeCredentials: of.known.map(({ externalId, transports }) => ({
      id: externalId,
      transports: [...transports],
    })),
    authenticatorSelection: { residentKey: 'preferred', userVerification: 'preferred' },
  });
}

/** `known`: whose passkeys may answer; none named: any that the device offers. */
export function askForPasskey(of: {
  readonly origin: string;
  readonly challenge: string;
  readonly known: readonly PasskeyRow[];
  readonly userVerification: 'required' | 'preferred';
}): Promise<PasskeyRequest> {
  return generateAuthenticationOptions({
    rpID: relyingPartyId(of.origin),
    challenge: bytes(of.challenge),
    userVerification: of.userVerification,
    allowCredentials: of.known.map(({ externalId, transports }) => ({
      id: externalId,
      transports: [...transports],
    })),
  });
}

export interface NewPasskey {
  readonly externalId: string;
  readonly publicKey: Uint8Array;
  readonly signCount: number;
  readonly transports: readonly string[];
  readonly userVerified: boolean;
}

/** A new passkey, where the device answered this question under this name; undefined where not. */
export async function readNewPasskey(
  origin: string,
  challenge: string,
  given: unknown,
): Promise<NewPasskey | undefined> {
  const response = readResponse(given, ['clientDataJSON', 'attestationObject']);
  try {
    const { verified, registrationInfo } = await verifyRegistrationResponse({
      response: response as unknown as RegistrationResponseJSON,
      expectedChallenge: challenge,
      expectedOrigin: origin,
      expectedRPID: relyingPartyId(origin),
      requireUserVerification: false,
      supportedAlgorithmIDs: algorithms,
    });
    if (!verified) return undefined;
    const { credential, userVerified } = registrationInfo;
    return {
      externalId: credential.id,
      publicKey: credential.publicKey,
      signCount: credential.counter,
      transports: (credential.transports ?? [])
        .filter((each) => typeof each === 'string' && /^[a-z-]{2,20}$/.test(each))
        .slice(0, 8),
      userVerified,
    };
  } catch {
    // Whatever the library throws means the same: this answers nothing that we asked.
    return undefined;
  }
}

/** What a device shows for a passkey; undefined where it does not answer this question. */
export async function checkPasskey(
  of: {
    readonly origin: string;
    readonly challenge: string;
    readonly passkey: PasskeyRow;
    readonly userVerification: 'required' | 'preferred';
  },
  given: unknown,
): Promise<{ readonly signCount: number; readonly userVerified: boolean } | undefined> {
  const response = readAssertion(given);
  const { externalId, publicKey, person } = of.passkey;
  // A device that names a person names the one whose passkey it is.
  const { userHandle } = response.response;
  if (userHandle && Buffer.from(userHandle, 'base64url').toString() !== person) return undefined;
  try {
    const { verified, authenticationInfo } = await verifyAuthenticationResponse({
      response,
      expectedChallenge: of.challenge,
      expectedOrigin: of.origin,
      expectedRPID: relyingPartyId(of.origin),
      requireUserVerification: of.userVerification === 'required',
      // The count is compared where it is stored, at once with noting it.
      credential: { id: externalId, publicKey: new Uint8Array(publicKey), counter: 0 },
    });
    if (!verified) return undefined;
    const { newCounter, userVerified } = authenticationInfo;
    return { signCount: newCounter, userVerified };
  } catch {
    return undefined;
  }
}

/** The passkey that an answer says it is from. */
export const passkeyNamed = (given: unknown): string => readAssertion(given).id;

const readAssertion = (given: unknown): AuthenticationResponseJSON =>
  readResponse(given, [
    'clientDataJSON',
    'authenticatorData',
    'signature',
  ]) as unknown as AuthenticationResponseJSON;

/** An object of the shape that browsers send, of bounded size; its truth is another matter. */
function readResponse(
  given: unknown,
  fields: readonly string[],
): { readonly id: string; readonly response: Readonly<Record<string, unknown>> } {
  const whole = isRecord(given) ? given : {};
  const inner = isRecord(whole['response']) ? whole['response'] : {};
  const isText = (value: unknown): boolean =>
    typeof value === 'string' && value.length > 0 && value.length <= 20_000;
  const handle = inner['userHandle'];
  if (
    !isText(whole['id']) ||
    whole['rawId'] !== whole['id'] ||
    whole['type'] !== 'public-key' ||
    !fields.every((field) => isText(inner[field])) ||
    !(handle === undefined || handle === null || typeof handle === 'string')
  )
    throw new Failure('input-invalid', messages.shape, { next: messages.shapeNext });
  return given as { id: string; response: Readonly<Record<string, unknown>> };
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
