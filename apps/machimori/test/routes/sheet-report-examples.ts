import type { EndpointName } from '@machimori/contract';
import type { Example } from './example.ts';
import { vendorsLine } from './sheet-examples.ts';

/** What is sent for reports of the check sheet when all is right. */
export const sheetReportExamples: Partial<Record<EndpointName, Example>> = {
  reportWorkbook: {
    as: 'promoter/auditor',
    send: async (town) => {
      await vendorsLine(town);
      return { query: { answeredBy: 'gyosha-a', order: 'due', language: 'ja' } };
    },
  },
  reportPaper: {
    as: 'one/contributor',
    send: async (town) => {
      await vendorsLine(town);
      return { query: { state: 'not-started' } };
    },
  },
  reportOscal: {
    as: 'promoter/auditor',
    send: async (town) => {
      await vendorsLine(town);
      return { query: { document: 'system-security-plan', answeredBy: 'gyosha-a' } };
    },
  },
};
