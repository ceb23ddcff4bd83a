import { defineUseCase } from '@machimori/application';
import type { GovernancePorts } from '../approval/ports.ts';
import { lettersTo } from '../sheet-talk/call-people.ts';
import { presentMembers, readOrganisations, works } from '../sheet-talk/people-store.ts';
import { type AnswerRequest, readRequests } from './request-store.ts';

const mostShown = 100;

/** Requests for answers that stand: those to one's own organisation, or in the whole city. */
export const listRequests = defineUseCase<
  null,
  { readonly requests: readonly AnswerRequest[]; readonly organisation: string | undefined }
>({
  name: 'list-requests',
  action: 'sheet:read',
  kind: 'query',
  async handle(context) {
    const { organisation } = context.scope;
    return { output: { requests: await readRequests(context, { most: mostShown }), organisation } };
  },
});

/** Writes a letter to everybody who answers for an organisation that was asked; done by the program. */
export const callAsked = defineUseCase<
  { readonly request: string },
  { readonly letters: number },
  GovernancePorts
>({
  name: 'call-asked',
  action: 'sheet:call',
  kind: 'command',
  async handle(context, { request: id }) {
    const [request] = await readRequests(context, { most: 1, only: id });
    const office = (await readOrganisations(context)).find(({ promoter }) => promoter)?.name ?? '';
    const people =
      request === undefined
        ? []
        : (await presentMembers(context, [request.organisation])).filter(works);
    const letters =
      request === undefined
        ? []
        : lettersTo(context, id, people, ({ email, name }) => ({
            about: 'request',
            to: email,
            name,
            byName: request.askedByName,
            office,
            url: `${context.ports.origin}/sheet/requests`,
            lines: request.lines,
            due: request.due,
          }));
    return {
      output: { letters: letters.length },
      subjects: [id],
      content: { letters: letters.length },
      events: letters,
    };
  },
});
