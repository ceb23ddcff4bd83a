import { defineUseCase, type Event } from '@machimori/application';
import type { Id } from '@machimori/kernel';
import type { GovernancePorts } from '../approval/ports.ts';
import { lettersTo } from '../sheet-talk/call-people.ts';
import { presentMembers, readOrganisations } from '../sheet-talk/people-store.ts';
import { hostOf } from './keep-webhooks.ts';
import { signWebhook, webhookContext } from './sign-webhook.ts';
import { messageFates } from './webhook-fates.ts';
import type { WebhookPorts } from './webhook-ports.ts';
import {
  readMessages,
  readMessageToSend,
  readWebhook,
  type StopReason,
  stopRow,
} from './webhook-store.ts';
import { testType } from './webhook-types.ts';

/** One attempt, signed at its moment. */
export interface WebhookAttempt {
  readonly webhook: Id<'webhook'>;
  readonly isTest: boolean;
  readonly isStopped: boolean;
  readonly address: string;
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Whether anything has arrived there since this message was written. */
  readonly arrivedSince: boolean;
}

/** So many of the last messages say whether anything arrives there. */
const lookedAt = 100;

/** What is sent now for a message, signed; undefined where its webhook was removed. Done by the program. */
export const readWebhookAttempt = defineUseCase<
  { readonly message: string },
  WebhookAttempt | undefined,
  WebhookPorts
>({
  name: 'read-webhook-attempt',
  action: 'webhook:tell',
  kind: 'query',
  async handle(context, { message }) {
    const { now, ports, scope } = context;
    const found = await readMessageToSend(context, message, now);
    if (found === undefined) return { output: undefined };
    const { webhook, type, body, address, isStopped, sealed, madeAt } = found;
    const latest = await readMessages(context, { webhook, most: lookedAt });
    const fates = await messageFates(context, latest);
    const seal = webhookContext(scope.inCity, webhook);
    const secrets = sealed.map((each) => ports.vault.open(each, seal));
    return {
      output: {
        webhook,
        isTest: type === testType,
        isStopped,
        address,
        body,
        headers: signWebhook({ message, body, at: now, secrets }),
        arrivedSince: [...fates.values()].some(
          ({ state, at }) => state === 'delivered' && at >= madeAt,
        ),
      },
    };
  },
});

/** Turns off what says that it is gone, or where nothing arrived for long, and tells the city's administrators. */
export const stopWebhook = defineUseCase<
  { readonly webhook: string; readonly why: Exclude<StopReason, 'person'> },
  null,
  GovernancePorts
>({
  name: 'stop-webhook',
  action: 'webhook:stop',
  kind: 'command',
  async handle(context, { webhook, why }) {
    const { now, ports } = context;
    const before = await readWebhook(context, webhook);
    const didStop = await stopRow(context, { webhook, why, now });
    if (before === undefined || !didStop) return { output: null, subjects: [webhook] };
    const host = hostOf(before.address);
    const promoters = (await readOrganisations(context)).filter(({ promoter }) => promoter);
    const members = await presentMembers(
      context,
      promoters.map(({ organisation }) => organisation),
    );
    const administrators = members.filter(({ roles }) => roles.includes('cityAdministrator'));
    const letters: readonly Event[] = ports.mail
      ? lettersTo(context, `${webhook} ${before.version}`, administrators, ({ email, name }) => ({
          about: 'webhook',
          to: email,
          name,
          host,
          why,
          url: `${ports.origin}/settings?part=webhooks`,
        }))
      : [];
    return { output: null, subjects: [webhook], content: { host, why }, events: letters };
  },
});
