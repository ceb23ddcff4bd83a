import type { EndpointName } from '@machimori/contract';
import type { Example } from './example.ts';
import type { Town } from './town.ts';

const administrator = 'promoter/cityAdministrator';
const wanted = { address: 'https://hooks.example.com/machimori', types: ['answer.accepted'] };

/** A city has a few at most: those of the examples before go first. */
async function removeAll(town: Town): Promise<void> {
  const { webhooks } = (await town.done(administrator, 'GET', '/webhooks', {})) as {
    webhooks: readonly { readonly webhook: string }[];
  };
  for (const { webhook } of webhooks)
    await town.done(administrator, 'DELETE', '/webhooks/:webhook', { params: { webhook } });
}

async function made(town: Town): Promise<{ readonly webhook: string }> {
  await removeAll(town);
  const { webhook } = await town.done(administrator, 'POST', '/webhooks', { body: wanted });
  return { webhook: String(webhook) };
}

/** What is sent to the routes of webhooks when all is right. */
export const webhookExamples: Partial<Record<EndpointName, Example>> = {
  listWebhooks: {
    as: administrator,
    send: async (town) => {
      await made(town);
      return {};
    },
  },
  makeWebhook: {
    as: administrator,
    send: async (town) => {
      await removeAll(town);
      return { body: wanted };
    },
  },
  changeWebhook: {
    as: administrator,
    send: async (town) => ({
      params: await made(town),
      body: { ...wanted, types: ['plan.made'], on: true, version: 1 },
    }),
  },
  rotateWebhook: {
    as: administrator,
    send: async (town) => ({ params: await made(town) }),
  },
  removeWebhook: {
    as: administrator,
    send: async (town) => ({ params: await made(town) }),
  },
  testWebhook: {
    as: administrator,
    send: async (town) => ({ params: await made(town) }),
  },
  listWebhookMessages: {
    as: administrator,
    send: async (town) => {
      const params = await made(town);
      await town.done(administrator, 'POST', '/webhooks/:webhook/tests', { params });
      return { params };
    },
  },
};
