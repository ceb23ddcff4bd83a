import { endpoints } from '@machimori/contract';
import {
  changeWebhook,
  listWebhookMessages,
  listWebhooks,
  makeWebhook,
  mostWebhooks,
  removeWebhook,
  rotateWebhook,
  testWebhook,
  webhookTypeNames,
  webhookTypes,
} from '@machimori/governance';
import { route } from '../route.ts';

export const webhookRoutes = [
  route(endpoints.listWebhooks, async ({ run }) => ({
    webhooks: (await run(listWebhooks, null)).map((each) => ({
      webhook: each.webhook,
      address: each.address,
      types: [...each.types],
      madeAt: each.madeAt.toISOString(),
      stopped: each.stopped && { at: each.stopped.at.toISOString(), why: each.stopped.why },
      formerUntil: each.formerUntil?.toISOString(),
      version: each.version,
    })),
    possibleTypes: webhookTypeNames.map((type) => ({
      type,
      text: { ...webhookTypes[type].means },
    })),
    most: mostWebhooks,
  })),
  route(endpoints.makeWebhook, async ({ run, input }) => ({
    ...(await run(makeWebhook, input.body)),
  })),
  route(endpoints.changeWebhook, async ({ run, input }) => {
    await run(changeWebhook, { ...input.params, ...input.body });
    return undefined;
  }),
  route(endpoints.rotateWebhook, async ({ run, input }) => {
    const { secret, formerUntil } = await run(rotateWebhook, input.params);
    return { secret, formerUntil: formerUntil.toISOString() };
  }),
  route(endpoints.removeWebhook, async ({ run, input }) => {
    await run(removeWebhook, input.params);
    return undefined;
  }),
  route(endpoints.testWebhook, async ({ run, input }) => {
    await run(testWebhook, input.params);
    return undefined;
  }),
  route(endpoints.listWebhookMessages, async ({ run, input }) => ({
    messages: (await run(listWebhookMessages, input.params)).map(
      ({ message, type, madeAt, fate }) => ({
        message,
        type,
        madeAt: madeAt.toISOString(),
        state: fate?.state,
        attempts: fate?.attempts ?? 0,
        at: fate?.at.toISOString(),
        why: fate?.why && { ...fate.why },
      }),
    ),
  })),
];
