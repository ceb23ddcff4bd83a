import type { EndpointName } from '@machimori/contract';
import { sendsMail } from './address-examples.ts';
import type { Example } from './example.ts';
import { vendorsLine } from './sheet-examples.ts';
import type { Town } from './town.ts';

const vendor = 'one/contributor';
const administrator = 'promoter/cityAdministrator';

export const expert = {
  name: '外の担当者',
  office: '保守の会社',
  email: 'hoshu@outside.example',
  days: 14,
  message: 'おそれいりますが、お願いします。',
};
export const councillor = {
  name: '議員',
  office: '町議会',
  email: 'giin@council.example',
  days: 14,
  message: '',
  withCode: false,
  withStatements: false,
};

/** A link of the vendor to somebody outside, for a line that it answers. */
async function sentLink(town: Town): Promise<string> {
  const lines = [await vendorsLine(town)];
  sendsMail(town, true);
  const { link } = await town.done(vendor, 'POST', '/sheet/links', { body: { ...expert, lines } });
  return String(link);
}

async function handedBack(town: Town): Promise<string> {
  const link = await sentLink(town);
  await town.owner.query('update outside_links set handed_back_at = now() where link_id = $1', [
    link,
  ]);
  return link;
}

/** What is sent to the routes of links to people outside when all is right. */
export const outsideExamples: Partial<Record<EndpointName, Example>> = {
  listOutsideLinks: {
    as: vendor,
    send: async (town) => {
      await sentLink(town);
      sendsMail(town, false);
      return {};
    },
  },
  readLinkLines: {
    as: vendor,
    send: async (town) => ({ params: { link: await sentLink(town) } }),
  },
  sendAnswerLink: {
    as: vendor,
    send: async (town) => {
      const lines = [await vendorsLine(town)];
      sendsMail(town, true);
      return { body: { ...expert, lines } };
    },
  },
  shareProgress: { as: administrator, send: () => ({ body: councillor }) },
  sendOutsideLinkAgain: {
    as: vendor,
    send: async (town) => ({
      params: { link: await handedBack(town) },
      body: { days: 7, message: '' },
    }),
  },
  giveCodeByHand: {
    as: vendor,
    send: async (town) => {
      const link = await sentLink(town);
      sendsMail(town, false);
      return { params: { link } };
    },
  },
  noteHandedBack: {
    as: vendor,
    send: async (town) => ({ params: { link: await handedBack(town) } }),
  },
  revokeOutsideLink: {
    as: vendor,
    send: async (town) => ({ params: { link: await sentLink(town) } }),
  },
};
