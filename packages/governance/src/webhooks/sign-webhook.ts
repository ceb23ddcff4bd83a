import { createHmac } from 'node:crypto';
import type { Chance } from '@machimori/kernel';

/** Standard Webhooks asks for 24 to 64 bytes. */
export const newWebhookSecret = (chance: Chance): Uint8Array => chance.bytes(32);

/** As a secret is handed to whoever verifies: `whsec_` and base64. */
export const shownSecret = (secret: Uint8Array): string =>
  `whsec_${Buffer.from(secret).toString('base64')}`;

/** What a secret is sealed for: it opens as nothing else. */
export const webhookContext = (city: string, webhook: string): string =>
  `webhook/${city}/${webhook}`;

/**
 * The headers of one attempt, by Standard Webhooks 1.0.0 (symmetric, `v1`): HMAC-SHA256 over
 * `id.timestamp.body`, once by each secret, so that a receiver may change from one to the next at leisure.
 */
export function signWebhook(of: {
  /** Stays the same from attempt to attempt; holds no full stop. */
  readonly message: string;
  readonly body: string;
  /** Of the attempt. */
  readonly at: Date;
  readonly secrets: readonly Uint8Array[];
}): Readonly<Record<'webhook-id' | 'webhook-timestamp' | 'webhook-signature', string>> {
  const { message, body, at, secrets } = of;
  const timestamp = String(Math.floor(at.getTime() / 1000));
  const signatures = secrets.map(
    (secret) =>
      `v1,${createHmac('sha256', secret).update(`${message}.${timestamp}.${body}`).digest('base64')}`,
  );
  return {
    'webhook-id': message,
    'webhook-timestamp': timestamp,
    'webhook-signature': signatures.join(' '),
  };
}
