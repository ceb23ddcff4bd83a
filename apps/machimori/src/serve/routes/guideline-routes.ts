import { readGuideline } from '@machimori/catalogue';
import { endpoints } from '@machimori/contract';
import { text } from '@machimori/kernel';
import { guideline } from '../guideline.ts';
import { route } from '../route.ts';

export const guidelineRoutes = [
  // The same for everybody, and published: nobody's right is asked.
  route(endpoints.readGuideline, async ({ input }) => {
    const edition = await guideline();
    const { id, framework, version, provenance, notice, documents } = edition;
    return {
      edition: {
        id,
        name: text(`${framework.ja} ${version}`, `${framework.en} ${version}`),
        provenance,
        notice,
      },
      documents: documents.map(({ id: document, title }) => ({ id: document, title })),
      entries: structuredClone(readGuideline(edition, input.params.part)) as never,
    };
  }),
];
