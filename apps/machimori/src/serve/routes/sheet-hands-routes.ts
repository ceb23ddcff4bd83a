import { endpoints } from '@machimori/contract';
import { assignLines, listAssignable, listOwnLines } from '@machimori/governance';
import { dayInJapan, type Id, text } from '@machimori/kernel';
import { itemLabel } from '@machimori/planning';
import { sheetGuidelineFor } from '../guideline.ts';
import { route } from '../route.ts';

const messages = { unseen: text('見えないもの', 'something that you do not see') };

export const sheetHandsRoutes = [
  route(endpoints.assignLines, async ({ run, input }) => {
    const { lines, person } = input.body;
    const assigned = await run(assignLines, { lines, person });
    return {
      assigned: assigned.map(({ line, problem }) => ({
        line,
        problem: problem && {
          code: problem.code,
          text: { ...problem.message },
          next: problem.next && { ...problem.next },
        },
      })),
    };
  }),
  route(endpoints.listAssignable, async ({ run, input }) => ({
    people: (await run(listAssignable, { line: input.query.line })).map(
      ({ person, name, organisation, organisationName, answers }) => ({
        person: person as Id<'person'>,
        name,
        organisation: organisation as Id<'organisation'>,
        organisationName,
        answers,
      }),
    ),
  })),
  route(endpoints.listOwnLines, async ({ run, world, actor }) => {
    const { lines, total, overdue, names } = await run(listOwnLines, null);
    const edition = await sheetGuidelineFor(world, actor);
    const today = dayInJapan(world.clock.now());
    return {
      total,
      overdue,
      lines: lines.map(({ line, checkItem, subject, plannedBy }) => {
        const item = edition.checkItems.find(({ id }) => id === checkItem);
        return {
          line,
          checkItem: { ...(item === undefined ? text(checkItem, checkItem) : itemLabel(item)) },
          subject: { key: subject, name: { ...(names.get(subject) ?? messages.unseen) } },
          plannedBy,
          overdue: plannedBy < today,
        };
      }),
    };
  }),
];
