import type { Act } from '@machimori/application';
import { Failure, text } from '@machimori/kernel';
import { type KeptLine, readLineRow } from '../sheet/line-store.ts';
import type { Comment } from './comment-store.ts';
import type { Called } from './mention-store.ts';
import { presentMembers, readOrganisations } from './people-store.ts';

const messages = {
  none: text('見つかりません。', 'Not found.'),
  notYours: text(
    'この行について書けるのは、答える組織、確かめる組織と、推進主体の人です。',
    'Only people who answer this line or verify it, and the promoting body, may write about it.',
  ),
};

/** Somebody whom a comment on a line may call: by the name that stands behind the @. */
export interface Callable extends Called {
  /** Of the person; of the organisation where whoever works for it is called. */
  readonly id: string;
  readonly name: string;
  readonly organisationName: string;
}

/** A line that one sees, in the plan or out of it. Throws `not-found`. */
export async function lineSeen(act: Act, id: string): Promise<KeptLine> {
  const line = await readLineRow(act, id);
  if (line === undefined) throw new Failure('not-found', messages.none);
  return line;
}

/** Whether one's organisation takes part in what is said about a line. */
export const takesPart = ({ scope }: Act, line: KeptLine): boolean =>
  scope.reach === 'city' ||
  (scope.organisation !== undefined && [line.answerer, line.verifier].includes(scope.organisation));

/** Throws `forbidden` for whoever sees a line and takes no part in it. */
export function expectPart(act: Act, line: KeptLine): void {
  if (!takesPart(act, line)) throw new Failure('forbidden', messages.notYours);
}

/**
 * Whom a comment may call: the people of those organisations that answer, verify and promote, as far as one may know
 * them. Of others one knows who has written here, and the organisation, which is called as a whole.
 */
export async function callablePeople(
  act: Act,
  line: KeptLine,
  comments: readonly Comment[],
): Promise<readonly Callable[]> {
  const parties = (await readOrganisations(act)).filter(
    ({ organisation, promoter }) =>
      promoter || organisation === line.answerer || organisation === line.verifier,
  );
  const members = await presentMembers(
    act,
    parties.map(({ organisation }) => organisation),
  );
  const known = new Map<string, Callable>();
  for (const { person, name, organisation, organisationName } of members)
    known.set(person, { id: person, person, name, organisation, organisationName });
  for (const { by, byName, organisation, organisationName } of comments)
    if (!known.has(by) && parties.some((each) => each.organisation === organisation))
      known.set(by, { id: by, person: by, name: byName, organisation, organisationName });
  known.delete(act.scope.person);
  const whole = parties
    .filter(({ organisation }) => organisation !== act.scope.organisation)
    .map(
      ({ organisation, name }): Callable => ({
        id: organisation,
        person: undefined,
        name,
        organisation,
        organisationName: name,
      }),
    );
  return [...known.values(), ...whole];
}
