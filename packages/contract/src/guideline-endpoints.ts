import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { words } from './fields.ts';

export const guidelineEndpoints = {
  readGuideline: endpoint({
    method: 'GET',
    path: '/guideline/:part',
    summary: {
      ja: 'ガイドラインを読む（チェック項目、対策要件、リスク、事例、法令、特徴）',
      en: 'Reads the guideline: check items, requirements, risks, cases, laws, traits',
    },
    params: z.object({
      part: z.enum(['checkItems', 'requirements', 'risks', 'cases', 'laws', 'traits']),
    }),
    open: true,
    response: z.object({
      edition: z.object({
        id: z.string(),
        name: words,
        provenance: words,
        notice: words,
      }),
      documents: z.array(z.object({ id: z.string(), title: words })),
      entries: z.array(
        z.object({
          id: z.string(),
          label: z.string().optional().describe('As people cite it'),
          heading: words,
          group: words.describe('What it stands among'),
          body: z.array(words),
          facts: z.array(
            z.object({
              label: words,
              values: z.array(
                z.object({ text: words, id: z.string().optional().describe('Another entry') }),
              ),
            }),
          ),
          source: z.object({ document: z.string(), section: z.string() }).optional(),
        }),
      ),
    }),
  }),
} as const;
