import { criteriaPlace, type Edition } from '@machimori/catalogue';
import { endpoints } from '@machimori/contract';
import { adoptYardstick, expectUnmoved, readYardsticks } from '@machimori/governance';
import { Failure, type Place, type Text, text } from '@machimori/kernel';
import { currentEdition, editionIds } from '../../edition-file.ts';
import { placeText } from '../../terminal.ts';
import { guideline } from '../guideline.ts';
import { route } from '../route.ts';
import { readTrial } from '../try-yardstick.ts';

const messages = {
  wrong: text('このままでは採れません。', 'It cannot be adopted as it is.'),
  wrongNext: text('試して、示されたところを直してください。', 'Try it, and correct what is shown.'),
};

const editionShown = ({ id, framework, version, provenance }: Edition) => ({
  id,
  name: text(`${framework.ja} ${version}`, `${framework.en} ${version}`),
  provenance: { ...provenance },
});

/** Of the file by line and meaning; of the city, which somebody wrote long ago, as its own errors are told. */
const placeInWords = (place: Place): Text => {
  if (place.line !== undefined) return criteriaPlace(place);
  const own = placeText(place);
  return text(own, own);
};

export const yardstickRoutes = [
  route(endpoints.readYardstick, async ({ run, world }) => {
    const { present, revision, adopted } = await run(readYardsticks, null);
    const ids = await editionIds(world.catalogue);
    const editions = await Promise.all(ids.map((id) => guideline(id, world.catalogue)));
    const edition = await guideline(present.edition, world.catalogue);
    const { id, title } = present.criteria ?? edition.criteria;
    return {
      revision,
      present: {
        yardstick: present.number,
        edition: editionShown(edition),
        criteria: { id, title: { ...title }, own: present.criteria !== undefined },
      },
      editions: editions.map(editionShown),
      adopted: adopted.map((each) => ({
        yardstick: each.number,
        edition: each.edition,
        ownCriteria: each.criteria !== undefined,
        revision: each.revision,
        at: each.adoptedAt.toISOString(),
        byName: each.adoptedByName,
      })),
    };
  }),

  route(endpoints.readCriteria, async ({ run, world, reply }) => {
    const { present } = await run(readYardsticks, null);
    const { criteria } = await guideline(present.edition, world.catalogue);
    return reply
      .type('application/json')
      .header('content-disposition', 'attachment; filename="criteria.json"')
      .send(`${JSON.stringify(present.criteria ?? criteria, null, 2)}\n`);
  }),

  route(endpoints.tryYardstick, async ({ world, actor, input }) => {
    const trial = await readTrial(world, actor, input.body);
    const { basis, edition, criteria, carried, diagnostics } = trial;
    const { inCity, revision, yardstick, asOf, city, present } = basis;
    const isSound = diagnostics.length === 0;
    const of = { city: inCity, revision, yardstick, asOf };
    const by = { city: carried.city, edition: edition.id, criteria };
    return {
      revision,
      yardstick,
      diagnostics: diagnostics.slice(0, 200).map(({ place, message, expected }) => ({
        place: placeInWords(place),
        text: { ...message },
        expected: expected && { ...expected },
      })),
      difference: isSound
        ? await world.planner.ask(of, { ask: 'trial', by }, async () => ({
            city,
            edition: present.edition ?? currentEdition,
            criteria: present.criteria,
          }))
        : undefined,
      endedAnswers: carried.endedAnswers.length,
      endedRequirements: [...carried.endedRequirements],
    };
  }),

  route(endpoints.adoptYardstick, async ({ world, actor, run, input }) => {
    const { baseRevision, baseYardstick, ...wish } = input.body;
    const { basis, edition, criteria, carried, diagnostics } = await readTrial(world, actor, wish);
    const base = { revision: Number(baseRevision), yardstick: Number(baseYardstick) };
    // Before what is wrong: of a city that moved, faults are those of something nobody has looked at.
    expectUnmoved(base, basis);
    if (diagnostics.length > 0)
      throw new Failure('input-invalid', messages.wrong, {
        diagnostics,
        next: messages.wrongNext,
      });
    return run(adoptYardstick, {
      edition: edition.id,
      criteria,
      city: carried.city,
      base,
      carriedFrom: basis,
    });
  }),
];
