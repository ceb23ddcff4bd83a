import { defineUseCase } from '@machimori/application';
import { found } from './keep-webhooks.ts';
import { type MessageFate, messageFates } from './webhook-fates.ts';
import { readMessages, type WebhookMessage } from './webhook-store.ts';

const mostShown = 20;

/** The last messages of a webhook and what became of them; not what stood in them. */
export const listWebhookMessages = defineUseCase<
  { readonly webhook: string },
  readonly (WebhookMessage & { readonly fate: MessageFate | undefined })[]
>({
  name: 'list-webhook-messages',
  action: 'webhook:list',
  kind: 'query',
  async handle(context, { webhook }) {
    await found(context, webhook);
    const messages = await readMessages(context, { webhook, most: mostShown });
    const fates = await messageFates(context, messages);
    return { output: messages.map((each) => ({ ...each, fate: fates.get(each.message) })) };
  },
});
