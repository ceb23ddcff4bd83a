import { type Context, defineUseCase, type Event, sealedLetter } from '@machimori/application';
import type { Day } from '@machimori/kernel';
import type { GovernancePorts } from '../approval/ports.ts';
import { readLineRow } from '../sheet/line-store.ts';
import { readComment } from './comment-store.ts';
import { readMentions } from './mention-store.ts';
import { type PresentMember, presentMembers, readOrganisations, works } from './people-store.ts';

/** What a letter to somebody who is called says; it lies sealed until it is sent. */
export type CallLetter = {
  readonly to: string;
  readonly name: string;
  readonly url: string;
} & (
  | ({ readonly about: 'comment' } & Caller)
  | ({ readonly about: 'request'; readonly lines: number; readonly due: Day } & Caller)
  /** The program itself: a webhook was turned off. */
  | { readonly about: 'webhook'; readonly host: string; readonly why: 'gone' | 'failing' }
);

interface Caller {
  readonly byName: string;
  readonly office: string;
}

/** One letter for each of these people, sealed; the event of each is its own, so that none waits behind another. */
export function lettersTo(
  { ports }: Context<GovernancePorts>,
  about: string,
  people: readonly PresentMember[],
  letterFor: (person: PresentMember) => CallLetter,
): readonly Event[] {
  return people.map((each) => {
    const call = `${about} ${each.person}`;
    return {
      type: 'person.called',
      aggregate: call,
      payload: sealedLetter(ports.vault, { call }, letterFor(each)),
    };
  });
}

/** Writes a letter to each person whom a comment calls and who may see its line now; done by the program. */
export const callMentioned = defineUseCase<
  { readonly comment: string },
  { readonly letters: number },
  GovernancePorts
>({
  name: 'call-mentioned',
  action: 'sheet:call',
  kind: 'command',
  async handle(context, { comment: id }) {
    const comment = await readComment(context, id);
    const line = comment && (await readLineRow(context, comment.line));
    const called = await readMentions(context, id);
    const organisations = await readOrganisations(context);
    const parties = organisations.filter(
      ({ organisation, promoter }) =>
        promoter || organisation === line?.answerer || organisation === line?.verifier,
    );
    const members = await presentMembers(
      context,
      parties.map(({ organisation }) => organisation),
    );
    const people = members.filter(
      (each) =>
        each.person !== comment?.by &&
        called.some(({ organisation, person }) =>
          person === undefined
            ? organisation === each.organisation && works(each)
            : person === each.person && organisation === each.organisation,
        ),
    );
    // Somebody with two seats is one person with one mailbox.
    const once = [...new Map(people.map((each) => [each.person, each])).values()];
    const letters =
      comment === undefined
        ? []
        : lettersTo(context, id, once, ({ email, name }) => ({
            about: 'comment',
            to: email,
            name,
            byName: comment.byName,
            office: comment.organisationName,
            url: `${context.ports.origin}/sheet/line?id=${encodeURIComponent(comment.line)}#talk`,
          }));
    return {
      output: { letters: letters.length },
      subjects: [id],
      content: { letters: letters.length },
      events: letters,
    };
  },
});
