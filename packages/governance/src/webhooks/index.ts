export {
  changeWebhook,
  listWebhooks,
  makeWebhook,
  mostWebhooks,
  removeWebhook,
  rotateWebhook,
} from './keep-webhooks.ts';
export { listWebhookMessages } from './list-webhook-messages.ts';
export { readWebhookAttempt, stopWebhook, type WebhookAttempt } from './send-webhook.ts';
export { isDayNew, tellDay } from './tell-day.ts';
export { isAnyoneTold, tellWebhooks, testWebhook } from './tell-webhooks.ts';
export { type MessageFate, webhookSender, webhookTeller } from './webhook-fates.ts';
export type { WebhookPorts } from './webhook-ports.ts';
export { pruneWebhooks, type Webhook } from './webhook-store.ts';
export { type WebhookTrouble, webhookTroubleWords } from './webhook-troubles.ts';
export { isWebhookType, testType, webhookTypeNames, webhookTypes } from './webhook-types.ts';
