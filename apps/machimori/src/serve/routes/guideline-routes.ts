import { readGuideline } from '@machimori/catalogue';
import { endpoints } from '@machimori/contract';
import { text } from '@machimori/kernel';
import { guideline, guidelineFor } from '../guideline.ts';
import { route } from '../route.ts';

export const guidelineRoutes = [
  // The same for everybody, and published: nobody's right is asked.
  route(endpoints.readGuideline, async ({ input, world, actor }) => {
    // Whoever looks at a city reads the edition that it goes by.
    const isSeated = actor.kind === 'person' && actor.seat !== undefined;
    const edition = await (isSeated
      ? guidelineFor(world, actor)
      : guideline(undefined, world.catalogue));
    const { id, framework, version, provenance, notice, documents } = edition;
    return {
      edition: {
        id,
        name: text(`${framework.ja} ${version}`, `${framework.en} ${version}`),
        provenance,
        notice,
      },
      documents: documents.map(({ id: document, title }) => ({ id: document, title })),
      entries: readGuideline(edition, input.params.part),
    };
  }),
];
