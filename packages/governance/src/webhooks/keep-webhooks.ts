import { type Context, defineUseCase } from '@machimori/application';
import { Failure, type Id, text } from '@machimori/kernel';
import { newWebhookSecret, shownSecret, webhookContext } from './sign-webhook.ts';
import { askAnew, dropMessages } from './webhook-fates.ts';
import type { WebhookPorts } from './webhook-ports.ts';
import {
  deleteWebhook,
  exchangeSecret,
  insertWebhook,
  readMessages,
  readWebhook,
  readWebhooks,
  updateWebhook,
  type Webhook,
} from './webhook-store.ts';
import { isWebhookType } from './webhook-types.ts';

const messages = {
  none: text('見つかりません。', 'Not found.'),
  many: text('送り先は、一つのまちに5個までです。', 'A city has 5 webhooks at most.'),
  manyNext: text('使わない送り先を削除してください。', 'Remove one that you do not use.'),
  address: text('このアドレスには送れません。', 'Nothing can be sent to this address.'),
  addressNext: text(
    'https:// で始まるインターネットのアドレスを書いてください。内側の網のサーバなら、街守りを動かす人に、設定 MACHIMORI_ALLOWED_HOSTS に名前を加えてもらってください。',
    'Use an https:// address on the internet. For a server of an inner network, ask whoever runs Machimori to add its name to MACHIMORI_ALLOWED_HOSTS.',
  ),
  types: text('知らせることを、一つ以上選んでください。', 'Choose at least one thing to tell.'),
  changed: text('ほかの人が先に変えました。', 'Someone else changed it first.'),
  changedNext: text(
    '新しい内容を確かめて、もう一度変えてください。',
    'Look at what it is now, then change it again.',
  ),
};

export const mostWebhooks = 5;
const longestAddress = 500;
/** How long the former secret signs beside the new one. */
const overlapMs = 24 * 60 * 60_000;

/** The city's webhooks; of their secrets nothing. */
export const listWebhooks = defineUseCase<null, readonly Webhook[]>({
  name: 'list-webhooks',
  action: 'webhook:list',
  kind: 'query',
  handle: async (context) => ({ output: await readWebhooks(context) }),
});

export interface WebhookWanted {
  readonly address: string;
  readonly types: readonly string[];
}

/** Adds an address that is told of these types of events. What signs for it is shown this once. */
export const makeWebhook = defineUseCase<
  WebhookWanted,
  { readonly webhook: Id<'webhook'>; readonly secret: string },
  WebhookPorts
>({
  name: 'make-webhook',
  action: 'webhook:make',
  kind: 'command',
  secretOutput: true,
  async handle(context, wanted) {
    const { ids, now } = context;
    const address = readAddress(context, wanted.address);
    const types = readTypes(wanted.types);
    if ((await readWebhooks(context)).length >= mostWebhooks)
      throw new Failure('limit-exceeded', messages.many, { next: messages.manyNext });
    const webhook = ids.next('webhook');
    const { secret, sealed } = newSecret(context, webhook);
    await insertWebhook(context, { webhook, address, types, madeAt: now, sealed });
    return {
      output: { webhook, secret },
      subjects: [webhook],
      content: { host: hostOf(address), types },
    };
  },
});

/** Changes where it goes and what it tells, turns it off, or on again. What waits for one turned off is let go. */
export const changeWebhook = defineUseCase<
  WebhookWanted & { readonly webhook: string; readonly on: boolean; readonly version: number },
  null,
  WebhookPorts
>({
  name: 'change-webhook',
  action: 'webhook:change',
  kind: 'command',
  async handle(context, { webhook: id, on, version, ...wanted }) {
    const { now } = context;
    const before = await found(context, id);
    const address = readAddress(context, wanted.address);
    const types = readTypes(wanted.types);
    const stopped = on ? undefined : (before.stopped ?? { at: now, why: 'person' as const });
    const after = { webhook: before.webhook, address, types, stopped, version };
    if (!(await updateWebhook(context, after)))
      throw new Failure('conflict', messages.changed, { next: messages.changedNext });
    if (!on) await dropMessages(context, await readMessages(context, { webhook: id }), now);
    await askAnew(context, id);
    return {
      output: null,
      subjects: [id],
      content: {
        before: told(before),
        after: told(after),
        ...(address === before.address ? {} : { otherAddress: true }),
      },
    };
  },
});

/** Exchanges what signs: the new secret is shown this once, the former signs beside it for a day. */
export const rotateWebhook = defineUseCase<
  { readonly webhook: string },
  { readonly secret: string; readonly formerUntil: Date },
  WebhookPorts
>({
  name: 'rotate-webhook',
  action: 'webhook:rotate',
  kind: 'command',
  secretOutput: true,
  async handle(context, { webhook }) {
    const { secret, sealed } = newSecret(context, webhook);
    const formerUntil = new Date(context.now.getTime() + overlapMs);
    if (!(await exchangeSecret(context, { webhook, sealed, formerUntil })))
      throw new Failure('not-found', messages.none);
    return {
      output: { secret, formerUntil },
      subjects: [webhook],
      content: { formerUntil: formerUntil.toISOString() },
    };
  },
});

/** Takes it away, with its secrets and what it was told. What waits is let go. */
export const removeWebhook = defineUseCase<{ readonly webhook: string }, null>({
  name: 'remove-webhook',
  action: 'webhook:remove',
  kind: 'command',
  async handle(context, { webhook }) {
    const before = await found(context, webhook);
    await dropMessages(context, await readMessages(context, { webhook }), context.now);
    await deleteWebhook(context, webhook);
    return { output: null, subjects: [webhook], content: told(before) };
  },
});

/** Throws `not-found`. */
export async function found(
  context: Parameters<typeof readWebhook>[0],
  id: string,
): Promise<Webhook> {
  const webhook = await readWebhook(context, id);
  if (webhook === undefined) throw new Failure('not-found', messages.none);
  return webhook;
}

function newSecret(
  { chance, ports, scope }: Context<WebhookPorts>,
  webhook: string,
): { readonly secret: string; readonly sealed: Uint8Array } {
  const secret = newWebhookSecret(chance);
  const sealed = ports.vault.seal(secret, webhookContext(scope.inCity, webhook));
  return { secret: shownSecret(secret), sealed };
}

/** As it is kept, without what browsers alone know of it. Throws `input-invalid`. */
function readAddress({ ports }: Context<WebhookPorts>, given: string): string {
  const url = URL.parse(given.trim());
  if (url !== null) url.hash = '';
  if (url === null || url.href.length > longestAddress || !ports.mayVisit(url.href))
    throw new Failure('input-invalid', messages.address, {
      field: 'address',
      next: messages.addressNext,
    });
  return url.href;
}

function readTypes(given: readonly string[]): readonly string[] {
  const types = [...new Set(given)].filter(isWebhookType).sort();
  if (types.length === 0) throw new Failure('input-invalid', messages.types, { field: 'types' });
  return types;
}

/** The rest of an address may be what lets somebody in there: neither log nor letters hold it. */
export const hostOf = (address: string): string => URL.parse(address)?.host ?? '';

/** For the log. */
const told = ({ address, types, stopped }: Pick<Webhook, 'address' | 'types' | 'stopped'>) => ({
  host: hostOf(address),
  types,
  on: stopped === undefined,
});
