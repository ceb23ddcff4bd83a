import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { lineFilter, lineOrder } from './sheet-endpoints.ts';

/** Which lines a report has, and how they stand in it: as the list of lines takes it. */
const narrowed = z.object({
  ...lineFilter,
  gather: lineOrder.optional().describe('What is the same in this column stands together'),
  order: lineOrder.optional(),
  descending: z.enum(['true']).optional(),
  language: z.enum(['ja', 'en']).optional(),
});

export const sheetReportEndpoints = {
  reportWorkbook: endpoint({
    method: 'GET',
    path: '/sheet/report/xlsx',
    summary: {
      ja: 'しぼり込んだ行の報告（Excel）',
      en: 'Report of the lines that a filter leaves, as a workbook',
    },
    query: narrowed,
    media: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  }),
  reportPaper: endpoint({
    method: 'GET',
    path: '/sheet/report/pdf',
    summary: {
      ja: 'しぼり込んだ行の報告（PDF。2,000行まで載せ、数字はすべての行から）',
      en: 'Report of the lines that a filter leaves, as pdf: at most 2,000 lines, and figures of all',
    },
    query: narrowed,
    media: 'application/pdf',
  }),
  reportOscal: endpoint({
    method: 'GET',
    path: '/sheet/report/oscal',
    summary: {
      ja: 'しぼり込んだ行の報告（OSCALのアセスメント結果、是正計画、または対策の実施）',
      en: 'Report of the lines that a filter leaves, as OSCAL assessment results, plan of action or system security plan',
    },
    query: narrowed.extend({
      document: z.enum([
        'assessment-results',
        'plan-of-action-and-milestones',
        'system-security-plan',
      ]),
    }),
    media: 'application/json',
  }),
} as const;
